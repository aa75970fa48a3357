package gotool

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	out, err := Command{Dir: t.TempDir(), Env: []string{"GOFLAGS=-tags=x"}}.Run("env", "GOFLAGS")
	require.NoError(t, err)
	assert.Equal(t, "-tags=x\n", string(out))
	_, err = Command{}.Run("nothing")
	assert.EqualError(t, err, "go nothing: go nothing: unknown command\nRun 'go help' for usage.")
	t.Setenv("PATH", t.TempDir())
	_, err = Command{}.Run("env")
	assert.EqualError(t, err, "the go command is missing; install Go")
}

func TestDownloads(t *testing.T) {
	var b bytes.Buffer
	d := &downloads{to: &b}
	for _, part := range []string{"go: downl", "oading a v1.0.0\ngo: finding b\ngo: downloading c v2", ".0.0\n",
		"go: downloading the rest"} {
		n, err := d.Write([]byte(part))
		require.NoError(t, err)
		assert.Equal(t, len(part), n)
	}
	assert.Equal(t, "go: downloading a v1.0.0\ngo: downloading c v2.0.0\n", b.String())
}

// A module in the cache requires no go command; one that is being extracted is not
// there yet. Paths are escaped as by the go command.
func TestCached(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "pkg", "mod", "example.com", "!upper", "x@v1.0.0")
	require.NoError(t, os.MkdirAll(dir, 0o777))
	unpacking := filepath.Join(root, "pkg", "mod", "cache", "download", "example.com", "!upper", "x", "@v")
	require.NoError(t, os.MkdirAll(unpacking, 0o777))
	want := &Module{Path: "example.com/Upper/x", Version: "v1.0.0", Dir: dir}
	for name, env := range map[string][2]string{
		"GOMODCACHE":     {filepath.Join(root, "pkg", "mod"), "elsewhere"},
		"GOPATH":         {"", root},
		"a list of them": {"", root + string(filepath.ListSeparator) + "elsewhere"},
	} {
		t.Setenv("GOMODCACHE", env[0])
		t.Setenv("GOPATH", env[1])
		assert.Equal(t, want, cached(want.Path, want.Version), name)
	}
	m, err := Download(want.Path, want.Version, nil)
	require.NoError(t, err)
	assert.Equal(t, want, m)
	for _, path := range []string{"example.com/upper/x", "not a path", "example.com/y"} {
		assert.Nil(t, cached(path, "v1.0.0"), path)
	}
	assert.Nil(t, cached(want.Path, "latest"))
	assert.Nil(t, cached(want.Path, "v1.0.0 "))
	require.NoError(t, os.WriteFile(filepath.Join(unpacking, "v1.0.0.partial"), nil, 0o666))
	assert.Nil(t, cached(want.Path, want.Version))
	t.Setenv("GOPATH", "")
	t.Setenv("HOME", "")
	t.Setenv("USERPROFILE", "")
	assert.Nil(t, cached(want.Path, want.Version))
}

// The go command downloads a module that is not in the cache, from a directory as
// proxy.
func TestDownload(t *testing.T) {
	proxy := t.TempDir()
	versions := filepath.Join(proxy, "example.com", "x", "@v")
	require.NoError(t, os.MkdirAll(versions, 0o777))
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	f, err := w.Create("example.com/x@v1.2.3/x.go")
	require.NoError(t, err)
	f.Write([]byte("package x\n"))
	require.NoError(t, w.Close())
	for name, data := range map[string]string{
		"list": "v1.2.3\n", "v1.2.3.info": `{"Version": "v1.2.3"}`, "v1.2.3.mod": "module example.com/x\n",
		"v1.2.3.zip": archive.String(),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(versions, name), []byte(data), 0o666))
	}
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash("/"+strings.TrimPrefix(filepath.ToSlash(proxy), "/")))
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOFLAGS", "-modcacherw") // which Download replaces
	defer Command{Env: []string{"GOFLAGS="}}.Run("clean", "-modcache")
	var progress bytes.Buffer
	m, err := Download("example.com/x", "latest", &progress)
	require.NoError(t, err)
	assert.Equal(t, "v1.2.3", m.Version)
	assert.FileExists(t, filepath.Join(m.Dir, "x.go"))
	assert.NotNil(t, cached("example.com/x", "v1.2.3"))
	_, err = Download("example.com/x", "v9.9.9", nil)
	assert.ErrorContains(t, err, "example.com/x@v9.9.9: ")
	_, err = Download("example.com/x", "v", nil)
	assert.ErrorContains(t, err, "example.com/x@v: ")
}
