package ec2test_test

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func Example() {
	srv := ec2test.NewServer()
	defer srv.Close()
	snapshot := srv.AddSnapshot(types.Snapshot{VolumeSize: aws.Int32(8)})

	client := ec2.NewFromConfig(srv.Config())
	ctx := context.Background()
	out, err := client.RegisterImage(ctx, &ec2.RegisterImageInput{
		Name: aws.String("my-image"), Architecture: types.ArchitectureValuesArm64,
		RootDeviceName: aws.String("/dev/xvda"), VirtualizationType: aws.String("hvm"), EnaSupport: aws.Bool(true),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{SnapshotId: &snapshot}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	images, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*out.ImageId}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(*images.Images[0].Name, images.Images[0].State,
		*images.Images[0].BlockDeviceMappings[0].Ebs.VolumeSize)
	// Output: my-image available 8
}
