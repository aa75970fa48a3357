package uses

// This file lists the packages of a program, and selects those that depend on the
// SDK's.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"strconv"
	"strings"
)

// A pkg is a package in the go command's list.
type pkg struct {
	ImportPath     string
	Dir            string
	Standard       bool
	DepOnly        bool // not matched by the patterns
	ForTest        string
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string // for other systems or tags, which are also read
	TestGoFiles    []string
	XTestGoFiles   []string
	EmbedFiles     []string

	TestEmbedFiles  []string
	XTestEmbedFiles []string

	Imports      []string
	TestImports  []string
	XTestImports []string
	Module       *module
	Error        *struct{ Err string }
}

// A module is a module in the go command's list.
type module struct {
	Path, Version, GoVersion string
	Main                     bool
}

// list lists the packages and all their dependencies, including those of tests.
func (p *program) list(o Options) ([]*pkg, error) {
	args := []string{"list", "-e", "-deps",
		"-json=ImportPath,Dir,Standard,DepOnly,ForTest,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles," +
			"EmbedFiles,TestEmbedFiles,XTestEmbedFiles,Imports,TestImports,XTestImports,Module,Error"}
	args = append(args, p.flags...)
	if !o.NoTests {
		args = append(args, "-test")
	}
	out, err := p.goCommand(append(append(args, "--"), o.Patterns...)...)
	if err != nil {
		return nil, err
	}
	var packages []*pkg
	var broken []unloaded
	reread := p.temp != "" // without the workspace, its modules may be missing
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &pkg{}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Error != nil && (!p.DepOnly && p.empty() || p.DepOnly && reread && p.Dir == "") {
			return nil, fmt.Errorf("%s: %s", p.ImportPath, strings.TrimSpace(p.Error.Err))
		}
		if p.Error != nil && p.DepOnly && p.empty() {
			broken = append(broken, unloaded{p.ImportPath, p.Error.Err})
		}
		if p.ForTest == "" && !p.testMain() {
			p.importIgnored()
			packages = append(packages, p)
		}
	}
	p.unloaded = append(p.unloaded, broken...)
	return packages, nil
}

// An unloaded package is a dependency that the go command cannot load.
type unloaded struct{ path, why string }

// testMain reports whether the go command created the package to run tests.
func (p *pkg) testMain() bool {
	return len(p.GoFiles) == 1 && filepath.IsAbs(p.GoFiles[0]) // in the build cache
}

// empty reports whether there is nothing to read. If there is, the compiler reports
// any errors.
func (p *pkg) empty() bool {
	return len(p.GoFiles)+len(p.CgoFiles)+len(p.TestGoFiles)+len(p.XTestGoFiles)+len(p.IgnoredGoFiles) == 0
}

// own reports whether a package is in the program's module or its workspace.
func (p *pkg) own() bool { return p.Module == nil && !p.Standard || p.Module != nil && p.Module.Main }

// importIgnored adds imports of files for other systems or tags, which the go
// command ignores, because the result must not depend on the system.
func (p *pkg) importIgnored() {
	if p.Standard {
		return
	}
	for _, name := range p.IgnoredGoFiles {
		// some are templates
		file, _ := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
		if file == nil {
			continue
		}
		for _, i := range file.Imports {
			if path, err := strconv.Unquote(i.Path.Value); err == nil {
				p.Imports = append(p.Imports, path)
			}
		}
	}
}

// listAll lists the packages of the program, and also the SDK's if only files for
// other systems or tags import it.
func (p *program) listAll(o Options) ([]*pkg, error) {
	packages, err := p.list(o)
	if err != nil {
		return nil, err
	}
	packages = append(packages, unlisted(o, packages)...)
	for _, listed := range packages {
		if listed.ImportPath == Module || listed.ImportPath == typesPath {
			return packages, nil
		}
	}
	if len(sdkDependents(packages)) == 0 {
		return nil, notUsed(o.Patterns)
	}
	more, err := p.list(Options{Dir: o.Dir, Patterns: []string{Module, typesPath}, NoTests: true})
	for _, m := range more {
		m.DepOnly = true
	}
	return append(packages, more...), err
}

// sdkDependents returns the packages that depend on the SDK's: an interface may be
// declared in one package and called in another.
func sdkDependents(packages []*pkg) []*pkg {
	reaches := map[string]bool{Module: true, typesPath: true}
	for grown := true; grown; {
		grown = false
		for _, p := range packages {
			if p.Standard || reaches[p.ImportPath] {
				continue
			}
			for _, imports := range [][]string{p.Imports, p.TestImports, p.XTestImports} {
				for _, i := range imports {
					grown = grown || reaches[i]
					reaches[p.ImportPath] = reaches[p.ImportPath] || reaches[i]
				}
			}
		}
	}
	var list []*pkg
	for _, p := range packages {
		if reaches[p.ImportPath] && p.ImportPath != Module && !strings.HasPrefix(p.ImportPath, Module+"/") {
			list = append(list, p)
		}
	}
	return list
}

// ownImports returns the program's own packages that nearby ones import: they may
// declare an interface of any client, or a table of names.
func ownImports(packages, nearby []*pkg) (list []*pkg) {
	byPath, taken := map[string]*pkg{}, map[*pkg]bool{}
	for _, p := range packages {
		byPath[p.ImportPath] = p
	}
	for _, p := range nearby {
		taken[p] = true
	}
	for _, p := range nearby {
		for _, path := range append(append(append([]string{}, p.Imports...), p.TestImports...), p.XTestImports...) {
			i := byPath[path]
			if i == nil || !i.own() || taken[i] {
				continue
			}
			taken[i] = true
			list = append(list, i)
		}
	}
	return list
}

// requirements records the program's go line, and the versions of the modules that
// a drop-in requires.
func (r *Result) requirements(packages []*pkg) {
	for _, p := range packages {
		m := p.Module
		switch {
		case m == nil:
		case m.Main && !p.DepOnly && r.Go == "":
			r.Go, r.Main = m.GoVersion, m.Path
		case m.Path == Module:
			r.SDK = m.Version
		case m.Path == corePath:
			r.Core, r.CoreGo = m.Version, m.GoVersion
		case m.Path == smithyPath:
			r.Smithy, r.SmithyGo = m.Version, m.GoVersion
		}
	}
}

// versions finds the versions of modules without a listed package: in go.mod or, if
// that only lists direct requirements, with the go command.
func (r *Result) versions(p *program) error {
	for path, version := range map[string]*string{corePath: &r.Core, smithyPath: &r.Smithy} {
		for _, required := range p.file.Require {
			if *version == "" && required.Mod.Path == path {
				*version = required.Mod.Version
			}
		}
		if *version != "" {
			continue
		}
		out, err := p.goCommand(append(append([]string{"list", "-m", "-e", "-mod=readonly", "-f", "{{.Version}}"},
			p.flags...), path)...)
		if err != nil {
			return err
		}
		*version = strings.TrimSpace(string(out))
	}
	return nil
}
