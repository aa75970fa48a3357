package main

// This file creates the record of how the output was generated.

import (
	"os"
	"path/filepath"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// record returns the record for doc_gen.go. Docs is set when documentation is
// found.
func (j *job) record() *plan.Record {
	version, _ := moduleVersion()
	if version == "(devel)" {
		version = ""
	}
	r := &plan.Record{Command: j.recorded, Version: version, Model: j.modelSource()}
	switch {
	case j.IsDropIn():
		r.Update = "If the compiler does not find an operation or a type, the program uses more than it did then: run"
	case j.All:
		r.Update = "To generate it again, run"
	case j.Pos.File != "" && !j.fromFlags("operations"):
		r.Update = "To add an operation, add it to operations in " + filepath.Base(j.file) + ", and run"
	default:
		r.Update = "To add an operation, run this with one more:"
	}
	return r
}

// modelSource returns the model with its date: "the built-in model of 2026-08-07".
func (j *job) modelSource() string {
	if j.Model == "" {
		return "the built-in model of " + spec.EmbeddedDate()
	}
	name := filepath.ToSlash(j.Model)
	if filepath.IsAbs(j.Model) {
		name = filepath.Base(j.Model) // the same on every machine
	}
	source, err := os.ReadFile(filepath.Join(j.Model, "SOURCE"))
	if date := spec.SourceDate(source); err == nil && date != "" {
		return name + " of " + date
	}
	return name
}
