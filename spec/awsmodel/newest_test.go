package awsmodel

// This file reads AWS's newest model, which is next to the repository.

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/botocore"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func newest(t testing.TB) string { return spectest.Shared(t, spectest.Newest+"/service-2.json.gz") }

func TestWholeEC2(t *testing.T) {
	model, reports, err := Read(newest(t), Options{})
	require.NoError(t, err)
	assert.Len(t, model.Operations, 800)
	// The two patterns that RE2 cannot express are reported, and nothing else is
	// left out.
	var shapes []string
	for _, r := range reports {
		shapes = append(shapes, r.Shape)
	}
	assert.Equal(t, []string{"PlacementGroupArn", "SecretArn"}, shapes)

	// The imported model loads again from its YAML, and gives the same YAML.
	first := spec.Encode(model)
	again, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: first}})
	require.NoError(t, err)
	assert.Equal(t, string(first), string(spec.Encode(again)))
}

// TestNamesThatFormLost fails for a row of the table that no longer fits AWS's model.
func TestNamesThatFormLost(t *testing.T) {
	model, _, err := Read(newest(t), Options{})
	require.NoError(t, err)
	for shape, values := range botocore.ValueNames() {
		s := model.Shape(shape)
		if !assert.NotNil(t, s, "shape %s is gone; remove it from the table", shape) {
			continue
		}
		for value, name := range values {
			found := false
			for _, v := range s.Values {
				found = found || v.Value == value && v.Name == name
			}
			assert.True(t, found, "%s has no value %q; remove it from the table", shape, value)
		}
	}
}

func BenchmarkReadWholeEC2(b *testing.B) {
	file := newest(b)
	for i := 0; i < b.N; i++ {
		if _, _, err := Read(file, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
