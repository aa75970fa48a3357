package validate

// This file prints the access to values: the expression of a member in Go, the nil
// checks before it, and the loops of a path through a list.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// A value is an expression that may only be evaluated if its guards hold.
type value struct {
	shape  *plan.Shape
	field  *plan.Field           // the member or element; nil: the checked structure
	expr   func() *jen.Statement // the value itself, not a pointer, except to a structure
	guards []logic               // outermost first; empty if the value is always present
	whole  func() *jen.Statement // expression for an interface even if the value is absent; nil: none
}

// memberValue returns the value of a member whose Go field is an expression.
func memberValue(at func() *jen.Statement, f *plan.Field, guards []logic) value {
	v := value{shape: f.Shape, field: f, expr: at}
	if len(guards) == 0 {
		v.whole = at
	}
	v.guards = append(v.guards, guards...)
	switch f.Shape.Kind {
	case spec.Enum:
		v.guards = append(v.guards, compare(at, "!=", jen.Lit("").Clone))
	case spec.List, spec.Map:
		v.guards = append(v.guards, compare(jen.Len(at()).Clone, ">", jen.Lit(0).Clone))
	default:
		v.guards = append(v.guards, compare(at, "!=", jen.Nil().Clone))
		if f.Shape.Kind != spec.Structure && f.Shape.Kind != spec.Blob {
			v.expr = func() *jen.Statement { return jen.Op("*").Add(at()) }
		}
	}
	return v
}

// elementValue returns the value of a list's element, which is always present.
func elementValue(at func() *jen.Statement, f *plan.Field) value {
	return value{shape: f.Shape, field: f, expr: at, whole: at}
}

// present returns the condition that the value is present.
func (v value) present() logic { return and(append([]logic{verdict(true)}, v.guards...)...) }

// nonEmpty returns the condition that the value is present and not empty.
func (v value) nonEmpty() logic {
	switch v.shape.Kind {
	case spec.String:
		return and(v.present(), compare(v.expr, "!=", jen.Lit("").Clone))
	case spec.Blob:
		return and(v.present(), compare(jen.Len(v.expr()).Clone, ">", jen.Lit(0).Clone))
	}
	return v.present()
}

// text returns the value as a string.
func (v value) text() *jen.Statement {
	if v.shape.Kind == spec.Enum {
		return jen.String().Call(v.expr())
	}
	return v.expr()
}

// length returns the value's length.
func (v value) length(unit spec.Unit) func() *jen.Statement {
	if (v.shape.Kind == spec.String || v.shape.Kind == spec.Enum) && unit == spec.Chars {
		return jen.Qual("unicode/utf8", "RuneCountInString").Call(v.text()).Clone
	}
	return jen.Len(v.expr()).Clone
}

// show returns the expression that a violation shows for a present value.
func (v value) show() jen.Code {
	if v.secret() {
		return jen.Nil()
	}
	return v.text()
}

// showAny returns the expression that a violation shows for a value that may be
// absent.
func (v value) showAny() jen.Code {
	if v.secret() || v.whole == nil {
		return jen.Nil()
	}
	return v.whole()
}

// secret reports whether a violation must not, or cannot, show the value.
func (v value) secret() bool {
	switch v.shape.Kind {
	case spec.Structure, spec.List, spec.Map, spec.Blob:
		return true
	}
	return v.shape.Sensitive || v.field != nil && v.field.Sensitive
}

// An origin is the start of paths: a structure, or the element of a list.
type origin = value

// structureOrigin returns the origin for a structure that a variable points to.
func structureOrigin(variable string, s *plan.Shape) origin {
	return origin{shape: s, expr: jen.Id(variable).Clone}
}

// follow returns the value at the end of steps without lists.
func follow(from origin, steps []spec.PathStep) value {
	v := from
	for _, step := range steps {
		f := fieldOf(v.shape, step.Member)
		at := v.expr().Dot(f.GoName).Clone
		v = memberValue(at, f, v.guards)
	}
	return v
}

// fieldOf returns the view of a member of the structure.
func fieldOf(s *plan.Shape, m *spec.Member) *plan.Field {
	for _, f := range s.Fields {
		if f.Member == m {
			return f
		}
	}
	return nil
}

// A loop is an open loop over one list of a path.
type loop struct {
	list  string // Go path of the list from the previous one: "BlockDeviceMappings"
	index string // the variable
}

// each appends loops over a path's lists, and in the innermost loop the statements
// of body about the value at the end. Loop variables are named from depth on.
func each(g *jen.Group, p *plan.Plan, from origin, steps []spec.PathStep, outer []loop,
	body func(g *jen.Group, loops []loop, rest []spec.PathStep, v value)) {
	cut := 0
	for cut < len(steps) && !steps[cut].Each {
		cut++
	}
	if cut == len(steps) {
		body(g, outer, steps, follow(from, steps))
		return
	}
	list := follow(from, steps[:cut+1])
	i := index(len(outer))
	loops := append(append([]loop{}, outer...), loop{goPath(from.shape, steps[:cut+1]), i})
	if guards := list.guards[:len(list.guards)-1]; len(guards) > 0 {
		g.If(and(guards...).code()).BlockFunc(func(g *jen.Group) { eachElement(g, p, list, i, loops, steps[cut+1:], body) })
		return
	}
	eachElement(g, p, list, i, loops, steps[cut+1:], body)
}

// eachElement appends the loop over one list.
//
//	for i := range in.BlockDeviceMappings {
//		e := &in.BlockDeviceMappings[i]
//		...
//	}
func eachElement(g *jen.Group, p *plan.Plan, list value, i string, loops []loop, rest []spec.PathStep,
	body func(g *jen.Group, loops []loop, rest []spec.PathStep, v value)) {
	elem := list.shape.Elem
	g.For(jen.Id(i).Op(":=").Range().Add(list.expr())).BlockFunc(func(g *jen.Group) {
		at := list.expr().Index(jen.Id(i)).Clone
		if elem.Shape.Kind != spec.Structure {
			each(g, p, elementValue(at, elem), rest, loops, body)
			return
		}
		e := strings.Repeat("e", len(loops))
		declare(g, e, jen.Op("&").Add(at()), func(use func() *jen.Statement) {
			each(g, p, origin{shape: elem.Shape, field: elem, expr: use}, rest, loops, body)
		})
	})
}

// declare appends name := value and the statements of body, without the declaration
// if body never uses the name: Go rejects unused variables.
func declare(g *jen.Group, name string, value jen.Code, body func(use func() *jen.Statement)) {
	declaration, used := g.Null(), false
	body(func() *jen.Statement {
		used = true
		return jen.Id(name)
	})
	if used {
		declaration.Id(name).Op(":=").Add(value)
	}
}

// goPath returns a path with Go names, joined by dots: Ebs.Iops.
func goPath(from *plan.Shape, steps []spec.PathStep) string {
	var names []string
	for _, step := range steps {
		f := fieldOf(from, step.Member)
		names = append(names, f.GoName)
		if from = f.Shape; step.Each {
			from = from.Elem.Shape
		}
	}
	return strings.Join(names, ".")
}
