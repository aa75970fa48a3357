package gen

// This file writes read_gen.go of the server: one function a structure, list or
// map that a request can hold, one line a member: the reverse of query_gen.go.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func (p *plan) readerOutputs() []output {
	read := p.all(func(s *shape) bool { return s.encode != "" && (s.action == "" || len(s.fields) > 0) })
	return p.shared(p.ServerPackage, "read", read, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			switch s.Kind {
			case spec.List:
				p.emitListReader(f.Group, s)
			case spec.Map:
				p.emitMapReader(f.Group, s)
			default:
				p.emitStructureReader(f.Group, s)
			}
			f.Line()
		}
	})
}

// emitStructureReader appends the reader of a structure or a whole request.
//
//	func readTag(r *ec2query.Reader, v *types.Tag) {
//		v.Key = r.String("Key")
//		v.Value = r.String("Value")
//	}
func (p *plan) emitStructureReader(g *jen.Group, s *shape) {
	g.Func().Id(s.reader()).Params(p.formReader(), jen.Id("v").Op("*").Add(p.structType(s))).BlockFunc(func(g *jen.Group) {
		for _, f := range s.fields {
			target := jen.Id("v").Dot(f.goName)
			if f.shape.Kind == spec.Structure {
				g.If(jen.Id("r").Dot("Enter").Call(jen.Lit(f.query))).Block(
					target.Clone().Op("=").New(p.structType(f.shape)),
					jen.Id(f.shape.reader()).Call(jen.Id("r"), target),
					jen.Id("r").Dot("Leave").Call(),
				)
				continue
			}
			g.Add(target).Op("=").Add(p.readValue(f, jen.Lit(f.query)))
		}
	})
}

// readValue is the expression that reads anything but a structure: a pointer for
// scalars that have one in Go.
func (p *plan) readValue(f *field, name jen.Code) *jen.Statement {
	r := jen.Id("r")
	switch f.shape.Kind {
	case spec.List:
		if f.shape.elem.scalar() {
			return p.readScalars(f.shape.elem, name)
		}
		return jen.Id(f.shape.reader()).Call(r, name)
	case spec.Map:
		return jen.Id(f.shape.reader()).Call(r, name)
	case spec.Enum:
		return jen.Qual(p.TypesPackage.Path, f.shape.goName).Call(r.Dot("Enum").Call(name))
	case spec.Timestamp:
		return r.Dot("Time").Call(name, p.timeFormat(f))
	}
	return r.Dot(scalars[f.shape.Kind].method).Call(name)
}

// readScalars is the call that reads a list of scalars.
//
//	ec2query.ReadStrings[string](r, "ImageId")
func (p *plan) readScalars(elem *field, name jen.Code) *jen.Statement {
	query := func(name string) *jen.Statement { return jen.Qual(p.runtime("ec2query"), name) }
	switch elem.shape.Kind {
	case spec.String, spec.Enum:
		return query("ReadStrings").Types(p.valueType(elem)).Call(jen.Id("r"), name)
	case spec.Timestamp:
		return query("ReadTimes").Call(jen.Id("r"), name, p.timeFormat(elem))
	}
	return query("Read"+scalars[elem.shape.Kind].method+"s").Call(jen.Id("r"), name)
}

// emitListReader appends the reader of a list of structures, lists or maps.
//
//	func readTagList(r *ec2query.Reader, name string) []types.Tag {
//		var list []types.Tag
//		for items := r.List(name); items.Next(); {
//			var v types.Tag
//			readTag(r, &v)
//			list = append(list, v)
//		}
//		return list
//	}
func (p *plan) emitListReader(g *jen.Group, s *shape) {
	typ := jen.Index().Add(p.valueType(s.elem))
	add := func(v jen.Code) jen.Code { return jen.Id("list").Op("=").Append(jen.Id("list"), v) }
	g.Func().Id(s.reader()).Params(p.formReader(), jen.Id("name").String()).Add(typ).Block(
		jen.Var().Id("list").Add(typ),
		jen.For(jen.Id("items").Op(":=").Id("r").Dot("List").Call(jen.Id("name")), jen.Id("items").Dot("Next").Call(), jen.Empty()).BlockFunc(func(g *jen.Group) {
			if s.elem.shape.Kind != spec.Structure {
				g.Add(add(p.readValue(s.elem, jen.Lit(""))))
				return
			}
			g.Var().Id("v").Add(p.valueType(s.elem))
			g.Id(s.elem.shape.reader()).Call(jen.Id("r"), jen.Op("&").Id("v"))
			g.Add(add(jen.Id("v")))
		}),
		jen.Return(jen.Id("list")),
	)
}

// emitMapReader appends the reader of a map. An entry without a key is none.
//
//	func readStringMap(r *ec2query.Reader, name string) map[string]string {
//		if !r.Enter(name) {
//			return nil
//		}
//		m := map[string]string{}
//		for entries := r.List("entry"); entries.Next(); {
//			key := r.String("key")
//			value := r.String("value")
//			if key != nil && value != nil {
//				m[*key] = *value
//			}
//		}
//		r.Leave()
//		return m
//	}
func (p *plan) emitMapReader(g *jen.Group, s *shape) {
	typ := jen.Map(jen.String()).Add(p.valueType(s.elem))
	name := jen.Lit(entryName(s.elem, "value"))
	g.Func().Id(s.reader()).Params(p.formReader(), jen.Id("name").String()).Add(typ).Block(
		jen.If(jen.Op("!").Id("r").Dot("Enter").Call(jen.Id("name"))).Block(jen.Return(jen.Nil())),
		jen.Id("m").Op(":=").Add(typ).Values(),
		jen.For(jen.Id("entries").Op(":=").Id("r").Dot("List").Call(jen.Lit("entry")), jen.Id("entries").Dot("Next").Call(), jen.Empty()).BlockFunc(func(g *jen.Group) {
			g.Id("key").Op(":=").Id("r").Dot("String").Call(jen.Lit(entryName(s.key, "key")))
			there, value := jen.Id("key").Op("!=").Nil(), jen.Id("value")
			switch s.elem.shape.Kind {
			case spec.Structure:
				g.Var().Id("value").Add(p.valueType(s.elem))
				g.If(jen.Id("r").Dot("Enter").Call(name)).Block(
					jen.Id(s.elem.shape.reader()).Call(jen.Id("r"), jen.Op("&").Id("value")),
					jen.Id("r").Dot("Leave").Call())
			default:
				g.Id("value").Op(":=").Add(p.readValue(s.elem, name))
				if p.pointerInGo(s.elem) {
					there, value = there.Op("&&").Id("value").Op("!=").Nil(), jen.Op("*").Id("value")
				}
			}
			g.If(there).Block(jen.Id("m").Index(jen.Op("*").Id("key")).Op("=").Add(value))
		}),
		jen.Id("r").Dot("Leave").Call(),
		jen.Return(jen.Id("m")),
	)
}

// pointerInGo says whether a member of that shape is a pointer to its value.
func (p *plan) pointerInGo(f *field) bool {
	switch f.shape.Kind {
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return false
	}
	return true
}

// formReader is the parameter that every reader has.
func (p *plan) formReader() jen.Code {
	return jen.Id("r").Op("*").Qual(p.runtime("ec2query"), "Reader")
}
