package uses

// This file lists the packages that a program has, and picks those
// that can reach the SDK's.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A pkg is what the go command says of one.
type pkg struct {
	ImportPath     string
	Dir            string
	Standard       bool
	DepOnly        bool // not named by the patterns
	ForTest        string
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string // for other systems or tags: the program has them too
	TestGoFiles    []string
	XTestGoFiles   []string
	Imports        []string
	TestImports    []string
	XTestImports   []string
	Module         *module
	Error          *struct{ Err string }
}

// A module is what the go command says of one.
type module struct {
	Path, Version, GoVersion string
	Main                     bool
}

// list lists the packages and all that they depend on, tests included.
func (p *program) list(o Options) ([]*pkg, error) {
	patterns := o.Patterns
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	args := []string{"list", "-e", "-deps", "-json=ImportPath,Dir,Standard,DepOnly,ForTest,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,Imports,TestImports,XTestImports,Module,Error"}
	args = append(args, p.flags...)
	if !o.NoTests {
		args = append(args, "-test")
	}
	out, err := p.goCommand(append(append(args, "--"), patterns...)...)
	if err != nil {
		return nil, err
	}
	var packages []*pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &pkg{}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Error != nil && !p.DepOnly && len(p.IgnoredGoFiles) == 0 { // all files for other systems or tags: no trouble
			return nil, fmt.Errorf("%s: %s", p.ImportPath, strings.TrimSpace(p.Error.Err))
		}
		if p.ForTest == "" && !strings.HasSuffix(p.ImportPath, ".test") {
			packages = append(packages, p)
		}
	}
	for _, p := range packages {
		if p.ImportPath == Module || p.ImportPath == typesPath {
			return packages, nil
		}
	}
	return nil, notUsed(patterns)
}

// near are the packages that import the SDK's, or depend on one that does: an
// interface may be declared in one package and called in another.
func near(packages []*pkg) []*pkg {
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

// requirements notes the program's go line, and the versions of the modules that
// a slice must live with.
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
			r.Core = m.Version
		case m.Path == smithyPath:
			r.Smithy = m.Version
		}
	}
}

// versions finds those of modules of which no package was listed: go.mod has them,
// and if it is of the sort that lists direct requirements only, the go command.
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
		out, err := p.goCommand(append(append([]string{"list", "-m", "-e", "-mod=readonly", "-f", "{{.Version}}"}, p.flags...), path)...)
		if err != nil {
			return err
		}
		*version = strings.TrimSpace(string(out))
	}
	return nil
}
