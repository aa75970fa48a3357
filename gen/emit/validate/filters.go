package validate

// This file prints the check of names of filters: a constant with those that the
// documentation lists, and a loop.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitFilters appends the constants of a structure's lists of filters. Each name has a line,
// so that a new one moves no other.
//
//	const filtersDescribeKeyPairs valid.Filters = `
//	fingerprint
//	key-name
//	tag:
//	`
func emitFilters(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	for _, f := range s.Fields {
		name := p.Validation.Filters[f]
		if name == "" {
			continue
		}
		lines := jen.Op("`\n" + strings.Join(f.Filters, "\n") + "\n`") // names have no backquotes
		g.Const().Id(name).Add(valid(p, "Filters")).Op("=").Add(lines)
		g.Line()
	}
}

// emitFilterNames appends the check.
//
//	for i := range in.Filters {
//		if name := in.Filters[i].Name; name != nil && !filtersDescribeKeyPairs.Has(*name) {
//			c.Filter("Filters", i, *name, filtersDescribeKeyPairs)
//		}
//	}
func emitFilterNames(g *jen.Group, p *plan.Plan, f *plan.Field, member func() *jen.Statement) {
	known := jen.Id(p.Validation.Filters[f]).Clone
	name := jen.Id("name").Clone
	g.For(jen.Id("i").Op(":=").Range().Add(member())).Block(
		jen.If(
			name().Op(":=").Add(member()).Index(jen.Id("i")).Dot(spec.FilterName),
			name().Op("!=").Nil().Op("&&").Op("!").Add(known()).Dot("Has").Call(jen.Op("*").Add(name())),
		).Block(
			jen.Id("c").Dot("Filter").Call(jen.Lit(f.GoName), jen.Id("i"), jen.Op("*").Add(name()), known()),
		),
	)
}
