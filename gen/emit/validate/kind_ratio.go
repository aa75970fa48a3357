package validate

// This file prints the assertion ratio.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printRatio appends the comparison with a multiple of another member.
//
//	if in.Iops != nil && in.VolumeSize != nil {
//		if float64(*in.Iops) > 50*float64(*in.VolumeSize) { ... }
//	}
func printRatio(s *ruleFunc, g *jen.Group, r *spec.Ratio, here origin) {
	of, times := s.follow(r.Of, here), s.follow(r.Times, here)
	number := func(v value) func() *jen.Statement { return jen.Float64().Call(v.expr()).Clone }
	constant := func(f float64) func() *jen.Statement { return jen.Op(spec.NumberText(f)).Clone }
	there, factor := and(of.present(), times.present()), number(times)
	message := "must be " + r.Demand()
	if r.Default != nil {
		there, factor = of.present(), jen.Id("times").Clone
	}
	g.If(there.code()).BlockFunc(func(g *jen.Group) {
		if r.Default != nil {
			g.Id("times").Op(":=").Float64().Call(constant(*r.Default)())
			g.If(times.present().code()).Block(jen.Id("times").Op("=").Add(number(times)()))
		}
		high := compare(number(of), ">", func() *jen.Statement { return constant(r.AtMost)().Op("*").Add(factor()) })
		if r.Free != nil {
			high = and(compare(number(of), ">", constant(*r.Free)), high)
		}
		s.check(g, high, s.violation(r.Of, message, of.show()))
	})
}
