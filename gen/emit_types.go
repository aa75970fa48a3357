package gen

// This file writes types/types_gen.go: the structures that operations share.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func typesOutputs(p *plan) []output {
	structures := filter(p.typesShapes(spec.Structure), func(s *shape) bool { return s.Error == nil })
	return p.shared(p.TypesPackage, "types", structures, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			emitStructure(f.Group, p, s, "")
		}
	})
}
