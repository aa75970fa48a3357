// Package query prints the encoders of requests.
package query

// This file writes query_gen.go: one encoder per structure, list or map in
// requests, one line per member, in the order of names on the wire.

import (
	"net/url"
	"sort"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	encoded := p.All(func(s *plan.Shape) bool { return s.Encoder != "" })
	return emit.Shared(p, p.ClientPackage, "query", encoded, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			emitEncoder(f.Group, p, s)
		}
	})
}

func emitEncoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	switch {
	case s.Action != "":
		emitInputEncoder(g, p, s)
	case s.Kind == spec.Structure:
		emitStructureEncoder(g, p, s)
	case s.Kind == spec.List:
		emitListEncoder(g, p, s)
	case s.Kind == spec.Map:
		emitMapEncoder(g, p, s)
	}
	g.Line()
}

// emitInputEncoder appends the encoder of a whole request. Action and Version are
// among the members, because the body is sorted by key.
//
//	func encodeRegisterImageInput(w *ec2query.Writer, in *RegisterImageInput) {
//		w.Text("Action", "RegisterImage")
//		w.Enum("Architecture", string(in.Architecture))
//		...
//		w.Text("Version", "2016-11-15")
//	}
func emitInputEncoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	type line struct {
		key  string
		code jen.Code
	}
	lines := []line{
		{"Action", jen.Id("w").Dot("Text").Call(jen.Lit("Action"), jen.Lit(s.Action))},
		{"Version", jen.Id("w").Dot("Text").Call(jen.Lit("Version"), jen.Lit(p.Model.Service.APIVersion))},
	}
	for _, f := range s.Fields {
		lines = append(lines, line{f.QueryName, encodeField(p, "in", f)})
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].key < lines[j].key })
	g.Func().Id(s.Encoder).Params(writer(p), jen.Id("in").Op("*").Id(s.GoName)).BlockFunc(func(g *jen.Group) {
		for _, l := range lines {
			g.Add(l.code)
		}
	})
}

// emitStructureEncoder appends the encoder of a structure inside a request. The
// caller has entered it; for a nil structure, the encoder only leaves it.
//
//	func encodeTag(w *ec2query.Writer, at ec2query.Mark, v *types.Tag) {
//		if v != nil {
//			w.String("Key", v.Key)
//			w.String("Value", v.Value)
//		}
//		w.Leave(at)
//	}
func emitStructureEncoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	fields := append([]*plan.Field{}, s.Fields...)
	sort.SliceStable(fields, func(i, j int) bool { return fields[i].QueryName < fields[j].QueryName })
	g.Func().Id(s.Encoder).Params(writer(p), mark(p), jen.Id("v").Op("*").Qual(p.TypesPackage.Path, s.GoName)).
		BlockFunc(func(g *jen.Group) {
			if len(fields) > 0 {
				g.If(jen.Id("v").Op("!=").Nil()).BlockFunc(func(g *jen.Group) {
					for _, f := range fields {
						g.Add(encodeField(p, "v", f))
					}
				})
			}
			g.Id("w").Dot("Leave").Call(jen.Id("at"))
		})
}

// encodeField returns the line that writes a member of the structure called from.
//
//	w.String("Key", v.Key)
func encodeField(p *plan.Plan, from string, f *plan.Field) jen.Code {
	value := jen.Id(from).Dot(f.GoName)
	switch f.Shape.Kind {
	case spec.Structure:
		return jen.Id(f.Shape.Encoder).Call(jen.Id("w"), jen.Id("w").Dot("Enter").Call(key(f)), value)
	case spec.List, spec.Map:
		return encodeMany(p, key(f), f, value)
	case spec.Enum:
		return jen.Id("w").Dot("Enum").Call(key(f), jen.String().Call(value))
	case spec.Timestamp:
		return jen.Id("w").Dot("Time").Call(key(f), value, emit.TimeFormat(p, f))
	}
	return jen.Id("w").Dot(emit.Scalars[f.Shape.Kind].Method).Call(key(f), value)
}

// key returns a member's name in a request, escaped for the runtime.
func key(f *plan.Field) jen.Code { return jen.Lit(url.QueryEscape(f.QueryName)) }

// encodeMany returns the line that writes a list or a map: lists of scalars with
// the runtime, everything else with another encoder.
func encodeMany(p *plan.Plan, name jen.Code, f *plan.Field, value jen.Code) jen.Code {
	if f.Shape.Kind == spec.Map || !f.Shape.Elem.Scalar() {
		return jen.Id(f.Shape.Encoder).Call(jen.Id("w"), name, value)
	}
	elem := f.Shape.Elem
	switch elem.Shape.Kind {
	case spec.Enum:
		return jen.Qual(p.Runtime("ec2query"), "Strings").Call(jen.Id("w"), name, value)
	case spec.Timestamp:
		return jen.Qual(p.Runtime("ec2query"), "Times").Call(jen.Id("w"), name, value, emit.TimeFormat(p, elem))
	}
	return jen.Qual(p.Runtime("ec2query"), emit.Scalars[elem.Shape.Kind].Method+"s").Call(jen.Id("w"), name, value)
}

// emitListEncoder appends the encoder of a list of structures, lists or maps.
//
//	func encodeTagList(w *ec2query.Writer, name string, list []types.Tag) {
//		for n := ec2query.First(len(list)); n > 0; n = ec2query.Next(n, len(list)) {
//			encodeTag(w, w.Item(name, n), &list[n-1])
//		}
//	}
func emitListEncoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	query := func(name string) *jen.Statement { return jen.Qual(p.Runtime("ec2query"), name) }
	length := jen.Len(jen.Id("list"))
	item := func() *jen.Statement { return jen.Id("w").Dot("Item").Call(jen.Id("name"), jen.Id("n")) }
	element := func() *jen.Statement { return jen.Id("list").Index(jen.Id("n").Op("-").Lit(1)) }
	g.Func().Id(s.Encoder).Params(writer(p), jen.Id("name").String(),
		jen.Id("list").Index().Add(emit.ValueType(p, s.Elem))).Block(
		jen.For(jen.Id("n").Op(":=").Add(query("First")).Call(length), jen.Id("n").Op(">").Lit(0),
			jen.Id("n").Op("=").Add(query("Next")).Call(jen.Id("n"), length)).BlockFunc(func(g *jen.Group) {
			if s.Elem.Shape.Kind == spec.Structure {
				g.Id(s.Elem.Shape.Encoder).Call(jen.Id("w"), item(), jen.Op("&").Add(element()))
				return
			}
			g.Id("at").Op(":=").Add(item())
			g.Add(encodeMany(p, jen.Lit(""), s.Elem, element()))
			g.Id("w").Dot("Leave").Call(jen.Id("at"))
		}),
	)
}

// writer returns the parameter that every encoder has.
func writer(p *plan.Plan) jen.Code { return jen.Id("w").Op("*").Qual(p.Runtime("ec2query"), "Writer") }

// mark returns the parameter for the mark of an entered structure.
func mark(p *plan.Plan) jen.Code { return jen.Id("at").Qual(p.Runtime("ec2query"), "Mark") }
