package query

// This file writes the encoders of maps. EC2's own model has no maps.

import (
	"net/url"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitMapEncoder appends the encoder of a map, in the order of its keys.
//
//	func encodeStringMap(w *ec2query.Writer, name string, m map[string]string) {
//		at := w.Enter(name)
//		for n, key := range ec2query.Keys(m) {
//			entry := w.Item("entry", n+1)
//			w.Text("key", key)
//			w.Text("value", m[key])
//			w.Leave(entry)
//		}
//		w.Leave(at)
//	}
func emitMapEncoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	g.Func().Id(s.Encoder).Params(writer(p), jen.Id("name").String(),
		jen.Id("m").Map(jen.String()).Add(emit.ValueType(p, s.Elem))).Block(
		jen.Id("at").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name")),
		jen.For(jen.List(jen.Id("n"), jen.Id("key")).Op(":=").Range().Qual(p.Runtime("ec2query"), "Keys").Call(jen.Id("m"))).
			Block(
				jen.Id("entry").Op(":=").Id("w").Dot("Item").Call(jen.Lit("entry"), jen.Id("n").Op("+").Lit(1)),
				jen.Id("w").Dot("Text").Call(entryKey(s.Key, "key"), jen.Id("key")),
				jen.Id("value").Op(":=").Id("m").Index(jen.Id("key")),
				encodeEntry(p, s.Elem),
				jen.Id("w").Dot("Leave").Call(jen.Id("entry")),
			),
		jen.Id("w").Dot("Leave").Call(jen.Id("at")),
	)
}

// encodeEntry returns the line that writes a map entry's value.
func encodeEntry(p *plan.Plan, f *plan.Field) jen.Code {
	name, value := entryKey(f, "value"), jen.Id("value")
	switch f.Shape.Kind {
	case spec.String:
		return jen.Id("w").Dot("Text").Call(name, value)
	case spec.Enum:
		return jen.Id("w").Dot("Text").Call(name, jen.String().Call(value))
	case spec.Structure:
		return jen.Id(f.Shape.Encoder).Call(jen.Id("w"), jen.Id("w").Dot("Enter").Call(name), jen.Op("&").Add(value))
	case spec.List, spec.Map:
		return encodeMany(p, name, f, value)
	case spec.Blob:
		return jen.Id("w").Dot("Blob").Call(name, value)
	case spec.Timestamp:
		return jen.Id("w").Dot("Time").Call(name, jen.Op("&").Add(value), emit.TimeFormat(p, f))
	}
	return jen.Id("w").Dot(emit.Scalars[f.Shape.Kind].Method).Call(name, jen.Op("&").Add(value))
}

// entryKey returns the name of a map's key or value in a request, escaped for the
// runtime.
func entryKey(f *plan.Field, usual string) jen.Code {
	return jen.Lit(url.QueryEscape(plan.EntryName(f, usual)))
}
