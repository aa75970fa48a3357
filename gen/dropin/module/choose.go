package module

// This file selects the parts of the model that the program uses, and reports those
// that are not available.

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// A selection has the required contents of the drop-in.
type selection struct {
	operations []string
	shapes     []string // model names of shapes that the program names
	notes      []string
}

// choose finds the operations and shapes in the model. It returns errors for all
// names that the program certainly uses and the model lacks.
func choose(o Options) (*selection, error) {
	named := map[string]bool{} // operations with a used name of package ec2
	for _, u := range o.Uses.Package {
		if u.Operation != "" {
			named[u.Operation] = true
		}
	}
	n := &selection{operations: []string{}} // not nil, because nil means all
	var errs []error
	for _, u := range o.Uses.Operations {
		switch {
		case o.Model.Operation(u.Name) != nil:
			n.operations = append(n.operations, u.Name)
		case named[u.Name]:
			errs = append(errs, fmt.Errorf("%s: operation %s is not in %s; %s", u.At[0], u.Name, o.ModelName, whereModels))
		default: // a method or a text with that name, which may be something else
			n.notes = append(n.notes, fmt.Sprintf("%s: %s is an operation of the SDK that %s does not have; if it is called "+
				"on the client, the compiler will report it", u.At[0], u.Name, o.ModelName))
		}
	}
	names, err := plan.TypeNames(o.Model)
	if err != nil {
		return nil, err
	}
	kept := map[string]bool{}
	for _, u := range o.Uses.Types {
		if shape, ok := names[u.Name]; ok && !kept[shape] {
			kept[shape] = true
			n.shapes = append(n.shapes, shape)
		}
	}
	sort.Strings(n.shapes)
	return n, errors.Join(errs...)
}

const whereModels = "a newer model may have it: botocore/data/ec2/2016-11-15 of github.com/boto/botocore, given " +
	"with -model"

// missing reports names that the program uses and the files do not declare, before
// the compiler does.
func missing(files []files.File, o Options) error {
	client, types := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		switch {
		case !strings.HasSuffix(f.Name, ".go"):
		case strings.HasPrefix(f.Name, "types/"):
			declared(f, types)
		case !strings.Contains(f.Name, "/"):
			declared(f, client)
		}
	}
	var errs []error
	for _, side := range []struct {
		pkg  string
		used []uses.Use
		has  map[string]bool
	}{{"ec2", o.Uses.Package, client}, {"types", o.Uses.Types, types}} {
		for _, u := range side.used {
			if !side.has[u.Name] && u.Sure {
				errs = append(errs, fmt.Errorf("%s: %s.%s is not available in a drop-in: neither %s nor the runtime has it; %s",
					u.At[0], side.pkg, u.Name, o.ModelName, hint(u.Name)))
			}
		}
	}
	return errors.Join(errs...)
}

// hint returns the remedy for a missing name.
func hint(name string) string {
	switch {
	case strings.Contains(name, "Waiter"), strings.Contains(name, "Paginator"):
		return "are waiters-2.json and paginators-1.json next to the model?"
	}
	return "a newer model may"
}

// declared adds the exported top-level names of a file.
func declared(f files.File, names map[string]bool) {
	file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Data, parser.SkipObjectResolution)
	if err != nil {
		return // the compiler will report it
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names[d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names[s.Name.Name] = true
				case *ast.ValueSpec:
					for _, name := range s.Names {
						names[name.Name] = true
					}
				}
			}
		}
	}
}
