package main

// This file seeds servers: with the example of the manual, and with each mistake.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// seeded returns the settings that seed a server with a text.
func seeded(t *testing.T, text string) settings {
	t.Helper()
	file := filepath.Join(t.TempDir(), "seed.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return settings{seed: file, account: "123456789012", region: "us-east-1"}
}

func TestSeed(t *testing.T) {
	s := seeded(t, seedExample)
	s.data = filepath.Join(t.TempDir(), "state")
	for range 2 { // the second start finds the saved state of the first
		server, done, err := newService(s, nil)
		require.NoError(t, err)
		images := 0
		for _, r := range server.Resources() {
			if r.Kind != "image" {
				continue
			}
			images++
			image := r.Detail.(*types.Image)
			assert.Equal(t, []string{"ami-0123456789abcdef0", "base-1", "available", "111122223333", "eu-north-1"},
				[]string{r.ID, r.Name, r.State, r.Account, r.Region})
			assert.Equal(t, types.ArchitectureValuesArm64, image.Architecture)
			assert.True(t, *image.Public)
		}
		assert.Equal(t, 1, images)
		assert.True(t, server.Has("snap-0123456789abcdef0"))
		done()
	}
	manual, err := os.ReadFile("main.go")
	require.NoError(t, err)
	for _, line := range strings.Split(strings.TrimSpace(seedExample), "\n") {
		assert.Contains(t, string(manual), "//\t"+line+"\n", "the manual has another example")
	}
}

const badNetwork = `vpcs:
- VpcId: vpc-01234567
  subnets:
  - {SubnetId: subnet-00000001}
  - {SubnetId: subnet-00000002, CidrBlock: 10.2.0.0/24}
  - {SubnetId: subnet-00000003, CidrBlock: 10.0.1.0/24}
  - {SubnetId: subnet-00000004, CidrBlock: 10.0.1.0/25}
  - {SubnetId: subnet-00000005, CidrBlock: 10.0.2.0/24, AvailabilityZone: mars-1a}
  securityGroups:
  - {GroupId: sg-00000001}
  - {GroupId: sg-00000002, GroupName: default}
  - {GroupId: sg-00000003, GroupName: a, IpPermissions: [{IpProtocol: "-1", IpRanges: [{CidrIp: 10.0.0.0/33}]}]}
`

// TestSeedNetwork launches into the subnet and the group of the example.
func TestSeedNetwork(t *testing.T) {
	s := seeded(t, seedExample)
	server, done, err := newService(s, nil)
	require.NoError(t, err)
	defer done()
	ctx := context.Background()
	image := server.AddImage(types.Image{})
	run, err := server.RunInstances(ctx, &ec2.RunInstancesInput{ImageId: &image,
		InstanceType: types.InstanceTypeT3Micro,
		MinCount:     aws.Int32(1), MaxCount: aws.Int32(1), SubnetId: aws.String("subnet-0123456789abcdef0"),
		SecurityGroupIds: []string{"sg-0123456789abcdef0"}})
	require.NoError(t, err)
	assert.Equal(t, "vpc-0123456789abcdef0", *run.Instances[0].VpcId)
	assert.Equal(t, "us-east-1b", *run.Instances[0].Placement.AvailabilityZone)
	assert.Equal(t, "10.1.0.4", *run.Instances[0].PrivateIpAddress)
	groups, err := server.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{
		Filters: []types.Filter{{Name: aws.String("vpc-id"), Values: []string{"vpc-0123456789abcdef0"}}}})
	require.NoError(t, err)
	require.Len(t, groups.SecurityGroups, 2, "the default one, too")
	assert.Equal(t, "ssh", *groups.SecurityGroups[1].GroupName)
	assert.Equal(t, int32(22), *groups.SecurityGroups[1].IpPermissions[0].FromPort)
	assert.Len(t, groups.SecurityGroups[1].IpPermissionsEgress, 1)
}

// TestSeedSavesNothing checks that a seed with a mistake leaves no file of -data.
func TestSeedSavesNothing(t *testing.T) {
	s := seeded(t, badNetwork)
	s.data = filepath.Join(t.TempDir(), "state")
	_, _, err := newService(s, nil)
	require.Error(t, err)
	assert.NoFileExists(t, s.data)
}

func TestSeedMistakes(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      {":1:1: the file is empty"},
		"images: {":             {":2:1: not valid YAML: did not find expected node content"},
		"images: []\n---\na: b": {":2:1: the file has a second YAML document"},
		"[]":                    {":1:1: expected a mapping, got a list"},
		"image: []":             {`:1:1: unknown key "image"; expected one of images, snapshots`},
		"images: 1":             {":1:9: expected a list, got a single value"},
		"images:\n- {Nam: a}":   {`:2:4: unknown key "Nam"`},
		"images:\n- {Name: [a], Public: maybe}\nimages: []": {":2:10: expected text, got a list",
			`:2:23: expected true or false, got "maybe"`, `:3:1: duplicate key "images", also in line 1`},
		"snapshots:\n- {SnapshotId: snap-1, VolumeSize: big, StartTime: now}": {`:2:36: expected a number, got "big"`,
			`:2:52: expected a time such as 2022-10-03T12:00:00Z, got "now"`},
		"snapshots:\n- {VolumeSize: 99999999999}":                {`:2:16: expected a number, got "99999999999"`},
		"snapshots:\n- {SnapshotId: snap-1}\n- {SnapshotId: 12}": {`:3:16: expected text, got "12"; put it in quotes`},
		"snapshots:\n- {SnapshotId: snap-1}\n- {VolumeSize: 1}": {
			`:2:3: SnapshotId "snap-1": expected snap- and 8 or 17`, ":3:3: missing SnapshotId"},
		"snapshots:\n- &a {SnapshotId: snap-01234567}\n- *a": {":3:3: aliases are not supported"},
		"images:\n- {ImageId: ami-01234567}\n- {ImageId: ami-01234567, account: '1', region: x}": {
			`:3:3: account "1": expected 12 digits`,
			":3:3: duplicate ImageId ami-01234567, also in line 2; remove one",
			`:3:3: region "x": expected a name`},
		"vpcs:\n- {VpcId: vpc-1}\n- VpcId: vpc-01234567\n  subnets:\n  - {SubnetId: subnet-01234567, " +
			"VpcId: vpc-00000000}\n  securityGroups:\n  - {GroupId: ami-01234567}": {
			`:2:3: VpcId "vpc-1": expected vpc- and 8 or 17`,
			`:5:5: VpcId "vpc-00000000": the VPC is vpc-01234567, which the entry is in; remove it`,
			`:7:5: GroupId "ami-01234567": expected sg- and 8 or 17`},
		"vpcs:\n- {VpcId: vpc-01234567, subnets: {}, Cidr: 1}": {":2:34: expected a list, got a mapping",
			`:2:38: unknown key "Cidr"`},
		"vpcs:\n- VpcId: vpc-01234567\n  CidrBlock: 10.0.0.0/8\n  subnets:\n  - {SubnetId: subnet-01234567}": {
			":2:3: VpcId vpc-01234567: InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid"},
		badNetwork: {
			":4:5: SubnetId subnet-00000001: InvalidParameterValue: Value () for parameter cidrBlock is invalid",
			":5:5: SubnetId subnet-00000002: InvalidSubnet.Range: The CIDR '10.2.0.0/24' is invalid: it is not within ",
			":7:5: SubnetId subnet-00000004: InvalidSubnet.Conflict: The CIDR '10.0.1.0/25' conflicts with another ",
			":8:5: SubnetId subnet-00000005: InvalidZone.NotFound: The zone \"mars-1a\" does not exist",
			":10:5: GroupId sg-00000001: MissingParameter: ",
			":11:5: GroupId sg-00000002: InvalidGroup.Duplicate: The security group 'default' already exists",
			":12:5: GroupId sg-00000003: InvalidParameterValue: CIDR block 10.0.0.0/33 is malformed"},
	} {
		_, _, err := newService(seeded(t, text), nil)
		require.Error(t, err, text)
		lines := strings.Split(err.Error(), "\n")
		require.Len(t, lines, len(want), "%s\n%v", text, err)
		for i, line := range lines {
			assert.Contains(t, line, "seed.yaml"+want[i], text)
			assert.True(t, startsWithPosition(line), line)
		}
	}
}
