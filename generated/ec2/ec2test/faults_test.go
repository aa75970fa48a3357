package ec2test_test

// This file has requests that older versions accepted, executed slowly or only in
// part, each with EC2's error code.

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func filter(name string, values ...string) types.Filter {
	return types.Filter{Name: aws.String(name), Values: values}
}

func repeat[T any](n int, v T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = v
	}
	return list
}

// describers has the operations that accept filters.
var describers = map[string]func(client *ec2.Client, filters []types.Filter) error{
	"DescribeImages": func(client *ec2.Client, filters []types.Filter) error {
		_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Filters: filters})
		return err
	},
	"DescribeSnapshots": func(client *ec2.Client, filters []types.Filter) error {
		_, err := client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{Filters: filters})
		return err
	},
	"DescribeImportSnapshotTasks": func(client *ec2.Client, filters []types.Filter) error {
		_, err := client.DescribeImportSnapshotTasks(ctx, &ec2.DescribeImportSnapshotTasksInput{Filters: filters})
		return err
	},
}

func TestFilterLimits(t *testing.T) {
	_, client := start(t, any8GiB)
	registerMany(t, client, 1)
	for operation, describe := range describers {
		for _, c := range []struct {
			name    string
			filters []types.Filter
			code    string
		}{
			{"200 values", []types.Filter{filter("tag:a", repeat(200, "x")...)}, ""},
			{"201 values", []types.Filter{filter("tag:a", repeat(201, "x")...)}, "FilterLimitExceeded"},
			{"201 values in two filters", []types.Filter{filter("tag:a", repeat(100, "x")...), filter("tag:b",
				repeat(101, "x")...)}, "FilterLimitExceeded"},
			{"50 filters", repeat(50, filter("tag:a", "x")), ""},
			{"51 filters", repeat(51, filter("tag:a", "x")), "FilterLimitExceeded"},
			{"a value of 255 characters", []types.Filter{filter("tag:a", strings.Repeat("ü", 255))}, ""},
			{"a value of 256 characters", []types.Filter{filter("tag:a", strings.Repeat("x", 256))},
				"FilterLimitExceeded"},
			{"300,000 asterisks", []types.Filter{filter("tag:a", strings.Repeat("*", 300_000))},
				"FilterLimitExceeded"},
			{"no name", []types.Filter{{Values: []string{"x"}}}, "InvalidParameterValue"},
		} {
			begin := time.Now()
			err := describe(client, c.filters)
			assert.Less(t, time.Since(begin), 20*time.Second, "%s: %s", operation, c.name)
			if c.code == "" {
				assert.NoError(t, err, "%s: %s", operation, c.name)
			} else {
				assert.Equal(t, c.code, code(err), "%s: %s", operation, c.name)
			}
		}
	}
}

// TestHostileFiltersDelayNobody matches the worst pattern within the limits, and
// measures how long a writer waits meanwhile.
func TestHostileFiltersDelayNobody(t *testing.T) {
	_, client := start(t, any8GiB)
	in := request("victim")
	long := strings.Repeat("a", 255)
	in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
		Tags: []types.Tag{{Key: aws.String("k"), Value: &long}}}}
	for n := 0; n < 40; n++ {
		in.Name = aws.String(fmt.Sprint("victim ", n))
		_, err := client.RegisterImage(ctx, in)
		require.NoError(t, err)
	}
	hostile := []types.Filter{filter("tag:k", repeat(200, strings.Repeat("*a", 126)+"*b")...)}
	done := make(chan error, 1)
	begin := time.Now()
	go func() {
		_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Filters: hostile})
		done <- err
	}()
	for n := 0; ; n++ {
		select {
		case err := <-done:
			require.NoError(t, err)
			took := time.Since(begin)
			assert.Less(t, took, time.Minute, "40 images against 200 patterns")
			assert.True(t, n > 2 || took < 200*time.Millisecond,
				"%d writes within the %v of a read: they waited for it", n, took)
			return
		default:
			_, err := client.RegisterImage(ctx, request(fmt.Sprint("meanwhile ", n)))
			require.NoError(t, err)
		}
	}
}

func TestReadsKeepNothing(t *testing.T) {
	srv, client := start(t, any8GiB)
	var ids []string
	for n := 0; n < 999; n++ {
		ids = append(ids, fmt.Sprintf("snap-%017x", n))
	}
	for n := 0; n < 3; n++ {
		out, err := client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{SnapshotIds: ids})
		require.NoError(t, err)
		require.Len(t, out.Snapshots, 999)
	}
	assert.False(t, srv.HasSnapshot(ids[0]), "a read has made a snapshot")
	out, err := client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{})
	require.NoError(t, err)
	assert.Empty(t, out.Snapshots)
	_, err = client.RegisterImage(ctx, request("uses one"))
	require.NoError(t, err)
	assert.True(t, srv.HasSnapshot(snap), "what an image uses stays")
}

func TestMalformedIDs(t *testing.T) {
	_, client := start(t, any8GiB)
	images := func(in *ec2.DescribeImagesInput) error {
		_, err := client.DescribeImages(ctx, in)
		return err
	}
	snapshots := func(in *ec2.DescribeSnapshotsInput) error {
		_, err := client.DescribeSnapshots(ctx, in)
		return err
	}
	tag := func(id string) error {
		_, err := client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{id},
			Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}})
		return err
	}
	register := func(id string) error {
		in := request("malformed")
		in.BlockDeviceMappings[0].Ebs.SnapshotId = aws.String(id)
		_, err := client.RegisterImage(ctx, in)
		return err
	}
	for _, c := range []struct {
		name string
		err  error
		code string
	}{
		{"image", images(&ec2.DescribeImagesInput{ImageIds: []string{"ami-x"}}), "InvalidAMIID.Malformed"},
		{"image, upper case", images(&ec2.DescribeImagesInput{ImageIds: []string{"ami-0123456789ABCDEF0"}}),
			"InvalidAMIID.Malformed"},
		{"image, 9 digits", images(&ec2.DescribeImagesInput{ImageIds: []string{"ami-012345678"}}),
			"InvalidAMIID.Malformed"},
		{"image, empty", images(&ec2.DescribeImagesInput{ImageIds: []string{""}}), "InvalidAMIID.Malformed"},
		{"owner", images(&ec2.DescribeImagesInput{Owners: []string{"bogus"}}), "InvalidUserID.Malformed"},
		{"executable user", images(&ec2.DescribeImagesInput{ExecutableUsers: []string{"bogus"}}),
			"InvalidUserID.Malformed"},
		{"snapshot", snapshots(&ec2.DescribeSnapshotsInput{SnapshotIds: []string{"snap-xyz"}}),
			"InvalidSnapshotID.Malformed"},
		{"snapshot, 40,000 characters", snapshots(&ec2.DescribeSnapshotsInput{SnapshotIds: []string{"snap-" +
			strings.Repeat("0", 40_000)}}), "InvalidSnapshotID.Malformed"},
		{"owner of snapshots", snapshots(&ec2.DescribeSnapshotsInput{OwnerIds: []string{"bogus"}}),
			"InvalidUserID.Malformed"},
		{"restorable by", snapshots(&ec2.DescribeSnapshotsInput{RestorableByUserIds: []string{"12"}}),
			"InvalidUserID.Malformed"},
		{"snapshot of a mapping", register("snap-xyz"), "InvalidSnapshotID.Malformed"},
		{"tag on an image", tag("ami-x"), "InvalidAMIID.Malformed"},
		{"tag on a snapshot", tag("snap-xyz"), "InvalidSnapshotID.Malformed"},
		{"tag on something", tag("x"), "InvalidID"},
		{"volume", func() error {
			_, err := client.CreateSnapshot(ctx, &ec2.CreateSnapshotInput{VolumeId: aws.String("x")})
			return err
		}(), "InvalidVolumeID.Malformed"},
		{"instance", func() error {
			_, err := client.CreateImage(ctx, &ec2.CreateImageInput{InstanceId: aws.String("i-x"),
				Name: aws.String("of none")})
			return err
		}(), "InvalidInstanceID.Malformed"},
		{"source of a copy", func() error {
			_, err := client.CopyImage(ctx, &ec2.CopyImageInput{SourceImageId: aws.String("ami-x"),
				SourceRegion: aws.String("us-east-1"), Name: aws.String("copy")})
			return err
		}(), "InvalidAMIID.Malformed"},
		{"attribute of an image", func() error {
			_, err := client.DescribeImageAttribute(ctx,
				&ec2.DescribeImageAttributeInput{ImageId: aws.String("ami-x"),
					Attribute: types.ImageAttributeNameDescription})
			return err
		}(), "InvalidAMIID.Malformed"},
		{"import task", func() error {
			_, err := client.DescribeImportSnapshotTasks(ctx,
				&ec2.DescribeImportSnapshotTasksInput{ImportTaskIds: []string{"import-snap-xyz"}})
			return err
		}(), "InvalidConversionTaskId.Malformed"},
	} {
		assert.Equal(t, c.code, code(c.err), c.name)
	}
}

// A picky store is a memory store with bbolt's limit on keys.
type picky struct{ memory }

func (p *picky) Apply(changes map[string][]byte) error {
	for key := range changes {
		if len(key) > 32768 {
			return errors.New("key too large")
		}
	}
	return p.memory.Apply(changes)
}

func TestLongTextsOfOneRequestDoNotFailTheNext(t *testing.T) {
	store := &picky{memory{records: map[string][]byte{}}}
	_, client := start(t, any8GiB, func(o *ec2test.Options) { o.Store = store })
	_, _ = client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{SnapshotIds: []string{"snap-" +
		strings.Repeat("0", 40_000)}})
	_, err := client.RegisterImage(ctx, request("unrelated"))
	require.NoError(t, err)
	_, err = client.ImportSnapshot(ctx, &ec2.ImportSnapshotInput{ClientToken: aws.String(strings.Repeat("t", 40_000)),
		DiskContainer: &types.SnapshotDiskContainer{Format: aws.String("RAW")}})
	assert.Equal(t, "InvalidParameterValue", code(err), "a client token has at most 64 characters")
	_, err = client.RegisterImage(ctx, request("another"))
	require.NoError(t, err)
}

const missingSnap = "snap-fffffffffffffffff"

func TestRejectedRequestsHaveNoEffect(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	srv.AddInstance(ec2test.Instance{ID: "i-0123456789abcdef0",
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sda1"),
			Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(30)}}}})
	count := func() int {
		out, err := client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{})
		require.NoError(t, err)
		return len(out.Snapshots)
	}
	before := count()
	_, err := client.CreateImage(ctx, &ec2.CreateImageInput{InstanceId: aws.String("i-0123456789abcdef0"),
		Name: aws.String("of an instance"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sdb"),
			Ebs: &types.EbsBlockDevice{SnapshotId: aws.String(missingSnap)}}}})
	assert.Equal(t, "InvalidSnapshot.NotFound", code(err))
	assert.Equal(t, before, count(), "snapshots of a rejected CreateImage")
}

// writes has operations that change an existing image.
var writes = map[string]func(client *ec2.Client, image string) error{
	"RegisterImage": func(client *ec2.Client, _ string) error {
		_, err := client.RegisterImage(ctx, request("second"))
		return err
	},
	"CopyImage": func(client *ec2.Client, image string) error {
		_, err := client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &image,
			SourceRegion: aws.String("us-east-1")})
		return err
	},
	"CreateImage": func(client *ec2.Client, _ string) error {
		_, err := client.CreateImage(ctx, &ec2.CreateImageInput{Name: aws.String("created"),
			InstanceId: aws.String("i-0123456789abcdef0")})
		return err
	},
	"CreateSnapshot": func(client *ec2.Client, _ string) error {
		_, err := client.CreateSnapshot(ctx, &ec2.CreateSnapshotInput{VolumeId: aws.String("vol-0123456789abcdef0")})
		return err
	},
	"CreateTags": func(client *ec2.Client, image string) error {
		_, err := client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{image},
			Tags: []types.Tag{{Key: aws.String("new"), Value: aws.String("v")}}})
		return err
	},
	"DeleteTags": func(client *ec2.Client, image string) error {
		_, err := client.DeleteTags(ctx, &ec2.DeleteTagsInput{Resources: []string{image}})
		return err
	},
	"DeregisterImage": func(client *ec2.Client, image string) error {
		_, err := client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: &image,
			DeleteAssociatedSnapshots: aws.Bool(true)})
		return err
	},
	"EnableImageDeprecation": func(client *ec2.Client, image string) error {
		_, err := client.EnableImageDeprecation(ctx, &ec2.EnableImageDeprecationInput{ImageId: &image,
			DeprecateAt: aws.Time(time.Now().Add(time.Hour))})
		return err
	},
	"DisableImageDeprecation": func(client *ec2.Client, image string) error {
		_, err := client.DisableImageDeprecation(ctx, &ec2.DisableImageDeprecationInput{ImageId: &image})
		return err
	},
	"ImportSnapshot": func(client *ec2.Client, _ string) error {
		_, err := client.ImportSnapshot(ctx,
			&ec2.ImportSnapshotInput{DiskContainer: &types.SnapshotDiskContainer{Format: aws.String("RAW"),
				Url: aws.String("s3://b/k")}})
		return err
	},
	"ModifyImageAttribute": func(client *ec2.Client, image string) error {
		_, err := client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &image,
			Description: &types.AttributeValue{Value: aws.String("new")}})
		return err
	},
	"ResetImageAttribute": func(client *ec2.Client, image string) error {
		_, err := client.ResetImageAttribute(ctx, &ec2.ResetImageAttributeInput{ImageId: &image,
			Attribute: types.ResetImageAttributeNameLaunchPermission})
		return err
	},
}

// everything returns the results of all read operations, as text.
func everything(t *testing.T, client *ec2.Client) string {
	t.Helper()
	images, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	snapshots, err := client.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{})
	require.NoError(t, err)
	tasks, err := client.DescribeImportSnapshotTasks(ctx, &ec2.DescribeImportSnapshotTasksInput{})
	require.NoError(t, err)
	shown := []any{images.Images, snapshots.Snapshots, tasks.ImportSnapshotTasks}
	for _, i := range images.Images {
		out, err := client.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: i.ImageId,
			Attribute: types.ImageAttributeNameLaunchPermission})
		require.NoError(t, err)
		shown = append(shown, out.LaunchPermissions)
	}
	return asJSON(t, shown)
}

// TestFailedSavesHaveNoEffect fails to save each operation once, and denies it once.
func TestFailedSavesHaveNoEffect(t *testing.T) {
	for operation, write := range writes {
		store, denied := &memory{records: map[string][]byte{}}, ""
		srv, client := start(t, func(o *ec2test.Options) {
			o.Store, o.Deny = store, func(operation string) bool { return operation == denied }
		})
		srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
		srv.AddVolume("vol-0123456789abcdef0", 20)
		srv.AddInstance(ec2test.Instance{ID: "i-0123456789abcdef0",
			BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sda1"),
				Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(30)}}}})
		image, err := registered(client, "first", func(in *ec2.RegisterImageInput) {
			in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
				Tags: []types.Tag{{Key: aws.String("old"), Value: aws.String("v")}}}}
		})
		require.NoError(t, err)
		_, err = client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: image.ImageId,
			LaunchPermission: &types.LaunchPermissionModifications{
				Add: []types.LaunchPermission{{UserId: aws.String("210987654321")}}}})
		require.NoError(t, err)
		_, err = client.EnableImageDeprecation(ctx, &ec2.EnableImageDeprecationInput{ImageId: image.ImageId,
			DeprecateAt: aws.Time(time.Now().Add(48 * time.Hour))})
		require.NoError(t, err)
		before := everything(t, client)
		records := fmt.Sprint(len(store.records))

		store.full = true
		assert.Equal(t, "InternalError", code(write(client, *image.ImageId)), operation)
		assert.Equal(t, before, everything(t, client), "%s was not saved and has an effect", operation)
		store.full, denied = false, operation
		assert.Equal(t, "UnauthorizedOperation", code(write(client, *image.ImageId)), operation)
		assert.Equal(t, before, everything(t, client), "%s was denied and has an effect", operation)
		assert.Equal(t, records, fmt.Sprint(len(store.records)), operation)
		denied = ""
		require.NoError(t, write(client, *image.ImageId), operation)
		assert.NotEqual(t, before, everything(t, client), operation)
	}
}
