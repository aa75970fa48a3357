package ec2

// This file measures the generated code. gen/peers measures it together with the
// AWS SDK.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// fullRequest has three mappings and tags.
func fullRequest() *RegisterImageInput {
	ebs := func(snapshot string, size int32) *types.EbsBlockDevice {
		return &types.EbsBlockDevice{SnapshotId: aws.String(snapshot), VolumeSize: aws.Int32(size),
			VolumeType: types.VolumeTypeGp3, DeleteOnTermination: aws.Bool(true)}
	}
	return &RegisterImageInput{
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

func BenchmarkEncodeRegisterImage(b *testing.B) {
	in := fullRequest()
	var w ec2query.Writer
	buf := make([]byte, 0, 4096)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		w.Reset(buf[:0])
		encodeRegisterImageInput(&w, in)
		buf = w.Bytes()
	}
	b.SetBytes(int64(len(buf)))
}

func TestEncodeAllocatesNothing(t *testing.T) {
	in := fullRequest()
	var w ec2query.Writer
	buf := make([]byte, 0, 4096)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		w.Reset(buf[:0])
		encodeRegisterImageInput(&w, in)
		buf = w.Bytes()
	}))
}

func TestValidatingWhatIsRightAllocatesNothing(t *testing.T) {
	in := fullRequest()
	require.Empty(t, in.Violations())
	require.Zero(t, testing.AllocsPerRun(100, func() { in.Violations() }))
}

func BenchmarkValidateRegisterImage(b *testing.B) {
	in := fullRequest()
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if err := in.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}

// manyImages is a DescribeImages response of n images, 1.3 KB each.
func manyImages(n int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89-35bd-4eac-99ed-be587ed81825</requestId><imagesSet>`)
	for i := 0; i < n; i++ {
		id := uint64(i) * 0x9E3779B97F4A7C15 // as random as EC2's ids, because the compression ratio depends on it
		fmt.Fprintf(&b, `<item><imageId>ami-%017x</imageId><imageLocation>123456789012/image-%d</imageLocation><imageState>available</imageState><imageOwnerId>123456789012</imageOwnerId><creationDate>2026-05-13T10:00:00.000Z</creationDate><isPublic>false</isPublic><architecture>x86_64</architecture><imageType>machine</imageType><sriovNetSupport>simple</sriovNetSupport><name>image-%d</name><description>Image number %d &amp; its description</description><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>`, id, i, i, i)
		b.WriteString(`<blockDeviceMapping>`)
		for _, device := range []string{"/dev/xvda", "/dev/xvdf"} {
			fmt.Fprintf(&b, `<item><deviceName>%s</deviceName><ebs><snapshotId>snap-%017x</snapshotId><volumeSize>8</volumeSize><deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><encrypted>false</encrypted></ebs></item>`, device, id^uint64(len(device)))
		}
		b.WriteString(`</blockDeviceMapping><virtualizationType>hvm</virtualizationType><tagSet><item><key>team</key><value>bakery</value></item><item><key>commit</key><value>d0c0ffee</value></item></tagSet><hypervisor>xen</hypervisor><enaSupport>true</enaSupport><bootMode>uefi-preferred</bootMode><imdsSupport>v2.0</imdsSupport><platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation></item>`)
	}
	b.WriteString(`</imagesSet></DescribeImagesResponse>`)
	return []byte(b.String())
}

func BenchmarkDecodeDescribeImages(b *testing.B) {
	data := manyImages(1000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		var out DescribeImagesOutput
		d := ec2xml.NewDecoder(data, ec2xml.Limits{})
		decodeDescribeImagesOutput(d, &out)
		if d.Err() != nil || len(out.Images) != 1000 || len(d.UnknownElements()) > 0 {
			b.Fatal(d.Err(), len(out.Images), d.UnknownElements())
		}
	}
}

func TestDecodeAllocations(t *testing.T) {
	data := manyImages(100)
	allocs := testing.AllocsPerRun(20, func() {
		var out DescribeImagesOutput
		decodeDescribeImagesOutput(ec2xml.NewDecoder(data, ec2xml.Limits{}), &out)
	})
	require.Less(t, allocs/100, 25.0, "allocations an image")
}
