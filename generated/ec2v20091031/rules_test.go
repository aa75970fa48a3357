package ec2v20091031_test

// For each rule of the API of 2009, this file has a request that breaks it and
// differs from a valid request only in that point.

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	ec2 "github.com/ec2gen/ec2gen/generated/ec2v20091031"
	"github.com/ec2gen/ec2gen/generated/ec2v20091031/types"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
)

func text(s string) *string { return &s }

// good returns a valid request, with a root, a data volume and an instance store
// volume.
func good() *ec2.RegisterImageInput {
	return &ec2.RegisterImageInput{
		Name:           text("linux-1,0_(beta)"),
		Description:    text("for the test"),
		Architecture:   types.ArchitectureValuesX8664,
		RootDeviceName: text("/dev/sda1"),
		BlockDeviceMappings: []types.BlockDeviceMapping{
			{DeviceName: text("/dev/sda1"), Ebs: &types.EbsBlockDevice{SnapshotId: text("snap-6eba6e06")}},
			{DeviceName: text("/dev/sdf"), Ebs: &types.EbsBlockDevice{VolumeSize: text("100")}},
			{DeviceName: text("/dev/sdb"), VirtualName: text("ephemeral0")},
		},
	}
}

// manifest returns a valid request that registers a bundle.
func manifest() *ec2.RegisterImageInput {
	return &ec2.RegisterImageInput{
		Name:          text("bundle"),
		ImageLocation: text("bucket/linux/image.manifest.xml"),
	}
}

// broken has changes of a good request that break one rule each.
var broken = map[string]func(in *ec2.RegisterImageInput){
	"name-required":            func(in *ec2.RegisterImageInput) { in.Name = nil },
	"name-length":              func(in *ec2.RegisterImageInput) { in.Name = text("ab") },
	"name-charset":             func(in *ec2.RegisterImageInput) { in.Name = text("linux 1.0") },
	"description-length":       func(in *ec2.RegisterImageInput) { in.Description = text(strings.Repeat("d", 256)) },
	"backing-required":         func(in *ec2.RegisterImageInput) { in.RootDeviceName, in.BlockDeviceMappings = nil, nil },
	"root-device-name-present": func(in *ec2.RegisterImageInput) { in.RootDeviceName = nil },
	"root-device-in-mappings":  func(in *ec2.RegisterImageInput) { in.RootDeviceName = text("/dev/sda") },
	"bdm-device-name-present":  func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].DeviceName = nil },
	"bdm-device-name-unique":   func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].DeviceName = text("/dev/sdb") },
	"bdm-device-name-form":     func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].DeviceName = text("/dev/sdbc") },
	"bdm-kind-one":             func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].Ebs = nil },
	"bdm-kind-one-several":     func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].VirtualName = text("ephemeral1") },
	"virtual-name-form":        func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[2].VirtualName = text("disk0") },
	"ebs-source":               func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].Ebs.VolumeSize = nil },
	"snapshot-id-form":         func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].Ebs.SnapshotId = text("vol-6eba6e06") },
	"volume-size-form":         func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings[1].Ebs.VolumeSize = text("100GiB") },
	"enum":                     func(in *ec2.RegisterImageInput) { in.Architecture = "arm64" },
}

// brokenManifest has the same for requests that register a bundle.
var brokenManifest = map[string]func(in *ec2.RegisterImageInput){
	"image-location-form": func(in *ec2.RegisterImageInput) { in.ImageLocation = text("s3://bucket/image.manifest.xml") },
	"backing-exclusive":   func(in *ec2.RegisterImageInput) { in.BlockDeviceMappings = good().BlockDeviceMappings[1:2] },
}

func TestRules(t *testing.T) {
	assert.Empty(t, good().Violations())
	assert.Empty(t, manifest().Violations())
	for id, change := range broken {
		in := good()
		change(in)
		assert.Equal(t, []string{id}, ruleIDs(in.Violations()), id)
	}
	for id, change := range brokenManifest {
		in := manifest()
		change(in)
		assert.Equal(t, []string{id}, ruleIDs(in.Violations()), id)
	}
}

// Each rule of the model is tested above, except rules on the wire, which the
// server checks. Only errors stop a call.
func TestEveryRule(t *testing.T) {
	m, err := spec.Load("../../spec/ec2/2009-10-31")
	require.NoError(t, err)
	var stopped []string
	for _, r := range m.Rules {
		if r.Wire != "" {
			continue
		}
		change, in := broken[r.ID], good()
		if change == nil {
			change, in = brokenManifest[r.ID], manifest()
		}
		if assert.NotNil(t, change, "no request breaks %s", r.ID) {
			change(in)
			assert.Equal(t, r.Level == spec.LevelError, in.Validate() != nil, r.ID)
		}
		if r.Level == spec.LevelError {
			stopped = append(stopped, r.ID)
		}
	}
	assert.Equal(t, []string{"description-length", "name-charset", "name-length"}, stopped)
}

func ruleIDs(all valid.Violations) []string {
	var ids []string
	for _, v := range all {
		ids = append(ids, v.Rule)
	}
	return ids
}
