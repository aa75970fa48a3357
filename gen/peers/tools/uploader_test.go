// Package tools tests ec2serve with a Go program on the AWS SDK, which works like
// the image uploaders of Fedora, Flatcar and Talos. make tools runs it; the other
// tools are tested next to ec2serve.
package tools

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/smithy-go"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// startServe builds and starts ec2serve, and returns its URL.
func startServe(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "ec2serve")
	build := exec.Command("go", "build", "-o", program, "./generated/ec2/ec2test/ec2serve")
	build.Dir = filepath.Join("..", "..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(program)
	if dir := spectest.Requests(t); dir != "" {
		cmd.Args = append(cmd.Args, "-record", dir)
	}
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// An uploader publishes versions of an image.
type uploader struct {
	url     string
	account string
	home    string   // the Region of the import
	regions []string // the Regions of the copies
	users   []string // the accounts that may launch it
}

func (u *uploader) client(region string) *ec2.Client {
	return ec2.New(ec2.Options{Region: region, BaseEndpoint: &u.url, Credentials: aws.CredentialsProviderFunc(
		func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: u.account, SecretAccessKey: "secret"}, nil
		})})
}

// publish imports a disk, registers it, copies it to all Regions, shares the
// copies, and deprecates the previous version. It returns the images by Region.
func (u *uploader) publish(ctx context.Context, name, previous string) (map[string]string, error) {
	snapshot, err := u.importDisk(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	client := u.client(u.home)
	image, err := client.RegisterImage(ctx, &ec2.RegisterImageInput{
		Name: &name, Architecture: types.ArchitectureValuesArm64, VirtualizationType: aws.String("hvm"),
		BootMode:       types.BootModeValuesUefi,
		RootDeviceName: aws.String("/dev/xvda"), EnaSupport: aws.Bool(true), ImdsSupport: types.ImdsSupportValuesV20,
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{SnapshotId: &snapshot, VolumeType: types.VolumeTypeGp3,
				DeleteOnTermination: aws.Bool(true)}}},
		TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
			Tags: []types.Tag{{Key: aws.String("version"), Value: &name}}}},
	})
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	images := map[string]string{u.home: *image.ImageId}
	if err := ec2.NewImageAvailableWaiter(client).
		Wait(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*image.ImageId}}, time.Minute); err != nil {
		return nil, err
	}
	for _, region := range u.regions {
		copied, err := u.client(region).CopyImage(ctx,
			&ec2.CopyImageInput{Name: &name, SourceImageId: image.ImageId, SourceRegion: &u.home,
				ClientToken: aws.String(name + region), CopyImageTags: aws.Bool(true)})
		if err != nil {
			return nil, fmt.Errorf("copy to %s: %w", region, err)
		}
		images[region] = *copied.ImageId
	}
	for region, id := range images {
		if err := u.share(ctx, region, id); err != nil {
			return nil, fmt.Errorf("share in %s: %w", region, err)
		}
		if err := u.deprecate(ctx, region, previous); err != nil {
			return nil, fmt.Errorf("deprecate in %s: %w", region, err)
		}
	}
	return images, nil
}

func (u *uploader) importDisk(ctx context.Context, name string) (snapshot string, err error) {
	client := u.client(u.home)
	task, err := client.ImportSnapshot(ctx,
		&ec2.ImportSnapshotInput{ClientToken: aws.String("import " + name), Description: &name,
			DiskContainer: &types.SnapshotDiskContainer{Format: aws.String("raw"),
				UserBucket: &types.UserBucket{S3Bucket: aws.String("images"), S3Key: &name}}})
	if err != nil {
		return "", err
	}
	input := &ec2.DescribeImportSnapshotTasksInput{ImportTaskIds: []string{*task.ImportTaskId}}
	if err := ec2.NewSnapshotImportedWaiter(client).Wait(ctx, input, time.Minute); err != nil {
		return "", err
	}
	tasks, err := client.DescribeImportSnapshotTasks(ctx, input)
	if err != nil {
		return "", err
	}
	return aws.ToString(tasks.ImportSnapshotTasks[0].SnapshotTaskDetail.SnapshotId), nil
}

func (u *uploader) share(ctx context.Context, region, id string) error {
	client := u.client(region)
	if err := ec2.NewImageAvailableWaiter(client).
		Wait(ctx, &ec2.DescribeImagesInput{ImageIds: []string{id}}, time.Minute); err != nil {
		return err
	}
	var add []types.LaunchPermission
	for i := range u.users {
		add = append(add, types.LaunchPermission{UserId: &u.users[i]})
	}
	_, err := client.ModifyImageAttribute(ctx,
		&ec2.ModifyImageAttributeInput{ImageId: &id, LaunchPermission: &types.LaunchPermissionModifications{Add: add}})
	return err
}

// deprecate deprecates the images with a name from next year.
func (u *uploader) deprecate(ctx context.Context, region, name string) error {
	client := u.client(region)
	pages := ec2.NewDescribeImagesPaginator(client,
		&ec2.DescribeImagesInput{Owners: []string{"self"},
			Filters: []types.Filter{{Name: aws.String("name"), Values: []string{name}}}})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, i := range page.Images {
			_, err := client.EnableImageDeprecation(ctx,
				&ec2.EnableImageDeprecationInput{ImageId: i.ImageId, DeprecateAt: aws.Time(time.Now().AddDate(1, 0, 0))})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func TestUploader(t *testing.T) {
	ctx := context.Background()
	u := &uploader{url: startServe(t), account: "999900001111", home: "us-east-1",
		regions: []string{"eu-north-1", "eu-west-1", "ap-southeast-2"}, users: []string{"111122223333"}}
	first, err := u.publish(ctx, "linux-1", "linux-0")
	if err != nil {
		t.Fatal(err)
	}
	second, err := u.publish(ctx, "linux-2", "linux-1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.publish(ctx, "linux-2", "linux-1"); err == nil {
		t.Error("a name was registered twice")
	} else if code := codeOf(err); code != "InvalidAMIName.Duplicate" {
		t.Errorf("a name that exists: %s", code)
	}
	for region, id := range second {
		customer := &uploader{url: u.url, account: "111122223333"}
		out, err := customer.client(region).DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{u.account}})
		if err != nil {
			t.Fatal(err)
		}
		if len(out.Images) != 2 {
			t.Fatalf("%s: the customer sees %d images, not 2", region, len(out.Images))
		}
		old, current := out.Images[0], out.Images[1]
		if *old.ImageId != first[region] || *current.ImageId != id {
			t.Errorf("%s: %s and %s, not %s and %s", region, *old.ImageId, *current.ImageId, first[region], id)
		}
		if old.DeprecationTime == nil || current.DeprecationTime != nil {
			t.Errorf("%s: deprecation %v and %v", region, old.DeprecationTime, current.DeprecationTime)
		}
		if current.BootMode != types.BootModeValuesUefi || current.ImdsSupport != types.ImdsSupportValuesV20 ||
			current.Architecture != types.ArchitectureValuesArm64 {
			t.Errorf("%s: the copy lost something: %+v", region, current)
		}
		// Each account has its own tags: the customer sees none.
		own, err := u.client(region).DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{id}})
		if err != nil {
			t.Fatal(err)
		}
		if tags := own.Images[0].Tags; len(tags) != 1 || *tags[0].Value != "linux-2" {
			t.Errorf("%s: tags %v", region, tags)
		}
	}
	stranger := &uploader{url: u.url, account: "444455556666"}
	out, err := stranger.client("us-east-1").DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{u.account}})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Images) != 0 {
		t.Errorf("an account without permission sees %d images", len(out.Images))
	}
}

func codeOf(err error) string {
	var e smithy.APIError
	if errors.As(err, &e) {
		return e.ErrorCode()
	}
	return err.Error()
}
