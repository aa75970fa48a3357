package emit

// This file prints the parts that several concerns share: the types of members, and
// names of the runtime.

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Structure appends a structure. Fields are separated by empty lines, so that gofmt
// aligns each separately and a new one does not change others.
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

// FieldType returns a member's type: scalars and structures are pointers, to
// distinguish a missing value from zero; the zero value of enums, lists, maps and
// blobs means missing.
func FieldType(p *plan.Plan, f *plan.Field) jen.Code {
	switch f.Shape.Kind {
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return ValueType(p, f)
	}
	return jen.Op("*").Add(ValueType(p, f))
}

// ValueType returns the type of a list's element or a map's value, which is never
// missing.
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

// StructType returns the type of a structure, which may be in either package.
func StructType(p *plan.Plan, s *plan.Shape) *jen.Statement {
	if s.Action != "" {
		return jen.Qual(p.ImportPath, s.GoName)
	}
	return jen.Qual(p.TypesPackage.Path, s.GoName)
}

// TimeFormat returns the constant for a timestamp's format.
func TimeFormat(p *plan.Plan, f *plan.Field) jen.Code {
	name := map[spec.TimestampFormat]string{spec.HTTPDate: "HTTPDate", spec.EpochSeconds: "EpochSeconds"}[f.Format]
	if name == "" {
		name = "DateTime"
	}
	return jen.Qual(p.Runtime("ec2time"), name)
}

// Scalars has the Go type of each scalar kind, and the name of its method of
// ec2query.Writer and ec2xml.Decoder. The functions for lists have that name and an
// s.
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

// Literal returns a string literal as a person would write it: raw if that avoids
// escapes.
func Literal(s string) jen.Code {
	if strconv.CanBackquote(s) {
		return jen.Op("`" + s + "`")
	}
	return jen.Lit(s)
}
