package ec2test_test

// This file tests a store that fails, and one that does not.

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A memory is a store in memory that can fail like a full disk.
type memory struct {
	records map[string][]byte
	full    bool
}

func (m *memory) Load(f func(key string, value []byte) error) error {
	for key, value := range m.records {
		if err := f(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) Apply(changes map[string][]byte) error {
	if m.full {
		return errors.New("no space left")
	}
	for key, value := range changes {
		if delete(m.records, key); value != nil {
			m.records[key] = value
		}
	}
	return nil
}

func TestStore(t *testing.T) {
	store := &memory{records: map[string][]byte{}}
	open := func() *ec2test.EC2 {
		e := ec2test.New(func(o *ec2test.Options) { o.AnySnapshot, o.Store = true, store })
		require.NoError(t, e.Load())
		return e
	}
	e := open()
	kept, err := e.RegisterImage(ctx, request("kept"))
	require.NoError(t, err)
	store.full = true
	_, err = e.RegisterImage(ctx, request("lost"))
	assert.Equal(t, "InternalError", codeOf(err))
	_, err = e.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: kept.ImageId})
	assert.Equal(t, "InternalError", codeOf(err))

	store.full = false
	images, err := e.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	require.Len(t, images.Images, 1, "what was not acknowledged has not happened")
	assert.Equal(t, "kept", *images.Images[0].Name)
	_, err = e.RegisterImage(ctx, request("lost"))
	require.NoError(t, err, "the name is free")

	again, err := open().DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	assert.Len(t, again.Images, 2)

	store.records["nonsense/x"] = []byte("{}")
	assert.ErrorContains(t, ec2test.New(func(o *ec2test.Options) { o.Store = store }).Load(),
		`the record "nonsense/x" is not one of this program's`)
}

// TestStoreOfAnOlderVersion reads records of old versions, which had no owners and
// Regions.
func TestStoreOfAnOlderVersion(t *testing.T) {
	store := &memory{records: map[string][]byte{
		"image/ami-00000001": []byte(`{"Image":{"ImageId":"ami-00000001","Name":"old",` +
			`"OwnerId":"123456789012","Tags":[{"Key":"k","Value":"v"}]},` +
			`"Permissions":[{"Group":"all"}],"Created":"2026-01-02T03:04:05Z","Serial":2}`),
		"snapshot/snap-00000001": []byte(`{"Snapshot":{"SnapshotId":"snap-00000001","OwnerId":"123456789012",` +
			`"VolumeSize":9},"Created":"2026-01-02T03:04:05Z","Serial":1}`),
		"task/import-snap-00000001": []byte(`{"Task":{"ImportTaskId":"import-snap-00000001",` +
			`"SnapshotTaskDetail":{"Format":"RAW"}},"Snapshot":"snap-00000001","Serial":3}`),
		"token/CopyImage t": []byte(`{"Request":"{}","ID":"ami-00000001"}`),
	}}
	e := ec2test.New(func(o *ec2test.Options) { o.Store = store })
	require.NoError(t, e.Load())
	images, err := e.DescribeImages(ctx, &ec2.DescribeImagesInput{Filters: []types.Filter{filter("tag:k", "v")},
		Owners: []string{"self"}})
	require.NoError(t, err)
	require.Len(t, images.Images, 1)
	assert.True(t, *images.Images[0].Public)
	tasks, err := e.DescribeImportSnapshotTasks(ctx,
		&ec2.DescribeImportSnapshotTasksInput{ImportTaskIds: []string{"import-snap-00000001"}})
	require.NoError(t, err)
	assert.Equal(t, "snap-00000001", *tasks.ImportSnapshotTasks[0].SnapshotTaskDetail.SnapshotId)
	in := request("new")
	in.BlockDeviceMappings[0].Ebs.SnapshotId = aws.String("snap-00000001")
	_, err = e.RegisterImage(ctx, in)
	require.NoError(t, err)
	assert.NotContains(t, store.records, "token/CopyImage t", "what no request can repeat is removed")
}

// codeOf returns the code of an error that was returned without HTTP.
func codeOf(err error) string {
	var e interface{ ErrorCode() string }
	if errors.As(err, &e) {
		return e.ErrorCode()
	}
	return ""
}
