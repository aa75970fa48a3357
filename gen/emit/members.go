package emit

// This file is what several concerns print alike: the types of members, and
// names of the runtime.

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Structure appends a structure. Fields are separated by empty lines, so
// that gofmt aligns each on its own and a new one moves no other.
//
//	// Tag is ...
//	type Tag struct {
//		Key *string
//
//		Value *string
//	}
func Structure(g *jen.Group, p *plan.Plan, s *plan.Shape, doc string) {
	AddDoc(g, JoinDoc(doc, s.Doc, Deprecation(s.Deprecated)))
	g.Type().Id(s.GoName).StructFunc(func(g *jen.Group) {
		for _, f := range s.Fields {
			AddDoc(g, DocOf(p, f))
			g.Id(f.GoName).Add(FieldType(p, f))
			g.Line()
		}
		if s.IsOutput {
			g.Comment("ResultMetadata contains metadata of the call, such as the request ID.")
			g.Id("ResultMetadata").Qual(MiddlewarePath, "Metadata")
		}
	})
	g.Line()
}

// FieldType is a member's type: scalars and structures are pointers, so that
// absent is not zero; enums, lists, maps and blobs have a zero value that says so.
func FieldType(p *plan.Plan, f *plan.Field) jen.Code {
	switch f.Shape.Kind {
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return ValueType(p, f)
	}
	return jen.Op("*").Add(ValueType(p, f))
}

// ValueType is the type of a list's element or a map's value, where nothing is absent.
func ValueType(p *plan.Plan, f *plan.Field) jen.Code {
	switch f.Shape.Kind {
	case spec.Structure, spec.Enum:
		return jen.Qual(p.TypesPackage.Path, f.Shape.GoName)
	case spec.List:
		return jen.Index().Add(ValueType(p, f.Shape.Elem))
	case spec.Map:
		return jen.Map(jen.String()).Add(ValueType(p, f.Shape.Elem))
	case spec.Timestamp:
		return jen.Qual("time", "Time")
	case spec.Blob:
		return jen.Index().Byte()
	}
	return jen.Id(Scalars[f.Shape.Kind].GoType)
}

// StructType is the type of a structure, which is in either package.
func StructType(p *plan.Plan, s *plan.Shape) *jen.Statement {
	if s.Action != "" {
		return jen.Qual(p.ImportPath, s.GoName)
	}
	return jen.Qual(p.TypesPackage.Path, s.GoName)
}

// TimeFormat is the constant for a timestamp's format.
func TimeFormat(p *plan.Plan, f *plan.Field) jen.Code {
	name := map[spec.TimestampFormat]string{spec.HTTPDate: "HTTPDate", spec.EpochSeconds: "EpochSeconds"}[f.Format]
	if name == "" {
		name = "DateTime"
	}
	return jen.Qual(p.Runtime("ec2time"), name)
}

// Scalars says how each scalar kind is written in Go, and by which method of
// ec2query.Writer and ec2xml.Decoder. Lists of them are that name and an s.
var Scalars = map[spec.Kind]struct{ GoType, Method string }{
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

// Literal is a string literal as a person would write it: raw if that needs no escapes.
func Literal(s string) jen.Code {
	if strconv.CanBackquote(s) {
		return jen.Op("`" + s + "`")
	}
	return jen.Lit(s)
}
