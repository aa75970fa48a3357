// Package uses finds what a Go program uses of aws-sdk-go-v2/service/ec2: the
// operations that it calls, and the names that it mentions. It reads sources
// without compiling them, so that it takes seconds, while compiling that package
// takes a minute. If sources alone do not decide, it counts a name as used.
//
// A program can call an operation by a method of the client, of an interface that
// the client implements, or of a type that embeds either; by a paginator or a
// waiter; or by reflection. Nearly all of these name the operation in a package
// that depends on the SDK's, or in one that such a package imports. So in the
// former, every selector, method of an interface and word in a string that is an
// operation's name counts as a use; in the latter, methods of interfaces and words
// in strings. A method of the program's own with such a name adds one unused
// operation. A name that is composed at run time is not found.
package uses

// This file declares the result, and Find.

import (
	"fmt"
	"go/token"
	"io"
	"sort"
	"strings"
)

// The packages whose uses are found.
const (
	Module    = "github.com/aws/aws-sdk-go-v2/service/ec2"
	typesPath = Module + "/types"

	corePath   = "github.com/aws/aws-sdk-go-v2"
	smithyPath = "github.com/aws/smithy-go"
)

// Options selects the packages to read.
type Options struct {
	Dir      string   // where the go command runs; "": the working directory
	Patterns []string // package patterns of the go command; if empty, ./...
	NoTests  bool     // omit test files

	Progress io.Writer // receives messages about downloads; if nil, there are none
}

// A Result has the uses of a program.
type Result struct {
	Operations []Use // called, or named by a paginator, a waiter or an input
	Package    []Use // names of package ec2, such as New and Options
	Types      []Use // names of package types
	Fields     []Use // exported names after a dot or before a colon, which may be fields of the SDK's structures
	Packages   int   // number of packages that were read

	Main   string // path of the program's module
	GoMod  string // its go.mod
	Go     string // the go line there; "": none
	SDK    string // version of Module that the program has without a drop-in; "": a directory
	Core   string // of github.com/aws/aws-sdk-go-v2; "": none
	Smithy string // of github.com/aws/smithy-go; "": none
	Dir    string // the sources of Module

	CoreGo, SmithyGo string // their go lines; "": not known

	Unread []string // directories of the workspace's other modules that require the SDK, and were not read
	Vendor string   // the command that fills the program's vendor directory; "": there is none
	Stale  bool     // the vendor directory does not match go.mod's drop-in
	Notes  []string // uses that may not have been found, and causes of a large drop-in
}

// Versions returns the modules of the program that a drop-in requires, such as
// "github.com/aws/smithy-go v1.20.2".
func (r *Result) Versions() (list []string) {
	for _, m := range []struct{ path, version string }{{corePath, r.Core}, {Module, r.SDK}, {smithyPath, r.Smithy}} {
		if m.version != "" {
			list = append(list, m.path+" "+m.version)
		}
	}
	return list
}

// A Use is a name and its positions.
type Use struct {
	Name string
	At   []token.Position // by file, line and column; file names are relative if that is shorter

	Operation string // for names of package ec2: the operation that the name belongs to; otherwise ""
	Sure      bool   // for names of packages: it certainly is one, not another name after a dot import
}

// Find reads a program. The go command must be able to list its packages.
func Find(o Options) (*Result, error) {
	if len(o.Patterns) == 0 {
		o.Patterns = []string{"./..."}
	}
	program, err := open(o)
	if err != nil {
		return nil, err
	}
	defer program.close()
	packages, err := program.listAll(o)
	if err != nil {
		return nil, err
	}
	dir, err := program.sources(packages)
	if err != nil {
		return nil, err
	}
	known, err := readSDK(dir)
	if err != nil {
		return nil, err
	}
	here, err := workingDirectory()
	if err != nil {
		return nil, err
	}
	f := newFinder(o, here, known)
	if err := f.readAll(packages); err != nil {
		return nil, err
	}
	r := &Result{
		Operations: f.sorted(operation), Package: f.sorted(clientName), Types: f.sorted(typesName),
		Fields:   f.sorted(fieldName),
		Packages: f.packages, GoMod: here.shortenPath(program.mod), Dir: dir,
	}
	r.Vendor, r.Stale = program.vendor, program.stale
	for _, dir := range program.unread(packages) {
		r.Unread = append(r.Unread, here.shortenPath(dir))
	}
	r.requirements(packages)
	r.Notes = append(unloadedNotes(program.unloaded), f.notes()...)
	if note := r.largestCause(len(known.operations)); note != "" {
		r.Notes = append(r.Notes, note)
	}
	return r, r.versions(program)
}

// kind is the kind of a name.
type kind int

const (
	operation kind = iota
	clientName
	typesName
	fieldName
)

// sorted returns the uses of one kind, by name.
func (f *finder) sorted(k kind) []Use {
	list := []Use{}
	for name, at := range f.uses[k] {
		sort.Slice(at, func(i, j int) bool {
			a, b := at[i], at[j]
			if a.Filename != b.Filename {
				return a.Filename < b.Filename
			}
			return a.Offset < b.Offset
		})
		u := Use{Name: name, At: at, Sure: f.sure[k][name]}
		if k == clientName {
			u.Operation = f.known.owner[name]
		}
		list = append(list, u)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// Names returns the names of uses.
func Names(list []Use) []string {
	names := make([]string, len(list))
	for i, u := range list {
		names[i] = u.Name
	}
	return names
}

// notUsed returns the error for a program without the SDK's package.
func notUsed(patterns []string) error {
	return fmt.Errorf("%s: none of the packages depends on %s; name others", strings.Join(patterns, " "), Module)
}
