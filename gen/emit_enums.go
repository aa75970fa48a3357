package gen

// This file writes types/enums_gen.go: enums as named strings with the values
// known today. Enums are open: any other string passes through both ways.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func enumOutputs(p *plan) []output {
	return p.shared(p.TypesPackage, "enums", p.typesShapes(spec.Enum), func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			emitEnum(f.Group, s)
		}
	})
}

func emitEnum(g *jen.Group, s *shape) {
	emitEnumType(g, s)
	if len(s.consts) > 0 {
		emitEnumConstants(g, s)
	}
	emitEnumValues(g, s)
}

// emitEnumType appends the type.
//
//	// BootModeValues ...
//	type BootModeValues string
func emitEnumType(g *jen.Group, s *shape) {
	doc := s.Doc
	if doc == "" {
		doc = s.goName + " is an open set of values: others than the constants may come."
	}
	addDoc(g, joinDoc(doc, deprecation(s.Deprecated)))
	g.Type().Id(s.goName).String()
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
func emitEnumConstants(g *jen.Group, s *shape) {
	g.Comment("// Known values of " + s.goName + ".")
	g.Const().DefsFunc(func(g *jen.Group) {
		for _, c := range s.consts {
			doc := c.Doc
			if c.Since != "" {
				doc = joinDoc(doc, "In the API since "+c.Since+".")
			}
			addDoc(g, joinDoc(doc, deprecation(c.Deprecated)))
			g.Id(c.goName).Id(s.goName).Op("=").Lit(c.Value)
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
func emitEnumValues(g *jen.Group, s *shape) {
	g.Comment("// Values returns the values of " + s.goName + " that were known when this was generated.")
	values := jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	g.Func().Params(jen.Id(s.goName)).Id("Values").Params().Index().Id(s.goName).Block(
		jen.Return(jen.Index().Id(s.goName).CustomFunc(values, func(g *jen.Group) {
			for _, c := range s.consts {
				g.Id(c.goName)
			}
		})),
	)
	g.Line()
}
