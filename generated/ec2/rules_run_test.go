package ec2

// This file measures validation of the most common request.

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
)

// runRequest returns a RunInstances request with 3 network interfaces, 2 mappings
// and 10 tags.
func runRequest(t testing.TB) *RunInstancesInput {
	in := new(RunInstancesInput)
	require.NoError(t, json.Unmarshal([]byte(`{
		"ImageId": "ami-0123456789abcdef0", "InstanceType": "m5.large", "MinCount": 1, "MaxCount": 1, "KeyName": "key",
		"IamInstanceProfile": {"Arn": "arn:aws:iam::123456789012:instance-profile/web"},
		"BlockDeviceMappings": [
			{"DeviceName": "/dev/xvda", "Ebs": {"VolumeType": "gp3", "VolumeSize": 20, "Encrypted": true}},
			{"DeviceName": "/dev/sdf", "Ebs": {"VolumeType": "io2", "VolumeSize": 100, "Iops": 1000}}],
		"NetworkInterfaces": [
			{"DeviceIndex": 0, "SubnetId": "subnet-0123456789abcdef0", "Groups": ["sg-0123456789abcdef0"]},
			{"DeviceIndex": 1, "SubnetId": "subnet-0123456789abcdef0", "PrivateIpAddress": "10.0.0.10"},
			{"DeviceIndex": 2, "NetworkInterfaceId": "eni-0123456789abcdef0"}]}`), in))
	var tags []types.Tag
	for i := 0; i < 10; i++ {
		tags = append(tags, types.Tag{Key: aws.String("key" + strconv.Itoa(i)), Value: aws.String("value")})
	}
	in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeInstance, Tags: tags}}
	return in
}

func TestRunInstancesAllocatesNothing(t *testing.T) {
	in := runRequest(t)
	require.Empty(t, in.Violations())
	assert.Zero(t, testing.AllocsPerRun(100, func() { in.Violations() }))
}

// BenchmarkRunInstances compares the costs of validation and of encoding the same
// request.
func BenchmarkRunInstances(b *testing.B) {
	in := runRequest(b)
	b.Run("validate", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			in.Violations()
		}
	})
	b.Run("encode", func(b *testing.B) {
		var w ec2query.Writer
		buf := make([]byte, 0, 8192)
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			w.Reset(buf[:0])
			encodeRunInstancesInput(&w, in)
			buf = w.Bytes()
		}
	})
}
