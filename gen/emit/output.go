// Package emit has the parts that the concerns below it share: listing files,
// printing a file, doc comments and the types of members.
package emit

// This file declares the result of a concern: files with their packages, names and
// content.
//
// Code that operations share is split by concern; each operation's own code is in
// one file. So a new field changes a few lines where a reader expects them, and a
// new operation is a new file. A package with very many operations would still have
// files that are too large for editors, so its shared files are also split by
// initial letter.

import (
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
)

// An Output is one file to print.
type Output struct {
	Package plan.Package // the package in whose directory it is
	Name    string       // in that directory
	content func(p *plan.Plan) ([]byte, error)
}

// GoFile returns an output that jennifer prints, with the header that marks our
// files. printTo appends the declarations.
func GoFile(pkg plan.Package, name string, printTo func(f *jen.File)) Output {
	return Output{Package: pkg, Name: name,
		content: func(p *plan.Plan) ([]byte, error) { return printGo(p, pkg, printTo) }}
}

// PlainFile returns an output of another kind, such as a page or a JSON file.
// content returns its bytes.
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

// path returns the output's slash-separated name below the output directory.
func (o Output) path() string { return path.Join(o.Package.Dir, o.Name) }

// manyOperations is the number of operations above which shared files are split by
// letter: 200 operations have about half a megabyte of decoders.
const manyOperations = 200

// Shared distributes shapes over the files of one concern: name_gen.go, or
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
	return outs // Render sorts them
}
