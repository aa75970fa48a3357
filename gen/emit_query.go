package gen

// This file writes query_gen.go: one encoder a structure, list or map that a
// request can hold, one line a member, in the order of names on the wire.

import (
	"net/url"
	"sort"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func queryOutputs(p *plan) []output {
	encoded := p.all(func(s *shape) bool { return s.encode != "" })
	return p.shared(p.ClientPackage, "query", encoded, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			p.emitEncoder(f.Group, s)
		}
	})
}

func (p *plan) emitEncoder(g *jen.Group, s *shape) {
	switch {
	case s.action != "":
		p.emitInputEncoder(g, s)
	case s.Kind == spec.Structure:
		p.emitStructureEncoder(g, s)
	case s.Kind == spec.List:
		p.emitListEncoder(g, s)
	case s.Kind == spec.Map:
		p.emitMapEncoder(g, s)
	}
	g.Line()
}

// emitInputEncoder appends the encoder of a whole request. Action and Version
// stand among the members, because the body is sorted by key.
//
//	func encodeRegisterImageInput(w *ec2query.Writer, in *RegisterImageInput) {
//		w.Text("Action", "RegisterImage")
//		w.Enum("Architecture", string(in.Architecture))
//		...
//		w.Text("Version", "2016-11-15")
//	}
func (p *plan) emitInputEncoder(g *jen.Group, s *shape) {
	type line struct {
		key  string
		code jen.Code
	}
	lines := []line{
		{"Action", jen.Id("w").Dot("Text").Call(jen.Lit("Action"), jen.Lit(s.action))},
		{"Version", jen.Id("w").Dot("Text").Call(jen.Lit("Version"), jen.Lit(p.model.Service.APIVersion))},
	}
	for _, f := range s.fields {
		lines = append(lines, line{f.query, p.encodeField("in", f)})
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].key < lines[j].key })
	g.Func().Id(s.encode).Params(p.writer(), jen.Id("in").Op("*").Id(s.goName)).BlockFunc(func(g *jen.Group) {
		for _, l := range lines {
			g.Add(l.code)
		}
	})
}

// emitStructureEncoder appends the encoder of a structure inside a request. The
// caller has opened its place; a nil structure leaves it at once.
//
//	func encodeTag(w *ec2query.Writer, at ec2query.Mark, v *types.Tag) {
//		if v != nil {
//			w.String("Key", v.Key)
//			w.String("Value", v.Value)
//		}
//		w.Leave(at)
//	}
func (p *plan) emitStructureEncoder(g *jen.Group, s *shape) {
	fields := append([]*field{}, s.fields...)
	sort.SliceStable(fields, func(i, j int) bool { return fields[i].query < fields[j].query })
	g.Func().Id(s.encode).Params(p.writer(), p.mark(), jen.Id("v").Op("*").Qual(p.TypesPackage.Path, s.goName)).BlockFunc(func(g *jen.Group) {
		if len(fields) > 0 {
			g.If(jen.Id("v").Op("!=").Nil()).BlockFunc(func(g *jen.Group) {
				for _, f := range fields {
					g.Add(p.encodeField("v", f))
				}
			})
		}
		g.Id("w").Dot("Leave").Call(jen.Id("at"))
	})
}

// encodeField is the line that writes a member of the structure called from.
//
//	w.String("Key", v.Key)
func (p *plan) encodeField(from string, f *field) jen.Code {
	value := jen.Id(from).Dot(f.goName)
	switch f.shape.Kind {
	case spec.Structure:
		return jen.Id(f.shape.encode).Call(jen.Id("w"), jen.Id("w").Dot("Enter").Call(f.key()), value)
	case spec.List, spec.Map:
		return p.encodeMany(f.key(), f, value)
	case spec.Enum:
		return jen.Id("w").Dot("Enum").Call(f.key(), jen.String().Call(value))
	case spec.Timestamp:
		return jen.Id("w").Dot("Time").Call(f.key(), value, p.timeFormat(f))
	}
	return jen.Id("w").Dot(scalars[f.shape.Kind].method).Call(f.key(), value)
}

// key is a member's name in a request, escaped as the runtime wants it.
func (f *field) key() jen.Code { return jen.Lit(url.QueryEscape(f.query)) }

// encodeMany is the line that writes a list or a map: lists of scalars by the
// runtime, everything else by a function beside this one.
func (p *plan) encodeMany(name jen.Code, f *field, value jen.Code) jen.Code {
	if f.shape.Kind == spec.Map || !f.shape.elem.scalar() {
		return jen.Id(f.shape.encode).Call(jen.Id("w"), name, value)
	}
	elem := f.shape.elem
	switch elem.shape.Kind {
	case spec.Enum:
		return jen.Qual(p.runtime("ec2query"), "Strings").Call(jen.Id("w"), name, value)
	case spec.Timestamp:
		return jen.Qual(p.runtime("ec2query"), "Times").Call(jen.Id("w"), name, value, p.timeFormat(elem))
	}
	return jen.Qual(p.runtime("ec2query"), scalars[elem.shape.Kind].method+"s").Call(jen.Id("w"), name, value)
}

// emitListEncoder appends the encoder of a list of structures, lists or maps.
//
//	func encodeTagList(w *ec2query.Writer, name string, list []types.Tag) {
//		for n := ec2query.First(len(list)); n > 0; n = ec2query.Next(n, len(list)) {
//			encodeTag(w, w.Item(name, n), &list[n-1])
//		}
//	}
func (p *plan) emitListEncoder(g *jen.Group, s *shape) {
	query := func(name string) *jen.Statement { return jen.Qual(p.runtime("ec2query"), name) }
	length := jen.Len(jen.Id("list"))
	item := func() *jen.Statement { return jen.Id("w").Dot("Item").Call(jen.Id("name"), jen.Id("n")) }
	element := func() *jen.Statement { return jen.Id("list").Index(jen.Id("n").Op("-").Lit(1)) }
	g.Func().Id(s.encode).Params(p.writer(), jen.Id("name").String(), jen.Id("list").Index().Add(p.valueType(s.elem))).Block(
		jen.For(jen.Id("n").Op(":=").Add(query("First")).Call(length), jen.Id("n").Op(">").Lit(0), jen.Id("n").Op("=").Add(query("Next")).Call(jen.Id("n"), length)).BlockFunc(func(g *jen.Group) {
			if s.elem.shape.Kind == spec.Structure {
				g.Id(s.elem.shape.encode).Call(jen.Id("w"), item(), jen.Op("&").Add(element()))
				return
			}
			g.Id("at").Op(":=").Add(item())
			g.Add(p.encodeMany(jen.Lit(""), s.elem, element()))
			g.Id("w").Dot("Leave").Call(jen.Id("at"))
		}),
	)
}

// writer is the parameter that every encoder has.
func (p *plan) writer() jen.Code { return jen.Id("w").Op("*").Qual(p.runtime("ec2query"), "Writer") }

// mark is the parameter that says where a structure begins.
func (p *plan) mark() jen.Code { return jen.Id("at").Qual(p.runtime("ec2query"), "Mark") }
