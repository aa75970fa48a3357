package validate

// This file prints the assertion count.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printCount appends the count of elements.
//
//	n := 0
//	for i := range in.Tags { if ... { n++ } }
//	if n > 50 { ... }
func printCount(s *ruleFunc, g *jen.Group, c *spec.Count, here origin) {
	g.Id("n").Op(":=").Lit(0)
	if c.Where == nil {
		each(g, s.p, s.from(c.Of, here), c.Of.Steps, s.loops, func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
			g.If(v.present().code()).Block(jen.Id("n").Op("+=").Len(v.expr()))
		})
	} else {
		each(g, s.p, s.from(c.Of, here), eachStep(c.Of.Steps), s.loops,
			func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
				g.If(s.cond(g, c.Where, v).code()).Block(jen.Id("n").Op("++"))
			})
	}
	shown := jen.Code(jen.Id("n"))
	if s.at.Message != "" {
		shown = jen.Nil() // a rule's own message does not expect a number
	}
	s.check(g, not(within(jen.Id("n").Clone, c.Bounds(), spec.Integer)), s.violation(c.Of, "must have "+c.Demand(), shown))
}
