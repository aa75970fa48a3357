package ec2test_test

// This file tests sequences of requests, and which of two mistakes is reported:
// pages of a list that changes, tokens of another server, parameters before
// permissions and dry runs, duplicate ids.

import (
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func any8GiB(o *ec2test.Options) { o.AnySnapshot = true }

// registerMany registers images named image-0 and so on, and returns their ids.
func registerMany(t *testing.T, client *ec2.Client, n int) (ids []string) {
	t.Helper()
	for i := 0; i < n; i++ {
		out, err := client.RegisterImage(ctx, request(fmt.Sprint("image-", i)))
		require.NoError(t, err)
		ids = append(ids, *out.ImageId)
	}
	return ids
}

func TestAPageLosesNothingWhenImagesGo(t *testing.T) {
	_, client := start(t, any8GiB)
	ids := registerMany(t, client, 6)
	first, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{MaxResults: aws.Int32(2)})
	require.NoError(t, err)
	for _, gone := range ids[:2] {
		_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: aws.String(gone)})
		require.NoError(t, err)
	}
	second, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{MaxResults: aws.Int32(2),
		NextToken: first.NextToken})
	require.NoError(t, err)
	require.Len(t, second.Images, 2)
	assert.Equal(t, "image-2", *second.Images[0].Name)
	rest, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{MaxResults: aws.Int32(2),
		NextToken: second.NextToken})
	require.NoError(t, err)
	assert.Len(t, rest.Images, 2)
	assert.Nil(t, rest.NextToken, "a last page that is full has no token")
}

func TestTokensCannotBeMadeOrMoved(t *testing.T) {
	_, client := start(t, any8GiB)
	registerMany(t, client, 3)
	in := &ec2.DescribeImagesInput{MaxResults: aws.Int32(1), Filters: []types.Filter{{Name: aws.String("name"),
		Values: []string{"image-*"}}}}
	page, err := client.DescribeImages(ctx, in)
	require.NoError(t, err)
	data, err := base64.RawURLEncoding.DecodeString(*page.NextToken)
	require.NoError(t, err)
	for i := range data {
		changed := append([]byte{}, data...)
		changed[i] ^= 1
		in.NextToken = aws.String(base64.RawURLEncoding.EncodeToString(changed))
		_, err = client.DescribeImages(ctx, in)
		require.Equal(t, "InvalidParameterValue", code(err), "byte %d", i)
	}
	_, err = client.DescribeImages(ctx, &ec2.DescribeImagesInput{NextToken: page.NextToken})
	assert.Equal(t, "InvalidParameterValue", code(err), "without the filters it was made for")
	_, err = client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{NextToken: page.NextToken})
	assert.Equal(t, "InvalidParameterValue", code(err), "of another operation")
	in.NextToken, in.MaxResults = page.NextToken, aws.Int32(2)
	page, err = client.DescribeImages(ctx, in)
	require.NoError(t, err, "the size of a page may change")
	assert.Len(t, page.Images, 2)
}

func TestParametersComeBeforePermissionAndDryRun(t *testing.T) {
	for _, deny := range []bool{false, true} {
		denied := false
		_, client := start(t, any8GiB, func(o *ec2test.Options) { o.Deny = func(string) bool { return denied } })
		id := registerMany(t, client, 1)[0]
		denied = deny
		dry := aws.Bool(true)
		_, err := client.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: &id,
			Attribute: "nonsense", DryRun: dry})
		assert.Equal(t, "InvalidParameterValue", code(err))
		_, err = client.ResetImageAttribute(ctx, &ec2.ResetImageAttributeInput{ImageId: &id, Attribute: "nonsense",
			DryRun: dry})
		assert.Equal(t, "InvalidParameterValue", code(err))
		_, err = client.DescribeImages(ctx, &ec2.DescribeImagesInput{NextToken: aws.String("nonsense"), DryRun: dry})
		assert.Equal(t, "InvalidParameterValue", code(err))
		_, err = client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{NextToken: aws.String("nonsense"),
			DryRun: dry})
		assert.Equal(t, "InvalidParameterValue", code(err))
		_, err = client.DescribeImportSnapshotTasks(ctx,
			&ec2.DescribeImportSnapshotTasksInput{NextToken: aws.String("nonsense"), DryRun: dry})
		assert.Equal(t, "InvalidParameterValue", code(err))
	}
}

func TestIDsThatComeTwiceHideNothing(t *testing.T) {
	_, client := start(t, any8GiB, func(o *ec2test.Options) {
		o.NewID = func(kind string) string {
			return kind +
				"-0123456789abcdef0"
		}
	})
	ids := registerMany(t, client, 3)
	assert.Equal(t, "ami-0123456789abcdef0", ids[0])
	out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	assert.Len(t, out.Images, 3)
}

func TestSnapshotsOfTheTestAreComplete(t *testing.T) {
	srv, client := start(t, func(o *ec2test.Options) { o.PendingFor = 48 * time.Hour })
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	out, err := client.RegisterImage(ctx, request("at once"))
	require.NoError(t, err)
	i, err := described(client, out.ImageId)
	require.NoError(t, err)
	assert.Equal(t, types.ImageStatePending, i.State)
	assert.Equal(t, int32(3000), *i.BlockDeviceMappings[0].Ebs.Iops, "what gp3 has when nothing is said")
}

func TestNamesAndTagsAreCheckedEverywhere(t *testing.T) {
	_, client := start(t, any8GiB)
	id := registerMany(t, client, 1)[0]
	_, err := client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("a&b"), SourceImageId: &id,
		SourceRegion: aws.String("us-east-1")})
	assert.Equal(t, "InvalidAMIName.Malformed", code(err))
	twice := []types.Tag{{Key: aws.String("k"), Value: aws.String("1")}, {Key: aws.String("k"),
		Value: aws.String("2")}}
	_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{id}, Tags: twice})
	assert.Equal(t, "InvalidParameterValue", code(err))
	_, err = client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &id,
		SourceRegion:      aws.String("us-east-1"),
		TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeImage, Tags: twice}}})
	assert.Equal(t, "InvalidParameterValue", code(err))
	i, err := described(client, &id)
	require.NoError(t, err)
	assert.Empty(t, i.Tags)
}

func TestFaultsCanBeRemoved(t *testing.T) {
	at := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	srv, client := start(t, func(o *ec2test.Options) { o.Now = func() time.Time { return at } })
	remove := srv.Inject(ec2test.Fault{Code: "InternalError", Status: 500})
	for i := 0; i < 3; i++ {
		_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
		require.Equal(t, "InternalError", code(err))
	}
	remove()
	remove()
	_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	assert.Equal(t, at, srv.Requests()[0].At, "by the clock of the test")
}
