package main

// This file runs the command as a shell does: one script per file in
// testdata/script, with exit codes, messages and files. Scripts that run the go
// command many times begin with [!slow] skip.

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/goproxytest"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ec2gen": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	// A proxy with modules for scripts.
	proxy, err := goproxytest.NewServer("testdata/mod", "")
	require.NoError(t, err)
	t.Cleanup(proxy.Close)
	testscript.Run(t, testscript.Params{
		Setup: func(env *testscript.Env) error {
			// Each script has its own cache, and go must not make it read-only.
			env.Setenv("GOMODCACHE", filepath.Join(env.WorkDir, ".modcache"))
			env.Setenv("GOPROXY", proxy.URL)
			env.Setenv("GONOSUMDB", "*")
			env.Setenv("GOFLAGS", "-modcacherw")
			env.Setenv("GOTOOLCHAIN", "local")
			return nil
		},
		Dir: "testdata/script",
		Condition: func(name string) (bool, error) {
			if name == "slow" {
				return spectest.SlowTests(), nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}
