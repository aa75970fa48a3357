package server

// This file writes read_gen.go of the server: one function per structure, list or
// map in requests, one line per member: the reverse of query_gen.go.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func readerOutputs(p *plan.Plan) []emit.Output {
	read := p.All(func(s *plan.Shape) bool { return s.Encoder != "" && (s.Action == "" || len(s.Fields) > 0) })
	return emit.Shared(p, p.ServerPackage, "read", read, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			switch s.Kind {
			case spec.List:
				emitListReader(f.Group, p, s)
			case spec.Map:
				emitMapReader(f.Group, p, s)
			default:
				emitStructureReader(f.Group, p, s)
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
func emitStructureReader(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	g.Func().Id(reader(s)).Params(formReader(p), jen.Id("v").Op("*").Add(emit.StructType(p, s))).
		BlockFunc(func(g *jen.Group) {
			for _, f := range s.Fields {
				target := jen.Id("v").Dot(f.GoName)
				if f.Shape.Kind == spec.Structure {
					g.If(jen.Id("r").Dot("Enter").Call(jen.Lit(f.QueryName))).Block(
						target.Clone().Op("=").New(emit.StructType(p, f.Shape)),
						jen.Id(reader(f.Shape)).Call(jen.Id("r"), target),
						jen.Id("r").Dot("Leave").Call(),
					)
					continue
				}
				g.Add(target).Op("=").Add(readValue(p, f, jen.Lit(f.QueryName)))
			}
		})
}

// readValue returns the expression that reads anything but a structure: a pointer
// for scalars that are pointers in Go.
func readValue(p *plan.Plan, f *plan.Field, name jen.Code) *jen.Statement {
	r := jen.Id("r")
	switch f.Shape.Kind {
	case spec.List:
		if f.Shape.Elem.Scalar() {
			return readScalars(p, f.Shape.Elem, name)
		}
		return jen.Id(reader(f.Shape)).Call(r, name)
	case spec.Map:
		return jen.Id(reader(f.Shape)).Call(r, name)
	case spec.Enum:
		return jen.Qual(p.TypesPackage.Path, f.Shape.GoName).Call(r.Dot("Enum").Call(name))
	case spec.Timestamp:
		return r.Dot("Time").Call(name, emit.TimeFormat(p, f))
	}
	return r.Dot(emit.Scalars[f.Shape.Kind].Method).Call(name)
}

// readScalars returns the call that reads a list of scalars.
//
//	ec2query.ReadStrings[string](r, "ImageId")
func readScalars(p *plan.Plan, elem *plan.Field, name jen.Code) *jen.Statement {
	query := func(name string) *jen.Statement { return jen.Qual(p.Runtime("ec2query"), name) }
	switch elem.Shape.Kind {
	case spec.String, spec.Enum:
		return query("ReadStrings").Types(emit.ValueType(p, elem)).Call(jen.Id("r"), name)
	case spec.Timestamp:
		return query("ReadTimes").Call(jen.Id("r"), name, emit.TimeFormat(p, elem))
	}
	return query("Read"+emit.Scalars[elem.Shape.Kind].Method+"s").Call(jen.Id("r"), name)
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
func emitListReader(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	typ := jen.Index().Add(emit.ValueType(p, s.Elem))
	add := func(v jen.Code) jen.Code { return jen.Id("list").Op("=").Append(jen.Id("list"), v) }
	g.Func().Id(reader(s)).Params(formReader(p), jen.Id("name").String()).Add(typ).Block(
		jen.Var().Id("list").Add(typ),
		jen.For(jen.Id("items").Op(":=").Id("r").Dot("List").Call(jen.Id("name")), jen.Id("items").Dot("Next").Call(),
			jen.Empty()).BlockFunc(func(g *jen.Group) {
			if s.Elem.Shape.Kind != spec.Structure {
				g.Add(add(readValue(p, s.Elem, jen.Lit(""))))
				return
			}
			g.Var().Id("v").Add(emit.ValueType(p, s.Elem))
			g.Id(reader(s.Elem.Shape)).Call(jen.Id("r"), jen.Op("&").Id("v"))
			g.Add(add(jen.Id("v")))
		}),
		jen.Return(jen.Id("list")),
	)
}

// emitMapReader appends the reader of a map. An entry without a key is dropped.
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
func emitMapReader(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	typ := jen.Map(jen.String()).Add(emit.ValueType(p, s.Elem))
	name := jen.Lit(plan.EntryName(s.Elem, "value"))
	g.Func().Id(reader(s)).Params(formReader(p), jen.Id("name").String()).Add(typ).Block(
		jen.If(jen.Op("!").Id("r").Dot("Enter").Call(jen.Id("name"))).Block(jen.Return(jen.Nil())),
		jen.Id("m").Op(":=").Add(typ).Values(),
		jen.For(jen.Id("entries").Op(":=").Id("r").Dot("List").Call(jen.Lit("entry")), jen.Id("entries").Dot("Next").Call(),
			jen.Empty()).BlockFunc(func(g *jen.Group) {
			g.Id("key").Op(":=").Id("r").Dot("String").Call(jen.Lit(plan.EntryName(s.Key, "key")))
			there, value := jen.Id("key").Op("!=").Nil(), jen.Id("value")
			switch s.Elem.Shape.Kind {
			case spec.Structure:
				g.Var().Id("value").Add(emit.ValueType(p, s.Elem))
				g.If(jen.Id("r").Dot("Enter").Call(name)).Block(
					jen.Id(reader(s.Elem.Shape)).Call(jen.Id("r"), jen.Op("&").Id("value")),
					jen.Id("r").Dot("Leave").Call())
			default:
				g.Id("value").Op(":=").Add(readValue(p, s.Elem, name))
				if pointerInGo(p, s.Elem) {
					there, value = there.Op("&&").Id("value").Op("!=").Nil(), jen.Op("*").Id("value")
				}
			}
			g.If(there).Block(jen.Id("m").Index(jen.Op("*").Id("key")).Op("=").Add(value))
		}),
		jen.Id("r").Dot("Leave").Call(),
		jen.Return(jen.Id("m")),
	)
}

// pointerInGo reports whether a member of that shape is a pointer to its value.
func pointerInGo(p *plan.Plan, f *plan.Field) bool {
	switch f.Shape.Kind {
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return false
	}
	return true
}

// formReader returns the parameter that every reader has.
func formReader(p *plan.Plan) jen.Code {
	return jen.Id("r").Op("*").Qual(p.Runtime("ec2query"), "Reader")
}
