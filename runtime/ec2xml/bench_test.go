package ec2xml

// Benchmarks of a DescribeImages response, with decoders as ec2gen generates them.

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// image has the members that EC2 fills for an ordinary AMI.
type image struct {
	Architecture        string
	BlockDeviceMappings []blockDevice
	BootMode            string
	CreationDate        *string
	DeprecationTime     *string
	Description         *string
	EnaSupport          *bool
	Hypervisor          string
	ImageID             *string
	ImageLocation       *string
	ImageOwnerAlias     *string
	ImageType           string
	ImdsSupport         string
	Name                *string
	OwnerID             *string
	PlatformDetails     *string
	Public              *bool
	RootDeviceName      *string
	RootDeviceType      string
	SriovNetSupport     *string
	State               string
	Tags                []tag
	UsageOperation      *string
	VirtualizationType  string
}

type blockDevice struct {
	DeviceName *string
	Ebs        *ebs
}

type ebs struct {
	DeleteOnTermination *bool
	Encrypted           *bool
	Iops                *int32
	SnapshotID          *string
	Throughput          *int32
	VolumeSize          *int32
	VolumeType          string
}

func decodeImages(d *Decoder) (images []image) {
	for d.Next() {
		switch string(d.Name()) {
		case "imagesSet":
			images = []image{}
			for d.NextItem() {
				images = append(images, image{})
				decodeImage(d, &images[len(images)-1])
			}
		default:
			d.Unknown()
		}
	}
	return images
}

func decodeImage(d *Decoder, v *image) {
	for d.Next() {
		switch string(d.Name()) {
		case "architecture":
			v.Architecture = d.Text()
		case "blockDeviceMapping":
			v.BlockDeviceMappings = decodeBlockDevices(d)
		case "bootMode":
			v.BootMode = d.Text()
		case "creationDate":
			v.CreationDate = d.String()
		case "deprecationTime":
			v.DeprecationTime = d.String()
		case "description":
			v.Description = d.String()
		case "enaSupport":
			v.EnaSupport = d.Bool()
		case "hypervisor":
			v.Hypervisor = d.Text()
		case "imageId":
			v.ImageID = d.String()
		case "imageLocation":
			v.ImageLocation = d.String()
		case "imageOwnerAlias":
			v.ImageOwnerAlias = d.String()
		case "imageOwnerId":
			v.OwnerID = d.String()
		case "imageState":
			v.State = d.Text()
		case "imageType":
			v.ImageType = d.Text()
		case "imdsSupport":
			v.ImdsSupport = d.Text()
		case "isPublic":
			v.Public = d.Bool()
		case "name":
			v.Name = d.String()
		case "platformDetails":
			v.PlatformDetails = d.String()
		case "rootDeviceName":
			v.RootDeviceName = d.String()
		case "rootDeviceType":
			v.RootDeviceType = d.Text()
		case "sriovNetSupport":
			v.SriovNetSupport = d.String()
		case "tagSet":
			v.Tags = decodeTags(d)
		case "usageOperation":
			v.UsageOperation = d.String()
		case "virtualizationType":
			v.VirtualizationType = d.Text()
		default:
			d.Unknown()
		}
	}
}

func decodeBlockDevices(d *Decoder) []blockDevice {
	list := []blockDevice{}
	for d.NextItem() {
		list = append(list, blockDevice{})
		decodeBlockDevice(d, &list[len(list)-1])
	}
	return list
}

func decodeBlockDevice(d *Decoder, v *blockDevice) {
	for d.Next() {
		switch string(d.Name()) {
		case "deviceName":
			v.DeviceName = d.String()
		case "ebs":
			v.Ebs = new(ebs)
			decodeEbs(d, v.Ebs)
		default:
			d.Unknown()
		}
	}
}

func decodeEbs(d *Decoder, v *ebs) {
	for d.Next() {
		switch string(d.Name()) {
		case "deleteOnTermination":
			v.DeleteOnTermination = d.Bool()
		case "encrypted":
			v.Encrypted = d.Bool()
		case "iops":
			v.Iops = d.Int32()
		case "snapshotId":
			v.SnapshotID = d.String()
		case "throughput":
			v.Throughput = d.Int32()
		case "volumeSize":
			v.VolumeSize = d.Int32()
		case "volumeType":
			v.VolumeType = d.Text()
		default:
			d.Unknown()
		}
	}
}

// describeImages returns a response with n images, indented like EC2's.
func describeImages(n int) []byte {
	var w Writer
	root := w.Root("DescribeImagesResponse", "http://ec2.amazonaws.com/doc/2016-11-15/")
	w.Text("requestId", "59dbff89-35bd-4eac-99ed-be587EXAMPLE")
	set := w.Enter("imagesSet")
	for i := 0; i < n; i++ {
		writeImage(&w, i)
	}
	w.Leave(set)
	w.Leave(root)
	return w.Bytes()
}

func writeImage(w *Writer, i int) {
	item := w.Enter("item")
	for _, kv := range [][2]string{
		{"imageId", fmt.Sprintf("ami-%017x", i)}, {"imageLocation", fmt.Sprintf("123456789012/build-%06d", i)},
		{"imageState", "available"}, {"imageOwnerId", "123456789012"}, {"creationDate", "2026-08-07T10:20:30.000Z"},
		{"isPublic", "false"}, {"architecture", "x86_64"}, {"imageType", "machine"}, {"platformDetails", "Linux/UNIX"},
		{"usageOperation", "RunInstances"}, {"name", fmt.Sprintf("build-%06d", i)}, {"description",
			"nightly build &amp; test"},
		{"enaSupport", "true"}, {"sriovNetSupport", "simple"}, {"hypervisor", "xen"}, {"virtualizationType", "hvm"},
		{"rootDeviceName", "/dev/xvda"}, {"rootDeviceType", "ebs"}, {"bootMode", "uefi-preferred"}, {"imdsSupport", "v2.0"},
	} {
		w.Text(kv[0], kv[1])
	}
	list := w.Enter("blockDeviceMapping")
	device := w.Enter("item")
	w.Text("deviceName", "/dev/xvda")
	volume := w.Enter("ebs")
	for _, kv := range [][2]string{{"deleteOnTermination", "true"}, {"snapshotId", fmt.Sprintf("snap-%017x", i)},
		{"volumeSize", "8"}, {"volumeType", "gp3"}, {"iops", "3000"}, {"throughput", "125"}, {"encrypted", "false"}} {
		w.Text(kv[0], kv[1])
	}
	w.Leave(volume)
	w.Leave(device)
	w.Leave(list)
	tags := w.Enter("tagSet")
	for _, kv := range [][2]string{{"Name", "build"}, {"Team", "images"}} {
		one := w.Enter("item")
		w.Text("key", kv[0])
		w.Text("value", kv[1])
		w.Leave(one)
	}
	w.Leave(tags)
	w.Leave(item)
}

// BenchmarkDecodeDescribeImages decodes 1,000 images; allocs/op divided by 1,000 is
// the cost of an image.
func BenchmarkDecodeDescribeImages(b *testing.B) {
	doc := describeImages(1000)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		d := NewDecoder(doc, Limits{})
		images := decodeImages(d)
		require.NoError(b, d.Err())
		require.Len(b, images, 1000)
	}
}

func BenchmarkDecodeRegisterImage(b *testing.B) {
	doc := []byte(`<?xml version="1.0" encoding="UTF-8"?>
<RegisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
    <imageId>ami-0123456789abcdef0</imageId>
</RegisterImageResponse>`)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		d := NewDecoder(doc, Limits{})
		var id *string
		for d.Next() {
			id = d.String()
		}
		if id == nil || d.Err() != nil {
			b.Fatal(d.Err())
		}
	}
}
