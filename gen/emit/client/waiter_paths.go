package client

// This file writes the conditions of waiters: JMESPath as loops and ifs.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitEach appends loops and ifs for every value at the end of a path, with the
// statements of visit inside. pointer means that the value may be nil.
func emitEach(g *jen.Group, q *plan.Expression, visit func(g *jen.Group, at *jen.Statement, pointer bool)) {
	emitSteps(g, jen.Id("out"), q.Steps, 1, visit)
}

func emitSteps(g *jen.Group, from *jen.Statement, steps []plan.Step, depth int,
	visit func(g *jen.Group, at *jen.Statement, pointer bool)) {
	at := func() *jen.Statement { return from.Clone().Dot(steps[0].Field.GoName) }
	rest := steps[1:]
	switch {
	case steps[0].Each:
		index, value := fmt.Sprintf("i%d", depth), fmt.Sprintf("v%d", depth)
		g.For(jen.Id(index).Op(":=").Range().Add(at())).BlockFunc(func(g *jen.Group) {
			if len(rest) == 0 {
				visit(g, at().Index(jen.Id(index)), false)
				return
			}
			g.Id(value).Op(":=").Op("&").Add(at()).Index(jen.Id(index))
			emitSteps(g, jen.Id(value), rest, depth+1, visit)
		})
	case len(rest) == 0:
		kind := steps[0].Field.Shape.Kind
		visit(g, at(), kind != spec.Enum && kind != spec.List && kind != spec.Map && kind != spec.Blob)
	default:
		g.If(at().Op("!=").Nil()).BlockFunc(func(g *jen.Group) { emitSteps(g, at(), rest, depth, visit) })
	}
}

// emitFound appends the lines that collect a value as text.
//
//	found = append(found, string(v1.State))
func emitFound(g *jen.Group, q *plan.Expression, at *jen.Statement, pointer bool) {
	value := at.Clone()
	if pointer {
		value = jen.Op("*").Add(value)
	}
	end, _ := q.Last()
	switch end.Kind {
	case spec.Enum:
		value = jen.String().Call(value)
	case spec.Boolean:
		value = jen.Qual("strconv", "FormatBool").Call(value)
	}
	keep := jen.Id("found").Op("=").Append(jen.Id("found"), value)
	if pointer {
		keep = jen.If(at.Clone().Op("!=").Nil()).Block(keep)
	}
	g.Add(keep)
}

// emitLength appends the lines that compare the number of values.
//
//	n := 0
//	for i1 := range out.KeyPairs {
//		v1 := &out.KeyPairs[i1]
//		if v1.KeyName != nil {
//			n++
//		}
//	}
//	if n > 0 {
//		return false, nil
//	}
func emitLength(g *jen.Group, p *plan.Plan, a plan.Acceptor, decide jen.Code) {
	emitCount(g, a.Expression)
	bound, _ := strconv.Atoi(a.Expression.Bound) // at most nine digits
	holds := jen.Id("n").Op(a.Expression.Operator).Lit(bound)
	if strings.EqualFold(a.Expected, "false") {
		holds = jen.Op("!").Parens(holds)
	}
	g.If(holds).Block(decide)
}

// emitCount appends the lines that count the values in n.
func emitCount(g *jen.Group, q *plan.Expression) {
	n := func() *jen.Statement { return jen.Id("n") }
	steps := append([]plan.Step{}, q.Steps...)
	last := &steps[len(steps)-1]
	whole := last.Each
	last.Each = false // Images[]: the list's length is the number
	if kind := last.Field.Shape.Kind; len(steps) == 1 && (kind == spec.List || kind == spec.Map) {
		g.Add(n()).Op(":=").Len(jen.Id("out").Dot(last.Field.GoName))
		return
	}
	end, many := q.Last()
	g.Add(n()).Op(":=").Lit(0)
	emitSteps(g, jen.Id("out"), steps, 1, func(g *jen.Group, at *jen.Statement, pointer bool) {
		there := jen.If(at.Clone().Op("!=").Nil())
		switch {
		case whole:
			g.Add(n()).Op("+=").Len(at)
		case many && end.Kind == spec.Enum:
			g.If(at.Clone().Op("!=").Lit("")).Block(n().Op("++"))
		case many:
			g.Add(there).Block(n().Op("++"))
		case pointer:
			g.Add(there).Block(n().Op("=").Len(jen.Op("*").Add(at)))
		default:
			g.Add(n()).Op("=").Len(at)
		}
	})
}
