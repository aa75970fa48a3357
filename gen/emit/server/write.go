package server

// This file writes write_gen.go of the server: one function per structure, list or
// map in responses, one line per member: the reverse of xml_gen.go.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func writerOutputs(p *plan.Plan) []emit.Output {
	written := p.All(func(s *plan.Shape) bool {
		return s.Decoder != "" && !p.RuntimeList(s) && (s.Action == "" || len(s.Fields) > 0)
	})
	return emit.Shared(p, p.ServerPackage, "write", written, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			switch s.Kind {
			case spec.List:
				emitListWriter(f.Group, p, s)
			case spec.Map:
				emitMapWriter(f.Group, p, s)
			default:
				emitStructureWriter(f.Group, p, s)
			}
			f.Line()
		}
	})
}

// emitStructureWriter appends the writer of a structure's members, or of a whole
// response.
//
//	func writeTag(w *ec2xml.Writer, v *types.Tag) {
//		w.String("key", v.Key)
//		w.String("value", v.Value)
//	}
func emitStructureWriter(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	g.Func().Id(writer(s)).Params(responseWriter(p), jen.Id("v").Op("*").Add(emit.StructType(p, s))).
		BlockFunc(func(g *jen.Group) {
			for _, f := range plan.Distinct(s.Fields) {
				emitWriteField(g, p, f)
			}
		})
}

// emitWriteField appends the lines that write one member.
func emitWriteField(g *jen.Group, p *plan.Plan, f *plan.Field) {
	value := func() *jen.Statement { return jen.Id("v").Dot(f.GoName) }
	name := jen.Lit(f.XMLName)
	switch kind := f.Shape.Kind; {
	case kind == spec.Structure:
		g.If(value().Op("!=").Nil()).BlockFunc(func(g *jen.Group) { emitElement(g, p, name, f, value()) })
	case f.Flattened && kind == spec.List:
		g.For(jen.Id("i").Op(":=").Range().Add(value())).BlockFunc(func(g *jen.Group) {
			emitElement(g, p, name, f.Shape.Elem, value().Index(jen.Id("i")))
		})
	case f.Flattened && kind == spec.Map:
		g.Id(writer(f.Shape)+"Entries").Call(jen.Id("w"), name, value())
	case p.RuntimeList(f.Shape):
		g.Add(writeScalars(p, name, f.Shape.Elem, value()))
	case kind == spec.List, kind == spec.Map:
		g.Id(writer(f.Shape)).Call(jen.Id("w"), name, value())
	case kind == spec.Enum:
		g.Id("w").Dot("Enum").Call(name, jen.String().Call(value()))
	case kind == spec.Timestamp:
		g.Id("w").Dot("Time").Call(name, value(), emit.TimeFormat(p, f))
	default:
		g.Id("w").Dot(emit.Scalars[kind].Method).Call(name, value())
	}
}

// emitElement appends the lines that write one existing value: an element of a
// list, or a structure, which is a pointer if it is a member.
func emitElement(g *jen.Group, p *plan.Plan, name jen.Code, f *plan.Field, value *jen.Statement) {
	w := jen.Id("w")
	switch kind := f.Shape.Kind; {
	case kind == spec.Structure:
		if f.GoName == "" { // not a member: a value
			value = jen.Op("&").Add(value)
		}
		g.Id("at").Op(":=").Add(w.Clone().Dot("Enter").Call(name))
		g.Id(writer(f.Shape)).Call(w.Clone(), value)
		g.Add(w.Clone().Dot("Leave").Call(jen.Id("at")))
	case p.RuntimeList(f.Shape):
		g.Add(writeScalars(p, name, f.Shape.Elem, value))
	case kind == spec.List, kind == spec.Map:
		g.Id(writer(f.Shape)).Call(w, name, value)
	case kind == spec.String:
		g.Add(w.Dot("Text").Call(name, value))
	case kind == spec.Enum:
		g.Add(w.Dot("Text").Call(name, jen.String().Call(value)))
	case kind == spec.Blob:
		g.Add(w.Dot("Blob").Call(name, value))
	case kind == spec.Timestamp:
		g.Id("one").Op(":=").Add(value)
		g.Add(w.Dot("Time").Call(name, jen.Op("&").Id("one"), emit.TimeFormat(p, f)))
	default:
		g.Id("one").Op(":=").Add(value)
		g.Add(w.Dot(emit.Scalars[kind].Method).Call(name, jen.Op("&").Id("one")))
	}
}

// writeScalars returns the call that writes a list of scalars.
//
//	ec2xml.WriteStrings(w, "imageId", v.ImageIds)
func writeScalars(p *plan.Plan, name jen.Code, elem *plan.Field, value jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("w"), name, value}
	method := emit.Scalars[elem.Shape.Kind].Method + "s"
	switch elem.Shape.Kind {
	case spec.String, spec.Enum:
		method = "Strings"
	case spec.Timestamp:
		args = append(args, emit.TimeFormat(p, elem))
	}
	if elem.XMLName != "item" {
		args = append(args, jen.Lit(elem.XMLName))
	}
	return jen.Qual(p.Runtime("ec2xml"), "Write"+method).Call(args...)
}

// emitListWriter appends the writer of a list of structures, lists or maps.
//
//	func writeTagList(w *ec2xml.Writer, name string, list []types.Tag) {
//		if list == nil {
//			return
//		}
//		all := w.Enter(name)
//		for i := range list {
//			at := w.Enter("item")
//			writeTag(w, &list[i])
//			w.Leave(at)
//		}
//		w.Leave(all)
//	}
func emitListWriter(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	g.Func().Id(writer(s)).Params(responseWriter(p), jen.Id("name").String(),
		jen.Id("list").Index().Add(emit.ValueType(p, s.Elem))).Block(
		jen.If(jen.Id("list").Op("==").Nil()).Block(jen.Return()),
		jen.Id("all").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name")),
		jen.For(jen.Id("i").Op(":=").Range().Id("list")).BlockFunc(func(g *jen.Group) {
			emitElement(g, p, jen.Lit(s.Elem.XMLName), s.Elem, jen.Id("list").Index(jen.Id("i")))
		}),
		jen.Id("w").Dot("Leave").Call(jen.Id("all")),
	)
}

// emitMapWriter appends the writers of a map: of the whole map, and of its entries
// for a flattened map.
//
//	func writeStringMap(w *ec2xml.Writer, name string, m map[string]string) {
//		if m == nil {
//			return
//		}
//		all := w.Enter(name)
//		writeStringMapEntries(w, "entry", m)
//		w.Leave(all)
//	}
func emitMapWriter(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	params := []jen.Code{responseWriter(p), jen.Id("name").String(),
		jen.Id("m").Map(jen.String()).Add(emit.ValueType(p, s.Elem))}
	entries := writer(s) + "Entries"
	g.Func().Id(writer(s)).Params(params...).Block(
		jen.If(jen.Id("m").Op("==").Nil()).Block(jen.Return()),
		jen.Id("all").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name")),
		jen.Id(entries).Call(jen.Id("w"), jen.Lit("entry"), jen.Id("m")),
		jen.Id("w").Dot("Leave").Call(jen.Id("all")),
	)
	g.Line()
	g.Func().Id(entries).Params(params...).Block(
		jen.For(jen.List(jen.Id("_"), jen.Id("key")).Op(":=").Range().Qual(p.Runtime("ec2query"), "Keys").Call(jen.Id("m"))).
			BlockFunc(func(g *jen.Group) {
				g.Id("entry").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name"))
				g.Id("w").Dot("Text").Call(jen.Lit(plan.EntryName(s.Key, "key")), jen.Id("key"))
				g.Id("value").Op(":=").Id("m").Index(jen.Id("key"))
				emitElement(g, p, jen.Lit(plan.EntryName(s.Elem, "value")), s.Elem, jen.Id("value"))
				g.Id("w").Dot("Leave").Call(jen.Id("entry"))
			}),
	)
}

// responseWriter returns the parameter that every writer has.
func responseWriter(p *plan.Plan) jen.Code {
	return jen.Id("w").Op("*").Qual(p.Runtime("ec2xml"), "Writer")
}
