package ec2test

// This file has the instance types of a few families, as AWS publishes them.

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A family has what its types have in common.
type family struct {
	name         string
	architecture []types.ArchitectureType
	hypervisor   types.InstanceTypeHypervisor
	old          bool // not the current generation
	burstable    bool
	ena          types.EnaSupport
	tpm          bool
	bootModes    []types.BootModeType // the default first
	paravirtual  bool                 // in addition to hvm
	threads      int32                // per core
	clock        float64              // GHz
	maker        string
	sizes        string // "large 2 8": virtual CPUs and GiB
}

var (
	x86      = []types.ArchitectureType{types.ArchitectureTypeX8664}
	x86Both  = []types.ArchitectureType{types.ArchitectureTypeI386, types.ArchitectureTypeX8664}
	arm      = []types.ArchitectureType{types.ArchitectureTypeArm64}
	bios     = []types.BootModeType{types.BootModeTypeLegacyBios}
	biosUefi = []types.BootModeType{types.BootModeTypeLegacyBios, types.BootModeTypeUefi}
	uefi     = []types.BootModeType{types.BootModeTypeUefi}
)

const (
	generalSizes = "large 2 8;xlarge 4 16;2xlarge 8 32;4xlarge 16 64;8xlarge 32 128;12xlarge 48 192;16xlarge 64 256"
	computeSizes = "large 2 4;xlarge 4 8;2xlarge 8 16;4xlarge 16 32"
	burstSizes   = "nano 2 0.5;micro 2 1;small 2 2;medium 2 4;large 2 8;xlarge 4 16;2xlarge 8 32"
	memorySizes  = "large 2 16;xlarge 4 32;2xlarge 8 64;4xlarge 16 128;8xlarge 32 256;12xlarge 48 384;16xlarge 64 512"
)

var families = []family{
	{name: "t1", architecture: x86Both, hypervisor: "xen", old: true, ena: "unsupported", bootModes: bios,
		paravirtual: true, threads: 1,
		maker: "Intel", sizes: "micro 1 0.612"},
	{name: "m1", architecture: x86Both, hypervisor: "xen", old: true, ena: "unsupported", bootModes: bios,
		paravirtual: true, threads: 1,
		maker: "Intel", sizes: "small 1 1.7;medium 1 3.7;large 2 7.5;xlarge 4 15"},
	{name: "m3", architecture: x86, hypervisor: "xen", old: true, ena: "unsupported", bootModes: bios,
		paravirtual: true, threads: 2,
		clock: 2.5, maker: "Intel", sizes: "medium 1 3.75;large 2 7.5;xlarge 4 15;2xlarge 8 30"},
	{name: "t2", architecture: x86Both, hypervisor: "xen", burstable: true, ena: "unsupported", bootModes: bios,
		threads: 1, clock: 2.3,
		maker: "Intel", sizes: "nano 1 0.5;micro 1 1;small 1 2;medium 2 4;large 2 8;xlarge 4 16;2xlarge 8 32"},
	{name: "t3", architecture: x86, hypervisor: "nitro", burstable: true, ena: "required", tpm: true,
		bootModes: biosUefi, threads: 2,
		clock: 2.5, maker: "Intel", sizes: burstSizes},
	{name: "t3a", architecture: x86, hypervisor: "nitro", burstable: true, ena: "required", tpm: true,
		bootModes: biosUefi, threads: 2,
		clock: 2.2, maker: "AMD", sizes: burstSizes},
	{name: "t4g", architecture: arm, hypervisor: "nitro", burstable: true, ena: "required", bootModes: uefi,
		threads: 1, clock: 2.5,
		maker: "AWS", sizes: burstSizes},
	{name: "m5", architecture: x86, hypervisor: "nitro", ena: "required", tpm: true, bootModes: biosUefi, threads: 2,
		clock: 3.1,
		maker: "Intel", sizes: generalSizes + ";24xlarge 96 384"},
	{name: "m6i", architecture: x86, hypervisor: "nitro", ena: "required", tpm: true, bootModes: biosUefi, threads: 2,
		clock: 3.5,
		maker: "Intel", sizes: generalSizes + ";24xlarge 96 384;32xlarge 128 512"},
	{name: "m6g", architecture: arm, hypervisor: "nitro", ena: "required", bootModes: uefi, threads: 1, clock: 2.5,
		maker: "AWS",
		sizes: "medium 1 4;" + generalSizes},
	{name: "m7g", architecture: arm, hypervisor: "nitro", ena: "required", bootModes: uefi, threads: 1, clock: 2.6,
		maker: "AWS",
		sizes: "medium 1 4;" + generalSizes},
	{name: "c5", architecture: x86, hypervisor: "nitro", ena: "required", tpm: true, bootModes: biosUefi, threads: 2,
		clock: 3.4,
		maker: "Intel", sizes: computeSizes + ";9xlarge 36 72;12xlarge 48 96;18xlarge 72 144;24xlarge 96 192"},
	{name: "c6g", architecture: arm, hypervisor: "nitro", ena: "required", bootModes: uefi, threads: 1, clock: 2.5,
		maker: "AWS",
		sizes: "medium 1 2;" + computeSizes + ";8xlarge 32 64;12xlarge 48 96;16xlarge 64 128"},
	{name: "r5", architecture: x86, hypervisor: "nitro", ena: "required", tpm: true, bootModes: biosUefi, threads: 2,
		clock: 3.1,
		maker: "Intel", sizes: memorySizes + ";24xlarge 96 768"},
}

// freeTier has the types of AWS's free tier.
var freeTier = []string{"t1.micro", "t2.micro", "t3.micro"}

// instanceTypes has all types, by name.
var instanceTypes = allTypes()

func allTypes() (list []types.InstanceTypeInfo) {
	for _, f := range families {
		for _, size := range strings.Split(f.sizes, ";") {
			var name string
			var cpus int32
			var memory float64
			if _, err := fmt.Sscan(size, &name, &cpus, &memory); err != nil {
				panic("instance types: " + size + ": " + err.Error())
			}
			list = append(list, f.info(f.name+"."+name, cpus, int64(memory*1024+0.5)))
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].InstanceType < list[j].InstanceType })
	return list
}

// info returns the description of one type of a family.
func (f family) info(name string, cpus int32, memory int64) types.InstanceTypeInfo {
	nitro := f.hypervisor == types.InstanceTypeHypervisorNitro
	threads := min(f.threads, cpus)
	out := types.InstanceTypeInfo{
		InstanceType: types.InstanceType(name), CurrentGeneration: aws.Bool(!f.old),
		FreeTierEligible: aws.Bool(contains(freeTier, name)),
		BareMetal:        aws.Bool(false), Hypervisor: f.hypervisor,
		BurstablePerformanceSupported: aws.Bool(f.burstable ||
			name == "t1.micro"),
		ProcessorInfo: &types.ProcessorInfo{SupportedArchitectures: f.architecture,
			Manufacturer: aws.String(f.maker)},
		VCpuInfo: &types.VCpuInfo{DefaultVCpus: &cpus, DefaultCores: aws.Int32(cpus / threads),
			DefaultThreadsPerCore: &threads},
		MemoryInfo: &types.MemoryInfo{SizeInMiB: &memory}, InstanceStorageSupported: aws.Bool(f.name == "m1" ||
			f.name == "m3"),
		NetworkInfo: &types.NetworkInfo{EnaSupport: f.ena, Ipv6Supported: aws.Bool(!f.old),
			EfaSupported:                 aws.Bool(false),
			EncryptionInTransitSupported: aws.Bool(false)},
		EbsInfo: &types.EbsInfo{EbsOptimizedSupport: types.EbsOptimizedSupportUnsupported,
			EncryptionSupport: types.EbsEncryptionSupportSupported,
			NvmeSupport:       types.EbsNvmeSupportUnsupported},
		SupportedBootModes: f.bootModes, SupportedUsageClasses: []types.UsageClassType{"on-demand", "spot"},
		SupportedRootDeviceTypes:     []types.RootDeviceType{"ebs"},
		SupportedVirtualizationTypes: []types.VirtualizationType{"hvm"},
		NitroTpmSupport:              types.NitroTpmSupportUnsupported,
		NitroEnclavesSupport:         types.NitroEnclavesSupportUnsupported,
		DedicatedHostsSupported:      aws.Bool(!f.burstable && !f.old), AutoRecoverySupported: aws.Bool(!f.old),
	}
	if f.clock > 0 {
		out.ProcessorInfo.SustainedClockSpeedInGhz = aws.Float64(f.clock)
	}
	if nitro {
		out.EbsInfo.EbsOptimizedSupport, out.EbsInfo.NvmeSupport = types.EbsOptimizedSupportDefault,
			types.EbsNvmeSupportRequired
	}
	if f.paravirtual {
		out.SupportedVirtualizationTypes = []types.VirtualizationType{"hvm", "paravirtual"}
		out.SupportedRootDeviceTypes = []types.RootDeviceType{"ebs", "instance-store"}
	}
	if f.tpm {
		out.NitroTpmSupport, out.NitroTpmInfo = types.NitroTpmSupportSupported,
			&types.NitroTpmInfo{SupportedVersions: []string{"2.0"}}
	}
	return out
}

var instanceTypeFilters = filters{
	"auto-recovery-supported":                                 "AutoRecoverySupported",
	"bare-metal":                                              "BareMetal",
	"burstable-performance-supported":                         "BurstablePerformanceSupported",
	"current-generation":                                      "CurrentGeneration",
	"dedicated-hosts-supported":                               "DedicatedHostsSupported",
	"ebs-info.attachment-limit-type":                          "EbsInfo.AttachmentLimitType",
	"ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps":  "EbsInfo.EbsOptimizedInfo.BaselineBandwidthInMbps",
	"ebs-info.ebs-optimized-info.baseline-iops":               "EbsInfo.EbsOptimizedInfo.BaselineIops",
	"ebs-info.ebs-optimized-info.baseline-throughput-in-mbps": "EbsInfo.EbsOptimizedInfo.BaselineThroughputInMBps",
	"ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps":   "EbsInfo.EbsOptimizedInfo.MaximumBandwidthInMbps",
	"ebs-info.ebs-optimized-info.maximum-iops":                "EbsInfo.EbsOptimizedInfo.MaximumIops",
	"ebs-info.ebs-optimized-info.maximum-throughput-in-mbps":  "EbsInfo.EbsOptimizedInfo.MaximumThroughputInMBps",
	"ebs-info.ebs-optimized-support":                          "EbsInfo.EbsOptimizedSupport",
	"ebs-info.encryption-support":                             "EbsInfo.EncryptionSupport",
	"ebs-info.maximum-ebs-attachments":                        "EbsInfo.MaximumEbsAttachments",
	"ebs-info.nvme-support":                                   "EbsInfo.NvmeSupport",
	"free-tier-eligible":                                      "FreeTierEligible",
	"hibernation-supported":                                   "HibernationSupported",
	"hypervisor":                                              "Hypervisor",
	"instance-storage-info.disk.count":                        "InstanceStorageInfo.Disks.Count",
	"instance-storage-info.disk.size-in-gb":                   "InstanceStorageInfo.Disks.SizeInGB",
	"instance-storage-info.disk.type":                         "InstanceStorageInfo.Disks.Type",
	"instance-storage-info.encryption-support":                "InstanceStorageInfo.EncryptionSupport",
	"instance-storage-info.nvme-support":                      "InstanceStorageInfo.NvmeSupport",
	"instance-storage-info.total-size-in-gb":                  "InstanceStorageInfo.TotalSizeInGB",
	"instance-storage-supported":                              "InstanceStorageSupported",
	"instance-type":                                           "InstanceType",
	"memory-info.size-in-mib":                                 "MemoryInfo.SizeInMiB",
	"network-info.bandwidth-weightings":                       "NetworkInfo.BandwidthWeightings",
	"network-info.efa-info.maximum-efa-interfaces":            "NetworkInfo.EfaInfo.MaximumEfaInterfaces",
	"network-info.efa-supported":                              "NetworkInfo.EfaSupported",
	"network-info.ena-support":                                "NetworkInfo.EnaSupport",
	"network-info.encryption-in-transit-supported":            "NetworkInfo.EncryptionInTransitSupported",
	"network-info.flexible-ena-queues-support":                "NetworkInfo.FlexibleEnaQueuesSupport",
	"network-info.ipv4-addresses-per-interface":               "NetworkInfo.Ipv4AddressesPerInterface",
	"network-info.ipv6-addresses-per-interface":               "NetworkInfo.Ipv6AddressesPerInterface",
	"network-info.ipv6-supported":                             "NetworkInfo.Ipv6Supported",
	"network-info.maximum-network-cards":                      "NetworkInfo.MaximumNetworkCards",
	"network-info.maximum-network-interfaces":                 "NetworkInfo.MaximumNetworkInterfaces",
	"network-info.network-performance":                        "NetworkInfo.NetworkPerformance",
	"nitro-enclaves-support":                                  "NitroEnclavesSupport",
	"nitro-tpm-info.supported-versions":                       "NitroTpmInfo.SupportedVersions",
	"nitro-tpm-support":                                       "NitroTpmSupport",
	"processor-info.supported-architecture":                   "ProcessorInfo.SupportedArchitectures",
	"processor-info.supported-features":                       "ProcessorInfo.SupportedFeatures",
	"processor-info.sustained-clock-speed-in-ghz":             "ProcessorInfo.SustainedClockSpeedInGhz",
	"reboot-migration-support":                                "RebootMigrationSupport",
	"supported-boot-mode":                                     "SupportedBootModes",
	"supported-root-device-type":                              "SupportedRootDeviceTypes",
	"supported-usage-class":                                   "SupportedUsageClasses",
	"supported-virtualization-type":                           "SupportedVirtualizationTypes",
	"vcpu-info.default-cores":                                 "VCpuInfo.DefaultCores",
	"vcpu-info.default-threads-per-core":                      "VCpuInfo.DefaultThreadsPerCore",
	"vcpu-info.default-vcpus":                                 "VCpuInfo.DefaultVCpus",
	"vcpu-info.valid-cores":                                   "VCpuInfo.ValidCores",
	"vcpu-info.valid-threads-per-core":                        "VCpuInfo.ValidThreadsPerCore",
}

// DescribeInstanceTypes describes the types of the server, by name.
func (e *EC2) DescribeInstanceTypes(ctx context.Context,
	in *ec2.DescribeInstanceTypesInput) (*ec2.DescribeInstanceTypesOutput, error) {
	return look[ec2.DescribeInstanceTypesOutput](ctx, e, in, func(*tx) (catalog[types.InstanceTypeInfo], error) {
		return catalog[types.InstanceTypeInfo]{items: instanceTypes, filters: instanceTypeFilters,
			names:   "InstanceTypes",
			name:    func(k *types.InstanceTypeInfo) string { return string(k.InstanceType) },
			unknown: "InvalidInstanceType"}, nil
	})
}

var offeringFilters = filters{"instance-type": "InstanceType", "location": "Location"}

// DescribeInstanceTypeOfferings lists where types are offered: all types, in all
// places.
func (e *EC2) DescribeInstanceTypeOfferings(ctx context.Context,
	in *ec2.DescribeInstanceTypeOfferingsInput) (*ec2.DescribeInstanceTypeOfferingsOutput, error) {
	return look[ec2.DescribeInstanceTypeOfferingsOutput](ctx, e, in, func(t *tx) (catalog[types.InstanceTypeOffering],
		error) {
		c := catalog[types.InstanceTypeOffering]{filters: offeringFilters}
		kind := in.LocationType
		if kind == "" {
			kind = types.LocationTypeRegion
		}
		locations := map[types.LocationType][]string{types.LocationTypeRegion: {t.region}}
		for _, z := range t.zones() {
			locations[types.LocationTypeAvailabilityZone] = append(locations[types.LocationTypeAvailabilityZone],
				*z.ZoneName)
			locations[types.LocationTypeAvailabilityZoneId] = append(locations[types.LocationTypeAvailabilityZoneId],
				*z.ZoneId)
		}
		for _, k := range instanceTypes {
			for _, location := range locations[kind] {
				c.items = append(c.items, types.InstanceTypeOffering{InstanceType: k.InstanceType, LocationType: kind,
					Location: &location})
			}
		}
		return c, nil
	})
}
