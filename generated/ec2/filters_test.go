package ec2_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// filtersOf returns filters with these names, each with a value.
func filtersOf(names ...string) (list []types.Filter) {
	for _, name := range names {
		list = append(list, types.Filter{Name: aws.String(name), Values: []string{"x"}})
	}
	return list
}

// texts returns the texts of violations.
func texts(found valid.Violations) (list []string) {
	for _, v := range found {
		list = append(list, v.String())
	}
	return list
}

// TestFilterNames checks names of filters against those that AWS documents per operation.
func TestFilterNames(t *testing.T) {
	good := &ec2.DescribeImagesInput{Filters: filtersOf("name", "tag:Name", "block-device-mapping.volume-type",
		"owner-id")}
	assert.Empty(t, good.Violations())
	assert.Zero(t, testing.AllocsPerRun(100, func() { good.Violations() }))

	bad := &ec2.DescribeImagesInput{Filters: filtersOf("name", "volume-id", "owner-ids")}
	assert.NoError(t, bad.Validate(), "EC2 may have filters that it does not document")
	assert.Equal(t, []string{
		`Filters[1].Name: is not a documented filter of DescribeImages, got "volume-id" (warning filter-name)`,
		`Filters[2].Name: is not a documented filter of DescribeImages; did you mean "owner-id"?, got "owner-ids" (warning filter-name)`,
	}, texts(bad.Violations()))

	other := &ec2.DescribeVolumesInput{Filters: filtersOf("volume-id")}
	assert.Empty(t, other.Violations(), "a filter of another operation")
}

// TestEmptyRequiredLists: an empty list is not sent, so that EC2 finds it missing, while
// the AWS SDK and a replacement for it send such requests.
func TestEmptyRequiredLists(t *testing.T) {
	in := &ec2.TerminateInstancesInput{InstanceIds: []string{}}
	assert.Equal(t, []string{"InstanceIds: is required, and an empty list is not sent (warning required-empty)"},
		texts(in.Violations()))
	assert.False(t, in.Violations()[0].SDKChecks)
	assert.Equal(t, []string{"InstanceIds: is required (error required)"},
		texts(new(ec2.TerminateInstancesInput).Violations()))
}

func BenchmarkFilters(b *testing.B) {
	in := &ec2.DescribeInstancesInput{Filters: filtersOf("vpc-id", "instance-state-name", "tag:Name", "subnet-id")}
	b.ReportAllocs()
	for b.Loop() {
		in.Violations()
	}
}
