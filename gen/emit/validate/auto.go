package validate

// This file prints the automatic checks: the model's constraints on single values,
// unless a rule replaces them.

import (
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitAuto appends one automatic check.
//
//	if in.MaxResults != nil && (*in.MaxResults < 5 || *in.MaxResults > 1000) {
//		c.Add(&valid.Range, "MaxResults", "must be between 5 and 1000", *in.MaxResults)
//	}
func emitAuto(g *jen.Group, p *plan.Plan, a plan.AutoCheck) {
	f := a.Field
	member := jen.Id("in").Dot(f.GoName).Clone
	if a.Aspect == plan.AspectFilters {
		emitFilterNames(g, p, f, member)
		return
	}
	if !a.Elem {
		v := memberValue(member, f, nil)
		emitAutoCheck(g, p, a, f, v, jen.Lit(f.GoName), nil)
		return
	}
	g.For(jen.Id("i").Op(":=").Range().Add(member())).BlockFunc(func(g *jen.Group) {
		v := elementValue(member().Index(jen.Id("i")).Clone, f.Shape.Elem)
		item := jen.Id("c").Dot("Item").Call(jen.Lit(f.GoName), jen.Id("i"))
		emitAutoCheck(g, p, a, f.Shape.Elem, v, jen.Lit(""), item)
	})
}

// emitAutoCheck appends the check of a value; item is its position if it is an
// element.
func emitAutoCheck(g *jen.Group, p *plan.Plan, a plan.AutoCheck, f *plan.Field, v value, path, item jen.Code) {
	bad, message := autoBad(p, a.Aspect, f, v)
	bad = and(notIn(a.Except), bad)
	shown := v.show()
	if a.Aspect == plan.AspectRequired || a.Aspect == plan.AspectEmpty {
		shown = jen.Nil()
	}
	add := jen.Id("c").Dot("Add").Call(jen.Op("&").Add(valid(p, string(a.Aspect))), path, jen.Lit(message), shown)
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

// autoBad returns the condition that a value violates the check, and the message.
func autoBad(p *plan.Plan, a plan.Aspect, f *plan.Field, v value) (logic, string) {
	switch a {
	case plan.AspectRequired:
		if f.Shape.Kind == spec.List || f.Shape.Kind == spec.Map {
			return compare(v.expr, "==", jen.Nil().Clone), "is required"
		}
		return not(v.present()), "is required"
	case plan.AspectEmpty:
		set := compare(v.expr, "!=", jen.Nil().Clone)
		return and(set, compare(jen.Len(v.expr()).Clone, "==", jen.Lit(0).Clone)),
			"is required, and an empty list is not sent"
	case plan.AspectLength:
		unit := " entries"
		switch f.Shape.Kind {
		case spec.String:
			unit = " characters long"
		case spec.Blob:
			unit = " bytes long"
		}
		b := &spec.Bounds{Min: f.Lengths().Min, Max: f.Lengths().Max}
		if b.Min != nil && *b.Min <= 0 && b.Max != nil {
			b.Min = nil // no length is less than 0
		}
		return and(v.present(), not(within(v.length(spec.Chars), b, spec.Integer))), "must " + lengthVerb(unit) + b.Text(unit)
	case plan.AspectRange:
		b := f.Ranges()
		return and(v.present(), not(within(v.expr, b, f.Shape.Kind))), "must be " + b.Text("")
	case plan.AspectForm:
		match := call(jen.Id(p.Validation.Patterns[f.Expr()]).Dot("Match").Call(v.expr()).Clone)
		return and(v.present(), not(match)), "must be of the form " + f.Expr()
	}
	return and(v.present(), not(isKnown(p, f.Shape, v.expr()))), "is not one of the known values"
}

// lengthVerb returns the verb for a unit: a string is long, a list has entries.
func lengthVerb(unit string) string {
	if unit == " entries" {
		return "have "
	}
	return "be "
}

// within returns the condition that a number of that kind is within bounds. It
// omits a limit that the kind cannot exceed, and is false for one that it cannot
// reach: Go would reject both as overflowing constants.
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

// limits returns the smallest and largest number of a kind.
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

// numberLit returns a limit as a Go literal.
func numberLit(f float64, whole bool, round func(float64) float64) func() *jen.Statement {
	if whole {
		f = round(f)
	}
	return jen.Op(spec.NumberText(f)).Clone
}
