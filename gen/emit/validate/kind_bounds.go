package validate

// This file prints the assertion bounds.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printBounds appends the checks of the bounds that another member selects.
//
//	if in.VolumeSize == nil {
//		return
//	}
//	switch in.VolumeType {
//	case "gp2":
//		if *in.VolumeSize < 1 || *in.VolumeSize > 16384 { ... }
//	}
func printBounds(s *ruleFunc, g *jen.Group, b *spec.BoundsBy, here origin) {
	of, by := s.follow(b.Of, here), s.follow(b.By, here)
	check := func(bounds *spec.Bounds, when string) func(*jen.Group) {
		return func(g *jen.Group) {
			within := within(of.expr, bounds, of.shape.Kind)
			if within.fixed {
				return
			}
			message := "must be " + bounds.Text("") + " if " + b.By.Text + " is " + when
			s.check(g, not(within), s.violation(b.Of, message, of.show()))
		}
	}
	known := by.present()
	g.If(of.present().code()).BlockFunc(func(g *jen.Group) {
		selector := by.expr
		if by.shape.Kind != spec.Enum || len(by.guards) > 1 {
			g.Id("by").Op(":=").Lit("")
			g.If(known.code()).Block(jen.Id("by").Op("=").Add(by.text()))
			selector = jen.Id("by").Clone
		}
		g.Switch(selector()).BlockFunc(func(g *jen.Group) {
			for i := range b.Table {
				g.Case(jen.Lit(b.Table[i].Value)).BlockFunc(check(&b.Table[i].Bounds, b.Table[i].Value))
			}
			if b.Absent != nil {
				g.Case(jen.Lit("")).BlockFunc(check(b.Absent, "not set"))
			} else if b.Other != nil {
				g.Case(jen.Lit("")).Block()
			}
			if b.Other != nil {
				g.Default().BlockFunc(check(b.Other, "another value"))
			}
		})
	})
}
