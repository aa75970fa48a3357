package gen

// This file writes xml_gen.go: one decoder a structure, list or map that an
// answer can hold, one case a member.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func xmlOutputs(p *plan) []output {
	decoded := p.all(func(s *shape) bool { return s.decode != "" && !p.runtimeList(s) })
	return p.shared(p.ClientPackage, "xml", decoded, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			p.emitDecoder(f.Group, s)
		}
	})
}

func (p *plan) emitDecoder(g *jen.Group, s *shape) {
	switch {
	case s.action != "":
		p.emitStructureDecoder(g, s, "out", jen.Op("*").Id(s.goName))
	case s.Kind == spec.Structure:
		p.emitStructureDecoder(g, s, "v", jen.Op("*").Qual(p.TypesPackage.Path, s.goName))
	case s.Kind == spec.List:
		p.emitListDecoder(g, s)
	case s.Kind == spec.Map:
		p.emitMapDecoder(g, s)
	}
	g.Line()
}

// emitStructureDecoder appends the decoder of a structure, or of a whole answer.
// Unknown is told the names, because EC2 does not always write them in the
// model's letter case.
//
//	func decodeTag(d *ec2xml.Decoder, v *types.Tag) {
//		for d.Next() {
//			switch string(d.Name()) {
//			case "key":
//				v.Key = d.String()
//			case "value":
//				v.Value = d.String()
//			default:
//				d.Unknown(
//					"key",
//					"value",
//				)
//			}
//		}
//	}
func (p *plan) emitStructureDecoder(g *jen.Group, s *shape, to string, typ jen.Code) {
	fields := distinct(s.fields)
	names := jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}
	unknown := jen.Id("d").Dot("Unknown").CustomFunc(names, func(g *jen.Group) {
		for _, f := range fields {
			g.Lit(f.xml)
		}
	})
	body := jen.Switch(jen.String().Call(jen.Id("d").Dot("Name").Call())).BlockFunc(func(g *jen.Group) {
		for _, f := range fields {
			g.Case(jen.Lit(f.xml)).BlockFunc(func(g *jen.Group) { p.emitDecodeField(g, to, f) })
		}
		g.Default().Block(unknown)
	})
	if len(fields) == 0 {
		body = jen.Id("d").Dot("Unknown").Call()
	}
	g.Func().Id(s.decode).Params(p.decoder(), jen.Id(to).Add(typ)).Block(
		jen.For(jen.Id("d").Dot("Next").Call()).Block(body),
	)
}

// emitDecodeField appends the lines that read one member.
//
//	v.Ebs = new(types.EbsBlockDevice)
//	decodeEbsBlockDevice(d, v.Ebs)
func (p *plan) emitDecodeField(g *jen.Group, to string, f *field) {
	target := func() *jen.Statement { return jen.Id(to).Dot(f.goName) }
	switch {
	case f.shape.Kind == spec.Structure:
		g.Add(target()).Op("=").New(jen.Qual(p.TypesPackage.Path, f.shape.goName))
		g.Id(f.shape.decode).Call(jen.Id("d"), target())
	case f.Flattened && f.shape.Kind == spec.List:
		p.emitAppend(g, target, f.shape.elem)
	case f.Flattened && f.shape.Kind == spec.Map:
		g.If(target().Op("==").Nil()).Block(target().Op("=").Add(p.valueType(f)).Values())
		g.Id(f.shape.decode+"Entry").Call(jen.Id("d"), target())
	default:
		g.Add(target()).Op("=").Add(p.decodeValue(f, true))
	}
}

// decodeValue is the expression that reads anything but a structure: a pointer
// or a value for scalars.
func (p *plan) decodeValue(f *field, pointer bool) *jen.Statement {
	d := jen.Id("d")
	kind := f.shape.Kind
	switch {
	case p.runtimeList(f.shape):
		return p.decodeScalars(f)
	case kind == spec.List, kind == spec.Map:
		return jen.Id(f.shape.decode).Call(d)
	case kind == spec.Enum:
		return jen.Qual(p.TypesPackage.Path, f.shape.goName).Call(d.Dot("Text").Call())
	case kind == spec.String && !pointer:
		return d.Dot("Text").Call()
	case kind == spec.Timestamp:
		return d.Dot("Time").Call(p.timeFormat(f))
	}
	return d.Dot(scalars[kind].method).Call()
}

// decodeScalars is the call that reads a list of scalars, whose elements are
// called item unless it says otherwise.
//
//	ec2xml.Strings[string](d)
func (p *plan) decodeScalars(f *field) *jen.Statement {
	elem := f.shape.elem
	args := []jen.Code{jen.Id("d")}
	if elem.shape.Kind == spec.Timestamp {
		args = append(args, p.timeFormat(elem))
	}
	if elem.xml != "item" {
		args = append(args, jen.Lit(elem.xml))
	}
	runtime := func(name string) *jen.Statement { return jen.Qual(p.runtime("ec2xml"), name) }
	switch elem.shape.Kind {
	case spec.String, spec.Enum:
		return runtime("Strings").Types(p.valueType(elem)).Call(args...)
	case spec.Timestamp:
		return runtime("Times").Call(args...)
	}
	return runtime(scalars[elem.shape.Kind].method + "s").Call(args...)
}

// emitListDecoder appends the decoder of a list.
//
//	func decodeTagList(d *ec2xml.Decoder) []types.Tag {
//		list := []types.Tag{}
//		for d.NextItem() {
//			list = append(list, types.Tag{})
//			decodeTag(d, &list[len(list)-1])
//		}
//		return list
//	}
func (p *plan) emitListDecoder(g *jen.Group, s *shape) {
	typ := jen.Index().Add(p.valueType(s.elem))
	next := jen.Id("d").Dot("NextItem").Call()
	if s.elem.xml != "item" {
		next = jen.Id("d").Dot("NextNamed").Call(jen.Lit(s.elem.xml))
	}
	g.Func().Id(s.decode).Params(p.decoder()).Add(typ).Block(
		jen.Id("list").Op(":=").Add(typ).Values(),
		jen.For(next).BlockFunc(func(g *jen.Group) {
			p.emitAppend(g, func() *jen.Statement { return jen.Id("list") }, s.elem)
		}),
		jen.Return(jen.Id("list")),
	)
}

// emitAppend appends the lines that add the current element to a list.
func (p *plan) emitAppend(g *jen.Group, list func() *jen.Statement, f *field) {
	grow := func(v jen.Code) { g.Add(list()).Op("=").Append(list(), v) }
	switch f.shape.Kind {
	case spec.Structure:
		grow(jen.Qual(p.TypesPackage.Path, f.shape.goName).Values())
		g.Id(f.shape.decode).Call(jen.Id("d"), jen.Op("&").Add(list()).Index(jen.Len(list()).Op("-").Lit(1)))
	case spec.String, spec.Enum, spec.List, spec.Map, spec.Blob:
		grow(p.decodeValue(f, false))
	default: // a pointer, nil after an error
		g.If(jen.Id("value").Op(":=").Add(p.decodeValue(f, false)), jen.Id("value").Op("!=").Nil()).BlockFunc(func(inner *jen.Group) {
			inner.Add(list()).Op("=").Append(list(), jen.Op("*").Id("value"))
		})
	}
}

// decoder is the parameter that every decoder has.
func (p *plan) decoder() jen.Code { return jen.Id("d").Op("*").Qual(p.runtime("ec2xml"), "Decoder") }
