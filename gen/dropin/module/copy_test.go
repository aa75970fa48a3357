package module

// This file tests that the copies of the runtime compile whatever the program's
// SDK lacks.

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/runtime"
)

// TestEveryFeatureMayLack builds the copies with each feature off, and all. That
// older cores compile them is shown by make dropin, whose programs have some.
func TestEveryFeatureMayLack(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles nine copies of the runtime")
	}
	all := map[string]bool{}
	for _, f := range features {
		all[f.name] = true
	}
	for _, name := range append(featureNames(), "none", "all") {
		t.Run(name, func(t *testing.T) {
			has := map[string]bool{}
			for f := range all {
				has[f] = name != "none" && name != f
			}
			dropUnusable(has)
			dir := writeCopies(t, has)
			build := exec.Command("go", "vet", "./...")
			build.Dir, build.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
			out, err := build.CombinedOutput()
			assert.NoError(t, err, string(out))
		})
	}
}

// writeCopies makes a module of the copies, with the requirements of this one.
func writeCopies(t *testing.T, has map[string]bool) string {
	t.Helper()
	const below = "example.com/copies/internal"
	user := files.File{Name: "user.go", Data: []byte("package user\n\nimport _ \"" + below + "/awsclient\"\n")}
	copied, err := copyRuntime([]files.File{user}, below, has)
	require.NoError(t, err)
	root := filepath.Join("..", "..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	_, requirements, _ := strings.Cut(string(mod), "\n")
	dir := t.TempDir()
	for _, f := range append(copied, user, files.File{Name: "go.sum", Data: sum}, files.File{Name: "go.mod", Data: []byte("module example.com/copies\n" + withoutTools(requirements))}) {
		name := filepath.Join(dir, f.Name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, f.Data, 0o666))
		assert.NotContains(t, string(f.Data), "//go:build", f.Name)
	}
	return dir
}

// withoutTools drops tool lines, which are about packages of this module.
func withoutTools(mod string) string {
	var lines []string
	for _, line := range strings.Split(mod, "\n") {
		if !strings.HasPrefix(line, "tool ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// TestFilesOfFeatures: each feature of the table has its two files, and each such file
// its feature.
func TestFilesOfFeatures(t *testing.T) {
	var want, got []string
	for _, name := range featureNames() {
		base := "sdk_" + strings.ReplaceAll(name, "-", "_")
		want = append(want, base+".go", base+"_older.go")
	}
	entries, err := runtime.Sources.ReadDir("awsclient")
	require.NoError(t, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "sdk_") && !strings.HasSuffix(e.Name(), "_test.go") {
			got = append(got, e.Name())
		}
	}
	assert.ElementsMatch(t, want, got)
}

func TestGoLine(t *testing.T) {
	for program, want := range map[string]string{"1.24.3": "1.20", "1.20": "1.20", "1.18": "1.18", "": "1.20", "1.21rc1": "1.20"} {
		assert.Equal(t, want, goLine(program), program)
	}
}

func TestVersionsThatAreTooOld(t *testing.T) {
	for want, u := range map[string]*uses.Result{
		"is not known":                         {GoMod: "go.mod", Core: "v1.40.0"},
		"v1.24.1 is too old for a drop-in":     {GoMod: "go.mod", Core: "v1.24.1", Smithy: "v1.19.0"},
		"go.mod: go 1.17 is too old for a dro": {GoMod: "go.mod", Core: "v1.30.0", Smithy: "v1.20.2", Go: "1.17"},
	} {
		assert.ErrorContains(t, checkVersions(u), want)
	}
	assert.NoError(t, checkVersions(&uses.Result{Core: "v1.30.0", Smithy: "v1.20.2", Go: "1.18"}))
}
