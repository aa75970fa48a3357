// Package ec2_test checks the models in this directory: everything that callers use
// is documented, in our own words; dates agree with AWS's models of those dates;
// examples and error patterns are correct.
package ec2_test

// This file finds AWS's models and documents, which the tests compare with. They
// are not part of the repository but in a directory "shared".

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// The models of this directory.
const (
	current = "2016-11-15"
	oldest  = "2009-10-31"
)

// load returns a model of this directory with its overlays.
func load(t *testing.T, version string) *spec.Model {
	t.Helper()
	m, err := spec.Load(version)
	require.NoError(t, err)
	return m
}

// documented returns the part of a model with our own documentation: at least the
// AMI operations, and each other operation with any documentation.
func documented(t *testing.T, version string) *spec.Model {
	t.Helper()
	m := load(t, version)
	var names []string
	for _, op := range m.Operations {
		if op.Doc != "" {
			names = append(names, op.Name)
		}
	}
	m, err := m.Cut(names)
	require.NoError(t, err)
	return m
}

// shared returns the directory with AWS's files.
func shared(t *testing.T) string {
	t.Helper()
	return filepath.Dir(spectest.Shared(t, "models"))
}

// readModel reads one of AWS's model files into v.
func readModel(t *testing.T, file string, v any) {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	require.NoError(t, json.NewDecoder(z).Decode(v), file)
}

// inputs returns the shapes that requests of the model can contain, by name.
func inputs(m *spec.Model) map[string]*spec.Shape {
	reached := map[string]*spec.Shape{}
	var walk func(s *spec.Shape)
	walk = func(s *spec.Shape) {
		if s == nil || reached[s.Name] != nil {
			return
		}
		reached[s.Name] = s
		for _, f := range s.Members {
			walk(f.Shape)
		}
		for _, f := range []*spec.Member{s.Key, s.Elem} {
			if f != nil {
				walk(f.Shape)
			}
		}
	}
	for _, op := range m.Operations {
		walk(op.Input)
	}
	return reached
}
