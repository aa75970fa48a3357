package gen

// This file runs the goldens in testdata: one feature per file. The first section
// is model.yaml. The others are generated files, whole or the parts that the case
// is about, or errors for a model that cannot be generated. UPDATE=1 rewrites the
// sections that changed.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			got := generateCase(t, archive)
			changed := false
			for i := range archive.Files {
				section := &archive.Files[i]
				if section.Name == "model.yaml" || strings.HasPrefix(section.Name, "overlay") {
					continue
				}
				want, have := section.Data, []byte(got[section.Name])
				if len(have) == 0 {
					t.Errorf("%s: there is no %s; there are errors: %s", file, section.Name, got["errors"])
					continue
				}
				if bytes.Equal(want, have) {
					continue
				}
				if os.Getenv("UPDATE") != "" {
					section.Data, changed = have, true
					continue
				}
				t.Errorf("%s: section %s differs (UPDATE=1 go test ./gen rewrites it)\n%s", file, section.Name,
					diff.Diff("want", want, "got", have))
			}
			if changed {
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o666))
			}
		})
	}
}

// generateCase generates the case's model and returns the result by section name.
// It also type-checks Go code, so that a golden cannot contain code that does not
// compile.
func generateCase(t *testing.T, archive *txtar.Archive) map[string]string {
	t.Helper()
	var sources []spec.Source
	for _, f := range archive.Files {
		if f.Name == "model.yaml" || strings.HasPrefix(f.Name, "overlay") {
			sources = append(sources, spec.Source{Name: f.Name, Data: f.Data})
		}
	}
	model, err := spec.LoadFiles(sources)
	if err != nil {
		return map[string]string{"errors": err.Error() + "\n"}
	}
	files, err := Generate(model, plan.Config{Package: "ec2", ImportPath: "example.com/ec2", Server: true,
		Pages: pagesOf(archive)})
	if err != nil {
		return map[string]string{"errors": strings.TrimRight(err.Error(), "\n") + "\n"}
	}
	typeCheck(t, files)
	got := map[string]string{}
	for _, f := range files {
		got[f.Name] = string(f.Data)
	}
	return got
}

// pagesOf returns the formats of the pages in a case's sections.
func pagesOf(archive *txtar.Archive) (formats []string) {
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "docs/") {
			formats = append(formats, map[string]string{".md": "markdown", ".html": "html", ".1": "man"}[path.Ext(f.Name)])
		}
	}
	return formats
}

// typeCheck type-checks the files, and returns the packages by import path. Runtime
// packages come from the compiler's export data, which is created once.
func typeCheck(t *testing.T, generated []files.File) map[string]*types.Package {
	t.Helper()
	fset := token.NewFileSet()
	dirs := map[string][]*ast.File{}
	for _, f := range generated {
		if path.Ext(f.Name) != ".go" {
			continue
		}
		parsed, err := parser.ParseFile(fset, f.Name, f.Data, parser.ParseComments)
		require.NoError(t, err)
		dirs[path.Dir(f.Name)] = append(dirs[path.Dir(f.Name)], parsed)
	}
	names := make([]string, 0, len(dirs))
	for dir := range dirs {
		names = append(names, dir)
	}
	order := map[string]int{"types": -2, ".": -1} // before the packages that import them
	sort.Slice(names, func(i, j int) bool { return order[names[i]] < order[names[j]] })
	own := map[string]*types.Package{}
	for _, dir := range names {
		config := types.Config{GoVersion: "go1.20", Importer: importingFrom(own)}
		importPath := path.Join("example.com/ec2", dir)
		pkg, err := config.Check(importPath, fset, dirs[dir], nil)
		if !assert.NoError(t, err, "generated code does not compile") {
			return own
		}
		own[importPath] = pkg
	}
	return own
}

// importingFrom returns an importer of some packages from memory and all others
// from export data.
func importingFrom(own map[string]*types.Package) types.Importer {
	return importerFunc(func(p string) (*types.Package, error) {
		if pkg := own[p]; pkg != nil {
			return pkg, nil
		}
		return exportData.Import(p)
	})
}

type importerFunc func(string) (*types.Package, error)

func (f importerFunc) Import(p string) (*types.Package, error) { return f(p) }

// exportData imports compiled packages, whose files the go command lists.
var exportData = importer.ForCompiler(token.NewFileSet(), "gc", lookupExport)

// TestAddingAMember checks that a new member only changes its own lines and moves
// no others.
func TestAddingAMember(t *testing.T) {
	const model = `service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15", xmlNamespace: "http://x/"}
operations:
  Echo: {input: EchoRequest, output: EchoResult}
shapes:
  EchoRequest: {type: structure, members: {Alpha: {shape: Text}, Omega: {shape: Text}%s}}
  EchoResult: {type: structure, members: {Alpha: {shape: Text, xml: alpha}, Omega: {shape: Text, xml: omega}%s}}
  Text: {type: string}
`
	before := generateText(t, fmt.Sprintf(model, "", ""))
	after := generateText(t, fmt.Sprintf(model, ", MuchLongerName: {shape: Text, doc: Is new.}", ""))
	require.Len(t, after, len(before))
	var removed []string
	for name := range before {
		for _, line := range strings.Split(string(diff.Diff("a", []byte(before[name]), "b", []byte(after[name]))), "\n") {
			if strings.HasPrefix(line, "-") && !strings.HasPrefix(line, "--- ") {
				removed = append(removed, name+": "+line)
			}
		}
	}
	assert.Empty(t, removed, "changed or moved lines")
	assert.NotEqual(t, before, after)
}

func generateText(t *testing.T, model string) map[string]string {
	t.Helper()
	return generateCase(t, &txtar.Archive{Files: []txtar.File{{Name: "model.yaml", Data: []byte(model)}}})
}
