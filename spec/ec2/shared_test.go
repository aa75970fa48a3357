// Package ec2_test checks the models in this directory: that everything a caller
// meets is documented, in words that are our own; that dates agree with AWS's
// models of those dates; and that examples and error patterns are right.
package ec2_test

// This file finds the material that the tests compare with and that is not part
// of the repository: AWS's models and documents, in a directory "shared".

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

// load is a model of this directory with its overlays.
func load(t *testing.T, version string) *spec.Model {
	t.Helper()
	m, err := spec.Load(version)
	require.NoError(t, err)
	return m
}

// documented is the part of a model that has our own documentation: the AMI
// operations at least, and each other operation that we began to document.
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

// shared is the directory of AWS's material.
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

// inputs are the shapes that requests of the model can hold, by name.
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
