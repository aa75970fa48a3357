package validate

// This file prints the assertion same.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printSame appends the comparison of all values with the first.
func printSame(s *ruleFunc, g *jen.Group, a *spec.Same, here origin) {
	path := a.Of
	g.Id("first").Op(":=").Lit("")
	each(g, s.p, s.from(path, here), path.Steps, s.loops, func(g *jen.Group, loops []loop, rest []spec.PathStep, v value) {
		first := jen.Id("first").Clone
		g.If(and(v.present(), compare(first, "==", jen.Lit("").Clone)).code()).Block(jen.Id("first").Op("=").Add(v.text()))
		s.check(g, and(v.present(), compare(v.text, "!=", first)),
			s.report(s.below(path, loops), path.Text, elementPath(path, rest), "must be the same everywhere", v.show()))
	})
}
