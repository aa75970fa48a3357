package ec2test

// This file implements volumes.

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A volume is the record of a volume. It has its attachment; the instance has the
// volume's id.
type volume struct {
	meta
	types.Volume `json:"Volume"`           // without state and attachments
	Attachment   *types.VolumeAttachment   `json:",omitempty"` // without state
	DetachedAt   time.Time                 // if set, when the attachment ends
	Modification *types.VolumeModification `json:",omitempty"` // the latest, without state
}

var volumes = newResource[volume](kind{
	name: "volume", prefix: "vol", resource: types.ResourceTypeVolume,
	malformed: "InvalidVolumeID.Malformed", notFound: "InvalidVolume.NotFound",
	members: []string{"VolumeId", "VolumeIds", "SourceVolumeId"},
})

// inUse rejects the deletion of a volume that is attached.
func (v *volume) inUse(t *tx) error {
	if at := v.attachment(t); at != nil {
		return rejectf("VolumeInUse", "Volume %s is currently attached to %s", v.ID, *at.InstanceId)
	}
	return nil
}

// attachment returns the current attachment of a volume, or nil if there is none.
func (v *volume) attachment(t *tx) *types.VolumeAttachment {
	if v.Attachment == nil || !v.DetachedAt.IsZero() && !t.pending(v.DetachedAt) {
		return nil
	}
	out := *v.Attachment
	switch {
	case !v.DetachedAt.IsZero():
		out.State = types.VolumeAttachmentStateDetaching
	case t.pending(*out.AttachTime):
		out.State = types.VolumeAttachmentStateAttaching
	default:
		out.State = types.VolumeAttachmentStateAttached
	}
	return &out
}

// shown returns a volume as DescribeVolumes shows it now.
func (v *volume) shown(t *tx) *types.Volume {
	out := v.Volume
	out.Attachments = []types.VolumeAttachment{}
	switch at := v.attachment(t); {
	case !v.Gone.IsZero():
		out.State = types.VolumeStateDeleting
	case t.pending(v.Created):
		out.State = types.VolumeStateCreating
	case at != nil:
		out.State = types.VolumeStateInUse
	default:
		out.State = types.VolumeStateAvailable
	}
	if at := v.attachment(t); at != nil {
		out.Attachments = append(out.Attachments, *at)
	}
	return &out
}

var volumeFilters = filters{
	"attachment.attach-time":           "Attachments.AttachTime",
	"attachment.delete-on-termination": "Attachments.DeleteOnTermination",
	"attachment.device":                "Attachments.Device",
	"attachment.instance-id":           "Attachments.InstanceId",
	"attachment.status":                "Attachments.State",
	"availability-zone":                "AvailabilityZone",
	"availability-zone-id":             "AvailabilityZoneId",
	"create-time":                      "CreateTime",
	"encrypted":                        "Encrypted",
	"fast-restored":                    "FastRestored",
	"multi-attach-enabled":             "MultiAttachEnabled",
	"operator.managed":                 "Operator.Managed",
	"operator.principal":               "Operator.Principal",
	"size":                             "Size",
	"snapshot-id":                      "SnapshotId",
	"status":                           "State",
	"volume-id":                        "VolumeId",
	"volume-type":                      "VolumeType",
}

// DescribeVolumes describes volumes, the oldest first.
func (e *EC2) DescribeVolumes(ctx context.Context, in *ec2.DescribeVolumesInput) (*ec2.DescribeVolumesOutput, error) {
	return describe[ec2.DescribeVolumesOutput](ctx, e, in, listing[volume, types.Volume]{
		resource: volumes, ids: "VolumeIds", filters: volumeFilters, show: (*volume).shown})
}

// A volumeType has the limits of a type of volumes: sizes in GiB, I/O operations
// per second and MiB per second. If a limit is zero, the member is not allowed.
type volumeType struct {
	minSize, maxSize             int32
	minIops, maxIops, iopsPerGiB int32
	defaultIops                  int32
	minThroughput, maxThroughput int32
	defaultThroughput            int32
	iopsRequired                 bool
}

// volumeTypes are AWS's limits of 2026.
var volumeTypes = map[types.VolumeType]volumeType{
	types.VolumeTypeStandard: {minSize: 1, maxSize: 1024},
	types.VolumeTypeGp2:      {minSize: 1, maxSize: 16384},
	types.VolumeTypeGp3: {minSize: 1, maxSize: 65536, minIops: 3000, maxIops: 80000, iopsPerGiB: 500,
		defaultIops:   gp3Iops,
		minThroughput: 125, maxThroughput: 2000, defaultThroughput: 125},
	types.VolumeTypeIo1: {minSize: 4, maxSize: 16384, minIops: 100, maxIops: 64000, iopsPerGiB: 50,
		iopsRequired: true},
	types.VolumeTypeIo2: {minSize: 4, maxSize: 65536, minIops: 100, maxIops: 256000, iopsPerGiB: 1000,
		iopsRequired: true},
	types.VolumeTypeSt1: {minSize: 125, maxSize: 16384},
	types.VolumeTypeSc1: {minSize: 125, maxSize: 16384},
}

// fillPerformance checks size, operations and throughput against the type, and sets
// the type's defaults.
func (v *volume) fillPerformance() error {
	limits, ok := volumeTypes[v.VolumeType]
	if !ok {
		return rejectf("UnknownVolumeType", "Unsupported volume type %s for volume creation.",
			quote(string(v.VolumeType)))
	}
	if *v.Size < limits.minSize || *v.Size > limits.maxSize {
		return rejectf("InvalidParameterValue", "Volume of %dGiB is invalid; %s volumes have %d to %d GiB", *v.Size,
			v.VolumeType, limits.minSize, limits.maxSize)
	}
	if err := within("iops", v.Iops, limits.minIops, limits.maxIops, v.VolumeType); err != nil {
		return err
	}
	if err := within("throughput", v.Throughput, limits.minThroughput, limits.maxThroughput,
		v.VolumeType); err != nil {
		return err
	}
	switch {
	case v.Iops == nil && limits.iopsRequired:
		return rejectf("InvalidParameterCombination", "The parameter iops must be specified for %s volumes.",
			v.VolumeType)
	case v.Iops != nil && *v.Iops > limits.defaultIops && *v.Iops > limits.iopsPerGiB**v.Size:
		return rejectf("InvalidParameterValue", "Iops to volume size ratio of %d to %d is too high; maximum is %d",
			*v.Iops, *v.Size, limits.iopsPerGiB)
	case v.Iops == nil && v.VolumeType == types.VolumeTypeGp2:
		v.Iops = aws.Int32(min(16000, max(100, 3**v.Size))) // its baseline
	case v.Iops == nil && limits.defaultIops > 0:
		v.Iops = aws.Int32(limits.defaultIops)
	}
	if v.Throughput == nil && limits.defaultThroughput > 0 {
		v.Throughput = aws.Int32(limits.defaultThroughput)
	}
	return nil
}

func within(name string, n *int32, least, most int32, of types.VolumeType) error {
	switch {
	case n == nil:
		return nil
	case most == 0:
		return rejectf("InvalidParameterCombination", "The parameter %s is not supported for %s volumes.", name, of)
	case *n < least || *n > most:
		return rejectf("InvalidParameterValue", "%s must be between %d and %d for %s volumes, not %d", name, least,
			most, of, *n)
	}
	return nil
}

// newVolume adds a volume in a zone, from a snapshot if there is one.
func (t *tx) newVolume(v types.Volume, zone types.AvailabilityZone, s *snapshot) (*volume, error) {
	made := &volume{Volume: v}
	if s != nil {
		if v.Size == nil {
			made.Size = s.VolumeSize
		} else if *v.Size < *s.VolumeSize {
			return nil, rejectf("InvalidParameterValue", "Size %dGiB is smaller than that of snapshot '%s', %dGiB",
				*v.Size, s.ID, *s.VolumeSize)
		}
		if aws.ToBool(s.Encrypted) {
			made.Encrypted = aws.Bool(true)
			if made.KmsKeyId == nil {
				made.KmsKeyId = s.KmsKeyId
			}
		}
	}
	if made.Size == nil {
		return nil, reject("MissingParameter", "The request must contain the parameter size or snapshotId")
	}
	if made.VolumeType == "" {
		made.VolumeType = types.VolumeTypeGp2
	}
	if err := made.fillPerformance(); err != nil {
		return nil, err
	}
	volumes.add(t, made)
	made.VolumeId, made.AvailabilityZone, made.AvailabilityZoneId = aws.String(made.ID), zone.ZoneName, zone.ZoneId
	made.CreateTime = aws.Time(t.now.Truncate(time.Millisecond))
	if made.Encrypted = aws.Bool(aws.ToBool(made.Encrypted)); *made.Encrypted {
		made.KmsKeyId = t.keyArn(made.KmsKeyId)
	}
	if made.MultiAttachEnabled == nil {
		made.MultiAttachEnabled = aws.Bool(false)
	}
	if made.SnapshotId == nil {
		made.SnapshotId = aws.String("")
	}
	return made, nil
}

// source returns the snapshot that a volume is made from, or nil if the id is
// missing.
func (t *tx) source(id *string) (*snapshot, error) {
	if aws.ToString(id) == "" {
		return nil, nil
	}
	return t.completed(id)
}

// CreateVolume adds a volume, empty or from a snapshot.
func (e *EC2) CreateVolume(ctx context.Context, in *ec2.CreateVolumeInput) (*ec2.CreateVolumeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CreateVolumeOutput, error) {
		if aws.ToString(in.AvailabilityZone) == "" && aws.ToString(in.AvailabilityZoneId) == "" {
			return nil, reject("MissingParameter",
				"The request must contain the parameter AvailabilityZone or AvailabilityZoneId")
		}
		zone, err := t.zone(in.AvailabilityZone, in.AvailabilityZoneId)
		if err == nil {
			err = t.checkEncryption(in.KmsKeyId, in.Encrypted)
		}
		if err != nil {
			return nil, err
		}
		asked := *project[types.Volume](in)
		asked.Tags = tagsFor(in, types.ResourceTypeVolume)
		s, err := t.source(in.SnapshotId)
		if err != nil {
			return nil, err
		}
		v, err := t.newVolume(asked, zone, s)
		if err != nil {
			return nil, err
		}
		return project[ec2.CreateVolumeOutput](v.shown(t)), nil
	})
}

// DeleteVolume removes a volume that is not attached.
func (e *EC2) DeleteVolume(ctx context.Context, in *ec2.DeleteVolumeInput) (*ec2.DeleteVolumeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DeleteVolumeOutput, error) {
		return nil, volumes.remove(t,
			in.VolumeId)
	})
}

// ModifyVolume changes size, type and performance of a volume.
func (e *EC2) ModifyVolume(ctx context.Context, in *ec2.ModifyVolumeInput) (*ec2.ModifyVolumeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ModifyVolumeOutput, error) {
		v, err := volumes.change(t, in.VolumeId)
		if err != nil {
			return nil, err
		}
		if v.Modification != nil && t.pending(*v.Modification.StartTime) {
			return nil, rejectf("IncorrectModificationState", "Volume %s is being modified", v.ID)
		}
		old := clone(v.Volume)
		if in.Size != nil && *in.Size < *v.Size {
			return nil, reject("InvalidParameterValue", "New size cannot be smaller than existing size")
		}
		if in.VolumeType != "" && in.VolumeType != v.VolumeType {
			v.Iops, v.Throughput = nil, nil
		}
		if v.VolumeType == types.VolumeTypeGp2 {
			v.Iops = nil // its baseline follows the size
		}
		assign(&v.Volume, in)
		if err := v.fillPerformance(); err != nil {
			return nil, err
		}
		v.Modification = &types.VolumeModification{VolumeId: in.VolumeId,
			StartTime:    aws.Time(t.now.Truncate(time.Millisecond)),
			OriginalIops: old.Iops, OriginalMultiAttachEnabled: old.MultiAttachEnabled, OriginalSize: old.Size,
			OriginalThroughput: old.Throughput, OriginalVolumeType: old.VolumeType, TargetIops: v.Iops,
			TargetMultiAttachEnabled: v.MultiAttachEnabled, TargetSize: v.Size, TargetThroughput: v.Throughput,
			TargetVolumeType: v.VolumeType}
		return &ec2.ModifyVolumeOutput{VolumeModification: v.modification(t)}, nil
	})
}

// modification returns the latest modification of a volume, in its current state.
func (v *volume) modification(t *tx) *types.VolumeModification {
	out := *v.Modification
	out.ModificationState, out.Progress = types.VolumeModificationStateModifying, aws.Int64(0)
	if !t.pending(*out.StartTime) {
		out.ModificationState, out.Progress = types.VolumeModificationStateCompleted, aws.Int64(100)
		out.EndTime = aws.Time(out.StartTime.Add(t.e.options.PendingFor))
	}
	return &out
}

var modificationFilters = filters{
	"modification-state":         "ModificationState",
	"original-iops":              "OriginalIops",
	"original-size":              "OriginalSize",
	"original-volume-type":       "OriginalVolumeType",
	"originalMultiAttachEnabled": "OriginalMultiAttachEnabled",
	"start-time":                 "StartTime",
	"target-iops":                "TargetIops",
	"target-size":                "TargetSize",
	"target-volume-type":         "TargetVolumeType",
	"targetMultiAttachEnabled":   "TargetMultiAttachEnabled",
	"volume-id":                  "VolumeId",
}

// DescribeVolumesModifications describes the latest modification of each volume
// that has one.
func (e *EC2) DescribeVolumesModifications(ctx context.Context,
	in *ec2.DescribeVolumesModificationsInput) (*ec2.DescribeVolumesModificationsOutput, error) {
	return describe[ec2.DescribeVolumesModificationsOutput](ctx, e, in, listing[volume, types.VolumeModification]{
		resource: volumes, ids: "VolumeIds", filters: modificationFilters, show: (*volume).modification,
		chooses: func(_ *tx, v *volume) bool { return v.Modification != nil }})
}
