package main

// This file is gen -used-by: a module in the place of the AWS SDK's package, for
// one program.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/dropin/module"
	"github.com/ec2gen/ec2gen/gen/dropin/uses"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/spec"
)

// completeStandIn fills in what follows from -used-by, and refuses what has no
// meaning with or without it.
func (t *target) completeStandIn() error {
	switch {
	case t.UsedBy == nil && (t.Replace || t.ModFile != ""):
		return errors.New("-write-replace and -write-modfile are about the program that -used-by names")
	case t.UsedBy == nil:
		return nil
	case t.Replace && t.ModFile != "":
		return errors.New("-write-replace changes go.mod, -write-modfile leaves it alone; choose one")
	case t.Server:
		return errors.New("a module in the SDK's place has no server; leave -server out, and write the server's half into a package of your own")
	case t.Operations != nil:
		return errors.New("-used-by finds the operations; leave -operations out, or name them in the program")
	case t.ModFile != "" && !strings.HasSuffix(t.ModFile, ".mod"):
		return fmt.Errorf("-write-modfile %s: the go command wants a name that ends in .mod", t.ModFile)
	case t.Module == "":
		t.Module = uses.Module
	case t.Module != uses.Module:
		return fmt.Errorf("-used-by makes a module in the place of %s, and -module says %s; leave one of them out", uses.Module, t.Module)
	}
	if t.Out == "" {
		t.Out = "third_party/ec2"
	}
	t.Package = "ec2"
	return nil
}

// makeStandIn computes the module, and what go.mod has to say of it.
func (t *target) makeStandIn() (*product, error) {
	if err := foreign(t.Out); err != nil {
		return nil, err
	}
	model, notes, err := readRuledModel(t.Model)
	if err != nil {
		return nil, err
	}
	name := t.Model
	if name == "" {
		name = "the built-in model"
	}
	used, err := uses.Find(uses.Options{Patterns: t.UsedBy})
	if err != nil {
		return nil, err
	}
	made, err := module.Files(module.Options{Model: model, ModelName: name, Uses: used, Module: t.Module, Package: t.Package})
	if err != nil {
		return nil, err
	}
	p := &product{model: made.Model, files: made.Files, notes: append(notes, made.Notes...)}
	if t.Replace || t.ModFile != "" {
		p.modules, err = t.replace(used.GoMod)
	}
	p.notes = append(p.notes, t.surroundings(used)...)
	return p, err
}

// surroundings says what about the program's place in the world matters to a slice.
func (t *target) surroundings(used *uses.Result) (notes []string) {
	root := filepath.Dir(used.GoMod)
	if _, err := os.Stat(filepath.Join(root, "vendor", "modules.txt")); err == nil {
		notes = append(notes, "ec2gen: the program is vendored: after a change of the slice run go mod vendor, or build with -mod=mod")
	}
	if root != "." {
		notes = append(notes, "ec2gen: "+used.GoMod+" holds for the whole module, and only packages that match "+strings.Join(t.UsedBy, ",")+" from here were read")
	}
	if used.Workspace > 1 {
		notes = append(notes, fmt.Sprintf("ec2gen: the workspace has %d modules, and a replace line holds for all of them: name the packages of each that uses EC2 with -used-by", used.Workspace))
	}
	return notes
}

// foreign refuses a folder that has sources of somebody else's: they would become
// part of the module.
func foreign(dir string) error {
	found, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || uses.IsSlice(dir) {
		return err
	}
	for _, file := range found {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if !files.IsOwn(data) {
			return fmt.Errorf("%s: is not ours, and would become part of the module; choose another -out", file)
		}
	}
	return nil
}

// readRuledModel reads a model, and onto one of AWS's files the rules of the
// built-in model, which AWS's file does not have.
func readRuledModel(path string) (*spec.Model, []string, error) {
	model, err := readModel(path)
	if err != nil || path == "" || len(model.Rules) > 0 {
		return model, nil, err
	}
	rules, err := spec.EmbeddedRules()
	if err != nil {
		return nil, nil, err
	}
	ruled, err := spec.Link(model, rules...)
	if err == nil {
		return ruled, nil, nil
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	model, err = readModel(path) // Link has taken the other over
	return model, []string{"ec2gen: the built-in rules are left out, as they do not fit " + path + ": " + first}, err
}

// replace puts the module into the program's go.mod, or into a copy of it.
func (t *target) replace(goMod string) ([]*files.Changes, error) {
	old, err := os.ReadFile(goMod)
	if err != nil {
		return nil, err
	}
	file, err := modfile.Parse(goMod, old, nil)
	if err != nil {
		return nil, err
	}
	folder, err := relative(filepath.Dir(goMod), t.Out)
	if err != nil {
		return nil, err
	}
	right := false
	for _, r := range file.Replace {
		if r.Old.Path != t.Module {
			continue
		}
		place := r.New.Path
		if !filepath.IsAbs(place) {
			place = filepath.Join(filepath.Dir(goMod), place)
		}
		if r.New.Version != "" || r.New.Path != folder && !uses.IsSlice(place) {
			return nil, fmt.Errorf("%s:%d:1: %s is replaced by %s already; remove that line first", goMod, r.Syntax.Start.Line, t.Module, r.New.Path)
		}
		right = r.Old.Version == "" && r.New.Path == folder
	}
	if right && t.Replace {
		return nil, nil // with whatever comments it has
	}
	if err := file.AddReplace(t.Module, "", folder, ""); err != nil {
		return nil, err
	}
	file.Cleanup()
	data, err := file.Format()
	if err != nil {
		return nil, err
	}
	if t.Replace {
		return changed(goMod, data)
	}
	// The go command looks for the sums beside the file that -modfile names.
	sums, err := os.ReadFile(strings.TrimSuffix(goMod, ".mod") + ".sum")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	one, err := changed(t.ModFile, data)
	if err != nil {
		return nil, err
	}
	two, err := changed(strings.TrimSuffix(t.ModFile, ".mod")+".sum", sums)
	return append(one, two...), err
}

// relative is a folder as go.mod has to name it.
func relative(from, to string) (string, error) {
	base, err := filepath.Abs(from)
	if err != nil {
		return "", err
	}
	abs, err := filepath.Abs(to)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(base, abs)
	if err != nil {
		return filepath.ToSlash(abs), nil // another drive
	}
	if rel = filepath.ToSlash(rel); !strings.HasPrefix(rel, "../") {
		rel = "./" + rel
	}
	return rel, nil
}

// changed is the writing of one file, nothing if it has that content.
func changed(name string, data []byte) ([]*files.Changes, error) {
	old, err := os.ReadFile(name)
	switch {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return nil, err
	case err == nil && bytes.Equal(old, data):
		return nil, nil
	}
	return []*files.Changes{{Dir: filepath.Dir(name), Written: []files.Change{{Name: filepath.Base(name), Old: old, New: data}}}}, nil
}
