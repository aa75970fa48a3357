// Package config reads and writes ec2gen.yaml: which packages and drop-ins to
// generate, and how. Each setting is one entry of the table Keys. The file's
// reader, the commands' flags, ec2gen help config and ec2gen init use that
// table, so that a setting has one name and one description.
package config

// This file declares targets, the content of a configuration.

import (
	"path/filepath"

	"github.com/ec2gen/ec2gen/spec"
)

// A Target is a package of the user's own or a drop-in to generate.
type Target struct {
	Pos spec.Pos // of its mapping in the file; zero if it only has values from flags
	Dir string   // directory that DropIn's patterns are relative to; "": the working directory

	Model   string   // directory or file; "": the built-in model
	Overlay []string // files or directories to apply to the model, in this order
	Docs    string   // "own", "sdk", "sdk@VERSION" or "none"; "": sdk if its sources can be read
	Since   bool     // add dates of additions to doc comments; true by default
	Header  string   // file with the text above each generated file; "": none
	Out     string   // output directory; "": the default of the kind

	// For a package of the user's own.
	Operations []Name   // the operations to generate
	All        bool     // all operations of the model
	Package    string   // package name; "": the last element of the import path
	ImportPath string   // "": according to the go.mod above Out
	Module     string   // also write a go.mod with this path; "": none
	Server     bool     // also generate the server package
	CLI        bool     // also generate the command line
	Pages      []string // also write reference pages in these formats

	// For a drop-in.
	DropIn  []string // patterns of the program's packages; nil: not a drop-in
	Replace bool     // add a replace line to the program's go.mod; true by default
	ModFile string   // file for a copy of go.mod for go build -modfile, instead of changing the program's; "": none

	set map[string]bool // keys that have been set
}

// A Name is a name from the file or from a flag.
type Name struct {
	Text string
	Pos  spec.Pos // zero if it comes from a flag
}

// New returns a target with the defaults that are not zero.
func New() *Target { return &Target{Since: true, Replace: true, set: map[string]bool{}} }

// IsSet reports whether the file or a flag sets the key.
func (t *Target) IsSet(key string) bool { return t.set[key] }

// IsDropIn reports whether the target is a drop-in.
func (t *Target) IsDropIn() bool { return t.DropIn != nil }

// OperationNames returns the texts of Operations, or nil if there are none.
func (t *Target) OperationNames() (names []string) {
	for _, n := range t.Operations {
		names = append(names, n.Text)
	}
	return names
}

// rebase converts paths relative to dir to paths relative to the working directory.
func (t *Target) rebase(dir string) {
	t.Dir = dir
	join := func(p *string) {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(dir, *p)
		}
	}
	for i := range Keys {
		if !Keys[i].Path {
			continue
		}
		switch v := Keys[i].field(t).(type) {
		case *string:
			join(v)
		case *[]string:
			for i := range *v {
				join(&(*v)[i])
			}
		}
	}
}
