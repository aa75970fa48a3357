package ec2test_test

// This file makes the calls of Packer's amazon-ebs builder: many builds at once,
// and a process that exits between any two saves.

import (
	"fmt"
	"maps"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// build makes an image of an instance with two volumes, and removes the instance.
func build(e *ec2test.EC2, source, name string) (image string, err error) {
	group, err := e.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: &name, Description: &name})
	if err != nil {
		return "", err
	}
	run, err := e.RunInstances(ctx, runOne(source, func(in *ec2.RunInstancesInput) {
		in.SecurityGroupIds, in.ClientToken = []string{*group.GroupId}, &name
		in.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sdf"),
			Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(3)}}}
		in.TagSpecifications = []types.TagSpecification{tagged(types.ResourceTypeInstance, "build", name),
			tagged(types.ResourceTypeVolume, "build", name)}
	}))
	if err != nil {
		return "", err
	}
	ids := []string{*run.Instances[0].InstanceId}
	if _, err := e.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: ids}); err != nil {
		return "", err
	}
	made, err := e.CreateImage(ctx, &ec2.CreateImageInput{InstanceId: &ids[0], Name: &name})
	if err != nil {
		return "", err
	}
	if _, err := e.TerminateInstances(ctx, &ec2.TerminateInstancesInput{InstanceIds: ids}); err != nil {
		return "", err
	}
	_, err = e.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupId: group.GroupId})
	return *made.ImageId, err
}

// A recorder is a store that keeps the state after each save, for a process that
// starts then.
type recorder struct {
	memory
	saves []map[string][]byte
}

func (r *recorder) Apply(changes map[string][]byte) error {
	err := r.memory.Apply(changes)
	r.saves = append(r.saves, maps.Clone(r.records))
	return err
}

func TestBuildsAtOnceSurviveAnyEnd(t *testing.T) {
	const builds = 32
	store := &recorder{memory: memory{records: map[string][]byte{}}}
	e := ec2test.New(func(o *ec2test.Options) { o.Store = store })
	source := e.AddImage(types.Image{})
	images := make([]string, builds)
	acknowledged := make([]int, builds) // the number of saves when the build was done
	var wg sync.WaitGroup
	for n := range images {
		wg.Add(1)
		go func() {
			defer wg.Done()
			id, err := build(e, source, fmt.Sprint("build ", n))
			assert.NoError(t, err, n)
			images[n] = id
		}()
	}
	wg.Wait()
	for n, id := range images {
		for acknowledged[n] = 0; store.saves[acknowledged[n]]["image/"+id] == nil; acknowledged[n]++ {
			require.Less(t, acknowledged[n]+1, len(store.saves), "build %d was never saved", n)
		}
	}
	for at, records := range store.saves {
		again := ec2test.New(func(o *ec2test.Options) { o.Store = &memory{records: maps.Clone(records)} })
		require.NoError(t, again.Load())
		whole(t, again, fmt.Sprint("after save ", at))
		for n, id := range images {
			assert.Equal(t, at >= acknowledged[n], again.Has(id), "after save %d: image %d", at, n)
		}
	}
	volumes, err := e.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{})
	require.NoError(t, err)
	assert.Empty(t, volumes.Volumes, "all are deleted on termination")
}

// whole fails if a server has an instance without its volumes, a volume of a
// missing instance, or an image without its snapshots.
func whole(t *testing.T, e *ec2test.EC2, when string) {
	t.Helper()
	devices := map[string]string{}
	instances, err := e.DescribeInstances(ctx, &ec2.DescribeInstancesInput{})
	require.NoError(t, err)
	for _, r := range instances.Reservations {
		for _, i := range r.Instances {
			if i.State.Name == types.InstanceStateNameTerminated {
				continue
			}
			require.Len(t, i.BlockDeviceMappings, 2, "%s: %s", when, *i.InstanceId)
			require.Len(t, i.Tags, 1, when)
			for _, m := range i.BlockDeviceMappings {
				devices[*m.Ebs.VolumeId] = *i.InstanceId
			}
		}
	}
	volumes, err := e.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{})
	require.NoError(t, err)
	require.Len(t, volumes.Volumes, len(devices), when)
	for _, v := range volumes.Volumes {
		require.Len(t, v.Attachments, 1, when)
		require.Equal(t, devices[*v.VolumeId], *v.Attachments[0].InstanceId, when)
	}
	images, err := e.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	for _, i := range images.Images {
		for _, m := range i.BlockDeviceMappings {
			require.True(t, e.Has(*m.Ebs.SnapshotId), "%s: %s", when, *i.ImageId)
		}
	}
}
