package uses

// This file finds code that may call operations without naming them: methods looked
// up by a name that is created at run time, and templates.

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
)

// A dynamic is code that may call any method of the client.
type dynamic struct {
	at   token.Position
	what string
}

// findDynamic looks for such code in one of the program's own files.
func (f *finder) findDynamic(fset *token.FileSet, file *ast.File) {
	if !f.own {
		return
	}
	templates := importsAny(file, "text/template", "html/template")
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		at := f.here.shorten(fset.Position(method.Sel.Pos()))
		switch name := method.Sel.Name; {
		case name == "MethodByName" && len(call.Args) == 1 && !isString(call.Args[0]):
			f.dynamic = append(f.dynamic, dynamic{at, "looks up a method by a name that is created at run time"})
		case templates && (name == "Execute" || name == "ExecuteTemplate"):
			f.dynamic = append(f.dynamic, dynamic{at, "executes a template, which can call methods of its data"})
		}
		return true
	})
}

func isString(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

func importsAny(file *ast.File, paths ...string) bool {
	for _, i := range file.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		for _, p := range paths {
			if err == nil && path == p {
				return true
			}
		}
	}
	return false
}

// notes returns notes about code that may call other operations.
func (f *finder) notes() (notes []string) {
	for _, d := range f.dynamic {
		notes = append(notes, fmt.Sprintf("%s: %s: an operation that the program does not name would be missing; "+
			"name each operation that it calls, as in var _ = (*ec2.Client).RegisterImage", d.at, d.what))
	}
	return notes
}

// largestCause explains a drop-in with more than half of EC2: it names the file
// with the most operations that no other file names, such as an interface or a mock
// of the whole client.
func (r *Result) largestCause(all int) string {
	if len(r.Operations) <= all/2 || all < 100 {
		return ""
	}
	alone := map[string]int{}
	first := map[string]token.Position{}
	for _, u := range r.Operations {
		file := u.At[0].Filename
		for _, at := range u.At {
			if at.Filename != file {
				file = ""
			}
		}
		if file != "" {
			if alone[file] == 0 {
				first[file] = u.At[0]
			}
			alone[file]++
		}
	}
	worst := ""
	for file, n := range alone {
		if n > alone[worst] || n == alone[worst] && file < worst {
			worst = file
		}
	}
	if alone[worst] < all/10 {
		return ""
	}
	return fmt.Sprintf("%s: only this file names %d of the %d required operations; "+
		"an interface or mock with only the called operations would omit the others", first[worst],
		alone[worst], len(r.Operations))
}
