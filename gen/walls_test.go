package gen

// This file defines which package may import which. The table is about direct imports
// of sources, not of tests.

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/ec2gen/ec2gen"

// A wall lists what the packages of a path may import in addition to the standard
// library: packages of this module, and other modules. A path that ends in /...
// covers a package and all below it; the most specific path that covers a package
// applies.
type wall struct {
	path    string
	own     string
	modules string
}

const (
	awsCore  = "github.com/aws/aws-sdk-go-v2 github.com/aws/smithy-go"
	jennifer = "github.com/dave/jennifer"
)

var walls = []wall{
	// The model handles YAML and AWS's files, and no Go code.
	{"spec", "spec/ec2 spec/yamlread", "github.com/jmespath-community/go-jmespath gopkg.in/yaml.v3"},
	{"spec/yamlread", "", "gopkg.in/yaml.v3"},
	{"spec/...", "spec spec/...", "golang.org/x/net"},
	{"spec/spectest", "", "github.com/rogpeppe/go-internal"},
	{"spec/internal/upstreamtest", "spec spec/...", "github.com/rogpeppe/go-internal"},
	{"spec/spectest/rulecase", "", "github.com/rogpeppe/go-internal"},
	// The generator: the plan decides, concerns print and do not import each other.
	{"gen", "gen/emit gen/emit/... gen/files gen/plan spec", ""},
	{"gen/plan", "spec", "golang.org/x/mod"},
	{"gen/emit", "gen/doctext gen/files gen/plan spec", jennifer},
	{"gen/emit/...", "gen/emit gen/plan spec", jennifer},
	{"gen/emit/examples", "gen/emit gen/emit/docs/snippet gen/plan spec", ""},
	{"gen/emit/cli", "gen/emit gen/plan runtime/cliname spec", jennifer},
	// One package reads documentation; the pages print a complete reference.
	{"gen/doctext", "", ""},
	{"gen/emit/docs", "gen/emit gen/emit/docs/... gen/plan", ""},
	{"gen/emit/docs/reference", "gen/emit gen/doctext gen/emit/docs/snippet gen/plan runtime/cliname spec", ""},
	{"gen/emit/docs/snippet", "gen/plan runtime/cliname runtime/ec2query runtime/ec2time spec", ""},
	{"gen/emit/docs/page", "", ""},
	{"gen/emit/docs/...", "gen/doctext gen/emit/docs/page gen/emit/docs/reference", ""},
	{"gen/files", "", "github.com/rogpeppe/go-internal"},
	// The second product imports the first, and not the other way round.
	{"gen/dropin/...", "gen gen/dropin/... gen/files gen/gotool gen/plan gen/sdkdoc runtime spec", "golang.org/x/mod"},
	{"gen/sdkdoc", "gen/gotool gen/plan spec", "golang.org/x/mod"},
	{"gen/gotool", "", "golang.org/x/mod"},
	// The command joins them. It imports no generated code.
	{"gen/ec2gen", "gen gen/dropin/... gen/ec2gen/internal/... gen/files gen/gotool gen/plan gen/sdkdoc spec spec/...",
		"golang.org/x/mod golang.org/x/tools gopkg.in/yaml.v3"},
	{"gen/ec2gen/internal/config", "gen/plan spec spec/yamlread", "golang.org/x/mod gopkg.in/yaml.v3"},
	// The leaves: each is one concept.
	{"runtime", "", ""},
	{"runtime/valid", "", ""},
	{"runtime/ec2time", "", ""},
	{"runtime/ec2query", "runtime/ec2time", ""},
	{"runtime/ec2xml", "runtime/ec2time", ""},
	{"runtime/sigv4", "runtime/ec2query", ""},
	{"runtime/ec2http", "runtime/ec2query runtime/ec2xml runtime/sigv4 runtime/valid", ""},
	{"runtime/awsclient", "runtime/ec2query runtime/ec2time runtime/ec2xml runtime/valid", awsCore},
	{"runtime/cliname", "", ""},
	{"runtime/cli", "runtime/awsclient runtime/cliname runtime/ec2query runtime/ec2time runtime/ec2xml runtime/valid",
		awsCore + " github.com/jmespath-community/go-jmespath golang.org/x/term golang.org/x/text gopkg.in/yaml.v3"},
	// Generated code, and hand-written code that uses it.
	{"generated/...", "runtime/... generated/...", awsCore},
	{"generated/ec2/ec2test", "runtime/... generated/ec2/...", awsCore},
	{"generated/ec2/ec2test/ec2serve", "runtime/... generated/ec2/... spec/yamlread",
		awsCore + " go.etcd.io/bbolt gopkg.in/yaml.v3"},
	{"generated/ec2/types", "", ""},
	{"generated/ec2v20091031/types", "", ""},
}

// covers reports whether pattern names the package.
func covers(pattern, pkg string) bool {
	below, tree := strings.CutSuffix(pattern, "/...")
	return below == pkg || tree && strings.HasPrefix(pkg, below+"/")
}

// wallOf returns the line of the table that applies to a package, or nil.
func wallOf(pkg string) *wall {
	var best *wall
	for i := range walls {
		if w := &walls[i]; covers(w.path, pkg) && (best == nil || w.exactness() > best.exactness()) {
			best = w
		}
	}
	return best
}

// exactness orders the lines that cover one package: longer paths first, and a package
// before its tree.
func (w *wall) exactness() int {
	below, tree := strings.CutSuffix(w.path, "/...")
	if tree {
		return 2 * len(below)
	}
	return 2*len(below) + 1
}

// allows reports whether the wall allows an import.
func (w *wall) allows(imported string) bool {
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		for _, pattern := range strings.Fields(w.own) {
			if covers(pattern, own) {
				return true
			}
		}
		return false
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		return true // the standard library
	}
	for _, m := range strings.Fields(w.modules) {
		if imported == m || strings.HasPrefix(imported, m+"/") {
			return true
		}
	}
	return false
}

func TestWalls(t *testing.T) {
	used := map[*wall]bool{}
	for pkg, imports := range importsOf(t, "..") {
		w := wallOf(pkg)
		if !assert.NotNil(t, w, "%s: missing in the table in walls_test.go; add a line with its imports", pkg) {
			continue
		}
		used[w] = true
		for _, imported := range imports {
			assert.True(t, w.allows(imported), "%s may not import %s: walls_test.go, line %s", pkg, imported, w.path)
		}
	}
	for i := range walls {
		assert.True(t, used[&walls[i]], "%s: no such package; remove the line", walls[i].path)
	}
}

// importsOf returns the imports of this module's packages, without tests. It reads
// the sources itself, so that the test runs again when one of them changes.
func importsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	require.NoError(t, filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == root {
			return err
		}
		if d.IsDir() {
			_, err := os.Stat(filepath.Join(name, "go.mod"))
			if err == nil || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		pkg, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil || pkg == "." || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		pkg = filepath.ToSlash(pkg)
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		found[pkg] = append(found[pkg], []string{}...)
		for _, i := range file.Imports {
			found[pkg] = append(found[pkg], strings.Trim(i.Path.Value, `"`))
		}
		return nil
	}))
	return found
}

// TestConcernsDoNotSeeEachOther follows imports transitively: each concern depends
// on no other concern.
func TestConcernsDoNotSeeEachOther(t *testing.T) {
	all := importsOf(t, "..")
	var concerns []string
	for pkg := range all {
		if concern, ok := strings.CutPrefix(pkg, "gen/emit/"); ok {
			concerns = append(concerns, concern)
			for dep := range dependencies(all, pkg) {
				other, isConcern := strings.CutPrefix(dep, "gen/emit/")
				first, _, _ := strings.Cut(concern, "/")
				if other == "docs/snippet" {
					continue // calls in the syntax of clients: a helper for examples and pages
				}
				assert.False(t, isConcern && other != first && !strings.HasPrefix(other, first+"/"), "%s depends on %s", pkg, dep)
			}
		}
	}
	assert.Subset(t, concerns, []string{"client", "errors", "query", "server", "types", "validate", "xml"})
}

// dependencies returns the packages of this module that a package depends on.
func dependencies(all map[string][]string, pkg string) map[string]bool {
	deps := map[string]bool{}
	var follow func(pkg string)
	follow = func(pkg string) {
		for _, imported := range all[pkg] {
			if own, ok := strings.CutPrefix(imported, module+"/"); ok && !deps[own] {
				deps[own] = true
				follow(own)
			}
		}
	}
	follow(pkg)
	return deps
}
