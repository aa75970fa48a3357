package ec2test_test

// This file adds resources to accounts and Regions, and checks which resources
// exist.

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func TestAddImage(t *testing.T) {
	srv, client := start(t)
	own := srv.AddImage(types.Image{Name: aws.String("base"),
		Tags: []types.Tag{{Key: aws.String("Name"), Value: aws.String("x")}}})
	public := srv.At("111122223333", "").AddImage(types.Image{Name: aws.String("public"), Public: aws.Bool(true),
		Architecture: types.ArchitectureValuesArm64,
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{SnapshotId: aws.String(snap), VolumeSize: aws.Int32(30)}}}})
	srv.At("111122223333", "").AddImage(types.Image{Name: aws.String("private")})
	elsewhere := srv.At("", "eu-north-1").AddImage(types.Image{Name: aws.String("elsewhere")})
	out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	require.Len(t, out.Images, 2)
	assert.Equal(t, own, *out.Images[0].ImageId)
	assert.Equal(t, types.ImageStateAvailable, out.Images[0].State)
	assert.Equal(t, int32(8), *out.Images[0].BlockDeviceMappings[0].Ebs.VolumeSize)
	assert.NotEmpty(t, *out.Images[0].BlockDeviceMappings[0].Ebs.SnapshotId)
	assert.Equal(t, public, *out.Images[1].ImageId)
	assert.Equal(t, "111122223333", *out.Images[1].OwnerId)
	assert.True(t, *out.Images[1].Public)
	assert.Equal(t, snap, *out.Images[1].BlockDeviceMappings[0].Ebs.SnapshotId)
	copied, err := client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &elsewhere,
		SourceRegion: aws.String("eu-north-1")})
	require.NoError(t, err)

	var images []ec2test.Resource
	for _, r := range srv.Resources() {
		if r.Kind == "image" {
			images = append(images, r)
		}
	}
	require.Len(t, images, 5, "of all accounts and Regions")
	assert.Equal(t, "base", images[0].Name)
	assert.Equal(t, "available", images[0].State)
	assert.Equal(t, map[string]string{"Name": "x"}, images[0].Tags)
	assert.Equal(t, "eu-north-1", images[3].Region)
	assert.Equal(t, *copied.ImageId, images[4].ID)
	assert.True(t, srv.Has(own))
	assert.False(t, srv.Has("ami-00000000"))
}

// TestChanges checks that the journal has the changes of each request, and none for
// a failed one.
func TestChanges(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	out, err := client.RegisterImage(ctx, request("one"))
	require.NoError(t, err)
	_, err = client.RegisterImage(ctx, request("one"))
	require.Error(t, err)
	_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{*out.ImageId, snap},
		Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}})
	require.NoError(t, err)
	_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: out.ImageId})
	require.NoError(t, err)
	volume, err := srv.At("", "").AddVolume(types.Volume{Tags: []types.Tag{{Key: aws.String("Name"),
		Value: aws.String("data")}}})
	require.NoError(t, err)
	taken, err := client.CreateSnapshot(ctx, &ec2.CreateSnapshotInput{VolumeId: &volume})
	require.NoError(t, err)
	var got [][]ec2test.Change
	for _, r := range srv.Requests() {
		got = append(got, r.Changes)
	}
	assert.Equal(t, [][]ec2test.Change{
		{{Action: "created", Kind: "image", ID: *out.ImageId}},
		{},
		{{Action: "changed", Kind: "snapshot", ID: snap}, {Action: "changed", Kind: "image", ID: *out.ImageId}},
		{{Action: "deleted", Kind: "image", ID: *out.ImageId}},
		{{Action: "created", Kind: "snapshot", ID: *taken.SnapshotId}}, // the volume is as it was
	}, got)
	srv.AddInstance(ec2test.Instance{ID: "i-0123456789abcdef0"})
	_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{"i-0123456789abcdef0"},
		Tags: []types.Tag{{Key: aws.String("Name"), Value: aws.String("builder")}}})
	require.NoError(t, err)
	names := map[string]string{}
	for _, r := range srv.Resources() {
		names[r.ID] = r.Name
	}
	assert.Equal(t, "builder", names["i-0123456789abcdef0"])
	assert.Equal(t, "data", names[volume])
}
