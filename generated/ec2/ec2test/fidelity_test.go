package ec2test_test

// This file tests behavior of EC2 that real clients and AWS's documentation
// describe.

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

// TestAttributeNamesInAnyCase sets permissions like Ansible's ec2_ami.
func TestAttributeNamesInAnyCase(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	_, err := client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &id,
		Attribute: aws.String("LaunchPermission"), LaunchPermission: &types.LaunchPermissionModifications{
			Add: []types.LaunchPermission{{UserId: aws.String("210987654321")}}}})
	require.NoError(t, err)
	_, err = client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &id,
		Attribute: aws.String("Description"), Value: aws.String("d")})
	require.NoError(t, err)
	i, err := described(client, &id)
	require.NoError(t, err)
	assert.Equal(t, "d", *i.Description)
}

func TestFiltersOfTheModel(t *testing.T) {
	_, client := start(t, any8GiB)
	registerMany(t, client, 1)
	for name, values := range map[string][2]string{"image-allowed": {"true", "false"}, "free-tier-eligible": {"false",
		"true"}} {
		for n, value := range values {
			out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Filters: []types.Filter{filter(name,
				value)}})
			require.NoError(t, err, name)
			assert.Len(t, out.Images, 1-n, "%s %s", name, value)
		}
	}
	_, err := client.DescribeSnapshots(ctx,
		&ec2.DescribeSnapshotsInput{Filters: []types.Filter{filter("transfer-type", "standard")}})
	require.NoError(t, err)
}

func TestKeysNeedEncryption(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	_, err := client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &id,
		SourceRegion: aws.String("us-east-1"), KmsKeyId: aws.String("alias/key")})
	assert.Equal(t, "InvalidParameterDependency", code(err))
	_, err = client.ImportSnapshot(ctx, &ec2.ImportSnapshotInput{KmsKeyId: aws.String("alias/key"),
		DiskContainer: &types.SnapshotDiskContainer{Format: aws.String("RAW"), Url: aws.String("s3://b/k")}})
	assert.Equal(t, "InvalidParameterDependency", code(err))
}

func TestPublicImagesAreDeprecatedWithinTwoYears(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	deprecate := func(years int) error {
		_, err := client.EnableImageDeprecation(ctx, &ec2.EnableImageDeprecationInput{ImageId: &id,
			DeprecateAt: aws.Time(time.Now().AddDate(years, 0, 0))})
		return err
	}
	require.NoError(t, deprecate(3))
	_, err := client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &id,
		LaunchPermission: &types.LaunchPermissionModifications{
			Add: []types.LaunchPermission{{Group: types.PermissionGroupAll}}}})
	require.NoError(t, err)
	assert.Equal(t, "InvalidParameterValue", code(deprecate(3)))
	assert.NoError(t, deprecate(1))
}

func TestTagsOnAThousandResourcesAtMost(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	tags := []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}
	_, err := client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: repeat(1001, id), Tags: tags})
	assert.Equal(t, "ResourceCountExceeded", code(err))
	_, err = client.DeleteTags(ctx, &ec2.DeleteTagsInput{Resources: repeat(1001, id), Tags: tags})
	assert.Equal(t, "ResourceCountExceeded", code(err))
	_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: repeat(1000, id), Tags: tags})
	assert.NoError(t, err)
}

func TestLaunchPermissionsThatAreNone(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	for _, p := range []types.LaunchPermission{{UserId: aws.String("12")}, {Group: "nobody"},
		{OrganizationArn: aws.String("x")}, {OrganizationalUnitArn: aws.String("arn:aws:iam::1:root")}} {
		for _, change := range []types.LaunchPermissionModifications{{Add: []types.LaunchPermission{p}},
			{Remove: []types.LaunchPermission{p}}} {
			_, err := client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &id,
				LaunchPermission: &change})
			assert.Equal(t, "InvalidAMIAttributeItemValue", code(err), asJSON(t, change))
		}
	}
	_, err := client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &id,
		Attribute: aws.String("launchPermission"), OperationType: types.OperationTypeAdd, UserIds: []string{"12"}})
	assert.Equal(t, "InvalidAMIAttributeItemValue", code(err))
}

func TestEncryptedImagesAreNotPublic(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap), Encrypted: aws.Bool(true)})
	image, err := registered(client, "encrypted", nil)
	require.NoError(t, err)
	assert.True(t, *image.BlockDeviceMappings[0].Ebs.Encrypted, "as the snapshot")
	for _, p := range []types.LaunchPermission{{Group: types.PermissionGroupAll},
		{UserId: aws.String("210987654321")}} {
		_, err = client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: image.ImageId,
			LaunchPermission: &types.LaunchPermissionModifications{Add: []types.LaunchPermission{p}}})
		want := "UnsupportedOperation" // an encrypted snapshot cannot be public
		if p.UserId != nil {
			want = "InvalidParameter" // AWS's own key cannot be shared
		}
		assert.Equal(t, want, code(err))
	}
}

func TestCopiesFromRegionsThatDoNotExist(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	for region, want := range map[string]string{"mars-north-1": "InvalidParameterValue", "": "InvalidParameterValue",
		"eu-west-1": "InvalidAMIID.NotFound"} {
		_, err := client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &id,
			SourceRegion: aws.String(region)})
		assert.Equal(t, want, code(err), region)
	}
}
