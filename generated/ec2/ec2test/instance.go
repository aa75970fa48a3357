package ec2test

// This file is instances and volumes, which the test adds to make images and
// snapshots of.

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// An Instance is what CreateImage makes an image of.
type Instance struct {
	ID                  string
	Architecture        types.ArchitectureValues // default x86_64
	RootDeviceName      string                   // default: the first mapping's
	BlockDeviceMappings []types.BlockDeviceMapping
}

type instance struct {
	meta
	Instance `json:"Instance"`
}

var instances = newResource[instance](kind{
	name: "instance", prefix: "i",
	malformed: "InvalidInstanceID.Malformed", notFound: "InvalidInstanceID.NotFound",
	members: []string{"InstanceId"},
})

type volume struct {
	meta
	Size int32
}

var volumes = newResource[volume](kind{
	name: "volume", prefix: "vol",
	malformed: "InvalidVolumeID.Malformed", notFound: "InvalidVolume.NotFound",
	members: []string{"VolumeId"},
})

// AddInstance adds an instance, or replaces the one of that id.
func (e *EC2) AddInstance(i Instance) {
	_ = e.update(func(t *tx) { instances.add(t, &instance{meta: meta{ID: i.ID}, Instance: i}) })
}

// AddVolume adds a volume of a size in GiB, to take snapshots of.
func (e *EC2) AddVolume(id string, size int32) {
	_ = e.update(func(t *tx) { volumes.add(t, &volume{meta: meta{ID: id}, Size: size}) })
}

// HasSnapshot reports whether there is a snapshot of that id.
func (e *EC2) HasSnapshot(id string) bool { return e.view().find(snapshots.kind, id) != nil }

var _ = aws.String
