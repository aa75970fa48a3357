// Package ec2test uses the in-process fake EC2 with the AWS SDK, like tests of
// programs on the SDK.
package ec2test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/smithy-go"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestSDK(t *testing.T) {
	ctx := context.Background()
	srv := ec2test.NewServer(func(o *ec2test.Options) {
		o.AnySnapshot = true
		o.Secrets = map[string]string{"AKIDSDK": "secret of the SDK"}
		if dir := spectest.Requests(t); dir != "" {
			o.OnRequest = func(r ec2test.Request) {
				if err := r.Save(dir); err != nil {
					t.Error(err)
				}
			}
		}
	})
	defer srv.Close()
	client := ec2.NewFromConfig(srv.Config())
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	mappings := []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
		Ebs: &types.EbsBlockDevice{SnapshotId: aws.String("snap-0123456789abcdef0"), VolumeSize: aws.Int32(20),
			VolumeType: types.VolumeTypeGp3, Iops: aws.Int32(4000), DeleteOnTermination: aws.Bool(false)}}}
	for n := range 5 {
		out, err := client.RegisterImage(ctx,
			&ec2.RegisterImageInput{Name: aws.String(fmt.Sprintf("sdk %d", n)), Description: aws.String("<made> & found"),
				Architecture: types.ArchitectureValuesArm64, VirtualizationType: aws.String("hvm"),
				RootDeviceName: aws.String("/dev/xvda"), BootMode: types.BootModeValuesUefi,
				TpmSupport: types.TpmSupportValuesV20, ImdsSupport: types.ImdsSupportValuesV20, EnaSupport: aws.Bool(true),
				BlockDeviceMappings: mappings,
				TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
					Tags: []types.Tag{{Key: aws.String("n"), Value: aws.String(fmt.Sprint(n))}}}}})
		must(err)
		ids = append(ids, *out.ImageId)
	}
	must(ec2.NewImageAvailableWaiter(client).Wait(ctx, &ec2.DescribeImagesInput{ImageIds: ids}, 20*time.Second))
	must(ec2.NewImageExistsWaiter(client).Wait(ctx, &ec2.DescribeImagesInput{ImageIds: ids}, 20*time.Second))
	var images []types.Image
	pages := ec2.NewDescribeImagesPaginator(client, &ec2.DescribeImagesInput{Owners: []string{"self"}},
		func(o *ec2.DescribeImagesPaginatorOptions) { o.Limit = 2 })
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		must(err)
		images = append(images, page.Images...)
	}
	if len(images) != 5 {
		t.Fatalf("%d images instead of 5", len(images))
	}
	for n, i := range images {
		if aws.ToBool(i.BlockDeviceMappings[0].Ebs.Encrypted) {
			t.Errorf("image %d is encrypted, its snapshot is not", n)
		}
		i.BlockDeviceMappings[0].Ebs.Encrypted = nil // a request must not contain it
		if *i.Name != fmt.Sprintf("sdk %d", n) || *i.Description != "<made> & found" ||
			i.TpmSupport != types.TpmSupportValuesV20 || !reflect.DeepEqual(i.BlockDeviceMappings, mappings) {
			t.Errorf("image %d differs from its registration: %+v", n, i)
		}
	}
	_, err := client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: &ids[0], DryRun: aws.Bool(true)})
	var coded smithy.APIError
	if !errors.As(err, &coded) || coded.ErrorCode() != "DryRunOperation" {
		t.Errorf("a dry run: %v", err)
	}
	srv.Inject(ec2test.Fault{Operation: "DeregisterImage", Times: 2, Code: "RequestLimitExceeded", Status: 503})
	_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: &ids[0]})
	must(err) // the SDK retries
	left, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: ids[:1]})
	if must(err); len(left.Images) != 0 {
		t.Errorf("after deregistration: %v", left.Images)
	}
	_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: &ids[0]})
	if !errors.As(err, &coded) || coded.ErrorCode() != "InvalidAMIID.Unavailable" {
		t.Errorf("after deregistration: %v", err)
	}
}
