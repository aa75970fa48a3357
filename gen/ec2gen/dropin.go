package main

// This file is a drop-in: the module, and the go.mod that uses it.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/gen/dropin/link"
	"github.com/ec2gen/ec2gen/gen/dropin/module"
	"github.com/ec2gen/ec2gen/gen/dropin/uses"
	"github.com/ec2gen/ec2gen/gen/files"
)

// makeDropIn computes the module, and what changes in go.mod.
func (j *job) makeDropIn(c *call) (*product, error) {
	if err := checkOutDir(j.Out); err != nil {
		return nil, err
	}
	model, notes, err := j.loadModel()
	if err != nil {
		return nil, err
	}
	used, err := uses.Find(uses.Options{Dir: j.Dir, Patterns: j.DropIn, Progress: c.progress()})
	if err != nil {
		return nil, err
	}
	docs, err := j.documentDropIn(c, model, used.Dir)
	if err != nil {
		return nil, err
	}
	made, err := module.Files(module.Options{
		Model: model, ModelName: j.modelName(), Uses: used,
		Module: uses.Module, Package: "ec2", Docs: docs, Record: j.record(),
	})
	if err != nil {
		return nil, err
	}
	p := &product{model: made.Model, files: made.Files, notes: append(notes, made.Notes...)}
	p.changes, err = j.link(used.GoMod)
	p.notes = append(p.notes, j.surroundings(used)...)
	return p, err
}

// link computes the changes to the program's go.mod, or to a copy of it.
func (j *job) link(goMod string) ([]*files.Changes, error) {
	switch {
	case j.Replace:
		_, replaced, err := link.Replace(goMod, j.Out)
		if err != nil {
			return nil, err
		}
		changes, err := files.CompareEdit(goMod, replaced)
		return []*files.Changes{changes}, err
	case j.ModFile != "":
		mod, sum, err := link.ModFile(goMod, j.Out)
		if err != nil {
			return nil, err
		}
		name := filepath.Base(j.ModFile)
		changes, err := files.ComparePart(filepath.Dir(j.ModFile), []files.File{{Name: name, Data: mod},
			{Name: strings.TrimSuffix(name, ".mod") + ".sum", Data: sum, VouchedBy: name}})
		return []*files.Changes{changes}, err
	}
	return nil, nil
}

// surroundings reports what in the program's build matters to a drop-in.
func (j *job) surroundings(used *uses.Result) (notes []string) {
	root := filepath.Dir(used.GoMod)
	if _, err := os.Stat(filepath.Join(root, "vendor", "modules.txt")); err == nil {
		notes = append(notes, "the program is vendored: after a change of the drop-in run go mod vendor, or build with -mod=mod")
	}
	if !sameDir(root, j.patternDir()) {
		notes = append(notes, fmt.Sprintf("%s applies to the whole module, but only packages that match %s in %s were read",
			used.GoMod, strings.Join(j.DropIn, " "), j.patternDir()))
	}
	if used.Workspace > 1 {
		notes = append(notes, fmt.Sprintf("the workspace has %d modules, and a replace line applies to all of them: name the packages of each that uses EC2", used.Workspace))
	}
	return notes
}

// patternDir is the directory that the patterns are relative to.
func (j *job) patternDir() string {
	if j.Dir == "" {
		return "."
	}
	return j.Dir
}

// checkOutDir rejects a directory with Go files that ec2gen did not write: they would
// become part of the module.
func checkOutDir(dir string) error {
	found, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || uses.IsDropIn(dir) {
		return err
	}
	for _, file := range found {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if !files.IsOwn(data) {
			return fmt.Errorf("%s: not written by ec2gen; it would become part of the module; choose another -out", file)
		}
	}
	return nil
}
