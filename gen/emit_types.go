package gen

// This file writes types/types_gen.go: the structures that operations share.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func typesOutputs(p *plan) []output {
	structures := filter(p.typesShapes(spec.Structure), func(s *shape) bool { return s.Error == nil })
	return p.shared("types/types", structures, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			emitStructure(f.Group, p, s, "")
		}
	})
}

// emitStructure appends a structure. Fields are separated by empty lines, so
// that gofmt aligns each on its own and a new one moves no other.
//
//	// Tag is ...
//	type Tag struct {
//		Key *string
//
//		Value *string
//	}
func emitStructure(g *jen.Group, p *plan, s *shape, doc string) {
	addDoc(g, joinDoc(doc, s.Doc, deprecation(s.Deprecated)))
	g.Type().Id(s.goName).StructFunc(func(g *jen.Group) {
		for _, f := range s.fields {
			addDoc(g, docOf(f.Member))
			g.Id(f.goName).Add(p.fieldType(f))
			g.Line()
		}
		if s.output {
			g.Comment("ResultMetadata is what is known about the call besides its result.")
			g.Id("ResultMetadata").Qual(middlewarePath, "Metadata")
		}
	})
	g.Line()
}

// fieldType is a member's type: scalars and structures are pointers, so that
// absent is not zero; enums, lists, maps and blobs have a zero value that says so.
func (p *plan) fieldType(f *field) jen.Code {
	switch f.shape.Kind {
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return p.valueType(f)
	}
	return jen.Op("*").Add(p.valueType(f))
}

// valueType is the type of a list's element or a map's value, where nothing is absent.
func (p *plan) valueType(f *field) jen.Code {
	switch f.shape.Kind {
	case spec.Structure, spec.Enum:
		return jen.Qual(p.typesPath, f.shape.goName)
	case spec.List:
		return jen.Index().Add(p.valueType(f.shape.elem))
	case spec.Map:
		return jen.Map(jen.String()).Add(p.valueType(f.shape.elem))
	case spec.Timestamp:
		return jen.Qual("time", "Time")
	case spec.Blob:
		return jen.Index().Byte()
	}
	return jen.Id(scalars[f.shape.Kind].goType)
}

// scalars says how each scalar kind is written in Go, and by which method of
// ec2query.Writer and ec2xml.Decoder. Lists of them are that name and an s.
var scalars = map[spec.Kind]struct{ goType, method string }{
	spec.String:    {"string", "String"},
	spec.Boolean:   {"bool", "Bool"},
	spec.Integer:   {"int32", "Int32"},
	spec.Long:      {"int64", "Int64"},
	spec.Float:     {"float32", "Float32"},
	spec.Double:    {"float64", "Float64"},
	spec.Blob:      {"[]byte", "Blob"},
	spec.Timestamp: {"time.Time", "Time"},
	spec.Enum:      {"", "Enum"},
}
