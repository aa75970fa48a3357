package ec2test

// This file is filters: tables from a filter's name to the values that a resource
// has there, and the matching of values, wildcards included.

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// imageFilters are the filters of DescribeImages beside tags.
var imageFilters = map[string]func(i *types.Image) []string{
	"architecture":        func(i *types.Image) []string { return one(string(i.Architecture)) },
	"boot-mode":           func(i *types.Image) []string { return one(string(i.BootMode)) },
	"creation-date":       func(i *types.Image) []string { return text(i.CreationDate) },
	"description":         func(i *types.Image) []string { return text(i.Description) },
	"ena-support":         func(i *types.Image) []string { return flag(i.EnaSupport) },
	"hypervisor":          func(i *types.Image) []string { return one(string(i.Hypervisor)) },
	"image-id":            func(i *types.Image) []string { return text(i.ImageId) },
	"image-type":          func(i *types.Image) []string { return one(string(i.ImageType)) },
	"imds-support":        func(i *types.Image) []string { return one(string(i.ImdsSupport)) },
	"is-public":           func(i *types.Image) []string { return flag(i.Public) },
	"kernel-id":           func(i *types.Image) []string { return text(i.KernelId) },
	"manifest-location":   func(i *types.Image) []string { return text(i.ImageLocation) },
	"name":                func(i *types.Image) []string { return text(i.Name) },
	"owner-alias":         func(i *types.Image) []string { return text(i.ImageOwnerAlias) },
	"owner-id":            func(i *types.Image) []string { return text(i.OwnerId) },
	"platform":            func(i *types.Image) []string { return one(string(i.Platform)) },
	"ramdisk-id":          func(i *types.Image) []string { return text(i.RamdiskId) },
	"root-device-name":    func(i *types.Image) []string { return text(i.RootDeviceName) },
	"root-device-type":    func(i *types.Image) []string { return one(string(i.RootDeviceType)) },
	"source-image-id":     func(i *types.Image) []string { return text(i.SourceImageId) },
	"source-image-region": func(i *types.Image) []string { return text(i.SourceImageRegion) },
	"source-instance-id":  func(i *types.Image) []string { return text(i.SourceInstanceId) },
	"sriov-net-support":   func(i *types.Image) []string { return text(i.SriovNetSupport) },
	"state":               func(i *types.Image) []string { return one(string(i.State)) },
	"tpm-support":         func(i *types.Image) []string { return one(string(i.TpmSupport)) },
	"virtualization-type": func(i *types.Image) []string { return one(string(i.VirtualizationType)) },
	"product-code": func(i *types.Image) (list []string) {
		for _, c := range i.ProductCodes {
			list = append(list, text(c.ProductCodeId)...)
		}
		return list
	},
	"product-code.type": func(i *types.Image) (list []string) {
		for _, c := range i.ProductCodes {
			list = append(list, one(string(c.ProductCodeType))...)
		}
		return list
	},
	"state-reason-code": func(i *types.Image) []string {
		if i.StateReason == nil {
			return nil
		}
		return text(i.StateReason.Code)
	},
	"state-reason-message": func(i *types.Image) []string {
		if i.StateReason == nil {
			return nil
		}
		return text(i.StateReason.Message)
	},
	"block-device-mapping.device-name": func(i *types.Image) (list []string) {
		for _, m := range i.BlockDeviceMappings {
			list = append(list, text(m.DeviceName)...)
		}
		return list
	},
	"block-device-mapping.delete-on-termination": volumes(func(v *types.EbsBlockDevice) []string { return flag(v.DeleteOnTermination) }),
	"block-device-mapping.encrypted":             volumes(func(v *types.EbsBlockDevice) []string { return flag(v.Encrypted) }),
	"block-device-mapping.snapshot-id":           volumes(func(v *types.EbsBlockDevice) []string { return text(v.SnapshotId) }),
	"block-device-mapping.volume-size":           volumes(func(v *types.EbsBlockDevice) []string { return number(v.VolumeSize) }),
	"block-device-mapping.volume-type":           volumes(func(v *types.EbsBlockDevice) []string { return one(string(v.VolumeType)) }),
}

// volumes is a filter on the volumes of an image.
func volumes(of func(*types.EbsBlockDevice) []string) func(*types.Image) []string {
	return func(i *types.Image) (list []string) {
		for _, m := range i.BlockDeviceMappings {
			if m.Ebs != nil {
				list = append(list, of(m.Ebs)...)
			}
		}
		return list
	}
}

// snapshotFilters are the filters of DescribeSnapshots beside tags.
var snapshotFilters = map[string]func(s *types.Snapshot) []string{
	"description":  func(s *types.Snapshot) []string { return text(s.Description) },
	"encrypted":    func(s *types.Snapshot) []string { return flag(s.Encrypted) },
	"owner-alias":  func(s *types.Snapshot) []string { return text(s.OwnerAlias) },
	"owner-id":     func(s *types.Snapshot) []string { return text(s.OwnerId) },
	"progress":     func(s *types.Snapshot) []string { return text(s.Progress) },
	"snapshot-id":  func(s *types.Snapshot) []string { return text(s.SnapshotId) },
	"start-time":   func(s *types.Snapshot) []string { return one(s.StartTime.UTC().Format(time.RFC3339)) },
	"status":       func(s *types.Snapshot) []string { return one(string(s.State)) },
	"storage-tier": func(s *types.Snapshot) []string { return one(string(s.StorageTier)) },
	"volume-id":    func(s *types.Snapshot) []string { return text(s.VolumeId) },
	"volume-size":  func(s *types.Snapshot) []string { return number(s.VolumeSize) },
}

// taskFilters are the filters of DescribeImportSnapshotTasks: tags only.
var taskFilters = map[string]func(*types.ImportSnapshotTask) []string{}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func text(s *string) []string { return one(aws.ToString(s)) }

func flag(b *bool) []string {
	return []string{strconv.FormatBool(aws.ToBool(b))}
}

func number(n *int32) []string {
	if n == nil {
		return nil
	}
	return []string{strconv.Itoa(int(*n))}
}

// A matcher says whether a resource meets all filters of a request.
type matcher[T any] func(v *T, tags []types.Tag) bool

// compile makes a matcher of filters: each must be met by one of its values.
func compile[T any](filters []types.Filter, table map[string]func(*T) []string) (matcher[T], error) {
	var all []matcher[T]
	for _, f := range filters {
		name := aws.ToString(f.Name)
		values := patterns(f.Values)
		switch of := table[name]; {
		case of != nil:
			all = append(all, func(v *T, _ []types.Tag) bool { return meets(of(v), values) })
		case name == "tag-key":
			all = append(all, func(_ *T, tags []types.Tag) bool { return meets(keys(tags), values) })
		case strings.HasPrefix(name, "tag:"):
			key := strings.TrimPrefix(name, "tag:")
			all = append(all, func(_ *T, tags []types.Tag) bool { return meets(valuesOf(tags, key), values) })
		default:
			return nil, refusal("InvalidParameterValue", fmt.Sprintf("there is no filter %q", name))
		}
	}
	return func(v *T, tags []types.Tag) bool {
		for _, m := range all {
			if !m(v, tags) {
				return false
			}
		}
		return true
	}, nil
}

func keys(tags []types.Tag) (list []string) {
	for _, t := range tags {
		list = append(list, *t.Key)
	}
	return list
}

func valuesOf(tags []types.Tag, key string) (list []string) {
	for _, t := range tags {
		if *t.Key == key {
			list = append(list, *t.Value)
		}
	}
	return list
}

func meets(have []string, want []*regexp.Regexp) bool {
	for _, h := range have {
		for _, w := range want {
			if w.MatchString(h) {
				return true
			}
		}
	}
	return false
}

// patterns are filter values: * is any text, ? any character, and a backslash
// takes the meaning of either.
func patterns(values []string) (list []*regexp.Regexp) {
	for _, value := range values {
		var b strings.Builder
		b.WriteString("^(?s:")
		escaped := false
		for _, r := range value {
			switch {
			case escaped || r != '*' && r != '?' && r != '\\':
				b.WriteString(regexp.QuoteMeta(string(r)))
				escaped = false
			case r == '\\':
				escaped = true
			case r == '*':
				b.WriteString(".*")
			default:
				b.WriteString(".")
			}
		}
		if escaped {
			b.WriteString(`\\`)
		}
		list = append(list, regexp.MustCompile(b.String()+")$"))
	}
	return list
}
