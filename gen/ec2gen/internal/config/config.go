// Package config reads and writes ec2gen.yaml: which packages and drop-ins to
// generate, and how. Each setting is one entry of the table Keys. The file's
// reader, the commands' flags, ec2gen help config and ec2gen init are all made from
// that table, so that a setting has one name and one description.
package config

// This file is what a configuration says: targets.

import (
	"path/filepath"

	"github.com/ec2gen/ec2gen/spec"
)

// A Target is one thing to generate: a package of one's own or a drop-in.
type Target struct {
	Pos spec.Pos // of its mapping in the file; zero if it stands on flags alone
	Dir string   // directory that DropIn's patterns are relative to; "": the working directory

	Model   string   // directory or file; "": the built-in model
	Overlay []string // files or directories that go on top of the model, in this order
	Docs    string   // "own", "sdk", "sdk@VERSION" or "none"; "": sdk if its sources can be read
	Since   bool     // say in doc comments since when the API has a thing; true by default
	Header  string   // file with the text above each generated file; "": none
	Out     string   // output directory; "": the default of the kind

	// For a package of one's own.
	Operations []Name   // the operations to generate
	All        bool     // all that the model has
	Package    string   // its name; "": the last element of the import path
	ImportPath string   // "": by the go.mod around Out
	Module     string   // also write a go.mod with this path; "": none
	Server     bool     // also generate the server package
	CLI        bool     // also generate the command line
	Pages      []string // also write reference pages in these formats

	// For a drop-in.
	DropIn  []string // patterns of the program's packages; nil: this is no drop-in
	Replace bool     // have the program's go.mod use it; true by default
	ModFile string   // write a go.mod for go build -modfile there, and leave the program's alone; "": none

	set map[string]bool // keys with a value of their own
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

// OperationNames are the texts of Operations; nil if there are none.
func (t *Target) OperationNames() (names []string) {
	for _, n := range t.Operations {
		names = append(names, n.Text)
	}
	return names
}

// rebase makes paths that are relative to dir relative to the working directory.
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
