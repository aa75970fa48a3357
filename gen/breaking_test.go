package gen

// This file uses the compiler to decide whether a change breaks Go code, and
// compares the result with the level that ec2gen changes reports. The compiled
// program uses everything in the old package: each constant, each type, each field
// with its type, each function with its signature.

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

func TestBreakingGo(t *testing.T) {
	base, err := os.ReadFile("../spec/changes/testdata/base.yaml")
	require.NoError(t, err)
	data, err := os.ReadFile("../spec/changes/testdata/edits.yaml")
	require.NoError(t, err)
	var cases []struct {
		Kinds []string
		Edit  []struct{ From, To string }
	}
	require.NoError(t, yaml.Unmarshal(data, &cases))
	asked := map[bool]int{}
	for _, c := range cases {
		edited := string(base)
		for _, e := range c.Edit {
			edited = strings.ReplaceAll(edited, e.From, e.To)
		}
		old, now := load(t, string(base)), load(t, edited)
		for _, p := range [][2]*spec.Model{{old, now}, {now, old}} {
			report := changes.Compare(p[0], p[1])
			ids := []string{}
			for _, ch := range report.Changes {
				ids = append(ids, ch.Kind.ID)
			}
			err := compiles(t, programUsing(packages(t, p[0])), packages(t, p[1]))
			switch level := report.Level(); {
			case level == changes.BreakingGo:
				assert.Error(t, err, "%v: the program still compiles", ids)
			case level < changes.BreakingGo:
				assert.NoError(t, err, "%v is %s", ids, level)
			default:
				continue // it breaks the wire, so it may or may not compile
			}
			asked[err == nil]++
		}
	}
	assert.Greater(t, asked[true], 40)
	assert.Greater(t, asked[false], 10)
}

func load(t *testing.T, text string) *spec.Model {
	t.Helper()
	m, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(text)}})
	require.NoError(t, err)
	return m
}

func packages(t *testing.T, m *spec.Model) map[string]*types.Package {
	t.Helper()
	files, err := Generate(m, plan.Config{Package: "ec2", ImportPath: "example.com/ec2", Server: true})
	require.NoError(t, err)
	return typeCheck(t, files)
}

// compiles type-checks a program against packages.
func compiles(t *testing.T, program string, own map[string]*types.Package) error {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "main.go", program, 0)
	require.NoError(t, err, program)
	config := types.Config{Importer: importingFrom(own)}
	_, err = config.Check("example.com/program", fset, []*ast.File{file}, nil)
	return err
}

// programUsing writes a program that uses everything that packages export.
func programUsing(own map[string]*types.Package) string {
	used := map[string]bool{}
	var body strings.Builder
	q := func(p *types.Package) string {
		used[p.Path()] = true
		return alias(p.Path())
	}
	for _, importPath := range []string{"example.com/ec2", "example.com/ec2/types"} {
		pkg := own[importPath]
		if pkg == nil {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			obj := pkg.Scope().Lookup(name)
			if obj.Exported() {
				useObject(&body, obj, q)
			}
		}
	}
	var head strings.Builder
	head.WriteString("package program\n\n")
	for importPath := range used {
		fmt.Fprintf(&head, "import %s %q\n", alias(importPath), importPath)
	}
	return head.String() + body.String()
}

// alias returns a unique name for a package.
func alias(importPath string) string {
	return strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(importPath)
}

// useObject writes a declaration that compiles only if the object has not changed.
func useObject(b *strings.Builder, obj types.Object, q types.Qualifier) {
	name := q(obj.Pkg()) + "." + obj.Name()
	switch obj := obj.(type) {
	case *types.Const:
		if basic, ok := obj.Type().(*types.Basic); ok && basic.Info()&types.IsUntyped != 0 {
			fmt.Fprintf(b, "const _ = %s\n", name)
			return
		}
		fmt.Fprintf(b, "const _ %s = %s\n", types.TypeString(obj.Type(), q), name)
	case *types.Var, *types.Func:
		fmt.Fprintf(b, "var _ %s = %s\n", types.TypeString(obj.Type(), q), name)
	case *types.TypeName:
		fmt.Fprintf(b, "var _ %s\n", name)
		if types.IsInterface(obj.Type()) || obj.IsAlias() {
			return
		}
		if s, ok := obj.Type().Underlying().(*types.Struct); ok {
			for i := 0; i < s.NumFields(); i++ {
				if f := s.Field(i); f.Exported() {
					fmt.Fprintf(b, "var _ %s = %s{}.%s\n", types.TypeString(f.Type(), q), name, f.Name())
				}
			}
		}
		methods := types.NewMethodSet(types.NewPointer(obj.Type()))
		for i := 0; i < methods.Len(); i++ {
			if m := methods.At(i).Obj(); m.Exported() {
				fmt.Fprintf(b, "var _ = (*%s).%s\n", name, m.Name())
			}
		}
	}
}
