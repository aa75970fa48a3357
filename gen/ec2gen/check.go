package main

// This file implements check and why.

import (
	"errors"
	"flag"
	"fmt"

	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
	"github.com/ec2gen/ec2gen/spec"
)

// runCheck checks the models of the arguments, or of the configuration.
func runCheck(c *call) error {
	var file string
	if err := c.parse(func(fs *flag.FlagSet) {
		fs.StringVar(&file, "config", "", "configuration `FILE` to check (default: the nearest ec2gen.yaml)")
	}); err != nil {
		return err
	}
	bad := false
	for _, check := range checks(c, file) {
		model, name, err := check()
		if err == nil {
			fmt.Fprintf(c.stderr, "ec2gen: %s is valid: %d operations, %d shapes, %d rules\n",
				name, len(model.Operations), len(model.Shapes), len(model.Rules))
			continue
		}
		var one *spec.Error
		var list spec.Errors
		if !errors.As(err, &list) && !errors.As(err, &one) {
			return err // the file cannot be read: exit status 2, not 1
		}
		if bad = true; list.Partial() {
			fmt.Fprintln(c.stdout, "stopped early: fix these errors and check again")
		}
		fmt.Fprintln(c.stdout, err)
	}
	if bad {
		return errNo
	}
	return nil
}

// A check reads a model and returns its name.
type check func() (model *spec.Model, name string, err error)

// checks returns one check per argument. Without arguments, it returns one per
// target of the configuration, or without a configuration, one of the built-in
// model.
func checks(c *call, file string) (list []check) {
	for _, path := range c.flags.Args() {
		list = append(list, func() (*spec.Model, string, error) {
			model, err := readModel(path)
			return model, path, err
		})
	}
	if len(list) > 0 {
		return list
	}
	configured, err := readConfig(file)
	if err != nil {
		return []check{func() (*spec.Model, string, error) { return nil, "", err }}
	}
	for _, t := range configured.Targets {
		list = append(list, func() (*spec.Model, string, error) {
			j := &job{Target: t, file: configured.Path}
			model, err := j.check()
			return model, fmt.Sprintf("%s with %s", t.Pos, j.modelName()), err
		})
	}
	if len(list) == 0 {
		return []check{func() (*spec.Model, string, error) {
			model, err := spec.Embedded()
			return model, "the built-in model", err
		}}
	}
	return list
}

// check reads the model of a target and reports every error.
func (j *job) check() (*spec.Model, error) {
	err := j.complete()
	model, _, loadErr := j.loadModel()
	if loadErr != nil {
		return nil, errors.Join(err, loadErr)
	}
	cut, cutErr := j.cut(model)
	return cut, errors.Join(err, cutErr)
}

// runWhy prints the chains of members that lead to a shape.
func runWhy(c *call) error {
	flags := newTargetFlags(config.Package)
	if err := c.parse(flags.defineModel); err != nil {
		return err
	}
	if c.flags.NArg() != 1 {
		return c.usagef("expected one SHAPE, got %d arguments", c.flags.NArg())
	}
	models, err := flags.models()
	if err != nil {
		return err
	}
	shape, found := c.flags.Arg(0), false
	for _, model := range models {
		for _, chain := range model.Why(shape) {
			found = true
			fmt.Fprintln(c.stdout, spec.FormatChain(chain))
		}
	}
	if !found {
		fmt.Fprintf(c.stderr, "ec2gen: no operation uses a shape %q%s\n", shape, suggestShape(models, shape))
		return errNo
	}
	return nil
}

// suggestShape returns a suggestion for an unknown shape, as the end of a message.
func suggestShape(models []*spec.Model, name string) string {
	var known []string
	for _, m := range models {
		for _, s := range m.Shapes {
			if s.Name == name {
				return ""
			}
			known = append(known, s.Name)
		}
	}
	if near := spec.Nearest(name, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// defineModel defines the flags that select a model and its operations.
func (f *targetFlags) defineModel(fs *flag.FlagSet) {
	for _, name := range []string{"model", "overlay", "operations"} {
		k := config.Lookup(name)
		fs.Var(&keyValue{k, f.target}, k.Name, k.Doc)
	}
	fs.StringVar(&f.config, "config", "", "configuration `FILE` (default: the nearest ec2gen.yaml)")
}

// models returns the models of the flags, or otherwise of the configuration, or
// otherwise the built-in one.
func (f *targetFlags) models() (models []*spec.Model, err error) {
	targets := []*config.Target{f.target}
	if len(f.given()) == 0 {
		file, err := readConfig(f.config)
		if err != nil {
			return nil, err
		}
		if len(file.Targets) > 0 {
			targets = file.Targets
		}
	}
	for _, t := range targets {
		j := &job{Target: t}
		model, _, err := j.loadModel()
		if err != nil {
			return nil, err
		}
		if model, err = j.cut(model); err != nil {
			return nil, err
		}
		models = append(models, model)
	}
	return models, nil
}
