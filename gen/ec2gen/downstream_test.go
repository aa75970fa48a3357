package main

// This file tests the steps of a downstream repository, from an empty directory:
// get the tool, generate, build, run, and read the request.

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"
	"golang.org/x/tools/txtar"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// TestDownstream creates the module in testdata/downstream.txtar in a temporary
// directory, with a replace line for this checkout, and runs `go generate` and the
// program there. It compares the program's request byte for byte.
func TestDownstream(t *testing.T) {
	spectest.Slow(t)
	archive, err := txtar.ParseFile(filepath.Join("testdata", "downstream.txtar"))
	require.NoError(t, err)
	dir, want := unpack(t, archive)

	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.Equal(t, "application/x-www-form-urlencoded", r.Header.Get("Content-Type"))
		assert.Contains(t, r.Header.Get("Authorization"), "/us-east-1/ec2/aws4_request")
		got = append(got, string(body))
		io.WriteString(w, `<RegisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId><imageId>ami-0123456789abcdef0</imageId></RegisterImageResponse>`)
	}))
	defer server.Close()

	goRun(t, dir, "generate", "./...")
	assert.FileExists(t, filepath.Join(dir, "internal", "ec2", "op_register_image_gen.go"))
	assert.NoFileExists(t, filepath.Join(dir, "internal", "ec2", "op_copy_image_gen.go"), "not selected")
	goRun(t, dir, "tool", "ec2gen", "diff")
	out := goRun(t, dir, "run", ".", server.URL)

	assert.Equal(t, "ami-0123456789abcdef0\n", out)
	assert.Equal(t, []string{want}, got)
}

// unpack writes the archive to a temporary directory, completes its go.mod, and
// returns the directory and the request that is expected.
func unpack(t *testing.T, archive *txtar.Archive) (dir, want string) {
	dir = t.TempDir()
	for _, f := range archive.Files {
		if f.Name == "request" {
			want = string(f.Data[:len(f.Data)-1]) // the body has no newline at its end
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(t, os.WriteFile(path, f.Data, 0o666))
	}
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o666))
	// Do what `go get -tool` does, for a version that no proxy has: add the tool
	// line and the versions of its dependencies.
	edit := []string{"mod", "edit", "-replace", "github.com/ec2gen/ec2gen=" + root, "-tool",
		"github.com/ec2gen/ec2gen/gen/ec2gen"}
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	mod, err := modfile.Parse("go.mod", data, nil)
	require.NoError(t, err)
	for _, r := range mod.Require {
		edit = append(edit, "-require", r.Mod.String())
	}
	goRun(t, dir, edit...)
	return dir, want
}

// goRun runs the go command in dir and returns its standard output.
func goRun(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod -buildvcs=false")
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && assert.ErrorAs(t, err, &exit) {
		t.Fatalf("go %v: %v\n%s%s", args, err, out, exit.Stderr)
	}
	return string(out)
}
