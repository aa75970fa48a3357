package ec2query

// Benchmarks of a RegisterImage request, with an encoder as ec2gen generates them.

import "testing"

type register struct {
	Architecture        string
	BillingProducts     []string
	BlockDeviceMappings []blockDevice
	BootMode            string
	Description         *string
	DryRun              *bool
	EnaSupport          *bool
	ImageLocation       *string
	ImdsSupport         string
	KernelID            *string
	Name                *string
	RootDeviceName      *string
	SriovNetSupport     *string
	TagSpecifications   []tagSpecification
	TpmSupport          string
	UefiData            *string
	VirtualizationType  *string
}

type blockDevice struct {
	DeviceName *string
	Ebs        *volume
	NoDevice   *string
}

type volume struct {
	DeleteOnTermination *bool
	Encrypted           *bool
	Iops                *int32
	SnapshotID          *string
	Throughput          *int32
	VolumeSize          *int32
	VolumeType          string
}

type tagSpecification struct {
	ResourceType string
	Tags         []tag
}

type tag struct{ Key, Value *string }

func encodeRegister(w *Writer, in *register) {
	w.Text("Action", "RegisterImage")
	w.Enum("Architecture", in.Architecture)
	Strings(w, "BillingProduct", in.BillingProducts)
	for k := First(len(in.BlockDeviceMappings)); k > 0; k = Next(k, len(in.BlockDeviceMappings)) {
		m := w.Item("BlockDeviceMapping", k)
		encodeBlockDevice(w, &in.BlockDeviceMappings[k-1])
		w.Leave(m)
	}
	w.Enum("BootMode", in.BootMode)
	w.String("Description", in.Description)
	w.Bool("DryRun", in.DryRun)
	w.Bool("EnaSupport", in.EnaSupport)
	w.String("ImageLocation", in.ImageLocation)
	w.Enum("ImdsSupport", in.ImdsSupport)
	w.String("KernelId", in.KernelID)
	w.String("Name", in.Name)
	w.String("RootDeviceName", in.RootDeviceName)
	w.String("SriovNetSupport", in.SriovNetSupport)
	for k := First(len(in.TagSpecifications)); k > 0; k = Next(k, len(in.TagSpecifications)) {
		m := w.Item("TagSpecification", k)
		encodeTagSpecification(w, &in.TagSpecifications[k-1])
		w.Leave(m)
	}
	w.Enum("TpmSupport", in.TpmSupport)
	w.String("UefiData", in.UefiData)
	w.Text("Version", "2016-11-15")
	w.String("VirtualizationType", in.VirtualizationType)
}

func encodeBlockDevice(w *Writer, v *blockDevice) {
	w.String("DeviceName", v.DeviceName)
	if v.Ebs != nil {
		m := w.Enter("Ebs")
		w.Bool("DeleteOnTermination", v.Ebs.DeleteOnTermination)
		w.Bool("Encrypted", v.Ebs.Encrypted)
		w.Int32("Iops", v.Ebs.Iops)
		w.String("SnapshotId", v.Ebs.SnapshotID)
		w.Int32("Throughput", v.Ebs.Throughput)
		w.Int32("VolumeSize", v.Ebs.VolumeSize)
		w.Enum("VolumeType", v.Ebs.VolumeType)
		w.Leave(m)
	}
	w.String("NoDevice", v.NoDevice)
}

func encodeTagSpecification(w *Writer, v *tagSpecification) {
	w.Enum("ResourceType", v.ResourceType)
	for k := First(len(v.Tags)); k > 0; k = Next(k, len(v.Tags)) {
		m := w.Item("Tag", k)
		w.String("Key", v.Tags[k-1].Key)
		w.String("Value", v.Tags[k-1].Value)
		w.Leave(m)
	}
}

// aRegister returns a request with three mappings, two tags, and the members that
// release tools set.
func aRegister() *register {
	return &register{
		Architecture: "x86_64",
		BlockDeviceMappings: []blockDevice{
			{DeviceName: ptr("/dev/xvda"), Ebs: &volume{DeleteOnTermination: ptr(true),
				SnapshotID: ptr("snap-0123456789abcdef0"), VolumeSize: ptr(int32(8)), VolumeType: "gp3"}},
			{DeviceName: ptr("/dev/sdf"), Ebs: &volume{Encrypted: ptr(true), Iops: ptr(int32(3000)), Throughput: ptr(int32(125)),
				VolumeSize: ptr(int32(100)), VolumeType: "gp3"}},
			{DeviceName: ptr("/dev/sdg"), NoDevice: ptr("")},
		},
		BootMode:           "uefi",
		Description:        ptr("nightly build, 2026-08-07"),
		EnaSupport:         ptr(true),
		ImdsSupport:        "v2.0",
		Name:               ptr("build/2026-08-07 (x86_64)"),
		RootDeviceName:     ptr("/dev/xvda"),
		SriovNetSupport:    ptr("simple"),
		TagSpecifications:  []tagSpecification{{"image", []tag{{ptr("Name"), ptr("build")}, {ptr("Team"), ptr("images")}}}},
		TpmSupport:         "v2.0",
		VirtualizationType: ptr("hvm"),
	}
}

// BenchmarkEncodeRegisterImage writes into a reused buffer, as the client does.
func BenchmarkEncodeRegisterImage(b *testing.B) {
	in := aRegister()
	var w Writer
	encodeRegister(&w, in)
	b.SetBytes(int64(len(w.Bytes())))
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		w.Reset(w.Bytes()[:0])
		encodeRegister(&w, in)
	}
}

func BenchmarkParseRegisterImage(b *testing.B) {
	var w Writer
	encodeRegister(&w, aRegister())
	b.SetBytes(int64(len(w.Bytes())))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := Parse(w.Bytes(), Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
