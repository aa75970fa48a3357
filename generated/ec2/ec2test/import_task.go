package ec2test

// This file imports disk images as snapshots. The disk image is not read: it is
// assumed to have 8 GiB.

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A task is one import of a snapshot.
type task struct {
	meta
	types.ImportSnapshotTask `json:"Task"`
	Snapshot                 string // its id, which the task shows when it is complete
}

var tasks = newResource[task](kind{
	name: "task", noun: "import task", prefix: "import-snap", resource: types.ResourceTypeImportSnapshotTask,
	malformed: "InvalidConversionTaskId.Malformed", notFound: "InvalidConversionTaskId",
	members: []string{"DescribeImportSnapshotTasks.ImportTaskIds"},
})

// taskFilters has the filters of DescribeImportSnapshotTasks: tags only.
var taskFilters = filters{}

// shown returns a task as DescribeImportSnapshotTasks shows it now.
func (k *task) shown(t *tx) *types.ImportSnapshotTask {
	out := k.ImportSnapshotTask
	detail := *out.SnapshotTaskDetail
	detail.Status, detail.Progress, detail.StatusMessage = aws.String("active"), aws.String("3"),
		aws.String("pending")
	if !t.pending(k.Created) {
		detail.Status, detail.Progress, detail.StatusMessage = aws.String("completed"), nil, nil
		detail.SnapshotId = aws.String(k.Snapshot)
	}
	out.SnapshotTaskDetail = &detail
	return &out
}

// ImportSnapshot starts a task. Its snapshot is complete when the task is complete.
func (e *EC2) ImportSnapshot(ctx context.Context, in *ec2.ImportSnapshotInput) (*ec2.ImportSnapshotOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ImportSnapshotOutput, error) {
		d := in.DiskContainer
		if d == nil {
			return nil, reject("InvalidParameter", "DiskContainer is required")
		}
		if err := t.checkEncryption(in.KmsKeyId, in.Encrypted); err != nil {
			return nil, err
		}
		k := tasks.add(t, &task{})
		k.ImportTaskId, k.Description, k.Tags = aws.String(k.ID), in.Description, tagsFor(in,
			types.ResourceTypeImportSnapshotTask)
		k.SnapshotTaskDetail = &types.SnapshotTaskDetail{Description: in.Description,
			DiskImageSize: aws.Float64(defaultSize << 30), Encrypted: in.Encrypted,
			Format: d.Format, KmsKeyId: in.KmsKeyId, Url: d.Url}
		if d.Description != nil {
			k.SnapshotTaskDetail.Description = d.Description
		}
		if d.UserBucket != nil {
			k.SnapshotTaskDetail.UserBucket = project[types.UserBucketDetails](d.UserBucket)
		}
		s := t.newSnapshot(types.Snapshot{Encrypted: in.Encrypted, KmsKeyId: in.KmsKeyId,
			Description: aws.String("Created by AWS-VMImport service for " + k.ID)}, t.now)
		k.Snapshot = s.ID
		return project[ec2.ImportSnapshotOutput](k.shown(t)), nil
	})
}

// DescribeImportSnapshotTasks describes import tasks, the oldest first.
func (e *EC2) DescribeImportSnapshotTasks(ctx context.Context,
	in *ec2.DescribeImportSnapshotTasksInput) (*ec2.DescribeImportSnapshotTasksOutput, error) {
	return describe[ec2.DescribeImportSnapshotTasksOutput](ctx, e, in, listing[task, types.ImportSnapshotTask]{
		resource: tasks, ids: "ImportTaskIds", show: (*task).shown, filters: taskFilters})
}
