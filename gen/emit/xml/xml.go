// Package xml prints the decoders of responses.
package xml

// This file writes xml_gen.go: one decoder per structure, list or map in responses,
// one case per member.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	decoded := p.All(func(s *plan.Shape) bool { return s.Decoder != "" && !p.RuntimeList(s) })
	return emit.Shared(p, p.ClientPackage, "xml", decoded, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			emitDecoder(f.Group, p, s)
		}
	})
}

func emitDecoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	switch {
	case s.Action != "":
		emitStructureDecoder(g, p, s, "out", jen.Op("*").Id(s.GoName))
	case s.Kind == spec.Structure:
		emitStructureDecoder(g, p, s, "v", jen.Op("*").Qual(p.TypesPackage.Path, s.GoName))
	case s.Kind == spec.List:
		emitListDecoder(g, p, s)
	case s.Kind == spec.Map:
		emitMapDecoder(g, p, s)
	}
	g.Line()
}

// emitStructureDecoder appends the decoder of a structure, or of a whole response.
// Names are in lower case, because EC2 does not always use the model's case.
//
//	func decodeTag(d *ec2xml.Decoder, v *types.Tag) {
//		for d.Next() {
//			switch string(d.Key()) {
//			case "key":
//				v.Key = d.String()
//			case "value":
//				v.Value = d.String()
//			default:
//				d.Unknown()
//			}
//		}
//	}
func emitStructureDecoder(g *jen.Group, p *plan.Plan, s *plan.Shape, to string, typ jen.Code) {
	fields := plan.Distinct(s.Fields)
	body := jen.Switch(jen.String().Call(jen.Id("d").Dot("Key").Call())).BlockFunc(func(g *jen.Group) {
		for _, f := range fields {
			g.Case(jen.Lit(f.XMLKey())).BlockFunc(func(g *jen.Group) { emitDecodeField(g, p, to, f) })
		}
		g.Default().Block(jen.Id("d").Dot("Unknown").Call())
	})
	if len(fields) == 0 {
		body = jen.Id("d").Dot("Unknown").Call()
	}
	g.Func().Id(s.Decoder).Params(decoder(p), jen.Id(to).Add(typ)).Block(
		jen.For(jen.Id("d").Dot("Next").Call()).Block(body),
	)
}

// emitDecodeField appends the lines that read one member.
//
//	v.Ebs = ec2xml.New[types.EbsBlockDevice](d)
//	decodeEbsBlockDevice(d, v.Ebs)
func emitDecodeField(g *jen.Group, p *plan.Plan, to string, f *plan.Field) {
	target := func() *jen.Statement { return jen.Id(to).Dot(f.GoName) }
	switch {
	case f.Shape.Kind == spec.Structure:
		g.Add(target()).Op("=").Qual(p.Runtime("ec2xml"), "New").Types(jen.Qual(p.TypesPackage.Path, f.Shape.GoName)).
			Call(jen.Id("d"))
		g.Id(f.Shape.Decoder).Call(jen.Id("d"), target())
	case f.Flattened && f.Shape.Kind == spec.List:
		emitAppend(g, p, target, f.Shape.Elem)
	case f.Flattened && f.Shape.Kind == spec.Map:
		g.If(target().Op("==").Nil()).Block(target().Op("=").Add(emit.ValueType(p, f)).Values())
		g.Id(f.Shape.Decoder+"Entry").Call(jen.Id("d"), target())
	default:
		g.Add(target()).Op("=").Add(decodeValue(p, f, true))
	}
}

// decodeValue returns the expression that reads anything but a structure: a pointer
// or a value for scalars.
func decodeValue(p *plan.Plan, f *plan.Field, pointer bool) *jen.Statement {
	d := jen.Id("d")
	kind := f.Shape.Kind
	switch {
	case p.RuntimeList(f.Shape):
		return decodeScalars(p, f)
	case kind == spec.List, kind == spec.Map:
		return jen.Id(f.Shape.Decoder).Call(d)
	case kind == spec.Enum:
		return jen.Qual(p.TypesPackage.Path, f.Shape.GoName).Call(d.Dot("Text").Call())
	case kind == spec.String && !pointer:
		return d.Dot("Text").Call()
	case kind == spec.Timestamp:
		return d.Dot("Time").Call(emit.TimeFormat(p, f))
	}
	return d.Dot(emit.Scalars[kind].Method).Call()
}

// decodeScalars returns the call that reads a list of scalars, whose elements are
// called item by default.
//
//	ec2xml.Strings[string](d)
func decodeScalars(p *plan.Plan, f *plan.Field) *jen.Statement {
	elem := f.Shape.Elem
	args := []jen.Code{jen.Id("d")}
	if elem.Shape.Kind == spec.Timestamp {
		args = append(args, emit.TimeFormat(p, elem))
	}
	if elem.XMLName != "item" {
		args = append(args, jen.Lit(elem.XMLName))
	}
	runtime := func(name string) *jen.Statement { return jen.Qual(p.Runtime("ec2xml"), name) }
	switch elem.Shape.Kind {
	case spec.String, spec.Enum:
		return runtime("Strings").Types(emit.ValueType(p, elem)).Call(args...)
	case spec.Timestamp:
		return runtime("Times").Call(args...)
	}
	return runtime(emit.Scalars[elem.Shape.Kind].Method + "s").Call(args...)
}

// emitListDecoder appends the decoder of a list.
//
//	func decodeTagList(d *ec2xml.Decoder) []types.Tag {
//		list := []types.Tag{}
//		for d.NextItem() {
//			decodeTag(d, ec2xml.Append(d, &list))
//		}
//		return list
//	}
func emitListDecoder(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	typ := jen.Index().Add(emit.ValueType(p, s.Elem))
	next := jen.Id("d").Dot("NextItem").Call()
	if s.Elem.XMLName != "item" {
		next = jen.Id("d").Dot("NextNamed").Call(jen.Lit(s.Elem.XMLName))
	}
	g.Func().Id(s.Decoder).Params(decoder(p)).Add(typ).Block(
		jen.Id("list").Op(":=").Add(typ).Values(),
		jen.For(next).BlockFunc(func(g *jen.Group) {
			emitAppend(g, p, func() *jen.Statement { return jen.Id("list") }, s.Elem)
		}),
		jen.Return(jen.Id("list")),
	)
}

// emitAppend appends the lines that add the current element to a list.
func emitAppend(g *jen.Group, p *plan.Plan, list func() *jen.Statement, f *plan.Field) {
	added := func() *jen.Statement {
		return jen.Qual(p.Runtime("ec2xml"), "Append").Call(jen.Id("d"), jen.Op("&").Add(list()))
	}
	switch f.Shape.Kind {
	case spec.Structure:
		g.Id(f.Shape.Decoder).Call(jen.Id("d"), added())
	case spec.String, spec.Enum, spec.List, spec.Map, spec.Blob:
		g.Op("*").Add(added()).Op("=").Add(decodeValue(p, f, false))
	default: // a pointer, nil after an error
		g.If(jen.Id("value").Op(":=").Add(decodeValue(p, f, false)), jen.Id("value").Op("!=").Nil()).
			BlockFunc(func(inner *jen.Group) {
				inner.Op("*").Add(added()).Op("=").Op("*").Id("value")
			})
	}
}

// decoder returns the parameter that every decoder has.
func decoder(p *plan.Plan) jen.Code { return jen.Id("d").Op("*").Qual(p.Runtime("ec2xml"), "Decoder") }
