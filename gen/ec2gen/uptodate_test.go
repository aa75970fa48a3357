package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// TestUpToDate fails if the committed packages differ from the generated ones.
func TestUpToDate(t *testing.T) {
	here, err := os.Getwd()
	require.NoError(t, err)
	require.NoError(t, os.Chdir(filepath.Join("..", "..")))
	defer os.Chdir(here)
	var out, progress bytes.Buffer
	status := run([]string{"diff"}, nil, &out, &progress)
	assert.Zero(t, status, "generated/ is stale: run make generate\n%s%s", progress.String(), out.String())
}

// TestImportReproducesTheModel imports AWS's newest model again: the result equals
// the committed model.yaml.
func TestImportReproducesTheModel(t *testing.T) {
	spectest.Slow(t)
	file := spectest.Shared(t, spectest.Newest+"/service-2.json.gz")
	committed := filepath.Join("..", "..", "spec", "ec2", "2016-11-15")
	dir := t.TempDir()
	var out, progress bytes.Buffer
	status := run([]string{"import", "-model", file, "-out", dir}, nil, &out, &progress)
	require.Zero(t, status, progress.String())
	want, err := os.ReadFile(filepath.Join(committed, "model.yaml"))
	require.NoError(t, err)
	got, err := os.ReadFile(filepath.Join(dir, "model.yaml"))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "model.yaml is stale: run make import")
}
