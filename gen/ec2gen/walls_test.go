package main

// This file checks that the generator builds without its output: otherwise a change
// of an emitter and of the runtime could leave generated code that does not
// compile, and a generator that imports it.

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestDependsOnNothingGenerated(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	require.NoError(t, err)
	dependencies := strings.Fields(string(out))
	require.Contains(t, dependencies, "github.com/ec2gen/ec2gen/gen", "the list is complete")
	for _, path := range dependencies {
		assert.NotContains(t, path, "ec2gen/generated/")
	}
}

// TestRegeneratesEverything breaks every generated file in a copy of the repository
// and generates again. It keeps the first line, which marks a file as generated.
func TestRegeneratesEverything(t *testing.T) {
	spectest.Slow(t)
	repository, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "copy")
	copyRepository(t, repository, dir)
	broken, err := generatedFiles(dir)
	require.NoError(t, err)
	require.Greater(t, len(broken), 20)
	for _, name := range broken {
		first, _, _ := strings.Cut(read(t, dir, name), "\n")
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(first+"\nthis is a syntax error\n"), 0o666))
	}

	cmd := exec.Command("make", "generate")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	for _, name := range broken {
		assert.True(t, read(t, repository, name) == read(t, dir, name), "%s differs", name)
	}
}

// generatedFiles lists the generator's Go files below generated.
func generatedFiles(dir string) (names []string, err error) {
	err = filepath.WalkDir(filepath.Join(dir, "generated"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "_gen.go") {
			name, _ := filepath.Rel(dir, path)
			names = append(names, name)
		}
		return err
	})
	return names, err
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(data)
}

// copyRepository copies the module, without the modules inside it.
func copyRepository(t *testing.T, from, to string) {
	t.Helper()
	skip := map[string]bool{".git": true, filepath.Join("gen", "peers"): true, filepath.Join("gen", "browser"): true,
		"node_modules": true}
	require.NoError(t, filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(from, path)
		switch {
		case d.IsDir() && (skip[name] || skip[d.Name()]):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o777)
		case !d.Type().IsRegular(), name == ".git": // in a worktree, it is a file
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), data, 0o666)
	}))
}
