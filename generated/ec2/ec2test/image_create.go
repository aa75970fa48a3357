package ec2test

// This file creates images: it registers them, copies them, and makes them from
// instances.

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// RegisterImage adds an image. The request has passed the model's rules. Only the
// service can check the rest, in the order that we assume EC2 uses: the name, the
// permission, the snapshots, and the dry run last.
func (e *EC2) RegisterImage(ctx context.Context, in *ec2.RegisterImageInput) (*ec2.RegisterImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.RegisterImageOutput, error) {
		i, err := t.newImage(in.Name, nil)
		if err != nil {
			return nil, err
		}
		if err := t.permit(); err != nil {
			return nil, err
		}
		location := i.ImageLocation
		assign(&i.Image, in)
		if i.BlockDeviceMappings, err = t.resolve(in.BlockDeviceMappings); err != nil {
			return nil, err
		}
		i.RootDeviceType = types.DeviceTypeInstanceStore
		if aws.ToString(in.ImageLocation) == "" {
			i.ImageLocation, i.RootDeviceType = location, types.DeviceTypeEbs
		}
		if aws.ToString(in.Description) == "" {
			i.Description = nil
		}
		if i.Architecture == "" {
			i.Architecture = types.ArchitectureValuesI386
		}
		if i.VirtualizationType == "" {
			i.VirtualizationType = types.VirtualizationTypeParavirtual
		}
		i.UefiData, i.BillingProducts = in.UefiData, in.BillingProducts
		i.Tags = tagsFor(in, types.ResourceTypeImage)
		return &ec2.RegisterImageOutput{ImageId: i.ImageId}, nil
	})
}

// gp3Iops is the default of a gp3 volume's I/O operations per second.
const gp3Iops = 3000

// resolve completes the mappings of a request from their snapshots: size if it is
// missing, and encryption.
func (t *tx) resolve(in []types.BlockDeviceMapping) (out []types.BlockDeviceMapping, err error) {
	for _, m := range in {
		if m.NoDevice != nil {
			continue // it removes a device that a new image does not have
		}
		if m.Ebs != nil {
			if m.Ebs, err = t.resolveEbs(*m.Ebs); err != nil {
				return nil, err
			}
		}
		out = append(out, m)
	}
	return out, nil
}

func (t *tx) resolveEbs(ebs types.EbsBlockDevice) (*types.EbsBlockDevice, error) {
	if aws.ToString(ebs.SnapshotId) != "" {
		s, err := t.completed(ebs.SnapshotId)
		if err != nil {
			return nil, err
		}
		if ebs.VolumeSize == nil {
			ebs.VolumeSize = s.VolumeSize
		} else if *ebs.VolumeSize < *s.VolumeSize {
			return nil, rejectf("InvalidBlockDeviceMapping",
				"Volume of size %dGB is smaller than snapshot '%s', expect size >= %dGB", *ebs.VolumeSize, s.ID,
				*s.VolumeSize)
		}
		ebs.Encrypted = s.Encrypted
	}
	if ebs.Encrypted == nil {
		ebs.Encrypted = aws.Bool(false)
	}
	if ebs.DeleteOnTermination == nil {
		ebs.DeleteOnTermination = aws.Bool(true)
	}
	if ebs.VolumeType == "" {
		ebs.VolumeType = types.VolumeTypeStandard
	}
	if ebs.VolumeType == types.VolumeTypeGp3 && ebs.Iops == nil {
		ebs.Iops = aws.Int32(gp3Iops)
	}
	return &ebs, nil
}

// CopyImage copies an image and its snapshots from this or another Region.
func (e *EC2) CopyImage(ctx context.Context, in *ec2.CopyImageInput) (*ec2.CopyImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CopyImageOutput, error) {
		if err := t.checkEncryption(in.KmsKeyId, in.Encrypted); err != nil {
			return nil, err
		}
		if !e.hasRegion(aws.ToString(in.SourceRegion)) {
			return nil, rejectf("InvalidParameterValue", "Invalid source region: %s",
				quote(aws.ToString(in.SourceRegion)))
		}
		from, err := images.get(t.in(*in.SourceRegion), in.SourceImageId)
		if err != nil {
			return nil, err
		}
		i, err := t.newImage(in.Name, in.Description)
		if err != nil {
			return nil, err
		}
		own := i.Image
		i.Image, i.UefiData = clone(from.Image), from.UefiData
		i.State, i.StateReason, i.Public, i.ImageOwnerAlias, i.Description = "", nil, nil, nil, nil
		i.DeprecationTime, i.LastLaunchedTime, i.SourceInstanceId = nil, nil, nil // only the source has them
		assign(&i.Image, &own)
		i.SourceImageId, i.SourceImageRegion = in.SourceImageId, in.SourceRegion
		i.Tags = tagsFor(in, types.ResourceTypeImage)
		if aws.ToBool(in.CopyImageTags) {
			i.Tags = mergeTags(t.tagsOf(from), i.Tags) // the caller's own
		}
		return &ec2.CopyImageOutput{ImageId: i.ImageId}, t.copySnapshots(i, in)
	})
}

// copySnapshots gives a copied image its own snapshots, encrypted if requested.
func (t *tx) copySnapshots(i *image, in *ec2.CopyImageInput) error {
	for _, m := range i.BlockDeviceMappings {
		if m.Ebs == nil || aws.ToString(m.Ebs.SnapshotId) == "" {
			continue
		}
		from, err := snapshots.get(t.in(*in.SourceRegion), m.Ebs.SnapshotId)
		if err != nil {
			return reject("InvalidRequest", "You do not have permission to access the storage of this ami")
		}
		s := t.copySnapshot(from, in.Encrypted, in.KmsKeyId)
		s.Description = aws.String("Copied for DestinationAmi " + i.ID + " from SourceAmi " + *in.SourceImageId +
			" for SourceSnapshot " + from.ID + ".")
		s.Tags, s.CompletionDurationMinutes = tagsFor(in, types.ResourceTypeSnapshot),
			durationOf(in.SnapshotCopyCompletionDurationMinutes)
		m.Ebs.SnapshotId, m.Ebs.Encrypted = s.SnapshotId, s.Encrypted
	}
	return nil
}

// durationOf converts minutes to the form that snapshots have.
func durationOf(minutes *int64) *int32 {
	if minutes == nil {
		return nil
	}
	return aws.Int32(int32(*minutes))
}

// CreateImage creates an image of an instance, and a snapshot of each of its
// volumes.
func (e *EC2) CreateImage(ctx context.Context, in *ec2.CreateImageInput) (*ec2.CreateImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CreateImageOutput, error) {
		from, err := instances.change(t, in.InstanceId)
		if err != nil {
			return nil, err
		}
		if now := from.state(t).Name; now != types.InstanceStateNameRunning && now != types.InstanceStateNameStopped {
			return nil, rejectf("IncorrectState", "The instance '%s' is %s and must be running or stopped", from.ID,
				now)
		}
		i, err := t.newImage(in.Name, in.Description)
		if err != nil {
			return nil, err
		}
		own := i.Image
		t.describeInstance(i, from)
		assign(&i.Image, &own)
		i.SourceInstanceId, i.Tags = in.InstanceId, tagsFor(in, types.ResourceTypeImage)
		for _, m := range mergeMappings(t.devices(from), in.BlockDeviceMappings) {
			if m.Ebs != nil {
				if m.Ebs, err = t.imageDevice(*m.Ebs, in); err != nil {
					return nil, err
				}
			}
			i.BlockDeviceMappings = append(i.BlockDeviceMappings, m)
		}
		return &ec2.CreateImageOutput{ImageId: i.ImageId}, nil
	})
}

// describeInstance copies to an image the members of an instance, and of the image
// that the instance was launched from.
func (t *tx) describeInstance(i *image, from *instance) {
	assign(&i.Image, &from.Instance)
	if r := t.find(images.kind, aws.ToString(from.ImageId)); r != nil {
		source := r.(*image)
		i.ImdsSupport, i.TpmSupport, i.SourceImageId = source.ImdsSupport, source.TpmSupport, from.ImageId
		i.SourceImageRegion, i.UefiData = aws.String(source.Region), source.UefiData
	}
	i.BlockDeviceMappings = nil
}

// devices returns the volumes of an instance as mappings, without snapshots.
func (t *tx) devices(i *instance) (list []types.BlockDeviceMapping) {
	for _, v := range t.attached(i) {
		ebs := project[types.EbsBlockDevice](&v.Volume)
		ebs.SnapshotId, ebs.AvailabilityZone, ebs.AvailabilityZoneId = aws.String(volumePrefix+v.ID), nil, nil
		ebs.VolumeSize, ebs.DeleteOnTermination = v.Size, v.Attachment.DeleteOnTermination
		if limits := volumeTypes[v.VolumeType]; limits.maxIops == 0 {
			ebs.Iops = nil // a baseline
		}
		list = append(list, types.BlockDeviceMapping{DeviceName: v.Attachment.Device, Ebs: ebs})
	}
	return list
}

// volumePrefix precedes the id of a volume in a mapping that will have the id of
// its snapshot.
const volumePrefix = "of "

// imageDevice converts a device of an instance to a device of an image, which has a
// snapshot.
func (t *tx) imageDevice(ebs types.EbsBlockDevice, in *ec2.CreateImageInput) (*types.EbsBlockDevice, error) {
	if id, ok := strings.CutPrefix(aws.ToString(ebs.SnapshotId), volumePrefix); ok {
		s := t.newSnapshot(types.Snapshot{VolumeId: &id, VolumeSize: ebs.VolumeSize, Encrypted: ebs.Encrypted,
			KmsKeyId: ebs.KmsKeyId,
			Tags:     tagsFor(in, types.ResourceTypeSnapshot), Description: aws.String("Created by CreateImage(" +
				*in.InstanceId + ")")}, t.longAgo())
		ebs.SnapshotId = s.SnapshotId
	}
	ebs.KmsKeyId = nil // the snapshot has it
	return t.resolveEbs(ebs)
}

// mergeMappings merges a request's mappings into others, by device name. The
// request overrides members of an existing device.
func mergeMappings(own, asked []types.BlockDeviceMapping) (out []types.BlockDeviceMapping) {
	byName := map[string]types.BlockDeviceMapping{}
	for _, m := range asked {
		byName[aws.ToString(m.DeviceName)] = m
	}
	for _, m := range own {
		name := aws.ToString(m.DeviceName)
		if with, ok := byName[name]; ok {
			delete(byName, name)
			if with.NoDevice != nil {
				continue
			}
			if with.Ebs != nil && m.Ebs != nil {
				ebs := *m.Ebs
				if with.Ebs.VolumeType != "" && with.Ebs.VolumeType != ebs.VolumeType {
					ebs.Iops, ebs.Throughput = nil, nil
				}
				assign(&ebs, with.Ebs)
				m.Ebs = &ebs
			}
		}
		out = append(out, m)
	}
	for _, m := range asked {
		if _, left := byName[aws.ToString(m.DeviceName)]; left && m.NoDevice == nil {
			out = append(out, m)
		}
	}
	return out
}
