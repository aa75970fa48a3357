package gen

// This file reproduces the change of 2022-10-03, in which EC2 added ImdsSupport: to
// the request of RegisterImage, to the response of DescribeImages, and as an
// attribute to the request and the response of DescribeImageAttribute.
// testdata/imds-support.diff is the difference that a reviewer would have read:
// between the packages without and with it.

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func TestImdsSupportDiff(t *testing.T) {
	operations := []string{"RegisterImage", "DescribeImages", "DescribeImageAttribute"}
	with := imdsModel(t, operations)
	without := imdsModel(t, operations)
	removeImdsSupport(t, without)
	without, err := without.Cut(operations) // its enum is no longer reached
	require.NoError(t, err)

	got := packageDiff(t, without, with)
	golden := filepath.Join("testdata", "imds-support.diff")
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(golden, got, 0o666))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	if !bytes.Equal(want, got) {
		t.Errorf("%s differs (UPDATE=1 go test ./gen rewrites it)\n%s", golden, diff.Diff("want", want, "got", got))
	}
	for _, line := range bytes.Split(got, []byte("\n")) {
		if bytes.HasPrefix(line, []byte("-")) && !bytes.HasPrefix(line, []byte("--- ")) {
			t.Errorf("adding ImdsSupport changed or moved an unrelated line: %s", line)
		}
	}
}

func imdsModel(t *testing.T, operations []string) *spec.Model {
	t.Helper()
	model, err := spec.Embedded()
	require.NoError(t, err)
	model, err = model.Cut(operations)
	require.NoError(t, err)
	return model
}

// removeImdsSupport removes the members, the attribute's name and the rule that
// were added on that day.
func removeImdsSupport(t *testing.T, m *spec.Model) {
	t.Helper()
	for _, name := range []string{"RegisterImageRequest", "Image", "ImageAttribute"} {
		s := m.Shape(name)
		n := len(s.Members)
		s.Members = slices.DeleteFunc(s.Members, func(f *spec.Member) bool { return f.Name == "ImdsSupport" })
		require.Len(t, s.Members, n-1, name)
	}
	attribute := m.Shape("ImageAttributeName")
	n := len(attribute.Values)
	attribute.Values = slices.DeleteFunc(attribute.Values,
		func(v *spec.EnumValue) bool { return v.Value == "imdsSupport" })
	require.Len(t, attribute.Values, n-1)
	n = len(m.Rules)
	m.Rules = slices.DeleteFunc(m.Rules, func(r *spec.Rule) bool { return r.ID == "imds-enum" })
	require.Len(t, m.Rules, n-1)
}

// packageDiff returns the difference between two models' packages, file by file.
func packageDiff(t *testing.T, before, after *spec.Model) []byte {
	t.Helper()
	config := plan.Config{Package: "ec2", ImportPath: "example.com/ec2"}
	old, err := Generate(before, config)
	require.NoError(t, err)
	now, err := Generate(after, config)
	require.NoError(t, err)
	require.Len(t, now, len(old), "no file is added or removed")
	var out bytes.Buffer
	for i, f := range now {
		require.Equal(t, old[i].Name, f.Name)
		out.Write(diff.Diff("a/"+f.Name, old[i].Data, "b/"+f.Name, f.Data))
	}
	return out.Bytes()
}
