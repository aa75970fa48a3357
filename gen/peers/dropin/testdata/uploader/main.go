// Command uploader makes an AMI of a disk in S3 and copies it to other regions,
// as release tools do: one client a region, calls on it directly.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/smithy-go"
)

func main() {
	if err := run(context.Background(), os.Getenv("BUCKET")); err != nil {
		fmt.Println("error:", err)
	}
}

func run(ctx context.Context, bucket string) error {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion("us-east-1"), config.WithAppID("uploader"))
	if err != nil {
		return err
	}
	u := &uploader{client: ec2.NewFromConfig(cfg), delay: time.Millisecond}
	snapshot, err := u.importSnapshot(ctx, bucket, "disk.raw")
	if err != nil {
		return err
	}
	image, err := u.register(ctx, "my-image", snapshot)
	if err != nil {
		return err
	}
	fmt.Println("image", image)
	west := &uploader{client: ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.Region = "us-west-2" }), delay: time.Millisecond}
	copied, err := west.copy(ctx, image, "us-east-1")
	if err != nil {
		return err
	}
	fmt.Println("copied", copied)
	if _, err := west.client.CopySnapshot(ctx, &ec2.CopySnapshotInput{SourceRegion: aws.String("us-east-1"), SourceSnapshotId: aws.String(snapshot)}); err != nil {
		return err
	}
	return u.clean(ctx, image)
}

type uploader struct {
	client *ec2.Client
	delay  time.Duration
}

func (u *uploader) importSnapshot(ctx context.Context, bucket, key string) (string, error) {
	out, err := u.client.ImportSnapshot(ctx, &ec2.ImportSnapshotInput{
		Description: aws.String("disk of " + key),
		ClientToken: aws.String("token-1"),
		DiskContainer: &types.SnapshotDiskContainer{
			Format:     aws.String("raw"),
			UserBucket: &types.UserBucket{S3Bucket: aws.String(bucket), S3Key: aws.String(key)},
		},
		TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeImportSnapshotTask, Tags: []types.Tag{{Key: aws.String("Name"), Value: aws.String("my image")}}}},
	})
	if err != nil {
		return "", err
	}
	waiter := ec2.NewSnapshotImportedWaiter(u.client, func(o *ec2.SnapshotImportedWaiterOptions) {
		o.MinDelay, o.MaxDelay = u.delay, u.delay
	})
	done, err := waiter.WaitForOutput(ctx, &ec2.DescribeImportSnapshotTasksInput{ImportTaskIds: []string{aws.ToString(out.ImportTaskId)}}, time.Minute)
	if err != nil {
		return "", err
	}
	return aws.ToString(done.ImportSnapshotTasks[0].SnapshotTaskDetail.SnapshotId), nil
}

func (u *uploader) register(ctx context.Context, name, snapshot string) (string, error) {
	_, err := u.client.RegisterImage(ctx, &ec2.RegisterImageInput{})
	fmt.Println("without a name:", err) // the SDK rejects this without a request
	out, err := u.client.RegisterImage(ctx, &ec2.RegisterImageInput{
		Name:               aws.String(name),
		Architecture:       types.ArchitectureValuesX8664,
		BootMode:           types.BootModeValuesUefiPreferred,
		EnaSupport:         aws.Bool(true),
		ImdsSupport:        types.ImdsSupportValuesV20,
		RootDeviceName:     aws.String("/dev/xvda"),
		VirtualizationType: aws.String("hvm"),
		BlockDeviceMappings: []types.BlockDeviceMapping{
			{DeviceName: aws.String("/dev/xvda"), Ebs: &types.EbsBlockDevice{SnapshotId: aws.String(snapshot), VolumeType: types.VolumeTypeGp3, VolumeSize: aws.Int32(8), DeleteOnTermination: aws.Bool(true)}},
			{DeviceName: aws.String("/dev/xvdb"), NoDevice: aws.String("")},
		},
	})
	if err != nil {
		return "", err
	}
	_, err = u.client.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{
		ImageId: out.ImageId,
		LaunchPermission: &types.LaunchPermissionModifications{
			Add: []types.LaunchPermission{{Group: types.PermissionGroupAll}, {UserId: aws.String("123456789012")}},
		},
	})
	var failure smithy.APIError
	if errors.As(err, &failure) {
		fmt.Println("not shared:", failure.ErrorCode(), failure.ErrorMessage(), failure.ErrorFault())
		err = nil
	}
	return aws.ToString(out.ImageId), err
}

func (u *uploader) copy(ctx context.Context, image, from string) (string, error) {
	out, err := u.client.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("my-image"), SourceImageId: &image, SourceRegion: &from, CopyImageTags: aws.Bool(true), ClientToken: aws.String("token-2")})
	if err != nil {
		return "", err
	}
	waiter := ec2.NewImageAvailableWaiter(u.client)
	err = waiter.Wait(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*out.ImageId}}, time.Minute, func(o *ec2.ImageAvailableWaiterOptions) {
		o.MinDelay, o.MaxDelay = u.delay, u.delay
	})
	return *out.ImageId, err
}

func (u *uploader) clean(ctx context.Context, keep string) error {
	pages := ec2.NewDescribeImagesPaginator(u.client, &ec2.DescribeImagesInput{
		Owners:  []string{"self"},
		Filters: []types.Filter{{Name: aws.String("name"), Values: []string{"my-image*"}}},
	}, func(o *ec2.DescribeImagesPaginatorOptions) { o.Limit = 2 })
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, image := range page.Images {
			if aws.ToString(image.ImageId) == keep {
				continue
			}
			if _, err := u.client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: image.ImageId}); err != nil {
				fmt.Println("stays:", err)
			}
		}
	}
	return nil
}
