// Package types prints package types: structures and enums.
package types

// This file writes types/types_gen.go: the structures that operations share.

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	return append(structureOutputs(p), enumOutputs(p)...)
}

func structureOutputs(p *plan.Plan) []emit.Output {
	structures := slices.DeleteFunc(p.TypesShapes(spec.Structure), func(s *plan.Shape) bool { return s.Error != nil })
	return emit.Shared(p, p.TypesPackage, "types", structures, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			emit.Structure(f.Group, p, s, "")
		}
	})
}
