package main

// This file loads the model of a target: the built-in one or another, with overlays,
// cut to the operations asked for.

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
)

// loadModel reads the target's model with the overlays on top. Notes say what does
// not fit.
func (j *job) loadModel() (*spec.Model, []string, error) {
	model, notes, err := readRuledModel(j.Model)
	if err != nil {
		return nil, nil, err
	}
	overlays, err := readOverlays(j.Overlay)
	if err != nil || len(overlays) == 0 {
		return model, notes, err
	}
	model, err = spec.Link(model, overlays...)
	return model, notes, err
}

// readOverlays reads the YAML files that paths name or have in them.
func readOverlays(paths []string) (sources []spec.Source, err error) {
	for _, path := range paths {
		files := []string{path}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			if files, err = filepath.Glob(filepath.Join(path, "*.yaml")); err != nil {
				return nil, err
			} else if len(files) == 0 {
				return nil, fmt.Errorf("%s: no *.yaml file; name an overlay file or a directory with some", path)
			}
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			sources = append(sources, spec.Source{Name: filepath.ToSlash(file), Data: data})
		}
	}
	return sources, nil
}

// cut keeps the target's operations and what they reach.
func (j *job) cut(model *spec.Model) (*spec.Model, error) {
	if j.Operations == nil {
		return model, nil
	}
	if err := j.unknownOperations(model); err != nil {
		return nil, err
	}
	return model.Slice(j.OperationNames())
}

// unknownOperations reports the names of the target that the model lacks, each with
// its position and the name that was probably meant.
func (j *job) unknownOperations(model *spec.Model) error {
	var known []string
	for _, op := range model.Operations {
		known = append(known, op.Name)
	}
	var errs []error
	for _, name := range j.Operations {
		if model.Operation(name.Text) != nil {
			continue
		}
		remedy := fmt.Sprintf("%s has %s", j.modelName(), count(len(known), "operation"))
		if near := spec.Nearest(name.Text, known); near != "" {
			remedy = fmt.Sprintf("did you mean %q?", near)
		}
		msg := fmt.Sprintf("unknown operation %q", name.Text)
		if name.Pos.File == "" {
			errs = append(errs, fmt.Errorf("-operations: %s; %s", msg, remedy))
		} else {
			errs = append(errs, &spec.Error{Pos: name.Pos, Msg: msg, Remedy: remedy})
		}
	}
	return errors.Join(errs...)
}

// modelName is the model in messages.
func (j *job) modelName() string {
	if j.Model == "" {
		return "the built-in model"
	}
	return j.Model
}

// loadModel reads a model of any form and keeps the operations named (nil: all)
// and the shapes that they reach.
func loadModel(path string, operations []string) (*spec.Model, error) {
	model, err := readModel(path)
	if err != nil || operations == nil {
		return model, err
	}
	return model.Slice(operations)
}

func readModel(path string) (*spec.Model, error) {
	if path == "" {
		return spec.Embedded()
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%s: no such model; name a directory with model YAML, a YAML file or an AWS model file", path)
	case err != nil:
		return nil, err
	case !info.IsDir() && !isYAML(path):
		model, _, err := awsmodel.Read(path, awsmodel.Options{})
		return model, err
	}
	return spec.Load(path)
}

func isYAML(path string) bool {
	return strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")
}

// readRuledModel reads a model, and onto one of AWS's files the rules of the
// built-in model, which AWS's file does not have.
func readRuledModel(path string) (*spec.Model, []string, error) {
	model, err := readModel(path)
	if err != nil || path == "" || isYAML(path) || isDir(path) || len(model.Rules) > 0 {
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
	return model, []string{"the built-in rules are left out, as they do not fit " + path + ": " + first}, err
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
