package types

// This file writes types/enums_gen.go: enums as named strings with the known
// values. Enums are open: any other string is valid in requests and responses.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func enumOutputs(p *plan.Plan) []emit.Output {
	return emit.Shared(p, p.TypesPackage, "enums", p.TypesShapes(spec.Enum), func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			emitEnum(f.Group, p, s)
		}
	})
}

func emitEnum(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	emitEnumType(g, s)
	if len(s.Constants) > 0 {
		emitEnumConstants(g, p, s)
	}
	emitEnumValues(g, s)
}

// emitEnumType appends the type.
//
//	// BootModeValues ...
//	type BootModeValues string
func emitEnumType(g *jen.Group, s *plan.Shape) {
	doc := s.Doc
	if doc == "" {
		doc = s.GoName + " is an open enum: the service may return values other than the constants."
	}
	emit.AddDoc(g, emit.JoinDoc(doc, emit.Deprecation(s.Deprecated)))
	g.Type().Id(s.GoName).String()
	g.Line()
}

// emitEnumConstants appends the known values, in the model's order. Empty lines
// between them keep gofmt from aligning one to another.
//
//	// Known values of BootModeValues.
//	const (
//		BootModeValuesLegacyBios BootModeValues = "legacy-bios"
//
//		BootModeValuesUefi BootModeValues = "uefi"
//	)
func emitEnumConstants(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	g.Comment("// Known values of " + s.GoName + ".")
	g.Const().DefsFunc(func(g *jen.Group) {
		for _, c := range s.Constants {
			doc := emit.JoinDoc(c.Doc, emit.Since(p, c.Since))
			emit.AddDoc(g, emit.JoinDoc(doc, emit.Deprecation(c.Deprecated)))
			g.Id(c.GoName).Id(s.GoName).Op("=").Lit(c.Value)
			g.Line()
		}
	})
	g.Line()
}

// emitEnumValues appends the method that lists them.
//
//	func (BootModeValues) Values() []BootModeValues {
//		return []BootModeValues{
//			BootModeValuesLegacyBios,
//			BootModeValuesUefi,
//		}
//	}
func emitEnumValues(g *jen.Group, s *plan.Shape) {
	g.Comment("// Values returns the known values of " + s.GoName + ".")
	values := jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	g.Func().Params(jen.Id(s.GoName)).Id("Values").Params().Index().Id(s.GoName).Block(
		jen.Return(jen.Index().Id(s.GoName).CustomFunc(values, func(g *jen.Group) {
			for _, c := range s.Constants {
				g.Id(c.GoName)
			}
		})),
	)
	g.Line()
}
