package main

// This file turns flags and configuration into targets, and a target into the
// model and the files it stands for. gen, diff and the up-to-date test come
// through here, so they compute the same bytes.

import (
	"errors"
	"flag"
	"fmt"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
	"golang.org/x/mod/modfile"
)

// targetFlags are the flags that gen and diff share.
type targetFlags struct {
	target
	operations string
	usedBy     string
	config     string
}

func (f *targetFlags) define(fs *flag.FlagSet) {
	fs.StringVar(&f.Model, "model", "", "model `PATH`: a model folder, a model YAML file, or an AWS model file (default: the built-in AMI model)")
	fs.StringVar(&f.operations, "operations", "", "comma-separated `NAMES` of the operations to generate (default: all in the model)")
	fs.StringVar(&f.Out, "out", "", "output `DIR` (default: ec2)")
	fs.StringVar(&f.Package, "package", "", "package `NAME` (default: the last element of -out)")
	fs.StringVar(&f.ImportPath, "importpath", "", "import `PATH` of the package (default: by the go.mod around -out)")
	fs.StringVar(&f.Module, "module", "", "also write a go.mod that makes -out a module of this `PATH`")
	fs.StringVar(&f.usedBy, "used-by", "", "comma-separated package `PATTERNS` of a program: generate what it uses of the AWS SDK's package, as a module in that one's place")
	fs.BoolVar(&f.Replace, "write-replace", false, "with -used-by: have the program's go.mod use the module")
	fs.StringVar(&f.ModFile, "write-modfile", "", "with -used-by: leave go.mod alone, and write `FILE` for go build -modfile")
	fs.BoolVar(&f.Server, "server", false, "also write the server's half, which serves what the client calls")
	fs.StringVar(&f.config, "config", "", "configuration `FILE` (default: ec2gen.yaml or .ec2gen.yaml, if there is one)")
}

// targets returns the packages to work on: the configuration's, overridden by
// the flags. Where the configuration has several, -out chooses one of them or
// adds one that stands on flags alone.
func (f *targetFlags) targets(c *call) ([]target, error) {
	if f.operations != "" {
		f.Operations = splitNames(f.operations)
	}
	if f.usedBy != "" {
		f.UsedBy = splitNames(f.usedBy)
	}
	configured, err := readConfig(f.config)
	if err != nil {
		return nil, err
	}
	switch {
	case len(configured) == 0:
		configured = []target{{}}
	case len(configured) > 1 && f.Out != "":
		configured = chooseByOut(configured, f.Out)
	case len(configured) > 1 && f.any():
		return nil, c.usagef("the configuration has %d packages; say which with -out", len(configured))
	}
	for i := range configured {
		configured[i].override(f.target)
		if err := configured[i].complete(); err != nil {
			return nil, err
		}
	}
	return configured, nil
}

func chooseByOut(configured []target, out string) []target {
	for _, t := range configured {
		if filepath.Clean(t.Out) == filepath.Clean(out) {
			return []target{t}
		}
	}
	return []target{{}}
}

func (f *targetFlags) any() bool {
	t := f.target
	return t.Model != "" || t.Operations != nil || t.Package != "" || t.Server || t.ImportPath != "" || t.Module != "" || t.UsedBy != nil
}

// override takes over what the flags say.
func (t *target) override(flags target) {
	for _, p := range []struct{ to, from *string }{
		{&t.Model, &flags.Model}, {&t.Out, &flags.Out}, {&t.Package, &flags.Package},
		{&t.ImportPath, &flags.ImportPath}, {&t.Module, &flags.Module}, {&t.ModFile, &flags.ModFile},
	} {
		if *p.from != "" {
			*p.to = *p.from
		}
	}
	t.Server = t.Server || flags.Server
	t.Replace = t.Replace || flags.Replace
	if flags.UsedBy != nil {
		t.UsedBy = flags.UsedBy
	}
	if flags.Operations != nil {
		t.Operations = flags.Operations
	}
}

// complete fills in the defaults that depend on other values.
func (t *target) complete() error {
	if err := t.completeStandIn(); err != nil {
		return err
	}
	if t.Out == "" {
		t.Out = "ec2"
	}
	if t.ImportPath == "" {
		t.ImportPath = t.Module
	}
	if t.ImportPath == "" {
		p, err := importPathOf(t.Out)
		if err != nil {
			return err
		}
		t.ImportPath = p
	}
	if t.Package == "" {
		t.Package = path.Base(t.ImportPath)
	}
	if !token.IsIdentifier(t.Package) || t.Package == "_" {
		return fmt.Errorf("%q cannot be a package name; choose one with -package", t.Package)
	}
	return nil
}

// importPathOf works out a directory's import path from the go.mod above it.
func importPathOf(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for root := abs; ; root = filepath.Dir(root) {
		data, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err == nil {
			module := modfile.ModulePath(data)
			if module == "" {
				return "", fmt.Errorf("%s: no module line; repair it, or name the package with -importpath", filepath.Join(root, "go.mod"))
			}
			rel, err := filepath.Rel(root, abs)
			return path.Join(module, filepath.ToSlash(rel)), err
		}
		if !errors.Is(err, os.ErrNotExist) && !errors.Is(err, os.ErrPermission) {
			return "", err
		}
		if root == filepath.Dir(root) {
			return "", fmt.Errorf("no go.mod at or above %s, so the package has no import path; name one with -importpath, or have a module written with -module", dir)
		}
	}
}

// A product is what a target stands for.
type product struct {
	model   *spec.Model
	files   []files.File
	notes   []string         // for the user's eyes
	modules []*files.Changes // to the program's go.mod
}

// make computes every byte of the target's package.
func (t *target) make() (*product, error) {
	if t.UsedBy != nil {
		return t.makeStandIn()
	}
	model, err := loadModel(t.Model, t.Operations)
	if err != nil {
		return nil, err
	}
	files, err := gen.Generate(model, plan.Config{Package: t.Package, ImportPath: t.ImportPath, Server: t.Server})
	if err == nil && t.Module != "" && !t.isModule() {
		files = append(files, goMod(t.Module))
	}
	return &product{model: model, files: files}, err
}

// isModule says whether the output directory is the module already. Its go.mod
// then belongs to `go mod tidy`, which completes it.
func (t *target) isModule() bool {
	data, err := os.ReadFile(filepath.Join(t.Out, "go.mod"))
	return err == nil && modfile.ModulePath(data) == t.Module
}

// splitNames reads a comma-separated list, forgiving spaces and empty entries.
func splitNames(list string) []string {
	var names []string
	for _, name := range strings.Split(list, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
