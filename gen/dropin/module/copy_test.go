package module

// This file tests that the copies of the runtime compile without any feature of the
// SDK.

import (
	"io/fs"
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
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// TestEveryFeatureMayLack builds the copies without each feature, and without all.
// make dropin compiles them with older versions of the core.
func TestEveryFeatureMayLack(t *testing.T) {
	spectest.Slow(t)
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

// writeCopies writes a module with the copies and the requirements of this one.
func writeCopies(t *testing.T, has map[string]bool) string {
	t.Helper()
	const below = "example.com/copies/internal"
	user := files.File{Name: "user.go", Data: []byte("package user\n\nimport _ \"" + below + "/awsclient\"\n")}
	copied, err := copyRuntime([]files.File{user}, below, has)
	require.NoError(t, err)
	return writeModule(t, "example.com/copies", append(copied, user))
}

// writeModule writes the files with a go.mod that has the requirements of this module.
func writeModule(t *testing.T, path string, all []files.File) string {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	_, requirements, _ := strings.Cut(string(mod), "\n")
	dir := t.TempDir()
	goMod := files.File{Name: "go.mod", Data: []byte("module " + path + "\n" + withoutTools(requirements))}
	for _, f := range append(all, files.File{Name: "go.sum", Data: sum}, goMod) {
		name := filepath.Join(dir, f.Name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, f.Data, 0o666))
		for _, line := range strings.Split(string(f.Data), "\n") {
			if constraint, ok := strings.CutPrefix(line, "//go:build "); ok {
				assert.Equal(t, rulesTag, strings.TrimPrefix(constraint, "!"), f.Name)
			}
		}
	}
	return dir
}

// withoutTools removes tool lines, which name packages of this module.
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
	for program, want := range map[string]string{"1.24.3": "1.20", "1.20": "1.20", "1.18": "1.18", "": "1.20",
		"1.21rc1": "1.20"} {
		assert.Equal(t, want, goLine(&uses.Result{Go: program, CoreGo: "1.16"}), program)
	}
	assert.Equal(t, "1.24", goLine(&uses.Result{Go: "1.26", CoreGo: "1.23", SmithyGo: "1.24"}))
}

// TestRequirements: the versions in the build are compared with the SDK's
// requirements.
func TestRequirements(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"),
		[]byte("module m\nrequire (\n\tgithub.com/aws/aws-sdk-go-v2 v1.48.0\n\tgithub.com/aws/smithy-go "+
			"v1.28.8\n\texample.com/other v1.0.0\n)\n"), 0o666))
	check := func(core, smithy string) error {
		return checkRequirements(&uses.Result{GoMod: "go.mod", SDK: "v1.345.0", Dir: dir, Core: core, Smithy: smithy})
	}
	assert.NoError(t, check("v1.48.0", "v1.28.8"))
	assert.NoError(t, check("v1.49.0", "v1.30.0"), "newer is fine")
	assert.EqualError(t, check("v1.32.6", "v1.28.8"),
		"go.mod: github.com/aws/aws-sdk-go-v2/service/ec2 v1.345.0 requires github.com/aws/aws-sdk-go-v2@v1.48.0, "+
			"but the build has v1.32.6; run: go get github.com/aws/aws-sdk-go-v2@v1.48.0")
	assert.ErrorContains(t, check("v1.32.6", "v1.20.0"),
		"but the build has v1.32.6 and v1.20.0; run: go get github.com/aws/aws-sdk-go-v2@v1.48.0 "+
			"github.com/aws/smithy-go@v1.28.8")
	assert.NoError(t, checkRequirements(&uses.Result{Dir: t.TempDir()}), "a vendored SDK has no go.mod")
}

func TestLicense(t *testing.T) {
	own, err := os.ReadFile(filepath.Join("..", "..", "..", "LICENSE"))
	require.NoError(t, err)
	assert.Equal(t, string(own), string(license), "license.txt is a copy of LICENSE")
}

func TestVersionsThatAreTooOld(t *testing.T) {
	for want, u := range map[string]*uses.Result{
		"unknown versions":                     {GoMod: "go.mod", Core: "v1.40.0"},
		"v1.24.1 is too old for a drop-in":     {GoMod: "go.mod", Core: "v1.24.1", Smithy: "v1.19.0"},
		"go.mod: go 1.17 is too old for a dro": {GoMod: "go.mod", Core: "v1.30.0", Smithy: "v1.20.2", Go: "1.17"},
	} {
		assert.ErrorContains(t, checkVersions(u), want)
	}
	assert.NoError(t, checkVersions(&uses.Result{Core: "v1.30.0", Smithy: "v1.20.2", Go: "1.18"}))
}

// The table of omitted files has no stale entry.
func TestFilesOfTablesExist(t *testing.T) {
	for _, table := range []map[string]bool{serverFiles, ruleFiles} {
		for name := range table {
			_, err := fs.Stat(runtime.Sources, name)
			assert.NoError(t, err)
		}
	}
}
