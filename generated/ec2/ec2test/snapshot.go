package ec2test

// This file implements snapshots, which are made from volumes and other snapshots.

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A snapshot is the record of a snapshot.
type snapshot struct {
	meta
	types.Snapshot `json:"Snapshot"`
	Permissions    []types.LaunchPermission `json:",omitempty"` // who may create volumes from it
}

var snapshots = newResource[snapshot](kind{
	name: "snapshot", prefix: "snap", resource: types.ResourceTypeSnapshot,
	malformed: "InvalidSnapshotID.Malformed", notFound: "InvalidSnapshot.NotFound",
	members: []string{"SnapshotId", "SnapshotIds", "SourceSnapshotId"},
	shared: func(r record, c caller) bool {
		s := r.(*snapshot)
		return permits(s.Permissions, c.account)
	},
	makeUp: func(t *tx, id string) record {
		if !t.e.options.AnySnapshot || !snapshotID(id) || t.find(tombstones.kind, id) != nil {
			return nil
		}
		return t.filled(types.Snapshot{SnapshotId: &id}, t.e.started.Add(-24*time.Hour-t.e.options.PendingFor))
	},
})

// burySnapshot prevents AnySnapshot from making up a deleted snapshot again.
func (t *tx) burySnapshot(id string) {
	if t.e.options.AnySnapshot {
		t.bury(id, time.Time{})
	}
}

// snapshotID reports whether text has the form of a snapshot's id.
func snapshotID(id string) bool {
	digits, ok := strings.CutPrefix(id, "snap-")
	return ok && idForm.MatchString(digits)
}

// inUse rejects the deletion of a snapshot that an image uses.
func (s *snapshot) inUse(t *tx) error {
	for _, r := range t.all(images.kind) {
		i := r.(*image)
		if contains(i.snapshotIDs(), s.ID) {
			return rejectf("InvalidSnapshot.InUse", "The snapshot %s is currently in use by %s", s.ID, i.ID)
		}
	}
	return nil
}

// snapshotFilters has the filters of DescribeSnapshots.
var snapshotFilters = filters{
	"description":   "Description",
	"encrypted":     "Encrypted",
	"owner-alias":   "OwnerAlias",
	"owner-id":      "OwnerId",
	"progress":      "Progress",
	"snapshot-id":   "SnapshotId",
	"start-time":    "StartTime",
	"status":        "State",
	"storage-tier":  "StorageTier",
	"transfer-type": "TransferType",
	"volume-id":     "VolumeId",
	"volume-size":   "VolumeSize",
}

// shown returns a snapshot as DescribeSnapshots shows it now.
func (s *snapshot) shown(t *tx) *types.Snapshot {
	out := s.Snapshot
	if out.State == "" {
		out.State, out.Progress = types.SnapshotStateCompleted, aws.String("100%")
		if t.pending(s.Created) {
			out.State, out.Progress = types.SnapshotStatePending, aws.String("0%")
		}
	}
	return &out
}

// defaultSize is the default size of a snapshot in GiB.
const defaultSize = 8

// filled returns a snapshot with the members that all snapshots have. It does not
// add it.
func (t *tx) filled(s types.Snapshot, created time.Time) *snapshot {
	made := &snapshot{meta: meta{ID: aws.ToString(s.SnapshotId), Account: t.account, Region: t.region,
		Created: created}}
	made.Snapshot = types.Snapshot{OwnerId: aws.String(t.account), Description: aws.String(""),
		VolumeId: aws.String("vol-ffffffff"), VolumeSize: aws.Int32(defaultSize),
		Encrypted: aws.Bool(false), StartTime: aws.Time(created.UTC().Truncate(time.Millisecond)),
		StorageTier: types.StorageTierStandard}
	assign(&made.Snapshot, &s)
	made.Account = *made.OwnerId
	if aws.ToBool(made.Encrypted) {
		made.KmsKeyId = t.keyArn(made.KmsKeyId)
	}
	return made
}

// newSnapshot adds a snapshot that was started at a time.
func (t *tx) newSnapshot(s types.Snapshot, created time.Time) *snapshot {
	made := snapshots.add(t, t.filled(s, created))
	made.SnapshotId = aws.String(made.ID)
	return made
}

// longAgo returns a time so long ago that resources from then are no longer
// pending.
func (t *tx) longAgo() time.Time { return t.now.Add(-t.e.options.PendingFor) }

// completed returns a snapshot that an image or a volume can be made from.
func (t *tx) completed(id *string) (*snapshot, error) {
	s, err := snapshots.get(t, id)
	if err != nil {
		return nil, err
	}
	if state := s.shown(t).State; state != types.SnapshotStateCompleted {
		return nil, rejectf("IncorrectState", "Snapshot is in invalid state - %s is %s and must be completed", s.ID,
			state)
	}
	return s, nil
}

// copySnapshot adds a copy of a snapshot from any Region, encrypted if requested. A
// copy of an encrypted snapshot is encrypted with a key of the caller.
func (t *tx) copySnapshot(from *snapshot, encrypted *bool, key *string) *snapshot {
	return t.newSnapshot(types.Snapshot{VolumeSize: from.VolumeSize, Encrypted: aws.Bool(aws.ToBool(from.Encrypted) ||
		aws.ToBool(encrypted)), KmsKeyId: key}, t.now)
}

// CreateSnapshot creates a snapshot of a volume.
func (e *EC2) CreateSnapshot(ctx context.Context, in *ec2.CreateSnapshotInput) (*ec2.CreateSnapshotOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CreateSnapshotOutput, error) {
		v, err := volumes.change(t, in.VolumeId)
		if err != nil {
			return nil, err
		}
		s := t.newSnapshot(types.Snapshot{VolumeId: in.VolumeId, VolumeSize: v.Size, Encrypted: v.Encrypted,
			KmsKeyId: v.KmsKeyId, Description: in.Description,
			OutpostArn: in.OutpostArn,
			Tags:       tagsFor(in, types.ResourceTypeSnapshot)}, t.now)
		return project[ec2.CreateSnapshotOutput](s.shown(t)), nil
	})
}

// CopySnapshot copies a snapshot from this or another Region.
func (e *EC2) CopySnapshot(ctx context.Context, in *ec2.CopySnapshotInput) (*ec2.CopySnapshotOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CopySnapshotOutput, error) {
		if err := t.checkEncryption(in.KmsKeyId, in.Encrypted); err != nil {
			return nil, err
		}
		if !e.hasRegion(aws.ToString(in.SourceRegion)) {
			return nil, rejectf("InvalidParameterValue", "Invalid source region: %s",
				quote(aws.ToString(in.SourceRegion)))
		}
		from, err := t.in(*in.SourceRegion).completed(in.SourceSnapshotId)
		if err != nil {
			return nil, err
		}
		s := t.copySnapshot(from, in.Encrypted, in.KmsKeyId)
		s.Description, s.Tags = aws.String(aws.ToString(in.Description)), tagsFor(in, types.ResourceTypeSnapshot)
		s.CompletionDurationMinutes, s.TransferType = in.CompletionDurationMinutes, types.TransferTypeStandard
		if in.CompletionDurationMinutes != nil {
			s.TransferType = types.TransferTypeTimeBased
		}
		return project[ec2.CopySnapshotOutput](&s.Snapshot), nil
	})
}

// DeleteSnapshot removes a snapshot that no image uses.
func (e *EC2) DeleteSnapshot(ctx context.Context, in *ec2.DeleteSnapshotInput) (*ec2.DeleteSnapshotOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DeleteSnapshotOutput, error) {
		if err := snapshots.remove(t, in.SnapshotId); err != nil {
			return nil, err
		}
		t.burySnapshot(*in.SnapshotId)
		return nil, nil
	})
}

// DescribeSnapshots describes snapshots, the oldest first.
func (e *EC2) DescribeSnapshots(ctx context.Context, in *ec2.DescribeSnapshotsInput) (*ec2.DescribeSnapshotsOutput,
	error) {
	return describe[ec2.DescribeSnapshotsOutput](ctx, e, in, listing[snapshot, types.Snapshot]{
		resource: snapshots, ids: "SnapshotIds", show: (*snapshot).shown, filters: snapshotFilters,
		chooses: func(t *tx, s *snapshot) bool {
			return t.named(in.OwnerIds, s.Account, aws.ToString(s.OwnerAlias)) && t.restorable(in.RestorableByUserIds,
				s)
		},
	})
}

// named reports whether a list is nil or has an account or its alias. "self" is the
// caller.
func (t *tx) named(list []string, account, alias string) bool {
	return len(list) == 0 || contains(list, account) || alias != "" && contains(list, alias) ||
		account == t.account && contains(list, "self")
}

// restorable reports whether one of the accounts may create volumes from a
// snapshot.
func (t *tx) restorable(accounts []string, s *snapshot) bool {
	for _, a := range accounts {
		switch {
		case a == "self" && (s.Account == t.account || permits(s.Permissions, t.account)), a == "all" &&
			permits(s.Permissions, ""), a == s.Account, a != "all" && permits(s.Permissions, a):
			return true
		}
	}
	return len(accounts) == 0
}
