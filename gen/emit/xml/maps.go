package xml

// This file writes the decoders of maps. EC2's own model has no maps.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitMapDecoder appends the decoder of a map and that of one entry, which
// flattened maps call directly.
//
//	func decodeStringMap(d *ec2xml.Decoder) map[string]string {
//		m := map[string]string{}
//		for d.NextNamed("entry") {
//			decodeStringMapEntry(d, m)
//		}
//		return m
//	}
func emitMapDecoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	typ := jen.Map(jen.String()).Add(emit.ValueType(p, s.Elem))
	g.Func().Id(s.Decoder).Params(decoder(p)).Add(typ).Block(
		jen.Id("m").Op(":=").Add(typ).Values(),
		jen.For(jen.Id("d").Dot("NextNamed").Call(jen.Lit("entry"))).Block(
			jen.Id(s.Decoder+"Entry").Call(jen.Id("d"), jen.Id("m")),
		),
		jen.Return(jen.Id("m")),
	)
	g.Line()
	emitEntryDecoder(g, p, s)
}

// emitEntryDecoder appends the decoder of one entry.
//
//	func decodeStringMapEntry(d *ec2xml.Decoder, m map[string]string) {
//		var key string
//		var value string
//		for d.Next() {
//			switch string(d.Key()) {
//			case "key":
//				key = d.Text()
//			case "value":
//				value = d.Text()
//			default:
//				d.Unknown()
//			}
//		}
//		m[key] = value
//	}
func emitEntryDecoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	typ := jen.Map(jen.String()).Add(emit.ValueType(p, s.Elem))
	g.Func().Id(s.Decoder+"Entry").Params(decoder(p), jen.Id("m").Add(typ)).Block(
		jen.Var().Id("key").String(),
		jen.Var().Id("value").Add(emit.ValueType(p, s.Elem)),
		jen.For(jen.Id("d").Dot("Next").Call()).Block(
			jen.Switch(jen.String().Call(jen.Id("d").Dot("Key").Call())).Block(
				jen.Case(jen.Lit(plan.Folded(plan.EntryName(s.Key, "key")))).
					Block(jen.Id("key").Op("=").Id("d").Dot("Text").Call()),
				jen.Case(jen.Lit(plan.Folded(plan.EntryName(s.Elem, "value")))).
					BlockFunc(func(g *jen.Group) { emitDecodeEntry(g, p, s.Elem) }),
				jen.Default().Block(jen.Id("d").Dot("Unknown").Call()),
			),
		),
		jen.Id("m").Index(jen.Id("key")).Op("=").Id("value"),
	)
}

// emitDecodeEntry appends the lines that read an entry's value.
func emitDecodeEntry(g *jen.Group, p *plan.Plan, f *plan.Field) {
	switch f.Shape.Kind {
	case spec.Structure:
		g.Id(f.Shape.Decoder).Call(jen.Id("d"), jen.Op("&").Id("value"))
	case spec.String, spec.Enum, spec.List, spec.Map, spec.Blob:
		g.Id("value").Op("=").Add(decodeValue(p, f, false))
	default:
		g.If(jen.Id("v").Op(":=").Add(decodeValue(p, f, false)), jen.Id("v").Op("!=").Nil()).Block(
			jen.Id("value").Op("=").Op("*").Id("v"),
		)
	}
}
