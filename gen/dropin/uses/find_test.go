package uses

// This file runs the goldens of testdata: small programs, and their uses of the SDK
// in testdata/sdk. go/build loads the packages and evaluates build tags as the go
// command does, for Linux. A directory with a go.mod is a library. Lines of the
// comment are options: "tests: no" omits tests, "fields: yes" lists fields.

import (
	"errors"
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestGoldens(t *testing.T) {
	known, err := readSDK("testdata/sdk")
	require.NoError(t, err)
	spectest.Goldens(t, "testdata/*.txtar", func(t *testing.T, c *txtar.Archive) []txtar.File {
		program := &txtar.Archive{Comment: c.Comment}
		for _, f := range c.Files {
			if f.Name != "uses" && f.Name != "error" {
				program.Files = append(program.Files, f)
			}
		}
		dir := t.TempDir()
		require.NoError(t, txtar.Write(program, dir))
		o := Options{Dir: dir, Patterns: []string{"./..."}, NoTests: spectest.Directive(c, "tests") == "no"}
		packages := load(t, dir)
		f := newFinder(o, directory(dir), known)
		if err := f.readAll(append(packages, unlisted(o, packages)...)); err != nil {
			text := strings.ReplaceAll(filepath.ToSlash(err.Error()), filepath.ToSlash(dir)+"/", "")
			return append(program.Files, txtar.File{Name: "error", Data: []byte(text + "\n")})
		}
		return append(program.Files, txtar.File{Name: "uses",
			Data: []byte(listing(f, spectest.Directive(c, "fields") != ""))})
	})
}

// listing returns a line for each use with its positions, and the notes.
func listing(f *finder, fields bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d packages read\n", f.packages)
	for _, k := range []struct {
		kind kind
		name string
	}{{operation, ""}, {clientName, "ec2."}, {typesName, "types."}, {fieldName, "."}} {
		if k.kind == fieldName && !fields {
			continue
		}
		for _, u := range f.sorted(k.kind) {
			b.WriteString(k.name + u.Name)
			if u.Operation != "" {
				b.WriteString(" (" + u.Operation + ")")
			}
			if (k.kind == clientName || k.kind == typesName) && !u.Sure {
				b.WriteString(" (perhaps)")
			}
			for _, at := range u.At {
				fmt.Fprintf(&b, " %s:%d:%d", at.Filename, at.Line, at.Column)
			}
			b.WriteString("\n")
		}
	}
	for _, note := range f.notes() {
		b.WriteString("note: " + note + "\n")
	}
	return b.String()
}

// load returns the packages that the go command would list below dir.
func load(t *testing.T, dir string) (packages []*pkg) {
	require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if d.Name() == "testdata" {
			return fs.SkipDir
		}
		if p := loadPackage(t, dir, name); p != nil {
			packages = append(packages, p)
		}
		return nil
	}))
	return packages
}

func loadPackage(t *testing.T, root, dir string) *pkg {
	context := build.Default
	context.GOOS, context.GOARCH, context.CgoEnabled = "linux", "amd64", true
	found, err := context.ImportDir(dir, 0)
	var none *build.NoGoError
	if errors.As(err, &none) {
		return nil
	}
	rel, err := filepath.Rel(root, dir)
	require.NoError(t, err)
	p := &pkg{
		ImportPath: path.Join("example.com/program", filepath.ToSlash(rel)), Dir: dir,
		Module:  &module{Path: "example.com/program", Main: true},
		GoFiles: found.GoFiles, CgoFiles: found.CgoFiles, IgnoredGoFiles: found.IgnoredGoFiles,
		TestGoFiles: found.TestGoFiles, XTestGoFiles: found.XTestGoFiles,
		Imports: found.Imports, TestImports: found.TestImports, XTestImports: found.XTestImports,
		EmbedFiles: glob(t, dir, found.EmbedPatterns), TestEmbedFiles: glob(t, dir, found.TestEmbedPatterns),
	}
	if data, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
		p.ImportPath = strings.TrimSpace(strings.TrimPrefix(string(data), "module "))
		p.Module, p.DepOnly = &module{Path: p.ImportPath}, true
	}
	p.GoFiles = append(p.GoFiles, found.InvalidGoFiles...)
	p.importIgnored()
	return p
}

func glob(t *testing.T, dir string, patterns []string) (names []string) {
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		require.NoError(t, err)
		for _, name := range found {
			names = append(names, filepath.Base(name))
		}
	}
	return names
}
