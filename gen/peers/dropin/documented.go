package main

// This file looks for exported names without documentation, as go doc shows it.

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
)

// undocumented returns the exported names of the drop-in's packages without
// documentation: types, functions, methods, fields, and constants and variables,
// single or in groups.
func undocumented(dir string) (names []string, err error) {
	for _, sub := range []string{"", "types"} {
		fset := token.NewFileSet()
		packages, err := parser.ParseDir(fset, filepath.Join(dir, sub), func(info fs.FileInfo) bool {
			return !strings.HasSuffix(info.Name(), "_test.go")
		}, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, parsed := range packages {
			names = append(names, undocumentedIn(doc.New(parsed, sub, 0))...)
		}
	}
	return names, nil
}

func undocumentedIn(p *doc.Package) (names []string) {
	add := func(text, name string) {
		if strings.TrimSpace(text) == "" && ast.IsExported(name[strings.LastIndexByte(name, '.')+1:]) {
			names = append(names, p.Name+"."+name)
		}
	}
	add(p.Doc, "Package")
	values := append(p.Consts, p.Vars...)
	funcs := p.Funcs
	for _, t := range p.Types {
		add(t.Doc, t.Name)
		values = append(append(values, t.Consts...), t.Vars...)
		funcs = append(funcs, t.Funcs...)
		for _, m := range t.Methods {
			add(m.Doc, t.Name+"."+m.Name)
		}
		for name, text := range fields(t) {
			add(text, t.Name+"."+name)
		}
	}
	for _, f := range funcs {
		add(f.Doc, f.Name)
	}
	for _, v := range values {
		for name, text := range specs(v) {
			add(v.Doc+text, name)
		}
	}
	return names
}

// fields returns the comments of a structure's fields. An embedded field is
// documented by its type.
func fields(t *doc.Type) map[string]string {
	texts := map[string]string{}
	structure, ok := t.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
	if !ok || !ast.IsExported(t.Name) {
		return texts
	}
	for _, f := range structure.Fields.List {
		for _, name := range f.Names {
			texts[name.Name] = f.Doc.Text() + f.Comment.Text()
		}
	}
	return texts
}

// specs returns the comments of a group's constants or variables.
func specs(v *doc.Value) map[string]string {
	texts := map[string]string{}
	for _, s := range v.Decl.Specs {
		if s, ok := s.(*ast.ValueSpec); ok {
			for _, name := range s.Names {
				texts[name.Name] = s.Doc.Text() + s.Comment.Text()
			}
		}
	}
	return texts
}
