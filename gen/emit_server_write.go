package gen

// This file writes write_gen.go of the server: one function a structure, list or
// map that an answer can hold, one line a member: the reverse of xml_gen.go.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func (p *plan) writerOutputs() []output {
	written := p.all(func(s *shape) bool {
		return s.decode != "" && !p.runtimeList(s) && (s.action == "" || len(s.fields) > 0)
	})
	return p.shared(p.ServerPackage, "write", written, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			switch s.Kind {
			case spec.List:
				p.emitListWriter(f.Group, s)
			case spec.Map:
				p.emitMapWriter(f.Group, s)
			default:
				p.emitStructureWriter(f.Group, s)
			}
			f.Line()
		}
	})
}

// emitStructureWriter appends the writer of a structure's members, or of a whole
// answer's.
//
//	func writeTag(w *ec2xml.Writer, v *types.Tag) {
//		w.String("key", v.Key)
//		w.String("value", v.Value)
//	}
func (p *plan) emitStructureWriter(g *jen.Group, s *shape) {
	g.Func().Id(s.writer()).Params(p.answerWriter(), jen.Id("v").Op("*").Add(p.structType(s))).BlockFunc(func(g *jen.Group) {
		for _, f := range distinct(s.fields) {
			p.emitWriteField(g, f)
		}
	})
}

// emitWriteField appends the lines that write one member.
func (p *plan) emitWriteField(g *jen.Group, f *field) {
	value := func() *jen.Statement { return jen.Id("v").Dot(f.goName) }
	name := jen.Lit(f.xml)
	switch kind := f.shape.Kind; {
	case kind == spec.Structure:
		g.If(value().Op("!=").Nil()).BlockFunc(func(g *jen.Group) { p.emitElement(g, name, f, value()) })
	case f.Flattened && kind == spec.List:
		g.For(jen.Id("i").Op(":=").Range().Add(value())).BlockFunc(func(g *jen.Group) {
			p.emitElement(g, name, f.shape.elem, value().Index(jen.Id("i")))
		})
	case f.Flattened && kind == spec.Map:
		g.Id(f.shape.writer()+"Entries").Call(jen.Id("w"), name, value())
	case p.runtimeList(f.shape):
		g.Add(p.writeScalars(name, f.shape.elem, value()))
	case kind == spec.List, kind == spec.Map:
		g.Id(f.shape.writer()).Call(jen.Id("w"), name, value())
	case kind == spec.Enum:
		g.Id("w").Dot("Enum").Call(name, jen.String().Call(value()))
	case kind == spec.Timestamp:
		g.Id("w").Dot("Time").Call(name, value(), p.timeFormat(f))
	default:
		g.Id("w").Dot(scalars[kind].method).Call(name, value())
	}
}

// emitElement appends the lines that write one value that is there: an element
// of a list, or a structure, which comes as a pointer when it is a member.
func (p *plan) emitElement(g *jen.Group, name jen.Code, f *field, value *jen.Statement) {
	w := jen.Id("w")
	switch kind := f.shape.Kind; {
	case kind == spec.Structure:
		if f.goName == "" { // no member: a value
			value = jen.Op("&").Add(value)
		}
		g.Id("at").Op(":=").Add(w.Clone().Dot("Enter").Call(name))
		g.Id(f.shape.writer()).Call(w.Clone(), value)
		g.Add(w.Clone().Dot("Leave").Call(jen.Id("at")))
	case p.runtimeList(f.shape):
		g.Add(p.writeScalars(name, f.shape.elem, value))
	case kind == spec.List, kind == spec.Map:
		g.Id(f.shape.writer()).Call(w, name, value)
	case kind == spec.String:
		g.Add(w.Dot("Text").Call(name, value))
	case kind == spec.Enum:
		g.Add(w.Dot("Text").Call(name, jen.String().Call(value)))
	case kind == spec.Blob:
		g.Add(w.Dot("Blob").Call(name, value))
	case kind == spec.Timestamp:
		g.Id("one").Op(":=").Add(value)
		g.Add(w.Dot("Time").Call(name, jen.Op("&").Id("one"), p.timeFormat(f)))
	default:
		g.Id("one").Op(":=").Add(value)
		g.Add(w.Dot(scalars[kind].method).Call(name, jen.Op("&").Id("one")))
	}
}

// writeScalars is the call that writes a list of scalars.
//
//	ec2xml.WriteStrings(w, "imageId", v.ImageIds)
func (p *plan) writeScalars(name jen.Code, elem *field, value jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("w"), name, value}
	method := scalars[elem.shape.Kind].method + "s"
	switch elem.shape.Kind {
	case spec.String, spec.Enum:
		method = "Strings"
	case spec.Timestamp:
		args = append(args, p.timeFormat(elem))
	}
	if elem.xml != "item" {
		args = append(args, jen.Lit(elem.xml))
	}
	return jen.Qual(p.runtime("ec2xml"), "Write"+method).Call(args...)
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
func (p *plan) emitListWriter(g *jen.Group, s *shape) {
	g.Func().Id(s.writer()).Params(p.answerWriter(), jen.Id("name").String(), jen.Id("list").Index().Add(p.valueType(s.elem))).Block(
		jen.If(jen.Id("list").Op("==").Nil()).Block(jen.Return()),
		jen.Id("all").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name")),
		jen.For(jen.Id("i").Op(":=").Range().Id("list")).BlockFunc(func(g *jen.Group) {
			p.emitElement(g, jen.Lit(s.elem.xml), s.elem, jen.Id("list").Index(jen.Id("i")))
		}),
		jen.Id("w").Dot("Leave").Call(jen.Id("all")),
	)
}

// emitMapWriter appends the writers of a map: the whole, and its entries alone,
// which is all that a flattened map has.
//
//	func writeStringMap(w *ec2xml.Writer, name string, m map[string]string) {
//		if m == nil {
//			return
//		}
//		all := w.Enter(name)
//		writeStringMapEntries(w, "entry", m)
//		w.Leave(all)
//	}
func (p *plan) emitMapWriter(g *jen.Group, s *shape) {
	params := []jen.Code{p.answerWriter(), jen.Id("name").String(), jen.Id("m").Map(jen.String()).Add(p.valueType(s.elem))}
	entries := s.writer() + "Entries"
	g.Func().Id(s.writer()).Params(params...).Block(
		jen.If(jen.Id("m").Op("==").Nil()).Block(jen.Return()),
		jen.Id("all").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name")),
		jen.Id(entries).Call(jen.Id("w"), jen.Lit("entry"), jen.Id("m")),
		jen.Id("w").Dot("Leave").Call(jen.Id("all")),
	)
	g.Line()
	g.Func().Id(entries).Params(params...).Block(
		jen.For(jen.List(jen.Id("_"), jen.Id("key")).Op(":=").Range().Qual(p.runtime("ec2query"), "Keys").Call(jen.Id("m"))).BlockFunc(func(g *jen.Group) {
			g.Id("entry").Op(":=").Id("w").Dot("Enter").Call(jen.Id("name"))
			g.Id("w").Dot("Text").Call(jen.Lit(entryName(s.key, "key")), jen.Id("key"))
			g.Id("value").Op(":=").Id("m").Index(jen.Id("key"))
			p.emitElement(g, jen.Lit(entryName(s.elem, "value")), s.elem, jen.Id("value"))
			g.Id("w").Dot("Leave").Call(jen.Id("entry"))
		}),
	)
}

// answerWriter is the parameter that every writer has.
func (p *plan) answerWriter() jen.Code {
	return jen.Id("w").Op("*").Qual(p.runtime("ec2xml"), "Writer")
}
