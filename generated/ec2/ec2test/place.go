package ec2test

// This file is what tests add: resources that exist before the code under test runs, in any
// account and Region.

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A Place is an account in a Region, where a test adds resources.
type Place struct {
	e *EC2
	caller
}

// In returns the place of an account and a Region. Default: the server's own.
func (e *EC2) In(account, region string) Place {
	p := Place{e, caller{e.options.Account, e.options.Region}}
	if account != "" {
		p.account = account
	}
	if region != "" {
		p.region = region
	}
	return p
}

// update runs a transaction of the test's own.
func (p Place) update(do func(t *tx)) {
	_ = p.e.update(func(t *tx) {
		t.caller = p.caller
		do(t)
	})
}

// Has reports whether a resource of any kind, account and Region has that id.
func (e *EC2) Has(id string) bool {
	t := e.view()
	for _, k := range kinds {
		if !k.hidden && t.find(k, id) != nil {
			return true
		}
	}
	return false
}

// AddSnapshot adds a snapshot, or replaces the one of that id. What is missing is
// filled in: a new id, completed, 8 GiB, owned by the server's account.
func (e *EC2) AddSnapshot(s types.Snapshot) (id string) { return e.In("", "").AddSnapshot(s) }

// AddSnapshot adds a snapshot to the place.
func (p Place) AddSnapshot(s types.Snapshot) (id string) {
	p.update(func(t *tx) { id = t.newSnapshot(s, t.longAgo(0)).ID })
	return id
}

// AddImage adds an available image, or replaces the one of that id. What is missing is
// filled in: a new id, a name, x86_64 and hvm, owned by the server's account, with a root
// device of a snapshot of 8 GiB; so are snapshots of its mappings that do not exist. If it
// is Public, all accounts may launch it.
func (e *EC2) AddImage(i types.Image) (id string) { return e.In("", "").AddImage(i) }

// AddImage adds an image to the place.
func (p Place) AddImage(i types.Image) (id string) {
	p.update(func(t *tx) { id = t.addImage(i, t.longAgo(time.Minute)).ID })
	return id
}

func (t *tx) addImage(i types.Image, created time.Time) *image {
	made := &image{meta: meta{ID: aws.ToString(i.ImageId), Account: aws.ToString(i.OwnerId), Created: created}}
	images.add(t, made)
	made.Image = types.Image{
		OwnerId: &made.Account, Name: aws.String(made.ID), CreationDate: aws.String(created.UTC().Format(timeForm)),
		Architecture: types.ArchitectureValuesX8664, VirtualizationType: types.VirtualizationTypeHvm,
		RootDeviceType: types.DeviceTypeEbs, RootDeviceName: aws.String("/dev/xvda"), EnaSupport: aws.Bool(true),
		ImageType: types.ImageTypeValuesMachine, Hypervisor: types.HypervisorTypeXen, PlatformDetails: aws.String("Linux/UNIX"),
		UsageOperation: aws.String("RunInstances"), DeregistrationProtection: aws.String("disabled"), ImageAllowed: aws.Bool(true),
	}
	assign(&made.Image, &i)
	made.ImageId = aws.String(made.ID)
	if made.ImageLocation == nil {
		made.ImageLocation = aws.String(made.Account + "/" + *made.Name)
	}
	if aws.ToBool(i.Public) {
		made.Permissions = []types.LaunchPermission{{Group: types.PermissionGroupAll}}
	}
	if len(made.BlockDeviceMappings) == 0 && made.RootDeviceType == types.DeviceTypeEbs {
		made.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: made.RootDeviceName, Ebs: &types.EbsBlockDevice{}}}
	}
	made.BlockDeviceMappings = clone(made.BlockDeviceMappings)
	for _, m := range made.BlockDeviceMappings {
		if m.Ebs != nil {
			t.fillMapping(m.Ebs, created)
		}
	}
	return made
}

// fillMapping fills in what a device of an added image lacks, its snapshot included.
func (t *tx) fillMapping(ebs *types.EbsBlockDevice, created time.Time) {
	if ebs.SnapshotId == nil || t.find(snapshots.kind, *ebs.SnapshotId) == nil {
		s := t.newSnapshot(types.Snapshot{SnapshotId: ebs.SnapshotId, VolumeSize: ebs.VolumeSize, Encrypted: ebs.Encrypted}, created)
		ebs.SnapshotId, ebs.VolumeSize, ebs.Encrypted = s.SnapshotId, s.VolumeSize, s.Encrypted
	}
	if s := t.find(snapshots.kind, *ebs.SnapshotId).(*snapshot); ebs.VolumeSize == nil {
		ebs.VolumeSize = s.VolumeSize
	}
	assignMissing(ebs, &types.EbsBlockDevice{DeleteOnTermination: aws.Bool(true), Encrypted: aws.Bool(false), VolumeType: types.VolumeTypeGp3})
	if ebs.VolumeType == types.VolumeTypeGp3 && ebs.Iops == nil {
		ebs.Iops = aws.Int32(gp3Iops)
	}
}

// assignMissing sets the fields of a structure that are not set to those of another.
func assignMissing[T any](to, defaults *T) {
	set := *to
	assign(to, defaults)
	assign(to, &set)
}
