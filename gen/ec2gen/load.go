package main

// This file loads the model of a target: the built-in one or another, with
// overlays, cut to the selected operations.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/source"
)

// loadModel reads the target's model with its overlays. The notes list entries that
// do not fit.
func (j *job) loadModel() (*spec.Model, []string, error) {
	r, err := source.Load(source.Options{Model: j.Model, Overlays: j.Overlay})
	if err != nil {
		return nil, nil, err
	}
	return r.Model, r.Notes(), nil
}

// cut keeps the target's operations and the shapes that they reach.
func (j *job) cut(model *spec.Model) (*spec.Model, error) {
	if j.Operations == nil {
		return model, nil
	}
	if err := j.unknownOperations(model); err != nil {
		return nil, err
	}
	return model.Cut(j.OperationNames())
}

// unknownOperations reports unknown names of the target, each with its position and
// a suggestion.
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

// modelName returns the name of the model for messages.
func (j *job) modelName() string {
	if j.Model == "" {
		return "the built-in model"
	}
	return j.Model
}

// readModel reads a model of any form.
func readModel(path string) (*spec.Model, error) {
	r, err := source.Load(source.Options{Model: path})
	if err != nil {
		return nil, err
	}
	return r.Model, nil
}

func isYAML(path string) bool {
	return strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")
}
