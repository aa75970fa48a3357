package ec2test

// This file has the methods with which tests add resources to any account in any
// Region.

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A Place is an account in a Region. Its Add methods fill in missing members,
// return the id, and replace a resource that has the same id.
type Place struct {
	e *EC2
	caller
}

// At returns an account in a Region; "" is the server's default.
func (e *EC2) At(account, region string) Place {
	if account == "" {
		account = e.options.Account
	}
	if region == "" {
		region = e.options.Region
	}
	return Place{e, caller{account, region}}
}

// ConfigAt returns a configuration for clients of an account in a Region.
func (s *Server) ConfigAt(account, region string) aws.Config {
	cfg := s.Config()
	cfg.Region = region
	key, secret := account, "secret"
	for access, of := range s.options.Accounts {
		if of == account {
			key = access
		}
	}
	if known, ok := s.options.Secrets[key]; ok {
		secret = known
	}
	cfg.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret, Source: "ec2test"}, nil
	})
	return cfg
}

// update runs a transaction in the place. If it fails, it has no effect.
func (p Place) update(do func(t *tx) error) error {
	return p.e.update(func(t *tx) error {
		t.caller = p.caller
		return do(t)
	})
}

// add runs a transaction that adds a resource. It ignores errors of the store:
// later requests will report that the resource is missing.
func (p Place) add(do func(t *tx)) {
	_ = p.update(func(t *tx) error {
		do(t)
		return nil
	})
}

// AddImage adds an image. The defaults are: available, not public, EBS, and hvm.
// Public shares it with all accounts. A missing root snapshot is added.
func (p Place) AddImage(i types.Image) (id string) {
	p.add(func(t *tx) { id = t.addImage(i).ID })
	return id
}

func (t *tx) addImage(given types.Image) *image {
	i := images.add(t, &image{meta: meta{ID: aws.ToString(given.ImageId), Created: t.longAgo()}})
	name := "image " + i.ID
	root := &types.EbsBlockDevice{VolumeType: types.VolumeTypeGp3, DeleteOnTermination: aws.Bool(true),
		VolumeSize: aws.Int32(defaultSize),
		Iops:       aws.Int32(gp3Iops), Throughput: aws.Int32(125), Encrypted: aws.Bool(false)}
	i.Image = types.Image{ImageId: aws.String(i.ID), Name: &name, OwnerId: aws.String(t.account),
		Architecture: types.ArchitectureValuesX8664,
		CreationDate: aws.String(t.now.Format(timeForm)), ImageType: types.ImageTypeValuesMachine,
		Hypervisor:         types.HypervisorTypeXen,
		VirtualizationType: types.VirtualizationTypeHvm, RootDeviceType: types.DeviceTypeEbs,
		RootDeviceName: aws.String("/dev/xvda"),
		EnaSupport:     aws.Bool(true), SriovNetSupport: aws.String("simple"),
		PlatformDetails: aws.String("Linux/UNIX"),
		UsageOperation:  aws.String("RunInstances"), DeregistrationProtection: aws.String(protectionOff),
		ImageAllowed: aws.Bool(true)}
	assign(&i.Image, &given)
	i.Image = clone(i.Image)
	i.Account = *i.OwnerId
	if i.ImageLocation == nil {
		i.ImageLocation = aws.String(i.Account + "/" + *i.Name)
	}
	if i.BlockDeviceMappings == nil && i.RootDeviceType == types.DeviceTypeEbs {
		i.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: i.RootDeviceName, Ebs: root}}
	}
	for _, m := range i.BlockDeviceMappings {
		if m.Ebs != nil && aws.ToString(m.Ebs.SnapshotId) == "" {
			s := t.newSnapshot(types.Snapshot{OwnerId: i.OwnerId, VolumeSize: m.Ebs.VolumeSize,
				Encrypted:  m.Ebs.Encrypted,
				OwnerAlias: i.ImageOwnerAlias}, t.longAgo())
			m.Ebs.SnapshotId = s.SnapshotId
			if aws.ToBool(given.Public) {
				s.Permissions = permissionsFor(nil, []string{"all"})
			}
		}
	}
	if aws.ToBool(given.Public) {
		i.Permissions = permissionsFor(nil, []string{"all"})
	}
	i.Public = nil
	return i
}

// amazonAccount is the account of Amazon Linux.
const amazonAccount = "137112412989"

// AddAmazonLinux adds two public images of Amazon Linux 2023: one that is a month
// old, and the newest, whose id it returns. They have the names and the owner that
// programs filter by to find the newest image.
func (p Place) AddAmazonLinux(architecture types.ArchitectureValues) (newest string) {
	p.add(func(t *tx) {
		for _, age := range []time.Duration{30 * 24 * time.Hour, 24 * time.Hour} {
			at := t.now.Add(-age)
			name := fmt.Sprintf("al2023-ami-2023.9.%s.0-kernel-6.1-%s", at.Format("20060102"), architecture)
			boot := types.BootModeValuesUefiPreferred
			if architecture == types.ArchitectureValuesArm64 {
				boot = types.BootModeValuesUefi
			}
			newest = t.addImage(types.Image{Name: &name, Architecture: architecture,
				OwnerId: aws.String(amazonAccount), Public: aws.Bool(true),
				ImageOwnerAlias: aws.String("amazon"), CreationDate: aws.String(at.Format(timeForm)), BootMode: boot,
				ImdsSupport:     types.ImdsSupportValuesV20,
				Description:     aws.String("Amazon Linux 2023 AMI, kernel 6.1, " + string(architecture)),
				DeprecationTime: aws.String(at.AddDate(0, 3, 0).Format(timeForm)),
				ImageLocation:   aws.String("amazon/" + name)}).ID
		}
	})
	return newest
}

// AddSnapshot adds a snapshot. The defaults are: completed, 8 GiB.
func (p Place) AddSnapshot(s types.Snapshot) (id string) {
	p.add(func(t *tx) { id = t.newSnapshot(s, t.longAgo()).ID })
	return id
}

// AddVolume adds a volume. The defaults are: 8 GiB, gp2, the first zone.
func (p Place) AddVolume(v types.Volume) (id string, err error) {
	err = p.update(func(t *tx) error {
		zone, err := t.zone(v.AvailabilityZone, v.AvailabilityZoneId)
		if err != nil {
			return err
		}
		if v.Size == nil && v.SnapshotId == nil {
			v.Size = aws.Int32(defaultSize)
		}
		id, err = t.addVolume(v, zone)
		return err
	})
	return id, err
}

func (t *tx) addVolume(v types.Volume, zone types.AvailabilityZone) (string, error) {
	from, err := t.source(v.SnapshotId)
	if err != nil {
		return "", err
	}
	made, err := t.newVolume(v, zone, from)
	if err != nil {
		return "", err
	}
	if v.VolumeId != nil {
		t.remove(volumes.kind, made.ID)
		made.ID, made.VolumeId = *v.VolumeId, v.VolumeId
		t.changed[key{volumes.name, made.ID}] = made
	}
	made.Created = t.longAgo()
	return made.ID, nil
}

// The Add methods of the server add resources to its default account and Region.

// AddImage adds an image; see Place.AddImage.
func (e *EC2) AddImage(i types.Image) (id string) { return e.At("", "").AddImage(i) }

// AddAmazonLinux adds Amazon Linux images; see Place.AddAmazonLinux.
func (e *EC2) AddAmazonLinux(architecture types.ArchitectureValues) (newest string) {
	return e.At("", "").AddAmazonLinux(architecture)
}

// AddSnapshot adds a snapshot, or replaces the snapshot with that id. The defaults
// are: a new id, completed, 8 GiB, owned by the server's account.
func (e *EC2) AddSnapshot(s types.Snapshot) (id string) { return e.At("", "").AddSnapshot(s) }

// AddVpc adds a VPC; see Place.AddVpc.
func (e *EC2) AddVpc(v types.Vpc) (id string, err error) { return e.At("", "").AddVpc(v) }

// AddVolume adds a volume with a size in GiB in the first zone, for tests that take
// snapshots.
func (e *EC2) AddVolume(id string, size int32) {
	_, _ = e.At("", "").AddVolume(types.Volume{VolumeId: &id, Size: &size})
}

// HasSnapshot reports whether there is a snapshot with that id.
func (e *EC2) HasSnapshot(id string) bool { return e.view().find(snapshots.kind, id) != nil }

// An Instance is an instance that a test adds without launching it.
type Instance struct {
	ID                  string
	Architecture        types.ArchitectureValues // default x86_64
	RootDeviceName      string                   // default: that of the first mapping
	BlockDeviceMappings []types.BlockDeviceMapping
}

// AddInstance adds a running instance with volumes for its mappings. Its image does
// not exist.
func (e *EC2) AddInstance(given Instance) {
	e.At("", "").add(func(t *tx) {
		i := instances.add(t, &instance{meta: meta{ID: given.ID}, Action: "run", At: t.longAgo(),
			ReservationID: t.e.options.NewID("r")})
		l := launch{in: &ec2.RunInstancesInput{}, image: &image{}, subnet: t.defaultSubnet(0), zone: t.zones()[0]}
		l.image.Image = types.Image{Architecture: given.Architecture, VirtualizationType: types.VirtualizationTypeHvm,
			EnaSupport:     aws.Bool(true),
			RootDeviceType: types.DeviceTypeEbs, RootDeviceName: aws.String(given.RootDeviceName),
			BlockDeviceMappings: given.BlockDeviceMappings}
		if given.Architecture == "" {
			l.image.Architecture = types.ArchitectureValuesX8664
		}
		if given.RootDeviceName == "" && len(given.BlockDeviceMappings) > 0 {
			l.image.RootDeviceName = given.BlockDeviceMappings[0].DeviceName
		}
		for _, k := range instanceTypes {
			if contains(texts(k.ProcessorInfo, "SupportedArchitectures"), string(l.image.Architecture)) {
				l.kind = k
			}
		}
		_ = l.findGroups(t)
		l.fromImage(&i.Instance)
		l.fill(t, i, 0)
		i.ImageId = aws.String(derivedID("ami", i.ID))
		_ = t.plugIn(l, i)
		_ = t.giveVolumes(l, i)
	})
}
