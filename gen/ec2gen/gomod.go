package main

// This file writes the go.mod of a package that is a separate module.

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/files"
)

// selfPath is the module that generated code imports.
const selfPath = "github.com/ec2gen/ec2gen"

// goMod returns the go.mod for the output directory. It requires this version of
// ec2gen, because the generated code matches its runtime. A build from a checkout
// has no version; the user must then add the checkout's path.
func goMod(module string) files.File {
	version := "v0.0.0"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			if m.Path == selfPath && m.Version != "" && m.Version != "(devel)" {
				version = m.Version
			}
		}
	}
	return files.File{Name: "go.mod", Data: fmt.Appendf(nil,
		"module %s\n\ngo 1.26.0\n\nrequire %s %s\n", module, selfPath, version)}
}

// isModule reports whether the output directory already is the module. go mod tidy
// then maintains its go.mod.
func (j *job) isModule() bool {
	data, err := os.ReadFile(filepath.Join(j.Out, "go.mod"))
	return err == nil && modfile.ModulePath(data) == j.Module
}
