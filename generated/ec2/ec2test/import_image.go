package ec2test

// This file imports disk images as images. The disk images are not read: each is
// assumed to have 8 GiB.

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// An imageTask is one import of an image.
type imageTask struct {
	meta
	types.ImportImageTask `json:"Task"` // without status
	Image                 string        // its id, which the task shows when it is complete
}

var imageTasks = newResource[imageTask](kind{
	name: "imageTask", noun: "import task", prefix: "import-ami", resource: types.ResourceTypeImportImageTask,
	malformed: "InvalidConversionTaskId.Malformed", notFound: "InvalidConversionTaskId",
	members: []string{"DescribeImportImageTasks.ImportTaskIds"},
})

// imageTaskFilters has the filters of DescribeImportImageTasks: the state, and
// tags.
var imageTaskFilters = filters{"task-state": "Status"}

func (k *imageTask) shown(t *tx) *types.ImportImageTask {
	out := clone(k.ImportImageTask)
	out.Status, out.Progress, out.StatusMessage = aws.String("active"), aws.String("2"), aws.String("pending")
	if !t.pending(k.Created) {
		out.Status, out.Progress, out.StatusMessage, out.ImageId = aws.String("completed"), nil, nil,
			aws.String(k.Image)
	}
	for n := range out.SnapshotDetails {
		d := &out.SnapshotDetails[n]
		if d.Status = out.Status; out.ImageId == nil {
			d.SnapshotId = nil
		}
	}
	return &out
}

// DescribeImportImageTasks describes import tasks, the oldest first.
func (e *EC2) DescribeImportImageTasks(ctx context.Context,
	in *ec2.DescribeImportImageTasksInput) (*ec2.DescribeImportImageTasksOutput, error) {
	return describe[ec2.DescribeImportImageTasksOutput](ctx, e, in, listing[imageTask, types.ImportImageTask]{
		resource: imageTasks, ids: "ImportTaskIds", show: (*imageTask).shown, filters: imageTaskFilters})
}

// ImportImage starts a task whose image is available when it is complete.
func (e *EC2) ImportImage(ctx context.Context, in *ec2.ImportImageInput) (*ec2.ImportImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ImportImageOutput, error) {
		if len(in.DiskContainers) == 0 {
			return nil, reject("MissingParameter", "The request must contain the parameter DiskContainers")
		}
		if err := t.checkEncryption(in.KmsKeyId, in.Encrypted); err != nil {
			return nil, err
		}
		k := imageTasks.add(t, &imageTask{})
		assign(&k.ImportImageTask, in)
		k.ImportTaskId, k.Tags = aws.String(k.ID), tagsFor(in, types.ResourceTypeImportImageTask)
		for _, l := range in.LicenseSpecifications {
			k.LicenseSpecifications = append(k.LicenseSpecifications,
				*project[types.ImportImageLicenseConfigurationResponse](&l))
		}
		i, err := t.newImage(&k.ID, aws.String("AWS-VMImport service: "+aws.ToString(in.Description)))
		if err != nil {
			return nil, err
		}
		k.Image = i.ID
		assign(&i.Image, project[types.Image](in))
		i.VirtualizationType, i.RootDeviceType, i.EnaSupport = types.VirtualizationTypeHvm, types.DeviceTypeEbs,
			aws.Bool(true)
		if i.Architecture == "" {
			i.Architecture = types.ArchitectureValuesX8664
		}
		return project[ec2.ImportImageOutput](k.shown(t)), t.importDisks(k, i, in)
	})
}

// importDisks adds the devices of an imported image.
func (t *tx) importDisks(k *imageTask, i *image, in *ec2.ImportImageInput) error {
	for n, d := range in.DiskContainers {
		name := fmt.Sprintf("/dev/sd%c", 'b'+rune(n)-1)
		if n == 0 {
			name = "/dev/sda1"
		}
		if d.DeviceName != nil {
			name = *d.DeviceName
		}
		id := d.SnapshotId
		if aws.ToString(id) == "" {
			id = t.newSnapshot(types.Snapshot{Encrypted: in.Encrypted, KmsKeyId: in.KmsKeyId,
				Description: aws.String("Created by AWS-VMImport service for " + k.ID)}, t.longAgo()).SnapshotId
		}
		ebs, err := t.resolveEbs(types.EbsBlockDevice{SnapshotId: id, VolumeType: types.VolumeTypeGp2})
		if err != nil {
			return err
		}
		i.BlockDeviceMappings = append(i.BlockDeviceMappings, types.BlockDeviceMapping{DeviceName: &name, Ebs: ebs})
		detail := project[types.SnapshotDetail](&d)
		detail.DeviceName, detail.SnapshotId, detail.DiskImageSize = &name, id, aws.Float64(defaultSize<<30)
		k.SnapshotDetails = append(k.SnapshotDetails, *detail)
	}
	i.RootDeviceName = i.BlockDeviceMappings[0].DeviceName
	return nil
}
