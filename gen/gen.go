// Package gen turns a linked model into the Go package that speaks it: types,
// enums, encoders, decoders, a client. It knows Go and nothing about YAML.
//
// Read Generate first; then names.go and plan.go, where everything is decided,
// and one of the emit files beside the file it writes.
package gen

import (
	"github.com/ec2gen/ec2gen/spec"
)

// Generate computes every byte of the package for m, in name order. It is a
// function of its arguments: the same model gives the same bytes. What the
// model says and Go cannot is returned as spec.Errors, all at once.
func Generate(m *spec.Model, cfg Config) ([]File, error) {
	cfg, err := cfg.complete(m)
	if err != nil {
		return nil, err
	}
	// Step 1: decide every name and order (plan.go, names.go).
	p, err := newPlan(m, cfg)
	if err != nil {
		return nil, err
	}
	// Step 2: list the files and what each holds (outputs.go, emit_*.go).
	var outs []output
	for _, list := range emitters {
		outs = append(outs, list(p)...)
	}
	// Step 3: print and format them (render.go).
	return p.render(outs)
}
