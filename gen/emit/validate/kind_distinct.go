package validate

// This file prints the assertion distinct.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printDistinct appends the search for duplicate values.
//
//	var seen valid.DuplicateFinder
//	for i := range in.BlockDeviceMappings {
//		e := &in.BlockDeviceMappings[i]
//		if e.DeviceName != nil && seen.Add(*e.DeviceName) {
//			...
//		}
//	}
func printDistinct(s *ruleFunc, g *jen.Group, d *spec.Distinct, here origin) {
	g.Var().Id("seen").Add(valid(s.p, "DuplicateFinder"))
	from := s.from(d.Of, here)
	if d.Written {
		each(g, s.p, from, d.Of.Steps, s.loops, func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
			s.check(g, v.present(), func(g *jen.Group) { g.Id("seen").Dot("Add").Call(v.text()) })
		})
	}
	each(g, s.p, from, d.Of.Steps, s.loops, func(g *jen.Group, loops []loop, rest []spec.PathStep, v value) {
		folded := s.folded(d.Fold, v.text).Clone
		twice := call(jen.Id("seen").Dot("Add").Call(folded()).Clone)
		if d.Written {
			twice = and(compare(folded, "!=", v.text), call(jen.Id("seen").Dot("Has").Call(folded()).Clone))
		}
		s.check(g, and(v.present(), twice),
			s.report(s.below(d.Of, loops), d.Of.Text, elementPath(d.Of, rest), "is a duplicate", v.show()))
	})
}

// elementPath returns a value's path below the innermost list of a path.
func elementPath(path *spec.Path, rest []spec.PathStep) string {
	text := ""
	for i, step := range rest {
		if i > 0 {
			text += "."
		}
		text += step.Name
	}
	return text
}
