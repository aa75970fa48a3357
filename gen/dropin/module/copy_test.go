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
		assert.NotContains(t, string(f.Data), "//ec2gen:", f.Name)
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

// TestFeaturesAreUsed: each feature of the table is asked for by some source.
func TestFeaturesAreUsed(t *testing.T) {
	everything, err := copyRuntime([]files.File{{Name: "a.go", Data: []byte("package a\nimport _ \"x/awsclient\"")}}, "x", nil)
	require.NoError(t, err)
	for _, f := range features {
		some, err := copyRuntime([]files.File{{Name: "a.go", Data: []byte("package a\nimport _ \"x/awsclient\"")}}, "x", map[string]bool{f.name: true})
		require.NoError(t, err)
		assert.NotEqual(t, everything, some, f.name)
	}
}

func TestUnmark(t *testing.T) {
	for src, want := range map[string]string{
		"//ec2gen:if nope\n//ec2gen:end\n":                         "line 1",
		"//ec2gen:end\n":                                           "line 1: an end",
		"//ec2gen:if interceptors\n":                               "no //ec2gen:end",
		"//ec2gen:if interceptors\n//ec2gen:unless interceptors\n": "do not nest",
	} {
		_, _, err := unmark([]byte("package a\n"+src), nil)
		if assert.Error(t, err, src) {
			assert.Contains(t, strings.ReplaceAll(err.Error(), "line 2", "line 1"), strings.ReplaceAll(want, "line 2", "line 1"))
		}
	}
}

func TestGoLine(t *testing.T) {
	for program, want := range map[string]string{"1.24.3": "1.20", "1.20": "1.20", "1.18": "1.18", "": "1.20", "1.21rc1": "1.20"} {
		assert.Equal(t, want, goLine(program), program)
	}
}

func TestVersionsThatAreTooOld(t *testing.T) {
	for want, u := range map[string]*uses.Result{
		"is not known":                         {GoMod: "go.mod", Core: "v1.40.0"},
		"v1.24.1 is too old for a slice":       {GoMod: "go.mod", Core: "v1.24.1", Smithy: "v1.19.0"},
		"go.mod: go 1.17 is too old for a sli": {GoMod: "go.mod", Core: "v1.30.0", Smithy: "v1.20.2", Go: "1.17"},
	} {
		assert.ErrorContains(t, checkVersions(u), want)
	}
	assert.NoError(t, checkVersions(&uses.Result{Core: "v1.30.0", Smithy: "v1.20.2", Go: "1.18"}))
}
