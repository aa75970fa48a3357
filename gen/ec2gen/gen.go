package main

// This file implements gen, dropin and diff: the same computation, written or
// printed.

import (
	"errors"
	"fmt"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func runGen(c *call) error { return write(c, newTargetFlags(config.Package), true) }

func runDropIn(c *call) error { return write(c, newTargetFlags(config.DropIn), false) }

// runDiff runs diff: for all targets, or for a command line of gen or dropin.
func runDiff(c *call) error {
	kind, all := config.Package, true
	if c.cutFirst("gen", "dropin") == "dropin" {
		kind, all = config.DropIn, false
	}
	products, err := compute(c, newTargetFlags(kind), all)
	if err != nil {
		return err
	}
	same := true
	for _, p := range products {
		for _, ch := range p.changes {
			same = same && ch.Empty()
			if err := ch.Diff(c.stdout); err != nil {
				return err
			}
		}
		fmt.Fprintf(c.stderr, "ec2gen: %s\n", p.planned())
	}
	if !same {
		return errNo
	}
	return nil
}

// write computes everything and writes it.
func write(c *call, flags *targetFlags, all bool) error {
	products, err := compute(c, flags, all)
	if err != nil {
		return err
	}
	var changes []*files.Changes
	for _, p := range products {
		changes = append(changes, p.changes...)
	}
	if err := apply(changes...); err != nil {
		return err
	}
	for _, p := range products {
		fmt.Fprintf(c.stderr, "ec2gen: %s\n", p.done())
	}
	return nil
}

// An output is the generated files of a target, compared with the disk.
type output struct {
	job     *job
	model   *spec.Model
	files   []files.File
	notes   []string         // for the user
	changes []*files.Changes // first of the output directory, then of go.mod
	moved   *files.Changes   // the removal of a drop-in from its former directory; nil: none

	vendor      string // the command that fills the program's vendor directory; "": there is none
	vendorStale bool   // it has to be run
	linkless    bool   // no go.mod or go.work names the drop-in yet
}

// compute computes the files of every target and compares them with the disk. It
// computes all targets before anything is written, so that a mistake in one also
// leaves the others unchanged.
func compute(c *call, flags *targetFlags, all bool) ([]*output, error) {
	if err := c.parse(flags.define); err != nil {
		return nil, err
	}
	if err := flags.takeArguments(c); err != nil {
		return nil, err
	}
	jobs, err := flags.jobs(c, all)
	if err != nil {
		return nil, err
	}
	defer showProgress(c.stderr, "generating")()
	var products []*output
	var errs []error
	for _, j := range jobs {
		p, err := j.make(c)
		if err == nil {
			products = append(products, p)
			continue
		}
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for _, p := range products {
		for _, note := range p.notes {
			c.note(note)
		}
	}
	return products, nil
}

// takeArguments sets the packages of a drop-in from the arguments.
func (f *targetFlags) takeArguments(c *call) error {
	switch args := c.flags.Args(); {
	case len(args) == 0:
		return nil
	case f.kind == config.DropIn:
		return config.Lookup("dropin").SetList(f.target, args)
	default:
		return c.usagef("unexpected argument %q; only ec2gen dropin takes packages", args[0])
	}
}

// make computes a target's files and compares them with the output directory.
func (j *job) make(c *call) (*output, error) {
	output := j.makePackage
	if j.IsDropIn() {
		output = j.makeDropIn
	}
	p, err := output(c)
	if err != nil {
		return nil, err
	}
	if err := j.addHeader(p.files); err != nil {
		return nil, err
	}
	changes, err := files.Compare(j.Out, p.files)
	if err != nil {
		return nil, err
	}
	p.job, p.changes, p.notes = j, append([]*files.Changes{changes}, p.changes...), append(p.notes, changes.Notes...)
	if p.moved != nil {
		p.changes = append(p.changes, p.moved)
	}
	return p, nil
}

// makePackage computes a package of the user's own.
func (j *job) makePackage(c *call) (*output, error) {
	model, notes, err := j.loadModel()
	if err != nil {
		return nil, err
	}
	if model, err = j.cut(model); err != nil {
		return nil, err
	}
	cfg := plan.Config{Package: j.Package, ImportPath: j.ImportPath, Server: j.Server, CLI: j.CLI, Pages: j.Pages,
		Examples: true, NoSince: !j.Since, Record: j.record()}
	note, err := j.document(c, model, &cfg)
	if err != nil {
		return nil, err
	}
	notes = append(notes, note...)
	generated, err := gen.Generate(model, cfg)
	p := &output{model: model, files: generated, notes: notes}
	if err == nil && j.Module != "" && !j.isModule() {
		// go.mod is not one of the package's files, because go mod tidy changes it
		// later.
		var changes *files.Changes
		changes, err = files.ComparePart(j.Out, []files.File{goMod(j.Module)})
		p.changes = append(p.changes, changes)
	}
	return p, err
}
