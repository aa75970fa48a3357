package main

// This file follows one program with a drop-in, and one with a package of its own, through
// their whole lives, with the real SDK from the module proxy: make life. What needs no real
// modules is in testdata/script.

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func TestLife(t *testing.T) {
	if os.Getenv("EC2GEN_LIFE") == "" {
		t.Skip("downloads and builds modules: make life")
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/life",
		Setup: func(env *testscript.Env) error {
			for _, name := range []string{"GOMODCACHE", "GOCACHE", "GOPROXY"} {
				value, err := exec.Command("go", "env", name).Output()
				if err != nil {
					return err
				}
				env.Setenv(name, strings.TrimSpace(string(value)))
			}
			root, err := filepath.Abs("../..")
			if err != nil {
				return err
			}
			env.Setenv("ROOT", root)
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GONOSUMDB", "example.com")
			return nil
		},
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"publish": publish},
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}

// publish implements publish DIR MODULE VERSION: it adds the directory's module as
// a version to the directory proxy, a file proxy.
func publish(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: publish DIR MODULE VERSION")
	}
	dir, version := ts.MkAbs(args[0]), module.Version{Path: args[1], Version: args[2]}
	place := filepath.Join(filepath.Join(ts.Getenv("WORK"), "proxy"), filepath.FromSlash(version.Path), "@v")
	ts.Check(os.MkdirAll(place, 0o777))
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	ts.Check(err)
	base := filepath.Join(place, version.Version)
	ts.Check(os.WriteFile(base+".mod", mod, 0o666))
	ts.Check(os.WriteFile(base+".info", []byte(`{"Version": "`+version.Version+`"}`), 0o666))
	list, err := os.OpenFile(filepath.Join(place, "list"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	ts.Check(err)
	_, err = list.WriteString(version.Version + "\n")
	ts.Check(err)
	ts.Check(list.Close())
	f, err := os.Create(base + ".zip")
	ts.Check(err)
	ts.Check(zip.CreateFromDir(f, version, dir))
	ts.Check(f.Close())
}
