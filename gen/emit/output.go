// Package emit is what the concerns below it have in common: how they list their
// files, how a file is printed, and how doc comments and the types of members look.
package emit

// This file is what a concern returns: the files it prints, each with the package it
// is in, its name, and how it gets its bytes.
//
// What operations share is split by concern, what is an operation's own has one
// file per operation: adding a field shows as a few lines where a reader looks for
// them, adding an operation as a new file. A package with very many operations
// would still have files that no editor likes, so there the shared ones are split
// once more, by initial letter.

import (
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
)

// An Output is one file to be.
type Output struct {
	Package plan.Package // the package in whose directory it is
	Name    string       // in that directory
	content func(p *plan.Plan) ([]byte, error)
}

// GoFile is an output that jennifer prints, below the header that marks our files.
// printTo appends the declarations.
func GoFile(pkg plan.Package, name string, printTo func(f *jen.File)) Output {
	return Output{Package: pkg, Name: name,
		content: func(p *plan.Plan) ([]byte, error) { return printGo(p, pkg, printTo) }}
}

// PlainFile is an output of any other kind, such as a page or a JSON file. content
// returns all of it.
func PlainFile(pkg plan.Package, name string, content func() ([]byte, error)) Output {
	return Output{Package: pkg, Name: name, content: func(*plan.Plan) ([]byte, error) { return content() }}
}

// Constrained is the outputs, which are Go files, for builds that satisfy a constraint.
func Constrained(build string, outs []Output) []Output {
	for i, o := range outs {
		outs[i].content = func(p *plan.Plan) ([]byte, error) {
			src, err := o.content(p)
			return append([]byte("//go:build "+build+"\n\n"), src...), err
		}
	}
	return outs
}

// path is the output's slash-separated name below the output directory.
func (o Output) path() string { return path.Join(o.Package.Dir, o.Name) }

// manyOperations is where a package's shared files are split by letter. Half a
// megabyte of decoders is about what 200 operations need.
const manyOperations = 200

// Shared spreads shapes over the files of one concern: name_gen.go, or
// name_a_gen.go and so on in a package with very many operations.
func Shared(p *plan.Plan, pkg plan.Package, name string, shapes []*plan.Shape,
	emit func(f *jen.File, shapes []*plan.Shape)) []Output {
	if len(p.Operations) < manyOperations {
		if len(shapes) == 0 {
			return nil
		}
		return []Output{GoFile(pkg, name+"_gen.go", func(f *jen.File) { emit(f, shapes) })}
	}
	letters := map[string][]*plan.Shape{}
	for _, s := range shapes {
		letter := strings.ToLower(s.GoName[:1])
		letters[letter] = append(letters[letter], s)
	}
	var outs []Output
	for letter, own := range letters {
		outs = append(outs, GoFile(pkg, name+"_"+letter+"_gen.go", func(f *jen.File) { emit(f, own) }))
	}
	return outs // render sorts
}
