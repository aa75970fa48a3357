package gen

// This file prints the automatic checks: what the model says about one value
// alone, where no rule says it better.

import (
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// emitAuto appends one automatic check.
//
//	if in.MaxResults != nil && (*in.MaxResults < 5 || *in.MaxResults > 1000) {
//		c.Add(&valid.Range, "MaxResults", "must be between 5 and 1000", *in.MaxResults)
//	}
func (p *plan) emitAuto(g *jen.Group, a auto) {
	f := a.field
	member := jen.Id("in").Dot(f.goName).Clone
	if !a.elem {
		v := memberValue(member, f, nil)
		p.emitAutoCheck(g, a, f, v, jen.Lit(f.goName), nil)
		return
	}
	g.For(jen.Id("i").Op(":=").Range().Add(member())).BlockFunc(func(g *jen.Group) {
		v := elementValue(member().Index(jen.Id("i")).Clone, f.shape.elem)
		item := jen.Id("c").Dot("Item").Call(jen.Lit(f.goName), jen.Id("i"))
		p.emitAutoCheck(g, a, f.shape.elem, v, jen.Lit(""), item)
	})
}

// emitAutoCheck appends the check of a value; item leads to it, where it is an element.
func (p *plan) emitAutoCheck(g *jen.Group, a auto, f *field, v value, path, item jen.Code) {
	bad, message := p.autoBad(a.aspect, f, v)
	bad = and(notIn(a.not), bad)
	shown := v.show()
	if a.aspect == required {
		shown = jen.Nil()
	}
	add := jen.Id("c").Dot("Add").Call(jen.Op("&").Add(p.valid(string(a.aspect))), path, jen.Lit(message), shown)
	g.If(bad.code()).BlockFunc(func(g *jen.Group) {
		if item == nil {
			g.Add(add)
			return
		}
		g.Add(item)
		g.Add(add)
		g.Id("c").Dot("Leave").Call()
	})
}

// autoBad is when a value breaks the check, and what to say then.
func (p *plan) autoBad(a aspect, f *field, v value) (logic, string) {
	switch a {
	case required:
		if f.shape.Kind == spec.List || f.shape.Kind == spec.Map {
			return compare(v.expr, "==", jen.Nil().Clone), "is required"
		}
		return not(v.present()), "is required"
	case length:
		unit := " entries"
		switch f.shape.Kind {
		case spec.String:
			unit = " characters long"
		case spec.Blob:
			unit = " bytes long"
		}
		b := &spec.Bounds{Min: f.lengths().Min, Max: f.lengths().Max}
		if b.Min != nil && *b.Min <= 0 && b.Max != nil {
			b.Min = nil // nothing is shorter than nothing
		}
		return and(v.present(), not(within(v.length(spec.Chars), b, spec.Integer))), "must " + lengthVerb(unit) + b.Text(unit)
	case numRange:
		b := f.ranges()
		return and(v.present(), not(within(v.expr, b, f.shape.Kind))), "must be " + b.Text("")
	case form:
		match := call(jen.Id(p.validation.patterns[f.expr()]).Dot("Match").Call(v.expr()).Clone)
		return and(v.present(), not(match)), "must be of the form " + f.expr()
	}
	return and(v.present(), not(call(jen.Id(p.validation.known[f.shape]).Call(v.expr()).Clone))), "is not one of the known values"
}

// lengthVerb suits a unit: a string is long, a list has entries.
func lengthVerb(unit string) string {
	if unit == " entries" {
		return "have "
	}
	return "be "
}

// within is whether a number of that kind is within bounds. A bound that the
// kind cannot leave is left out, one that it cannot reach is never met: Go would
// refuse either as a constant that overflows.
func within(number func() *jen.Statement, b *spec.Bounds, k spec.Kind) logic {
	low, high := limits(k)
	whole := k == spec.Integer || k == spec.Long
	parts := []logic{verdict(true)}
	switch {
	case b.Min == nil || *b.Min <= low:
	case *b.Min >= high:
		return verdict(false)
	default:
		parts = append(parts, compare(number, ">=", numberLit(*b.Min, whole, math.Ceil)))
	}
	switch {
	case b.Max == nil || *b.Max >= high:
	case *b.Max <= low:
		return verdict(false)
	default:
		parts = append(parts, compare(number, "<=", numberLit(*b.Max, whole, math.Floor)))
	}
	return and(parts...)
}

// limits are the ends of what a kind of number can be.
func limits(k spec.Kind) (low, high float64) {
	switch k {
	case spec.Integer:
		return math.MinInt32, math.MaxInt32
	case spec.Long:
		return math.MinInt64, math.MaxInt64
	case spec.Float:
		return -math.MaxFloat32, math.MaxFloat32
	}
	return math.Inf(-1), math.Inf(1)
}

// numberLit is a bound as Go writes it.
func numberLit(f float64, whole bool, round func(float64) float64) func() *jen.Statement {
	if whole {
		f = round(f)
	}
	return jen.Op(spec.NumberText(f)).Clone
}
