package gen

// This file is what several concerns print alike: the types of members, and
// names of the runtime.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

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
		return jen.Qual(p.TypesPackage.Path, f.shape.goName)
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

// structType is the type of a structure, which is in either package.
func (p *plan) structType(s *shape) *jen.Statement {
	if s.action != "" {
		return jen.Qual(p.ImportPath, s.goName)
	}
	return jen.Qual(p.TypesPackage.Path, s.goName)
}

// timeFormat is the constant for a timestamp's format.
func (p *plan) timeFormat(f *field) jen.Code {
	name := map[spec.TimestampFormat]string{spec.HTTPDate: "HTTPDate", spec.EpochSeconds: "EpochSeconds"}[f.format]
	if name == "" {
		name = "DateTime"
	}
	return jen.Qual(p.runtime("ec2time"), name)
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
