// This file has the workload: the request and the response that
// generated/ec2/bench_test.go also measures.

package main

import (
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// fullRequest returns a request with three mappings and tags.
func fullRequest() *sdk.RegisterImageInput {
	ebs := func(snapshot string, size int32) *types.EbsBlockDevice {
		return &types.EbsBlockDevice{SnapshotId: aws.String(snapshot), VolumeSize: aws.Int32(size),
			VolumeType: types.VolumeTypeGp3, DeleteOnTermination: aws.Bool(true)}
	}
	return &sdk.RegisterImageInput{
		Name: aws.String("bench/image-2026"), Description: aws.String("An image with three devices & some tags"),
		Architecture: types.ArchitectureValuesX8664, VirtualizationType: aws.String("hvm"),
		RootDeviceName: aws.String("/dev/xvda"),
		BootMode:       types.BootModeValuesUefiPreferred, EnaSupport: aws.Bool(true),
		ImdsSupport:     types.ImdsSupportValuesV20,
		SriovNetSupport: aws.String("simple"),
		BlockDeviceMappings: []types.BlockDeviceMapping{
			{DeviceName: aws.String("/dev/xvda"), Ebs: ebs("snap-0db2cf683925d191f", 8)},
			{DeviceName: aws.String("/dev/xvdf"), Ebs: ebs("snap-0db2cf683925d192f", 100)},
			{DeviceName: aws.String("/dev/xvdb"), VirtualName: aws.String("ephemeral0")},
		},
		TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeImage, Tags: []types.Tag{
			{Key: aws.String("team"), Value: aws.String("bakery")}, {Key: aws.String("commit"), Value: aws.String("d0c0ffee")},
		}}},
	}
}

const images = 1000

// manyImages returns a response with 1.3 KB per image.
func manyImages() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89-35bd-4eac-99ed-be587ed81825</requestId><imagesSet>`)
	for i := range images {
		fmt.Fprintf(&b, `<item><imageId>ami-%017x</imageId><imageLocation>123456789012/image-%d</imageLocation><imageState>available</imageState>`+
			`<imageOwnerId>123456789012</imageOwnerId><creationDate>2026-05-13T10:00:00.000Z</creationDate><isPublic>false</isPublic>`+
			`<architecture>x86_64</architecture><imageType>machine</imageType><sriovNetSupport>simple</sriovNetSupport><name>image-%d</name>`+
			`<description>Image number %d &amp; its description</description><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>`+
			`<blockDeviceMapping>`, i, i, i, i)
		for _, device := range []string{"/dev/xvda", "/dev/xvdf"} {
			fmt.Fprintf(&b, `<item><deviceName>%s</deviceName><ebs><snapshotId>snap-%017x</snapshotId><volumeSize>8</volumeSize>`+
				`<deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput>`+
				`<encrypted>false</encrypted></ebs></item>`, device, i)
		}
		b.WriteString(`</blockDeviceMapping><virtualizationType>hvm</virtualizationType><tagSet><item><key>team</key><value>bakery</value></item>` +
			`<item><key>commit</key><value>d0c0ffee</value></item></tagSet><hypervisor>xen</hypervisor><enaSupport>true</enaSupport>` +
			`<bootMode>uefi-preferred</bootMode><imdsSupport>v2.0</imdsSupport><platformDetails>Linux/UNIX</platformDetails>` +
			`<usageOperation>RunInstances</usageOperation></item>`)
	}
	b.WriteString(`</imagesSet></DescribeImagesResponse>`)
	return []byte(b.String())
}
