package ec2test_test

// This file uses the server like tests of AMI code: over HTTP, with a client.

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

var ctx = context.Background()

// A clock is the server's clock, which the test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// start returns a server and a client that does not validate requests.
func start(t *testing.T, options ...func(*ec2test.Options)) (*ec2test.Server, *ec2.Client) {
	srv := ec2test.NewServer(options...)
	t.Cleanup(srv.Close)
	return srv, ec2.NewFromConfig(srv.Config(), func(o *ec2.Options) {
		o.Validation = valid.Policy{Mode: valid.Silent}
		o.Retryer = aws.NopRetryer{}
	})
}

const snap = "snap-0123456789abcdef0"

func request(name string) *ec2.RegisterImageInput {
	return &ec2.RegisterImageInput{Name: aws.String(name), Architecture: types.ArchitectureValuesX8664,
		VirtualizationType: aws.String("hvm"), RootDeviceName: aws.String("/dev/xvda"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{SnapshotId: aws.String(snap), VolumeType: types.VolumeTypeGp3}}}}
}

// code returns EC2's code in an error, or a text that it has none.
func code(err error) string {
	var e smithy.APIError
	if errors.As(err, &e) {
		return e.ErrorCode()
	}
	return fmt.Sprint("no code: ", err)
}

func TestAnImagesLife(t *testing.T) {
	c := &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	srv, client := start(t, func(o *ec2test.Options) { o.Now, o.PendingFor = c.now, time.Minute })
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap), VolumeSize: aws.Int32(12)})
	in := request("life")
	in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
		Tags: []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}}}}
	out, err := client.RegisterImage(ctx, in)
	require.NoError(t, err)
	id := *out.ImageId
	require.Regexp(t, "^ami-[0-9a-f]{17}$", id)

	get := func() types.Image {
		t.Helper()
		described, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{id}})
		require.NoError(t, err)
		require.Len(t, described.Images, 1)
		return described.Images[0]
	}
	i := get()
	assert.Equal(t, types.ImageStatePending, i.State)
	assert.Equal(t, int32(12), *i.BlockDeviceMappings[0].Ebs.VolumeSize, "the snapshot's size")
	assert.True(t, *i.BlockDeviceMappings[0].Ebs.DeleteOnTermination)
	assert.Equal(t, "123456789012/life", *i.ImageLocation)
	assert.Equal(t, "2026-01-02T03:04:05.000Z", *i.CreationDate)
	assert.False(t, *i.Public)
	c.move(2 * time.Minute)
	require.NoError(t, ec2.NewImageAvailableWaiter(client).Wait(ctx, &ec2.DescribeImagesInput{ImageIds: []string{id}},
		time.Second))
	assert.Equal(t, types.ImageStateAvailable, get().State)

	_, err = client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &id,
		LaunchPermission: &types.LaunchPermissionModifications{
			Add: []types.LaunchPermission{{Group: types.PermissionGroupAll}, {UserId: aws.String("210987654321")}}}})
	require.NoError(t, err)
	assert.True(t, *get().Public)
	attribute, err := client.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: &id,
		Attribute: types.ImageAttributeNameLaunchPermission})
	require.NoError(t, err)
	assert.Len(t, attribute.LaunchPermissions, 2)
	_, err = client.ResetImageAttribute(ctx, &ec2.ResetImageAttributeInput{ImageId: &id,
		Attribute: types.ResetImageAttributeNameLaunchPermission})
	require.NoError(t, err)
	assert.False(t, *get().Public)

	for _, in := range []*ec2.ModifyImageAttributeInput{
		{Description: &types.AttributeValue{Value: aws.String("today's form")}},
		{Attribute: aws.String("description"), Value: aws.String("the old form")},
		{Attribute: aws.String("Description "), Description: &types.AttributeValue{Value: aws.String("Ansible's")}},
	} {
		in.ImageId = &id
		want := in.Value
		if in.Description != nil {
			want = in.Description.Value
		}
		_, err = client.ModifyImageAttribute(ctx, in)
		require.NoError(t, err, *want)
		assert.Equal(t, want, get().Description)
	}

	_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{id, snap},
		Tags: []types.Tag{{Key: aws.String("b"), Value: aws.String("2")}}})
	require.NoError(t, err)
	assert.Len(t, get().Tags, 2)
	_, err = client.DeleteTags(ctx, &ec2.DeleteTagsInput{Resources: []string{id},
		Tags: []types.Tag{{Key: aws.String("a"), Value: aws.String("other")}, {Key: aws.String("b")}}})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}}, get().Tags)

	_, err = client.EnableImageDeprecation(ctx, &ec2.EnableImageDeprecationInput{ImageId: &id,
		DeprecateAt: aws.Time(c.now().Add(48 * time.Hour))})
	require.NoError(t, err)
	assert.Equal(t, "2026-01-04T03:06:00.000Z", *get().DeprecationTime)
	_, err = client.DisableImageDeprecation(ctx, &ec2.DisableImageDeprecationInput{ImageId: &id})
	require.NoError(t, err)
	assert.Nil(t, get().DeprecationTime)

	copied, err := client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &id,
		SourceRegion: aws.String("us-east-1"), CopyImageTags: aws.Bool(true)})
	require.NoError(t, err)
	described, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*copied.ImageId}})
	require.NoError(t, err)
	assert.Equal(t, id, *described.Images[0].SourceImageId)
	assert.NotEqual(t, snap, *described.Images[0].BlockDeviceMappings[0].Ebs.SnapshotId)
	assert.Len(t, described.Images[0].Tags, 1)

	gone, err := client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: &id,
		DeleteAssociatedSnapshots: aws.Bool(true)})
	require.NoError(t, err)
	assert.Equal(t, types.SnapshotReturnCodesSuccess, gone.DeleteSnapshotResults[0].ReturnCode)
	left, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{id}})
	require.NoError(t, err, "EC2 knows the id for a while")
	assert.Empty(t, left.Images)
	_, err = client.RunInstances(ctx, runOne(id, func(*ec2.RunInstancesInput) {}))
	assert.Equal(t, "InvalidAMIID.Unavailable", code(err))
	c.move(2 * time.Hour)
	_, err = client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{id}})
	assert.Equal(t, "InvalidAMIID.NotFound", code(err))
}

// TestRejections checks EC2's code for each mistake, and which of two mistakes EC2
// reports.
func TestRejections(t *testing.T) {
	denied := ""
	srv, client := start(t,
		func(o *ec2test.Options) { o.Deny = func(operation string) bool { return operation == denied } })
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String("snap-0pending"), State: types.SnapshotStatePending})
	_, err := client.RegisterImage(ctx, request("taken"))
	require.NoError(t, err)
	for _, c := range []struct {
		name   string
		change func(in *ec2.RegisterImageInput)
		code   string
	}{
		{"name missing", func(in *ec2.RegisterImageInput) { in.Name = nil }, "MissingParameter"},
		{"name taken", func(in *ec2.RegisterImageInput) { in.Name = aws.String("taken") },
			"InvalidAMIName.Duplicate"},
		{"name malformed", func(in *ec2.RegisterImageInput) { in.Name = aws.String("a&b") },
			"InvalidAMIName.Malformed"},
		{"snapshot unknown", func(in *ec2.RegisterImageInput) {
			in.BlockDeviceMappings[0].Ebs.SnapshotId = aws.String("snap-00000000000000000")
		}, "InvalidSnapshot.NotFound"},
		{"snapshot pending", func(in *ec2.RegisterImageInput) {
			in.BlockDeviceMappings[0].Ebs.SnapshotId = aws.String("snap-0pending")
		}, "IncorrectState"},
		{"volume too small", func(in *ec2.RegisterImageInput) {
			in.BlockDeviceMappings[0].Ebs.VolumeSize = aws.Int32(
				1)
		}, "InvalidBlockDeviceMapping"},
		{"tags for another resource", func(in *ec2.RegisterImageInput) {
			in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeSnapshot,
				Tags: []types.Tag{{Key: aws.String("k")}}}}
		}, "InvalidParameterValue"},
		{"dry run", func(in *ec2.RegisterImageInput) { in.DryRun = aws.Bool(true) }, "DryRunOperation"},
		{"mistakes come before a dry run", func(in *ec2.RegisterImageInput) {
			in.DryRun, in.BlockDeviceMappings[0].Ebs.SnapshotId = aws.Bool(true), aws.String("snap-00000000000000000")
		}, "InvalidSnapshot.NotFound"},
	} {
		in := request("new")
		c.change(in)
		_, err := client.RegisterImage(ctx, in)
		assert.Equal(t, c.code, code(err), "%s: %v", c.name, err)
	}
	denied = "RegisterImage"
	in := request("new")
	in.DryRun = aws.Bool(true)
	_, err = client.RegisterImage(ctx, in)
	assert.Equal(t, "UnauthorizedOperation", code(err), "a dry run without the permission")
	denied = ""
	_, err = client.RegisterImage(ctx, request("new"))
	assert.NoError(t, err, "dry runs and mistakes have not taken the name")
	for _, id := range []string{"ami-0", "image"} {
		_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: aws.String(id)})
		assert.Regexp(t, "^InvalidAMIID.(NotFound|Malformed)$", code(err))
	}
}

// TestFiltersOfTheDocument uses every filter on AWS's page of 2022.
func TestFiltersOfTheDocument(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	_, err := client.RegisterImage(ctx, request("filtered"))
	require.NoError(t, err)
	text := string(spectest.Read(t, "reference/sources/api-change-2022-10-03.txt"))
	names := regexp.MustCompile(`(?m)^\s*•\s+([a-z-]+(?:\.[a-z-]+)?)\s+-\s`).
		FindAllStringSubmatch(strings.ReplaceAll(text, "\u00a0", " "), -1)
	listed := map[string]bool{}
	for _, n := range names {
		listed[n[1]] = true
	}
	require.Greater(t, len(listed), 30)
	for name := range listed {
		_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Filters: []types.Filter{{Name: aws.String(name),
			Values: []string{"x"}}}})
		assert.NoError(t, err, name)
	}
	_, err = client.DescribeImages(ctx,
		&ec2.DescribeImagesInput{Filters: []types.Filter{{Name: aws.String("nonsense"), Values: []string{"x"}}}})
	assert.Equal(t, "InvalidParameterValue", code(err))
}

func TestFilters(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	for _, name := range []string{"web-1", "web-2", "db-1", "star*"} {
		in := request(strings.ReplaceAll(name, "*", "()"))
		in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
			Tags: []types.Tag{{Key: aws.String("role"), Value: aws.String(name)}}}}
		_, err := client.RegisterImage(ctx, in)
		require.NoError(t, err)
	}
	for _, c := range []struct {
		filters []types.Filter
		want    int
	}{
		{[]types.Filter{{Name: aws.String("name"), Values: []string{"web-*"}}}, 2},
		{[]types.Filter{{Name: aws.String("name"), Values: []string{"???-1"}}}, 1},
		{[]types.Filter{{Name: aws.String("name"), Values: []string{"web-1", "db-1"}}}, 2},
		{[]types.Filter{{Name: aws.String("name"), Values: []string{"WEB-1"}}}, 0},
		{[]types.Filter{{Name: aws.String("tag:role"), Values: []string{`star\*`}}}, 1},
		{[]types.Filter{{Name: aws.String("tag:role"), Values: []string{`web\*`}}}, 0},
		{[]types.Filter{{Name: aws.String("tag-key"), Values: []string{"role"}}}, 4},
		{[]types.Filter{{Name: aws.String("name"), Values: []string{"*1"}}, {Name: aws.String("tag:role"),
			Values: []string{"web*"}}}, 1},
		{[]types.Filter{{Name: aws.String("block-device-mapping.volume-size"), Values: []string{"8"}}}, 4},
		{[]types.Filter{{Name: aws.String("block-device-mapping.volume-type"), Values: []string{"gp2"}}}, 0},
		{[]types.Filter{{Name: aws.String("is-public"), Values: []string{"false"}}}, 4},
		{[]types.Filter{{Name: aws.String("name"), Values: []string{"web.1"}}}, 0},
	} {
		out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{"self"}, Filters: c.filters})
		require.NoError(t, err)
		assert.Len(t, out.Images, c.want, "%v", c.filters[0].Values)
	}
	out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{"amazon"}})
	require.NoError(t, err)
	assert.Empty(t, out.Images)
}

func TestPages(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	for i := 0; i < 7; i++ {
		_, err := client.RegisterImage(ctx, request(fmt.Sprintf("image-%d", i)))
		require.NoError(t, err)
	}
	var names []string
	pages := ec2.NewDescribeImagesPaginator(client, &ec2.DescribeImagesInput{MaxResults: aws.Int32(3)})
	for n := 0; pages.HasMorePages(); n++ {
		require.Less(t, n, 3)
		page, err := pages.NextPage(ctx)
		require.NoError(t, err)
		for _, i := range page.Images {
			names = append(names, *i.Name)
		}
	}
	assert.Equal(t, []string{"image-0", "image-1", "image-2", "image-3", "image-4", "image-5", "image-6"}, names)
	for _, token := range []string{"nonsense", "RGVzY3JpYmVTbmFwc2hvdHM6Mw"} {
		_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{MaxResults: aws.Int32(3),
			NextToken: aws.String(token)})
		assert.Equal(t, "InvalidParameterValue", code(err), token)
	}
}

func TestSnapshotsAndImports(t *testing.T) {
	c := &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	srv, client := start(t, func(o *ec2test.Options) { o.Now, o.PendingFor = c.now, time.Minute })
	srv.AddVolume("vol-0123456789abcdef0", 20)
	taken, err := client.CreateSnapshot(ctx, &ec2.CreateSnapshotInput{VolumeId: aws.String("vol-0123456789abcdef0"),
		Description: aws.String("d")})
	require.NoError(t, err)
	assert.Equal(t, types.SnapshotStatePending, taken.State)
	in := request("early")
	in.BlockDeviceMappings[0].Ebs.SnapshotId = taken.SnapshotId
	_, err = client.RegisterImage(ctx, in)
	assert.Equal(t, "IncorrectState", code(err))

	imported, err := client.ImportSnapshot(ctx, &ec2.ImportSnapshotInput{ClientToken: aws.String("t"),
		DiskContainer: &types.SnapshotDiskContainer{
			Format: aws.String("RAW"), UserBucket: &types.UserBucket{S3Bucket: aws.String("b"),
				S3Key: aws.String("k")}}})
	require.NoError(t, err)
	again, err := client.ImportSnapshot(ctx, &ec2.ImportSnapshotInput{ClientToken: aws.String("t"),
		DiskContainer: &types.SnapshotDiskContainer{
			Format: aws.String("RAW"), UserBucket: &types.UserBucket{S3Bucket: aws.String("b"),
				S3Key: aws.String("k")}}})
	require.NoError(t, err)
	assert.Equal(t, *imported.ImportTaskId, *again.ImportTaskId, "the same token, the same task")
	_, err = client.ImportSnapshot(ctx, &ec2.ImportSnapshotInput{ClientToken: aws.String("t"),
		DiskContainer: &types.SnapshotDiskContainer{Format: aws.String("VMDK")}})
	assert.Equal(t, "IdempotentParameterMismatch", code(err))

	c.move(time.Hour)
	tasks, err := client.DescribeImportSnapshotTasks(ctx,
		&ec2.DescribeImportSnapshotTasksInput{ImportTaskIds: []string{*imported.ImportTaskId}})
	require.NoError(t, err)
	detail := tasks.ImportSnapshotTasks[0].SnapshotTaskDetail
	assert.Equal(t, "completed", *detail.Status)
	assert.Equal(t, "b", *detail.UserBucket.S3Bucket)
	snapshots, err := client.DescribeSnapshots(ctx,
		&ec2.DescribeSnapshotsInput{SnapshotIds: []string{*detail.SnapshotId, *taken.SnapshotId}})
	require.NoError(t, err)
	assert.Len(t, snapshots.Snapshots, 2)
	_, err = client.RegisterImage(ctx, in)
	require.NoError(t, err)

	srv.AddInstance(ec2test.Instance{ID: "i-0123456789abcdef0",
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sda1"),
			Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(30)}}}})
	made, err := client.CreateImage(ctx, &ec2.CreateImageInput{InstanceId: aws.String("i-0123456789abcdef0"),
		Name: aws.String("of an instance")})
	require.NoError(t, err)
	described, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*made.ImageId}})
	require.NoError(t, err)
	assert.Equal(t, int32(30), *described.Images[0].BlockDeviceMappings[0].Ebs.VolumeSize)
	assert.Equal(t, "/dev/sda1", *described.Images[0].RootDeviceName)
}

func TestFaultsAndRequests(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	srv.Inject(ec2test.Fault{Operation: "RegisterImage", Times: 1, Code: "RequestLimitExceeded", Message: "slow down",
		Status: 503})
	srv.Inject(ec2test.Fault{Operation: "RegisterImage", Times: 1, Drop: true})
	_, err := client.RegisterImage(ctx, request("one"))
	assert.Equal(t, "RequestLimitExceeded", code(err))
	_, err = client.RegisterImage(ctx, request("one"))
	assert.Contains(t, code(err), "no code", "the connection was dropped")
	srv.Inject(ec2test.Fault{Times: 1, Delay: 50 * time.Millisecond})
	begin := time.Now()
	_, err = client.RegisterImage(ctx, request("one"))
	require.NoError(t, err)
	assert.GreaterOrEqual(t, time.Since(begin), 50*time.Millisecond)

	patient := ec2.NewFromConfig(srv.Config())
	srv.Inject(ec2test.Fault{Times: 1, Code: "RequestLimitExceeded", Status: 503})
	_, err = patient.RegisterImage(ctx, request("two"))
	require.NoError(t, err, "a client that retries")

	requests := srv.Requests()
	require.Len(t, requests, 5)
	assert.Equal(t, "RegisterImage", requests[0].Operation)
	assert.Equal(t, snap, requests[0].Form.Get("BlockDeviceMapping.1.Ebs.SnapshotId"))
}

func TestSignaturesWhenAsked(t *testing.T) {
	srv, client := start(t, func(o *ec2test.Options) { o.Secrets = map[string]string{"AKIDOWN": "own secret"} })
	_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	cfg := srv.Config()
	cfg.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIDOWN", SecretAccessKey: "wrong"}, nil
	})
	_, err = ec2.NewFromConfig(cfg).DescribeImages(ctx, &ec2.DescribeImagesInput{})
	assert.Equal(t, "SignatureDoesNotMatch", code(err))
}

// TestManyAtOnce finds data races and lost images.
func TestManyAtOnce(t *testing.T) {
	srv, client := start(t, func(o *ec2test.Options) { o.AnySnapshot = true })
	var wg sync.WaitGroup
	for g := 0; g < 8; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 25; n++ {
				out, err := client.RegisterImage(ctx, request(fmt.Sprintf("image-%d-%d", g, n)))
				if !assert.NoError(t, err) {
					return
				}
				_, err = client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{*out.ImageId},
					Tags: []types.Tag{{Key: aws.String("g"), Value: aws.String(fmt.Sprint(g))}}})
				assert.NoError(t, err)
				_, err = client.DescribeImages(ctx,
					&ec2.DescribeImagesInput{Filters: []types.Filter{{Name: aws.String("tag:g"),
						Values: []string{"*"}}}})
				assert.NoError(t, err)
			}
		}()
	}
	wg.Wait()
	out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	assert.Len(t, out.Images, 200)
	assert.Len(t, srv.Requests(), 601)
}
