package ec2_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// This file tests the methods of validation. ../rules_test.go tests the rules
// themselves.

func decode(t *testing.T, text string) *ec2.RegisterImageInput {
	in := new(ec2.RegisterImageInput)
	require.NoError(t, json.Unmarshal([]byte(text), in))
	return in
}

// TestRuleScope checks that rules of RegisterImage do not apply to the same
// structure in requests of other operations, and that rules of volumes do.
func TestRuleScope(t *testing.T) {
	var in ec2.CreateImageInput
	require.NoError(t, json.Unmarshal([]byte(`{"InstanceId": "i-0123456789abcdef0", "Name": "web", "BlockDeviceMappings": [
		{"DeviceName": "/dev/sdf", "Ebs": {"KmsKeyId": "alias/aws/ebs", "VolumeType": "io1"}}]}`), &in))
	var ids []string
	for _, v := range in.Violations() {
		ids = append(ids, v.Rule)
	}
	assert.Equal(t, []string{"iops-required"}, ids)
}

// TestValidateOfAbsentInput checks the documented results of the methods for a nil
// input.
func TestValidateOfAbsentInput(t *testing.T) {
	var in *ec2.RegisterImageInput
	assert.Error(t, in.Validate())
	assert.NoError(t, (*ec2.DescribeImagesInput)(nil).Validate())
}

// TestPolicyOnRules turns rules off, on and up by id.
func TestPolicyOnRules(t *testing.T) {
	in := decode(t, `{"Name": "web", "VirtualizationType": "hvm"}`)
	require.Error(t, in.Validate())
	off := valid.Policy{Levels: map[string]valid.Level{"backing-required": valid.LevelOff}}
	assert.NoError(t, off.Apply(in.Violations()).Err("x"), "a name alone is enough for moto")

	in = decode(t, `{"Name": "web", "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/xvda",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0db2cf683925d191f", "VolumeType": "gp3", "Iops": 8000, "Throughput": 1500}}]}`)
	assert.Empty(t, valid.Policy{}.Apply(in.Violations()))
	on := valid.Policy{Levels: map[string]valid.Level{"throughput-range-2022": valid.LevelWarning}}
	assert.Len(t, on.Apply(in.Violations()), 1)
}

// TestViolationsAllocateNothing checks that a valid request causes no allocation.
func TestViolationsAllocateNothing(t *testing.T) {
	in := decode(t, `{"Name": "web-2024.01", "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/xvda",
		"BootMode": "uefi", "TpmSupport": "v2.0", "ImdsSupport": "v2.0", "EnaSupport": true, "SriovNetSupport": "simple", "Description": "d",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0db2cf683925d191f", "VolumeType": "gp3", "VolumeSize": 8}},
			{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 100, "VolumeType": "io1", "Iops": 100}}, {"DeviceName": "/dev/sdg", "VirtualName": "ephemeral0"}],
		"TagSpecifications": [{"ResourceType": "image", "Tags": [{"Key": "a", "Value": "b"}, {"Key": "c", "Value": ""}]}]}`)
	require.Empty(t, in.Violations())
	assert.Zero(t, testing.AllocsPerRun(100, func() { in.Violations() }))
}

func BenchmarkViolations(b *testing.B) {
	in := new(ec2.RegisterImageInput)
	if err := json.Unmarshal([]byte(`{"Name": "web-2024.01", "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/xvda",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0db2cf683925d191f", "VolumeType": "gp3", "VolumeSize": 8}}]}`), in); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		in.Violations()
	}
}
