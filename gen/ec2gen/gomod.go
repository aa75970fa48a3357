package main

// This file writes the go.mod of a package that is to be a module of its own.

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/files"
)

// selfPath is the module that generated code stands on.
const selfPath = "github.com/ec2gen/ec2gen"

// goMod makes a module of the output directory. It asks for this very version
// of ec2gen, whose runtime the generated code was made for; a build from a
// checkout has no version, and then the user says where the checkout is.
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

// isModule reports whether the output directory is the module already. Its go.mod
// then belongs to go mod tidy, which completes it.
func (j *job) isModule() bool {
	data, err := os.ReadFile(filepath.Join(j.Out, "go.mod"))
	return err == nil && modfile.ModulePath(data) == j.Module
}
