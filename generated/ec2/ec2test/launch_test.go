package ec2test_test

// This file uses instances, volumes, groups and keys like AMI tools: first requests
// that succeed, then those that EC2 rejects, with its codes.

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// clientAt returns a client that calls as an account in a Region.
func clientAt(srv *ec2test.Server, account, region string) *ec2.Client {
	return ec2.NewFromConfig(srv.ConfigAt(account, region), func(o *ec2.Options) {
		o.Validation = valid.Policy{Mode: valid.Silent}
		o.Retryer = aws.NopRetryer{}
	})
}

func tagged(kind types.ResourceType, key, value string) types.TagSpecification {
	return types.TagSpecification{ResourceType: kind, Tags: []types.Tag{{Key: &key, Value: &value}}}
}

func runOne(image string, change func(in *ec2.RunInstancesInput)) *ec2.RunInstancesInput {
	in := &ec2.RunInstancesInput{ImageId: &image, InstanceType: types.InstanceTypeT3Micro, MinCount: aws.Int32(1),
		MaxCount: aws.Int32(1)}
	if change != nil {
		change(in)
	}
	return in
}

// oneInstance describes an instance.
func oneInstance(t *testing.T, client *ec2.Client, id string) types.Instance {
	t.Helper()
	out, err := client.DescribeInstances(ctx, &ec2.DescribeInstancesInput{InstanceIds: []string{id}})
	require.NoError(t, err)
	require.Len(t, out.Reservations, 1)
	return out.Reservations[0].Instances[0]
}

// TestABuild makes the calls of Packer's amazon-ebs builder.
func TestABuild(t *testing.T) {
	c := &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	srv, client := start(t, func(o *ec2test.Options) { o.Now, o.PendingFor = c.now, time.Minute })
	srv.AddAmazonLinux(types.ArchitectureValuesArm64)
	source := srv.AddAmazonLinux(types.ArchitectureValuesX8664)
	found, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{"amazon"},
		Filters: []types.Filter{
			filter("name", "al2023-ami-2023.*-kernel-6.1-x86_64"), filter("state", "available")}})
	require.NoError(t, err)
	require.Len(t, found.Images, 2)
	assert.Equal(t, source, *found.Images[1].ImageId)
	assert.Greater(t, *found.Images[1].CreationDate, *found.Images[0].CreationDate)

	key, err := client.CreateKeyPair(ctx, &ec2.CreateKeyPairInput{KeyName: aws.String("packer")})
	require.NoError(t, err)
	group, err := client.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("packer"),
		Description: aws.String("d")})
	require.NoError(t, err)
	_, err = client.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: group.GroupId,
		IpPermissions: []types.IpPermission{{
			IpProtocol: aws.String("tcp"), FromPort: aws.Int32(22), ToPort: aws.Int32(22),
			IpRanges: []types.IpRange{{CidrIp: aws.String("0.0.0.0/0")}}}}})
	require.NoError(t, err)
	run, err := client.RunInstances(ctx, runOne(source, func(in *ec2.RunInstancesInput) {
		in.KeyName, in.SecurityGroupIds, in.UserData = key.KeyName, []string{*group.GroupId},
			aws.String("IyEvYmluL3No")
		in.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(12)}},
			{DeviceName: aws.String("/dev/sdf"), Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(3),
				DeleteOnTermination: aws.Bool(false)}}}
		in.TagSpecifications = []types.TagSpecification{tagged(types.ResourceTypeInstance, "Name", "builder"),
			tagged(types.ResourceTypeVolume, "Name", "disk")}
	}))
	require.NoError(t, err)
	id := *run.Instances[0].InstanceId
	assert.Equal(t, types.InstanceStateNamePending, run.Instances[0].State.Name)
	c.move(2 * time.Minute)
	require.NoError(t, ec2.NewInstanceRunningWaiter(client).Wait(ctx,
		&ec2.DescribeInstancesInput{InstanceIds: []string{id}}, time.Second))
	i := oneInstance(t, client, id)
	assert.Equal(t, types.HttpTokensStateRequired, i.MetadataOptions.HttpTokens, "the image asks for IMDSv2")
	assert.Equal(t, int32(2), *i.MetadataOptions.HttpPutResponseHopLimit)
	assert.Equal(t, types.InstanceBootModeValuesUefi, i.CurrentInstanceBootMode)
	assert.NotEmpty(t, *i.PublicIpAddress)
	assert.NotEmpty(t, *i.PublicDnsName)
	require.Len(t, i.BlockDeviceMappings, 2)
	root, second := *i.BlockDeviceMappings[0].Ebs.VolumeId, *i.BlockDeviceMappings[1].Ebs.VolumeId
	volumes, err := client.DescribeVolumes(ctx,
		&ec2.DescribeVolumesInput{Filters: []types.Filter{filter("attachment.instance-id", id), filter("tag:Name",
			"disk")}})
	require.NoError(t, err)
	require.Len(t, volumes.Volumes, 2)
	assert.Equal(t, int32(12), *volumes.Volumes[0].Size)
	assert.Equal(t, types.VolumeStateInUse, volumes.Volumes[0].State)
	status, err := client.DescribeInstanceStatus(ctx, &ec2.DescribeInstanceStatusInput{InstanceIds: []string{id}})
	require.NoError(t, err)
	assert.Equal(t, types.SummaryStatusOk, status.InstanceStatuses[0].InstanceStatus.Status)
	data, err := client.DescribeInstanceAttribute(ctx, &ec2.DescribeInstanceAttributeInput{InstanceId: &id,
		Attribute: types.InstanceAttributeNameUserData})
	require.NoError(t, err)
	assert.Equal(t, "IyEvYmluL3No", *data.UserData.Value)

	_, err = client.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{id}})
	require.NoError(t, err)
	assert.Equal(t, types.InstanceStateNameStopping, oneInstance(t, client, id).State.Name)
	c.move(2 * time.Minute)
	assert.Equal(t, types.InstanceStateNameStopped, oneInstance(t, client, id).State.Name)
	_, err = client.ModifyInstanceAttribute(ctx, &ec2.ModifyInstanceAttributeInput{InstanceId: &id,
		EnaSupport: &types.AttributeBooleanValue{Value: aws.Bool(true)}})
	require.NoError(t, err)
	made, err := client.CreateImage(ctx, &ec2.CreateImageInput{InstanceId: &id, Name: aws.String("built")})
	require.NoError(t, err)
	c.move(2 * time.Minute)
	image, err := described(client, made.ImageId)
	require.NoError(t, err)
	assert.Equal(t, types.ImageStateAvailable, image.State)
	assert.Equal(t, types.ImdsSupportValuesV20, image.ImdsSupport)
	assert.Equal(t, types.BootModeValuesUefiPreferred, image.BootMode)
	require.Len(t, image.BlockDeviceMappings, 2)
	assert.Equal(t, int32(12), *image.BlockDeviceMappings[0].Ebs.VolumeSize)
	assert.False(t, *image.BlockDeviceMappings[1].Ebs.DeleteOnTermination)

	_, err = client.DeleteVolume(ctx, &ec2.DeleteVolumeInput{VolumeId: &second})
	assert.Equal(t, "VolumeInUse", code(err))
	_, err = client.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupId: group.GroupId})
	assert.Equal(t, "DependencyViolation", code(err))
	_, err = client.TerminateInstances(ctx, &ec2.TerminateInstancesInput{InstanceIds: []string{id}})
	require.NoError(t, err)
	assert.Equal(t, types.InstanceStateNameShuttingDown, oneInstance(t, client, id).State.Name)
	c.move(2 * time.Minute)
	assert.Equal(t, types.InstanceStateNameTerminated, oneInstance(t, client, id).State.Name)
	_, err = client.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{VolumeIds: []string{root}})
	assert.Equal(t, "InvalidVolume.NotFound", code(err), "it is deleted on termination")
	left, err := client.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{VolumeIds: []string{second}})
	require.NoError(t, err)
	assert.Equal(t, types.VolumeStateAvailable, left.Volumes[0].State, "it is not")
	assert.Empty(t, left.Volumes[0].Attachments)
	for _, err := range []error{
		failure(client.DeleteVolume(ctx, &ec2.DeleteVolumeInput{VolumeId: &second})),
		failure(client.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupId: group.GroupId})),
		failure(client.DeleteKeyPair(ctx, &ec2.DeleteKeyPairInput{KeyName: key.KeyName})),
	} {
		require.NoError(t, err)
	}
	c.move(2 * time.Hour)
	_, err = client.DescribeInstances(ctx, &ec2.DescribeInstancesInput{InstanceIds: []string{id}})
	assert.Equal(t, "InvalidInstanceID.NotFound", code(err), "terminated instances are forgotten")
}

// failure returns the error of a call.
func failure[T any](_ T, err error) error { return err }

// TestASurrogateBuild makes the calls of Packer's amazon-ebssurrogate builder.
func TestASurrogateBuild(t *testing.T) {
	srv, client := start(t)
	source := srv.AddAmazonLinux(types.ArchitectureValuesX8664)
	run, err := client.RunInstances(ctx, runOne(source, nil))
	require.NoError(t, err)
	i := run.Instances[0]
	v, err := client.CreateVolume(ctx, &ec2.CreateVolumeInput{AvailabilityZone: i.Placement.AvailabilityZone,
		Size: aws.Int32(5), VolumeType: types.VolumeTypeGp3})
	require.NoError(t, err)
	assert.Equal(t, int32(3000), *v.Iops)
	assert.Equal(t, int32(125), *v.Throughput)
	_, err = client.AttachVolume(ctx, &ec2.AttachVolumeInput{VolumeId: v.VolumeId, InstanceId: i.InstanceId,
		Device: aws.String("/dev/xvdf")})
	require.NoError(t, err)
	assert.Len(t, oneInstance(t, client, *i.InstanceId).BlockDeviceMappings, 2)
	_, err = client.AttachVolume(ctx, &ec2.AttachVolumeInput{VolumeId: v.VolumeId, InstanceId: i.InstanceId,
		Device: aws.String("/dev/xvdg")})
	assert.Equal(t, "VolumeInUse", code(err))
	_, err = client.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{*i.InstanceId}})
	require.NoError(t, err)
	s, err := client.CreateSnapshot(ctx, &ec2.CreateSnapshotInput{VolumeId: v.VolumeId})
	require.NoError(t, err)
	assert.Equal(t, int32(5), *s.VolumeSize)
	in := request("surrogate")
	in.BlockDeviceMappings[0].Ebs.SnapshotId = s.SnapshotId
	_, err = client.RegisterImage(ctx, in)
	require.NoError(t, err)
	_, err = client.DetachVolume(ctx, &ec2.DetachVolumeInput{VolumeId: v.VolumeId})
	require.NoError(t, err)
	_, err = client.DeleteVolume(ctx, &ec2.DeleteVolumeInput{VolumeId: v.VolumeId})
	require.NoError(t, err)
	assert.Len(t, oneInstance(t, client, *i.InstanceId).BlockDeviceMappings, 1)
	_, err = client.DeleteSnapshot(ctx, &ec2.DeleteSnapshotInput{SnapshotId: s.SnapshotId})
	assert.Equal(t, "InvalidSnapshot.InUse", code(err))
}

// TestSharing shares resources between three accounts and two Regions.
func TestSharing(t *testing.T) {
	srv, owner := start(t)
	friend, stranger := clientAt(srv, "210987654321", "us-east-1"), clientAt(srv, "111111111111", "us-east-1")
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	image, err := registered(owner, "shared", nil)
	require.NoError(t, err)
	id := image.ImageId
	for _, client := range []*ec2.Client{friend, stranger} {
		_, err = described(client, id)
		assert.Equal(t, "InvalidAMIID.NotFound", code(err))
	}
	permission := []types.LaunchPermission{{UserId: aws.String("210987654321")}}
	_, err = owner.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: id,
		LaunchPermission: &types.LaunchPermissionModifications{Add: permission}})
	require.NoError(t, err)
	_, err = described(friend, id)
	require.NoError(t, err)
	_, err = described(stranger, id)
	assert.Equal(t, "InvalidAMIID.NotFound", code(err))
	_, err = friend.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: id})
	assert.Equal(t, "AuthFailure", code(err), "seen, but not owned")
	tag := func(client *ec2.Client, value string) {
		_, err := client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{*id},
			Tags: []types.Tag{{Key: aws.String("of"), Value: &value}}})
		require.NoError(t, err)
	}
	tag(owner, "the owner")
	out, err := friend.DescribeImages(ctx, &ec2.DescribeImagesInput{ExecutableUsers: []string{"self"}})
	require.NoError(t, err)
	require.Len(t, out.Images, 1)
	assert.Empty(t, out.Images[0].Tags, "tags are each account's own")
	for name, act := range map[string]func() error{
		"DescribeImageAttribute": func() error {
			_, err := friend.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: id,
				Attribute: types.ImageAttributeNameLaunchPermission})
			return err
		},
		"DescribeSnapshotAttribute": func() error {
			shared := srv.AddSnapshot(types.Snapshot{})
			_, err := owner.ModifySnapshotAttribute(ctx, &ec2.ModifySnapshotAttributeInput{SnapshotId: &shared,
				UserIds: []string{"210987654321"}, OperationType: types.OperationTypeAdd,
				Attribute: types.SnapshotAttributeNameCreateVolumePermission})
			require.NoError(t, err)
			_, err = friend.DescribeSnapshotAttribute(ctx, &ec2.DescribeSnapshotAttributeInput{SnapshotId: &shared,
				Attribute: types.SnapshotAttributeNameCreateVolumePermission})
			return err
		},
	} {
		assert.Equal(t, "AuthFailure", code(act()), "%s: who else may use it is the owner's to know", name)
	}
	tag(friend, "the friend")
	for client, want := range map[*ec2.Client]string{owner: "the owner", friend: "the friend"} {
		found, err := described(client, id)
		require.NoError(t, err)
		assert.Equal(t, want, *found.Tags[0].Value)
	}

	run, err := friend.RunInstances(ctx, runOne(*id, func(in *ec2.RunInstancesInput) {
		in.InstanceType = types.InstanceTypeT2Micro // which does not require ENA
	}))
	require.NoError(t, err, "the snapshots of an image are there for all who may launch it")
	assert.Equal(t, *id, *run.Instances[0].ImageId)
	_, err = owner.RunInstances(ctx, runOne(*id, func(in *ec2.RunInstancesInput) {
		in.InstanceType = types.InstanceTypeT2Micro
	}))
	require.NoError(t, err)
	for client, shown := range map[*ec2.Client]bool{owner: true, friend: false} {
		found, err := described(client, id)
		require.NoError(t, err)
		assert.Equal(t, shown, found.LastLaunchedTime != nil, "when the owner launched it is the owner's to know")
	}

	away := clientAt(srv, "210987654321", "eu-west-1")
	_, err = described(away, id)
	assert.Equal(t, "InvalidAMIID.NotFound", code(err), "images are of a Region")
	replica := &ec2.CopyImageInput{Name: aws.String("copied"), SourceImageId: id,
		SourceRegion: aws.String("us-east-1"), Encrypted: aws.Bool(true), KmsKeyId: aws.String("alias/mine")}
	_, err = away.CopyImage(ctx, replica)
	assert.Equal(t, "InvalidRequest", code(err), "the snapshot is not shared")
	_, err = owner.ModifySnapshotAttribute(ctx, &ec2.ModifySnapshotAttributeInput{SnapshotId: aws.String(snap),
		CreateVolumePermission: &types.CreateVolumePermissionModifications{
			Add: []types.CreateVolumePermission{{UserId: aws.String("210987654321")}}}})
	require.NoError(t, err)
	tagged := *replica
	tagged.Name, tagged.CopyImageTags = aws.String("copied with tags"), aws.Bool(true)
	withTags, err := away.CopyImage(ctx, &tagged)
	require.NoError(t, err)
	own, err := described(away, withTags.ImageId)
	require.NoError(t, err)
	require.Len(t, own.Tags, 1)
	assert.Equal(t, "the friend", *own.Tags[0].Value, "of a shared image, the tags that the caller has set are copied")
	copied, err := away.CopyImage(ctx, replica)
	require.NoError(t, err)
	found, err := described(away, copied.ImageId)
	require.NoError(t, err)
	assert.Equal(t, "210987654321", *found.OwnerId)
	assert.Equal(t, *id, *found.SourceImageId)
	assert.Empty(t, found.Tags, "the copy has the owner's tags")
	assert.Nil(t, found.LastLaunchedTime, "the copy was never launched")
	snapshots, err := away.DescribeSnapshots(ctx,
		&ec2.DescribeSnapshotsInput{SnapshotIds: []string{*found.BlockDeviceMappings[0].Ebs.SnapshotId}})
	require.NoError(t, err)
	assert.Equal(t, "arn:aws:kms:eu-west-1:210987654321:alias/mine", *snapshots.Snapshots[0].KmsKeyId)
	_, err = away.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: copied.ImageId,
		LaunchPermission: &types.LaunchPermissionModifications{
			Add: []types.LaunchPermission{{Group: types.PermissionGroupAll}}}})
	assert.Equal(t, "UnsupportedOperation", code(err))
	_, err = owner.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: id,
		LaunchPermission: &types.LaunchPermissionModifications{
			Add: []types.LaunchPermission{{Group: types.PermissionGroupAll}}}})
	require.NoError(t, err)
	_, err = described(stranger, id)
	require.NoError(t, err, "public")
	_, err = clientAt(srv, "210987654321", "mars-north-1").DescribeImages(ctx, &ec2.DescribeImagesInput{})
	assert.Equal(t, "SignatureDoesNotMatch", code(err))
}

// TestLaunchesHonorTheImage checks launches that EC2 rejects.
func TestLaunchesHonorTheImage(t *testing.T) {
	srv, client := start(t)
	x86 := srv.AddImage(types.Image{BootMode: types.BootModeValuesLegacyBios})
	for _, c := range []struct {
		name   string
		image  types.Image
		change func(in *ec2.RunInstancesInput)
		code   string
	}{
		{"architecture", types.Image{Architecture: types.ArchitectureValuesArm64}, nil, "InvalidParameterValue"},
		{"paravirtual", types.Image{VirtualizationType: types.VirtualizationTypeParavirtual}, nil,
			"InvalidParameterCombination"},
		{"no ENA", types.Image{EnaSupport: aws.Bool(false)}, nil, "InvalidParameterCombination"},
		{"UEFI on a type without", types.Image{BootMode: types.BootModeValuesUefi},
			func(in *ec2.RunInstancesInput) { in.InstanceType = types.InstanceTypeT2Micro },
			"InvalidParameterCombination"},
		{"TPM on a type without", types.Image{TpmSupport: types.TpmSupportValuesV20,
			Architecture: types.ArchitectureValuesArm64},
			func(in *ec2.RunInstancesInput) { in.InstanceType = types.InstanceTypeT4gMicro },
			"InvalidParameterCombination"},
		{"disabled", types.Image{State: types.ImageStateDisabled}, nil, "InvalidAMIID.Unavailable"},
		{"no such type", types.Image{}, func(in *ec2.RunInstancesInput) { in.InstanceType = "x9.nano" },
			"InvalidParameterValue"},
		{"no such key", types.Image{}, func(in *ec2.RunInstancesInput) { in.KeyName = aws.String("none") },
			"InvalidKeyPair.NotFound"},
		{"no such group", types.Image{}, func(in *ec2.RunInstancesInput) { in.SecurityGroups = []string{"none"} },
			"InvalidGroup.NotFound"},
		{"malformed group", types.Image{}, func(in *ec2.RunInstancesInput) { in.SecurityGroupIds = []string{"none"} },
			"InvalidGroupId.Malformed"},
		{"no such subnet", types.Image{},
			func(in *ec2.RunInstancesInput) { in.SubnetId = aws.String("subnet-00000000") },
			"InvalidSubnetID.NotFound"},
		{"no such zone", types.Image{}, func(in *ec2.RunInstancesInput) {
			in.Placement = &types.Placement{AvailabilityZone: aws.String("us-east-1z")}
		}, "InvalidZone.NotFound"},
		{"more than most", types.Image{}, func(in *ec2.RunInstancesInput) { in.MaxCount = aws.Int32(1001) },
			"InstanceLimitExceeded"},
		{"less than least", types.Image{}, func(in *ec2.RunInstancesInput) { in.MinCount = aws.Int32(2) },
			"InvalidParameterValue"},
		{"user data", types.Image{}, func(in *ec2.RunInstancesInput) { in.UserData = aws.String("#!") },
			"InvalidUserData.Malformed"},
		{"small root", types.Image{}, func(in *ec2.RunInstancesInput) {
			in.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
				Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(1)}}}
		}, "InvalidBlockDeviceMapping"},
		{"second volume without a snapshot that exists", types.Image{}, func(in *ec2.RunInstancesInput) {
			in.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sdf"),
				Ebs: &types.EbsBlockDevice{SnapshotId: aws.String(missingSnap)}}}
		}, "InvalidSnapshot.NotFound"},
		{"launch template", types.Image{}, func(in *ec2.RunInstancesInput) {
			in.LaunchTemplate = &types.LaunchTemplateSpecification{LaunchTemplateName: aws.String("t")}
		}, "UnsupportedOperation"},
		{"address in use", types.Image{}, func(in *ec2.RunInstancesInput) {
			in.PrivateIpAddress, in.MaxCount = aws.String("172.31.0.10"), aws.Int32(2)
		}, "InvalidIPAddress.InUse"},
		{"address of another subnet", types.Image{},
			func(in *ec2.RunInstancesInput) { in.PrivateIpAddress = aws.String("10.0.0.1") },
			"InvalidParameterValue"},
		{"tags on an image", types.Image{}, func(in *ec2.RunInstancesInput) {
			in.TagSpecifications = []types.TagSpecification{tagged(types.ResourceTypeImage, "k", "v")}
		}, "InvalidParameterValue"},
	} {
		_, err := client.RunInstances(ctx, runOne(srv.AddImage(c.image), c.change))
		assert.Equal(t, c.code, code(err), c.name)
	}
	out, err := client.DescribeInstances(ctx, &ec2.DescribeInstancesInput{})
	require.NoError(t, err)
	assert.Empty(t, out.Reservations, "rejected launches leave nothing")
	volumes, err := client.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{})
	require.NoError(t, err)
	assert.Empty(t, volumes.Volumes)
	run, err := client.RunInstances(ctx, runOne(x86, func(in *ec2.RunInstancesInput) {
		in.MaxCount, in.ClientToken = aws.Int32(3), aws.String("once")
	}))
	require.NoError(t, err)
	assert.Len(t, run.Instances, 3)
	again, err := client.RunInstances(ctx, runOne(x86, func(in *ec2.RunInstancesInput) {
		in.MaxCount, in.ClientToken = aws.Int32(3), aws.String("once")
	}))
	require.NoError(t, err)
	assert.Equal(t, *run.ReservationId, *again.ReservationId, "the same token, the same reservation")
	addresses := map[string]bool{}
	for _, i := range run.Instances {
		addresses[*i.PrivateIpAddress] = true
	}
	assert.Len(t, addresses, 3)
}

func TestSecurityGroupRules(t *testing.T) {
	_, client := start(t)
	g, err := client.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("g"),
		Description: aws.String("d")})
	require.NoError(t, err)
	_, err = client.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("g"),
		Description: aws.String("d")})
	assert.Equal(t, "InvalidGroup.Duplicate", code(err))
	rule := func(from, to int32, cidrs ...string) types.IpPermission {
		p := types.IpPermission{IpProtocol: aws.String("tcp"), FromPort: &from, ToPort: &to}
		for _, c := range cidrs {
			p.IpRanges = append(p.IpRanges, types.IpRange{CidrIp: aws.String(c), Description: aws.String("of " + c)})
		}
		return p
	}
	authorize := func(p ...types.IpPermission) error {
		_, err := client.AuthorizeSecurityGroupIngress(ctx,
			&ec2.AuthorizeSecurityGroupIngressInput{GroupId: g.GroupId, IpPermissions: p})
		return err
	}
	self := types.IpPermission{IpProtocol: aws.String("-1"),
		UserIdGroupPairs: []types.UserIdGroupPair{{GroupId: g.GroupId}}}
	require.NoError(t, authorize(rule(22, 22, "10.0.0.0/8", "192.168.0.0/16"), self))
	for _, c := range []struct {
		rule types.IpPermission
		code string
	}{
		{rule(22, 22, "10.0.0.0/8"), "InvalidPermission.Duplicate"},
		{rule(23, 22, "10.0.0.0/8"), "InvalidParameterValue"},
		{rule(1, 70000, "10.0.0.0/8"), "InvalidParameterValue"},
		{rule(23, 23, "10.0.0.0/99"), "InvalidParameterValue"},
		{rule(23, 23), "MissingParameter"},
	} {
		assert.Equal(t, c.code, code(authorize(c.rule)), asJSON(t, c.rule))
	}
	get := func() types.SecurityGroup {
		out, err := client.DescribeSecurityGroups(ctx,
			&ec2.DescribeSecurityGroupsInput{GroupIds: []string{*g.GroupId}})
		require.NoError(t, err)
		return out.SecurityGroups[0]
	}
	require.Len(t, get().IpPermissions, 2)
	assert.Len(t, get().IpPermissions[0].IpRanges, 2)
	assert.Equal(t, *g.GroupId, *get().IpPermissions[1].UserIdGroupPairs[0].GroupId)
	require.Len(t, get().IpPermissionsEgress, 1)
	_, err = client.UpdateSecurityGroupRuleDescriptionsIngress(ctx,
		&ec2.UpdateSecurityGroupRuleDescriptionsIngressInput{GroupId: g.GroupId, IpPermissions: []types.IpPermission{
			{IpProtocol: aws.String("tcp"), FromPort: aws.Int32(22), ToPort: aws.Int32(22),
				IpRanges: []types.IpRange{{CidrIp: aws.String("10.0.0.0/8"), Description: aws.String("new")}}}}})
	require.NoError(t, err)
	assert.Equal(t, "new", *get().IpPermissions[0].IpRanges[0].Description)
	_, err = client.RevokeSecurityGroupIngress(ctx, &ec2.RevokeSecurityGroupIngressInput{GroupId: g.GroupId,
		IpPermissions: []types.IpPermission{rule(22, 22, "10.0.0.0/8")}})
	require.NoError(t, err)
	assert.Len(t, get().IpPermissions[0].IpRanges, 1)
	_, err = client.RevokeSecurityGroupIngress(ctx, &ec2.RevokeSecurityGroupIngressInput{GroupId: g.GroupId,
		IpPermissions: []types.IpPermission{rule(22, 22, "10.0.0.0/8")}})
	assert.Equal(t, "InvalidPermission.NotFound", code(err))
	_, err = client.RevokeSecurityGroupEgress(ctx, &ec2.RevokeSecurityGroupEgressInput{GroupId: g.GroupId,
		IpPermissions: get().IpPermissionsEgress})
	require.NoError(t, err)
	assert.Empty(t, get().IpPermissionsEgress)
	out, err := client.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{GroupNames: []string{"default"}})
	require.NoError(t, err)
	_, err = client.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupId: out.SecurityGroups[0].GroupId})
	assert.Equal(t, "CannotDelete", code(err))
	_, err = client.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupName: aws.String("g")})
	require.NoError(t, err)
}

func TestKeyPairs(t *testing.T) {
	_, client := start(t)
	made, err := client.CreateKeyPair(ctx, &ec2.CreateKeyPairInput{KeyName: aws.String("rsa"),
		TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeKeyPair, "k", "v")}})
	require.NoError(t, err)
	block, _ := pem.Decode([]byte(*made.KeyMaterial))
	private, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	require.NoError(t, err)
	assert.Len(t, strings.Split(*made.KeyFingerprint, ":"), 20)
	shown, err := client.DescribeKeyPairs(ctx, &ec2.DescribeKeyPairsInput{KeyNames: []string{"rsa"},
		IncludePublicKey: aws.Bool(true)})
	require.NoError(t, err)
	imported, err := client.ImportKeyPair(ctx, &ec2.ImportKeyPairInput{KeyName: aws.String("again"),
		PublicKeyMaterial: []byte(*shown.KeyPairs[0].PublicKey)})
	require.NoError(t, err, "our public key is one")
	assert.Len(t, strings.Split(*imported.KeyFingerprint, ":"), 16)
	assert.IsType(t, &rsa.PrivateKey{}, private)
	made, err = client.CreateKeyPair(ctx, &ec2.CreateKeyPairInput{KeyName: aws.String("ed"),
		KeyType: types.KeyTypeEd25519})
	require.NoError(t, err)
	assert.Contains(t, *made.KeyMaterial, "OPENSSH PRIVATE KEY")
	assert.IsType(t, ed25519.PrivateKey{}, ed25519.PrivateKey{})
	_, err = client.CreateKeyPair(ctx, &ec2.CreateKeyPairInput{KeyName: aws.String("ed")})
	assert.Equal(t, "InvalidKeyPair.Duplicate", code(err))
	_, err = client.DescribeKeyPairs(ctx, &ec2.DescribeKeyPairsInput{KeyNames: []string{"none"}})
	assert.Equal(t, "InvalidKeyPair.NotFound", code(err))
	for _, line := range []string{"", "ssh-rsa", "ssh-rsa AAAA", "ssh-ed25519 !", "ssh-rsa AAAAB3NzaC1yc2E="} {
		_, err = client.ImportKeyPair(ctx, &ec2.ImportKeyPairInput{KeyName: aws.String("bad"),
			PublicKeyMaterial: []byte(line)})
		assert.Equal(t, "InvalidKey.Format", code(err), line)
	}
	_, err = client.DeleteKeyPair(ctx, &ec2.DeleteKeyPairInput{KeyName: aws.String("none")})
	require.NoError(t, err, "it is gone already")
}

func TestVolumesThatCannotBe(t *testing.T) {
	_, client := start(t)
	for _, c := range []struct {
		name string
		in   ec2.CreateVolumeInput
		code string
	}{
		{"no zone", ec2.CreateVolumeInput{Size: aws.Int32(1)}, "MissingParameter"},
		{"no such zone", ec2.CreateVolumeInput{Size: aws.Int32(1), AvailabilityZone: aws.String("x")},
			"InvalidZone.NotFound"},
		{"no size", ec2.CreateVolumeInput{}, "MissingParameter"},
		{"type", ec2.CreateVolumeInput{Size: aws.Int32(1), VolumeType: "gp9"}, "UnknownVolumeType"},
		{"size", ec2.CreateVolumeInput{Size: aws.Int32(1), VolumeType: types.VolumeTypeSt1}, "InvalidParameterValue"},
		{"io1 without IOPS", ec2.CreateVolumeInput{Size: aws.Int32(10), VolumeType: types.VolumeTypeIo1},
			"InvalidParameterValue"}, // sources disagree on EC2's code, so that the rule has none
		{"IOPS of gp2", ec2.CreateVolumeInput{Size: aws.Int32(10), Iops: aws.Int32(100)},
			"InvalidParameterCombination"},
		{"ratio", ec2.CreateVolumeInput{Size: aws.Int32(10), Iops: aws.Int32(501), VolumeType: types.VolumeTypeIo1},
			"InvalidParameterValue"},
		{"throughput of io1", ec2.CreateVolumeInput{Size: aws.Int32(10), Iops: aws.Int32(100),
			Throughput: aws.Int32(125), VolumeType: types.VolumeTypeIo1}, "InvalidParameterCombination"},
		{"key without encryption", ec2.CreateVolumeInput{Size: aws.Int32(10), KmsKeyId: aws.String("k")},
			"InvalidParameterDependency"},
	} {
		if c.in.AvailabilityZone == nil && c.name != "no zone" {
			c.in.AvailabilityZone = aws.String("us-east-1a")
		}
		_, err := client.CreateVolume(ctx, &c.in)
		assert.Equal(t, c.code, code(err), c.name)
	}
	v, err := client.CreateVolume(ctx, &ec2.CreateVolumeInput{AvailabilityZone: aws.String("us-east-1a"),
		Size: aws.Int32(100), Encrypted: aws.Bool(true)})
	require.NoError(t, err)
	assert.Equal(t, int32(300), *v.Iops, "the baseline of gp2")
	assert.Contains(t, *v.KmsKeyId, "alias/aws/ebs")
	_, err = client.ModifyVolume(ctx, &ec2.ModifyVolumeInput{VolumeId: v.VolumeId, Size: aws.Int32(50)})
	assert.Equal(t, "InvalidParameterValue", code(err))
	_, err = client.ModifyVolume(ctx, &ec2.ModifyVolumeInput{VolumeId: v.VolumeId, Size: aws.Int32(200),
		VolumeType: types.VolumeTypeGp3})
	require.NoError(t, err)
	out, err := client.DescribeVolumesModifications(ctx,
		&ec2.DescribeVolumesModificationsInput{VolumeIds: []string{*v.VolumeId}})
	require.NoError(t, err)
	assert.Equal(t, int32(100), *out.VolumesModifications[0].OriginalSize)
	assert.Equal(t, int32(3000), *out.VolumesModifications[0].TargetIops)
}

func TestWhatEveryAccountHas(t *testing.T) {
	srv, client := start(t)
	vpcs, err := client.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{Filters: []types.Filter{filter("is-default",
		"true")}})
	require.NoError(t, err)
	require.Len(t, vpcs.Vpcs, 1)
	subnets, err := client.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{Filters: []types.Filter{filter("vpc-id",
		*vpcs.Vpcs[0].VpcId), filter("default-for-az", "true")}})
	require.NoError(t, err)
	require.Len(t, subnets.Subnets, 3)
	assert.Equal(t, int32(4091), *subnets.Subnets[0].AvailableIpAddressCount)
	_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{*vpcs.Vpcs[0].VpcId,
		*subnets.Subnets[1].SubnetId}, Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}})
	require.NoError(t, err)
	subnets, err = client.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{})
	require.NoError(t, err)
	require.Len(t, subnets.Subnets, 3)
	tags, err := client.DescribeTags(ctx, &ec2.DescribeTagsInput{Filters: []types.Filter{filter("resource-type",
		"vpc", "subnet")}})
	require.NoError(t, err)
	assert.Len(t, tags.Tags, 2)
	other, err := clientAt(srv, "111111111111", "us-east-1").DescribeVpcs(ctx, &ec2.DescribeVpcsInput{})
	require.NoError(t, err)
	assert.NotEqual(t, *vpcs.Vpcs[0].VpcId, *other.Vpcs[0].VpcId)
	regions, err := client.DescribeRegions(ctx, &ec2.DescribeRegionsInput{RegionNames: []string{"eu-west-1"}})
	require.NoError(t, err)
	assert.Len(t, regions.Regions, 1)
	_, err = client.DescribeRegions(ctx, &ec2.DescribeRegionsInput{RegionNames: []string{"mars-north-1"}})
	assert.Equal(t, "InvalidParameterValue", code(err))
	zones, err := clientAt(srv, "111111111111", "ap-southeast-2").DescribeAvailabilityZones(ctx,
		&ec2.DescribeAvailabilityZonesInput{ZoneIds: []string{"apse2-az2"}})
	require.NoError(t, err)
	assert.Equal(t, "ap-southeast-2b", *zones.AvailabilityZones[0].ZoneName)
	kinds, err := client.DescribeInstanceTypes(ctx,
		&ec2.DescribeInstanceTypesInput{Filters: []types.Filter{filter("processor-info.supported-architecture",
			"arm64"), filter("instance-type", "t4g.*")}})
	require.NoError(t, err)
	assert.Len(t, kinds.InstanceTypes, 7)
	offerings, err := client.DescribeInstanceTypeOfferings(ctx,
		&ec2.DescribeInstanceTypeOfferingsInput{LocationType: types.LocationTypeAvailabilityZone,
			Filters: []types.Filter{filter("instance-type", "t3.micro")}})
	require.NoError(t, err)
	assert.Len(t, offerings.InstanceTypeOfferings, 3)
}

func TestProtectedAndDisabledImages(t *testing.T) {
	c := &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	srv, client := start(t, func(o *ec2test.Options) { o.Now = c.now })
	id := srv.AddImage(types.Image{})
	_, err := client.EnableImageDeregistrationProtection(ctx,
		&ec2.EnableImageDeregistrationProtectionInput{ImageId: &id, WithCooldown: aws.Bool(true)})
	require.NoError(t, err)
	deregister := func() error {
		_, err := client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: &id})
		return err
	}
	assert.Equal(t, "OperationNotPermitted", code(deregister()))
	_, err = client.DisableImageDeregistrationProtection(ctx,
		&ec2.DisableImageDeregistrationProtectionInput{ImageId: &id})
	require.NoError(t, err)
	assert.Equal(t, "OperationNotPermitted", code(deregister()), "the cooldown")
	_, err = client.DisableImage(ctx, &ec2.DisableImageInput{ImageId: &id})
	require.NoError(t, err)
	out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{"self"}})
	require.NoError(t, err)
	assert.Empty(t, out.Images)
	out, err = client.DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{"self"},
		IncludeDisabled: aws.Bool(true)})
	require.NoError(t, err)
	assert.Len(t, out.Images, 1)
	_, err = client.EnableImage(ctx, &ec2.EnableImageInput{ImageId: &id})
	require.NoError(t, err)
	c.move(25 * time.Hour)
	require.NoError(t, deregister())
}

func TestImportedImages(t *testing.T) {
	c := &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	_, client := start(t, func(o *ec2test.Options) { o.Now, o.PendingFor = c.now, time.Minute })
	task, err := client.ImportImage(ctx, &ec2.ImportImageInput{Description: aws.String("d"),
		BootMode: types.BootModeValuesUefi, Architecture: aws.String("arm64"),
		DiskContainers: []types.ImageDiskContainer{{Format: aws.String("VMDK"),
			UserBucket: &types.UserBucket{S3Bucket: aws.String("b"), S3Key: aws.String("k")}}}})
	require.NoError(t, err)
	assert.Equal(t, "active", *task.Status)
	assert.Nil(t, task.ImageId)
	c.move(2 * time.Minute)
	tasks, err := client.DescribeImportImageTasks(ctx,
		&ec2.DescribeImportImageTasksInput{ImportTaskIds: []string{*task.ImportTaskId}})
	require.NoError(t, err)
	done := tasks.ImportImageTasks[0]
	assert.Equal(t, "completed", *done.Status)
	assert.Equal(t, "b", *done.SnapshotDetails[0].UserBucket.S3Bucket)
	image, err := described(client, done.ImageId)
	require.NoError(t, err)
	assert.Equal(t, types.ArchitectureValuesArm64, image.Architecture)
	assert.Equal(t, types.BootModeValuesUefi, image.BootMode)
	_, err = client.DescribeImportImageTasks(ctx,
		&ec2.DescribeImportImageTasksInput{ImportTaskIds: []string{"import-snap-0123456789abcdef0"}})
	assert.Equal(t, "InvalidConversionTaskId.Malformed", code(err))
}
