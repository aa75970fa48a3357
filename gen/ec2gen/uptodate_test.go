package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUpToDate fails when the committed packages are not what the model makes,
// byte for byte.
func TestUpToDate(t *testing.T) {
	here, err := os.Getwd()
	require.NoError(t, err)
	require.NoError(t, os.Chdir(filepath.Join("..", "..")))
	defer os.Chdir(here)
	var out, progress bytes.Buffer
	status := run([]string{"diff"}, nil, &out, &progress)
	assert.Zero(t, status, "generated/ is stale: run make generate\n%s%s", progress.String(), out.String())
}

// TestImportReproducesTheModel imports AWS's newest model again, restricted to
// the AMI operations: the committed model.yaml is exactly that.
func TestImportReproducesTheModel(t *testing.T) {
	shared := os.Getenv("EC2GEN_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	file := filepath.Join(shared, "models", "ec2-2026-08-07", "service-2.json.gz")
	if _, err := os.Stat(file); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("AWS's data files are needed in CI: ", err)
		}
		t.Skip("AWS's data files are not here (set EC2GEN_SHARED): ", err)
	}
	committed := filepath.Join("..", "..", "spec", "ec2", "2016-11-15")
	dir := t.TempDir()
	var out, progress bytes.Buffer
	status := run([]string{"import", "-model", file, "-operations", amiOperations, "-out", dir}, nil, &out, &progress)
	require.Zero(t, status, progress.String())
	want, err := os.ReadFile(filepath.Join(committed, "model.yaml"))
	require.NoError(t, err)
	got, err := os.ReadFile(filepath.Join(dir, "model.yaml"))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "model.yaml is not what import makes: run make import")
}

// amiOperations are what an AMI pipeline calls; the Makefile's import has the same list.
const amiOperations = "RegisterImage,DeregisterImage,DescribeImages,DescribeImageAttribute," +
	"CopyImage,CreateImage,ModifyImageAttribute,ResetImageAttribute,EnableImageDeprecation,DisableImageDeprecation," +
	"CreateTags,DeleteTags,CreateSnapshot,DescribeSnapshots,ImportSnapshot,DescribeImportSnapshotTasks"
