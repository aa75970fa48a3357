package cli

// This file writes the shapes of requests and responses.

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"github.com/ec2gen/ec2gen/spec"
)

// byCommand returns the operations in the order for lookup.
func byCommand(p *plan.Plan) []*plan.Operation {
	ops := slices.Clone(p.Operations)
	slices.SortFunc(ops, func(a, b *plan.Operation) int {
		return strings.Compare(cliname.Kebab(a.Name),
			cliname.Kebab(b.Name))
	})
	return ops
}

// shapeOutputs distributes many shapes over files by their first letter, and lists
// these parts in the order for lookup.
func shapeOutputs(p *plan.Plan) []emit.Output {
	shapes := reached(p)
	var outs []emit.Output
	var parts []string
	for start := 0; start < len(shapes); {
		end := len(shapes)
		name, variable := "shapes", "shapesAll"
		if len(shapes) > manyShapes {
			end = start + 1
			for end < len(shapes) && shapes[end].Name[0] == shapes[start].Name[0] {
				end++
			}
			letter := shapes[start].Name[:1]
			name, variable = "shapes_"+part(letter), "shapes"+strings.ToUpper(part(letter))
		}
		own := shapes[start:end]
		outs = append(outs, emit.GoFile(p.CLIPackage, name+"_gen.go",
			func(f *jen.File) { emitShapes(f.Group, p, variable, own) }))
		parts, start = append(parts, variable), end
	}
	return append(outs, emit.GoFile(p.CLIPackage, "table_gen.go", func(f *jen.File) {
		f.Comment("// shapes are the shapes of requests and responses, by name.")
		f.Var().Id("shapes").Op("=").Index().Index().Add(engine(p, "Shape")).ValuesFunc(func(g *jen.Group) {
			for _, part := range parts {
				g.Id(part)
			}
		})
	}))
}

// manyShapes is the number of shapes above which there is a file per letter.
const manyShapes = 400

// part returns a letter for file and variable names. Lower case letters have their
// own, because they sort after upper case ones.
func part(letter string) string {
	if 'a' <= letter[0] && letter[0] <= 'z' {
		return "small_" + letter
	}
	return strings.ToLower(letter)
}

// reached returns the shapes of all inputs and outputs, by name.
func reached(p *plan.Plan) []*spec.Shape {
	seen := map[*spec.Shape]bool{}
	var list []*spec.Shape
	var visit func(s *spec.Shape)
	visit = func(s *spec.Shape) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		list = append(list, s)
		for _, m := range append([]*spec.Member{s.Key, s.Elem}, s.Members...) {
			if m != nil {
				visit(m.Shape)
			}
		}
	}
	for _, op := range p.Operations {
		visit(op.Operation.Input)
		visit(op.Operation.Output)
	}
	slices.SortFunc(list, func(a, b *spec.Shape) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// kinds has the constants of runtime/cli.
var kinds = map[spec.Kind]string{
	spec.Structure: "Structure", spec.List: "List", spec.Map: "Map", spec.String: "String", spec.Enum: "String",
	spec.Boolean: "Boolean", spec.Integer: "Integer", spec.Long: "Long", spec.Float: "Float", spec.Double: "Double",
	spec.Blob: "Blob", spec.Timestamp: "Timestamp",
}

func emitShapes(g *jen.Group, p *plan.Plan, variable string, shapes []*spec.Shape) {
	g.Var().Id(variable).Op("=").Index().Add(engine(p, "Shape")).CustomFunc(lines, func(g *jen.Group) {
		for _, s := range shapes {
			emitShape(g, p, s)
		}
	})
}

// emitShape appends one shape: members and values have a line each.
//
//	{
//		Name: "Tag",
//		Kind: cli.Structure,
//		Members: []cli.Member{
//			{Name: "Key", Shape: "String", XML: "key"},
//		},
//	},
func emitShape(g *jen.Group, p *plan.Plan, s *spec.Shape) {
	g.CustomFunc(lines, func(g *jen.Group) {
		text(g, "Name", s.Name)
		if kind := kinds[s.Kind]; kind != "String" {
			g.Id("Kind").Op(":").Add(engine(p, kind))
		}
		if members := membersOf(s); len(members) > 0 {
			g.Id("Members").Op(":").Index().Add(engine(p, "Member")).CustomFunc(lines, func(g *jen.Group) {
				for _, m := range members {
					emitMember(g, p, m)
				}
			})
		}
		if len(s.Values) > 0 {
			g.Id("Enum").Op(":").Index().String().CustomFunc(lines, func(g *jen.Group) {
				for _, v := range s.Values {
					g.Lit(v.Value)
				}
			})
		}
		if least := smallest(s); least != nil {
			g.Id("Min").Op(":").Lit(*least)
			g.Id("Bounded").Op(":").True()
		}
		format(g, p, s.Format)
	})
}

// membersOf returns a structure's members, a list's element, or a map's key and
// value.
func membersOf(s *spec.Shape) []*spec.Member {
	switch s.Kind {
	case spec.List:
		return []*spec.Member{s.Elem}
	case spec.Map:
		return []*spec.Member{s.Key, s.Elem}
	}
	return s.Members
}

// smallest returns the minimum length or number, which AWS's own client checks, or
// nil.
func smallest(s *spec.Shape) *float64 {
	for _, b := range []*spec.Bounds{s.Length, s.Range} {
		if b != nil && b.Min != nil {
			return b.Min
		}
	}
	return nil
}

func emitMember(g *jen.Group, p *plan.Plan, m *spec.Member) {
	style := jen.Options{Open: "{", Close: "}", Separator: ","}
	if m.Doc != "" {
		style = lines
	}
	g.CustomFunc(style, func(g *jen.Group) {
		text(g, "Name", m.Name)
		if m.Shape != nil {
			text(g, "Shape", m.Shape.Name)
		}
		text(g, "Query", m.Query)
		if m.Name == "" && m.XML != "item" || m.Name != "" && m.XML != m.Name {
			text(g, "XML", m.XML)
		}
		for _, flag := range []struct {
			name string
			set  bool
		}{{"Flattened", m.Flattened}, {"Required", m.Required}, {"Token", m.IdempotencyToken},
			{"Hidden", m.Deprecated != nil}} {
			if flag.set {
				g.Id(flag.name).Op(":").True()
			}
		}
		format(g, p, m.Format)
		text(g, "Filters", strings.Join(m.Filters, " "))
		text(g, "Doc", m.Doc)
	})
}

// format appends a timestamp's format, unless it is the protocol's default.
func format(g *jen.Group, p *plan.Plan, f spec.TimestampFormat) {
	if name := map[spec.TimestampFormat]string{spec.HTTPDate: "HTTPDate",
		spec.EpochSeconds: "EpochSeconds"}[f]; name != "" {
		g.Id("Format").Op(":").Qual(p.Runtime("ec2time"), name)
	}
}
