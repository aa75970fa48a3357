package valid_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

const known valid.Filters = `
host-tag:
instance-tag
instance-type
owner-id
state
state-reason-code
`

func TestFilters(t *testing.T) {
	for name, want := range map[string]bool{
		"state": true, "owner-id": true, "state-reason-code": true, "instance-type": true,
		"host-tag:": true, "host-tag:a:b": true, "instance-tag:a": true, // the key is anything
		"tag:Name": true, "tag-key": true, "tag-value": true, // taken where they are not documented
		"":     true, // of which another rule speaks
		"stat": false, "tate": false, "reason-code": false, "state-reason": false, "State": false, "host-tag": false,
		"owner-id:a": false, "vpc-id": false, "vpc:id": false, "\n": false, "code\n": false,
	} {
		assert.Equal(t, want, known.Has(name), "%q", name)
	}
	for _, name := range known.Names() {
		assert.True(t, known.Has(name), name)
	}
	assert.False(t, valid.Filters("").Has("state"))
	assert.False(t, valid.Filters("\n").Has("state"))
	assert.Len(t, known.Names(), 6)
	assert.Zero(t, testing.AllocsPerRun(100, func() { known.Has("state-reason-code"); known.Has("vpc-id") }))
}

func TestFilterViolation(t *testing.T) {
	c := valid.Collector{Operation: "DescribeThings"}
	c.Filter("Filters", 1, "instance_type", known)
	c.Filter("Filters", 2, "zzz", known)
	found := c.Violations()
	assert.Equal(t, `Filters[1].Name: is not a documented filter of DescribeThings; did you mean "instance-type"?, got `+
		`"instance_type" (warning filter-name)`, found[0].String())
	assert.Equal(t, `Filters[2].Name: is not a documented filter of DescribeThings, got "zzz" (warning filter-name)`,
		found[1].String())
	assert.NoError(t, found.Err("DescribeThingsInput"))
}
