package ec2_test

// This file tests the patterns that extract fields from error messages, with
// messages that the service has been seen to send.

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

func TestErrorFields(t *testing.T) {
	m := load(t, current)
	tested := map[string]bool{}
	for _, c := range []struct{ code, field, message, want string }{
		{"InvalidAMIName.Duplicate", "ImageId", "AMI name my-image is already in use by AMI ami-0ea09a82f221f584a",
			"ami-0ea09a82f221f584a"},
		{"InvalidAMIName.Duplicate", "ImageId", "AMI name ami-1234 is already in use by AMI ami-4f101526", "ami-4f101526"},
		{"InvalidAMIName.Duplicate", "ImageId", "AMI name in use", ""},
		{"InvalidAMIID.NotFound", "ImageId", "The image id '[ami-0c55b159cbfafe1f0]' does not exist",
			"ami-0c55b159cbfafe1f0"},
		{"InvalidAMIID.NotFound", "ImageId", "The image ids '[ami-0aa, ami-0bb]' do not exist", "ami-0aa"},
		{"InvalidAMIID.Unavailable", "ImageId", "The image ID 'ami-4f101526' is no longer available", "ami-4f101526"},
		{"IncorrectState", "SnapshotId", "Snapshot 'snap-0db2cf683925d191f' is not 'completed'.", "snap-0db2cf683925d191f"},
		{"InvalidSnapshot.NotFound", "SnapshotId", "Snapshot does not exist", ""},
		{"InvalidSnapshot.NotFound", "SnapshotId", "The snapshot 'snap-6eba6e06' does not exist.", "snap-6eba6e06"},
		{"InvalidInstanceID.NotFound", "InstanceId", "The instance ID 'i-0abc1234' does not exist", "i-0abc1234"},
		{"InvalidVolume.NotFound", "VolumeId", "The volume 'vol-0abc1234' does not exist.", "vol-0abc1234"},
		{"UnauthorizedOperation", "EncodedMessage",
			"You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q-_w",
			"4GIOHlTkIaWHQD0Q-_w"},
		{"UnauthorizedOperation", "EncodedMessage", "You are not authorized to perform this operation.", ""},
	} {
		pattern := fieldPattern(t, m, c.code, c.field)
		tested[c.code+"."+c.field] = true
		got := ""
		if match := pattern.FindStringSubmatch(c.message); match != nil {
			got = match[1]
		}
		assert.Equal(t, c.want, got, "%s.%s of %q", c.code, c.field, c.message)
	}
	for _, e := range m.Errors {
		for _, f := range e.Fields {
			assert.True(t, tested[e.Code+"."+f.Name], "no message tests %s.%s", e.Code, f.Name)
		}
	}
}

// fieldPattern returns the expression of one field, which has one group.
func fieldPattern(t *testing.T, m *spec.Model, code, field string) *regexp.Regexp {
	t.Helper()
	for _, e := range m.Errors {
		for _, f := range e.Fields {
			if e.Code == code && f.Name == field {
				pattern := regexp.MustCompile(f.Pattern)
				require.Equal(t, 1, pattern.NumSubexp(), f.Pattern)
				return pattern
			}
		}
	}
	require.FailNow(t, "no such field", "%s.%s", code, field)
	return nil
}
