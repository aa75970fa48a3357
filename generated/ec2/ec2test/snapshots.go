package ec2test

// This file is snapshots: of volumes, and imported.

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// CreateSnapshot takes a snapshot of a volume that the test has added.
func (e *EC2) CreateSnapshot(_ context.Context, in *ec2.CreateSnapshotInput) (*ec2.CreateSnapshotOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	size, ok := e.state.volumes[*in.VolumeId]
	if !ok {
		return nil, refusal("InvalidVolume.NotFound", "there is no volume "+*in.VolumeId)
	}
	tags, err := tagsFor(in.TagSpecifications, types.ResourceTypeSnapshot)
	if err == nil {
		err = e.permit("CreateSnapshot")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	s := e.shownSnapshot(e.addSnapshot(types.Snapshot{VolumeId: in.VolumeId, VolumeSize: aws.Int32(size), Description: in.Description, OutpostArn: in.OutpostArn, Tags: tags}, e.options.Now()))
	return &ec2.CreateSnapshotOutput{SnapshotId: s.SnapshotId, VolumeId: s.VolumeId, VolumeSize: s.VolumeSize, Description: s.Description,
		Encrypted: s.Encrypted, OwnerId: s.OwnerId, Progress: s.Progress, StartTime: s.StartTime, State: s.State, OutpostArn: s.OutpostArn, Tags: s.Tags}, e.save()
}

// DescribeSnapshots shows snapshots, the oldest first.
func (e *EC2) DescribeSnapshots(_ context.Context, in *ec2.DescribeSnapshotsInput) (*ec2.DescribeSnapshotsOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	for _, id := range in.SnapshotIds {
		if !strings.HasPrefix(id, "snap-") {
			return nil, refusal("InvalidSnapshotID.Malformed", fmt.Sprintf("%q is not a snapshot's id, which begins with snap-", id))
		}
		if e.find(id) == nil {
			return nil, refusal("InvalidSnapshot.NotFound", "there is no snapshot "+id)
		}
	}
	matches, err := compile(in.Filters, snapshotFilters)
	asked := *in
	asked.MaxResults, asked.NextToken = nil, nil
	var pages pager
	if err == nil {
		pages, err = e.pager("DescribeSnapshots", asked, in.MaxResults, in.NextToken)
	}
	if err == nil {
		err = e.permit("DescribeSnapshots")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	var found []numbered[types.Snapshot]
	for _, s := range ordered(chosen(e.state.snapshots, in.SnapshotIds), func(s *snapshot) int { return s.serial }) {
		shown := e.shownSnapshot(s)
		owned := within(in.OwnerIds, *shown.OwnerId) || within(in.OwnerIds, "self") && *shown.OwnerId == e.options.Account
		restorable := within(in.RestorableByUserIds, e.options.Account) || within(in.RestorableByUserIds, "self")
		if owned && restorable && matches(&shown, shown.Tags) {
			found = append(found, numbered[types.Snapshot]{shown, s.serial})
		}
	}
	page, next := paged(pages, found)
	return &ec2.DescribeSnapshotsOutput{Snapshots: page, NextToken: next}, nil
}

// ImportSnapshot starts a task whose snapshot is complete when nothing is pending
// any more. The disk image is not read: it is taken for one of 8 GiB.
func (e *EC2) ImportSnapshot(_ context.Context, in *ec2.ImportSnapshotInput) (*ec2.ImportSnapshotOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	if id, err := e.repeated("ImportSnapshot", in.ClientToken, *in); err != nil {
		return nil, err
	} else if id != "" {
		return e.importAnswer(e.state.tasks[id]), nil
	}
	if in.DiskContainer == nil {
		return nil, refusal("InvalidParameter", "DiskContainer is required")
	}
	tags, err := tagsFor(in.TagSpecifications, types.ResourceTypeImportSnapshotTask)
	if err == nil {
		err = e.permit("ImportSnapshot")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	t := &task{}
	t.ImportTaskId, t.Description, t.Tags = aws.String(e.newID("import-snap", func(id string) bool { return e.state.tasks[id] != nil })), in.Description, tags
	d := in.DiskContainer
	t.SnapshotTaskDetail = &types.SnapshotTaskDetail{Description: in.Description, DiskImageSize: aws.Float64(defaultSize << 30), Encrypted: in.Encrypted,
		Format: d.Format, KmsKeyId: in.KmsKeyId, Url: d.Url}
	if d.UserBucket != nil {
		t.SnapshotTaskDetail.UserBucket = &types.UserBucketDetails{S3Bucket: d.UserBucket.S3Bucket, S3Key: d.UserBucket.S3Key}
	}
	s := e.addSnapshot(types.Snapshot{Encrypted: in.Encrypted, KmsKeyId: in.KmsKeyId, Description: aws.String("imported by " + *t.ImportTaskId)}, e.options.Now())
	t.snapshot, t.serial = *s.SnapshotId, s.serial
	e.state.tasks[*t.ImportTaskId] = t
	e.state.touch(taskKey, *t.ImportTaskId)
	e.remember("ImportSnapshot", in.ClientToken, *in, *t.ImportTaskId)
	return e.importAnswer(t), e.save()
}

func (e *EC2) importAnswer(t *task) *ec2.ImportSnapshotOutput {
	shown := e.shownTask(t)
	return &ec2.ImportSnapshotOutput{Description: shown.Description, ImportTaskId: shown.ImportTaskId, SnapshotTaskDetail: shown.SnapshotTaskDetail, Tags: shown.Tags}
}

// shownTask is a task as it is at this moment.
func (e *EC2) shownTask(t *task) types.ImportSnapshotTask {
	out := t.ImportSnapshotTask
	detail := *t.SnapshotTaskDetail
	detail.Status, detail.Progress, detail.StatusMessage = aws.String("active"), aws.String("3"), aws.String("pending")
	if s := e.state.snapshots[t.snapshot]; s == nil || !e.pending(s.created) {
		detail.Status, detail.Progress, detail.StatusMessage = aws.String("completed"), nil, nil
		detail.SnapshotId = aws.String(t.snapshot)
	}
	out.SnapshotTaskDetail = &detail
	return out
}

// DescribeImportSnapshotTasks shows import tasks, the oldest first.
func (e *EC2) DescribeImportSnapshotTasks(_ context.Context, in *ec2.DescribeImportSnapshotTasksInput) (*ec2.DescribeImportSnapshotTasksOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	for _, id := range in.ImportTaskIds {
		if e.state.tasks[id] == nil {
			return nil, refusal("InvalidConversionTaskId.Malformed", "there is no import task "+id)
		}
	}
	matches, err := compile(in.Filters, taskFilters)
	asked := *in
	asked.MaxResults, asked.NextToken = nil, nil
	var pages pager
	if err == nil {
		pages, err = e.pager("DescribeImportSnapshotTasks", asked, in.MaxResults, in.NextToken)
	}
	if err == nil {
		err = e.permit("DescribeImportSnapshotTasks")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	var found []numbered[types.ImportSnapshotTask]
	for _, t := range ordered(chosen(e.state.tasks, in.ImportTaskIds), func(t *task) int { return t.serial }) {
		shown := e.shownTask(t)
		if matches(&shown, shown.Tags) {
			found = append(found, numbered[types.ImportSnapshotTask]{shown, t.serial})
		}
	}
	page, next := paged(pages, found)
	return &ec2.DescribeImportSnapshotTasksOutput{ImportSnapshotTasks: page, NextToken: next}, nil
}
