// Package bench measures encoding and decoding beside the AWS SDK, in one run.
// Both sides are measured through their clients, from the method call to the
// transport and back, with a transport in memory and no signing; what the
// generated code alone takes is in generated/ec2.
package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	sdktypes "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/gen/peers/internal/mirror"
	"github.com/ec2gen/ec2gen/generated/ec2"
)

// answers is a transport that gives the same response to everything.
type answers []byte

func (a answers) Do(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(a)), ContentLength: int64(len(a)), Request: r}, nil
}

var errStop = errors.New("stop")

// stopAfterEncoding ends a call where its body is complete, so that encoding is
// all that is measured of it, the stack of middleware included on both sides.
func stopAfterEncoding(s *middleware.Stack) error {
	return s.Serialize.Insert(middleware.SerializeMiddlewareFunc("stop", func(context.Context, middleware.SerializeInput, middleware.SerializeHandler) (o middleware.SerializeOutput, m middleware.Metadata, err error) {
		return o, m, errStop
	}), "OperationSerializer", middleware.After)
}

func request() *sdk.RegisterImageInput {
	ebs := func(snapshot string, size int32) *sdktypes.EbsBlockDevice {
		return &sdktypes.EbsBlockDevice{SnapshotId: aws.String(snapshot), VolumeSize: aws.Int32(size), VolumeType: sdktypes.VolumeTypeGp3, DeleteOnTermination: aws.Bool(true)}
	}
	return &sdk.RegisterImageInput{
		Name: aws.String("bench/image-2026"), Description: aws.String("An image with three devices & some tags"),
		Architecture: sdktypes.ArchitectureValuesX8664, VirtualizationType: aws.String("hvm"), RootDeviceName: aws.String("/dev/xvda"),
		BootMode: sdktypes.BootModeValuesUefiPreferred, EnaSupport: aws.Bool(true), ImdsSupport: sdktypes.ImdsSupportValuesV20, SriovNetSupport: aws.String("simple"),
		BlockDeviceMappings: []sdktypes.BlockDeviceMapping{
			{DeviceName: aws.String("/dev/xvda"), Ebs: ebs("snap-0db2cf683925d191f", 8)},
			{DeviceName: aws.String("/dev/xvdf"), Ebs: ebs("snap-0db2cf683925d192f", 100)},
			{DeviceName: aws.String("/dev/xvdb"), VirtualName: aws.String("ephemeral0")},
		},
		TagSpecifications: []sdktypes.TagSpecification{{ResourceType: sdktypes.ResourceTypeImage, Tags: []sdktypes.Tag{
			{Key: aws.String("team"), Value: aws.String("bakery")}, {Key: aws.String("commit"), Value: aws.String("d0c0ffee")},
		}}},
	}
}

func BenchmarkEncodeCallSDK(b *testing.B) {
	client := sdk.New(sdk.Options{Region: "us-east-1", APIOptions: []func(*middleware.Stack) error{stopAfterEncoding}})
	in := request()
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := client.RegisterImage(context.Background(), in); !errors.Is(err, errStop) {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodeCallGenerated(b *testing.B) {
	client := ec2.New(ec2.Options{Region: "us-east-1", APIOptions: []func(*middleware.Stack) error{stopAfterEncoding}})
	in := new(ec2.RegisterImageInput)
	if err := mirror.Copy(in, request()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := client.RegisterImage(context.Background(), in); !errors.Is(err, errStop) {
			b.Fatal(err)
		}
	}
}

// manyImages is a DescribeImages response of n images, 1.3 KB each.
func manyImages(n int) []byte {
	var b strings.Builder
	b.WriteString(`<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89-35bd-4eac-99ed-be587ed81825</requestId><imagesSet>`)
	for i := 0; i < n; i++ {
		fmt.Fprintf(&b, `<item><imageId>ami-%017x</imageId><imageLocation>123456789012/image-%d</imageLocation><imageState>available</imageState><imageOwnerId>123456789012</imageOwnerId><creationDate>2026-05-13T10:00:00.000Z</creationDate><isPublic>false</isPublic><architecture>x86_64</architecture><imageType>machine</imageType><name>image-%d</name><description>Image number %d &amp; its description</description><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>`, i, i, i, i)
		for _, device := range []string{"/dev/xvda", "/dev/xvdf"} {
			fmt.Fprintf(&b, `<item><deviceName>%s</deviceName><ebs><snapshotId>snap-%017x</snapshotId><volumeSize>8</volumeSize><deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><encrypted>false</encrypted></ebs></item>`, device, i)
		}
		b.WriteString(`</blockDeviceMapping><virtualizationType>hvm</virtualizationType><tagSet><item><key>team</key><value>bakery</value></item><item><key>commit</key><value>d0c0ffee</value></item></tagSet><hypervisor>xen</hypervisor><enaSupport>true</enaSupport><bootMode>uefi-preferred</bootMode><imdsSupport>v2.0</imdsSupport><platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation></item>`)
	}
	b.WriteString(`</imagesSet></DescribeImagesResponse>`)
	return []byte(b.String())
}

func BenchmarkDecodeSDK(b *testing.B) {
	data := manyImages(1000)
	client := sdk.New(sdk.Options{Region: "us-east-1", HTTPClient: answers(data), Retryer: aws.NopRetryer{}})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if out, err := client.DescribeImages(context.Background(), nil); err != nil || len(out.Images) != 1000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeGenerated(b *testing.B) {
	data := manyImages(1000)
	client := ec2.New(ec2.Options{Region: "us-east-1", HTTPClient: answers(data), Retryer: aws.NopRetryer{}})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if out, err := client.DescribeImages(context.Background(), nil); err != nil || len(out.Images) != 1000 {
			b.Fatal(err)
		}
	}
}

// TestSameImages shows that what is measured is the same work.
func TestSameImages(t *testing.T) {
	data := manyImages(10)
	a, errA := sdk.New(sdk.Options{Region: "us-east-1", HTTPClient: answers(data)}).DescribeImages(context.Background(), nil)
	b, errB := ec2.New(ec2.Options{Region: "us-east-1", HTTPClient: answers(data)}).DescribeImages(context.Background(), nil)
	if errA != nil || errB != nil || !reflect.DeepEqual(mirror.Diff(a, b), mirror.Diff(a, a)) {
		t.Fatal(errA, errB, mirror.Diff(a, b))
	}
}
