// Package validate prints the checks of requests.
package validate

// This file writes validate_gen.go: the methods that check a request, one function
// for each structure with checks, and one variable for each enum whose values a
// check uses. auto.go prints the checks of single values, rules.go those of rules.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	if p.RulesTag == "" {
		return append(checks(p, "validate"), rules(p)...)
	}
	return taggedOutputs(p)
}

// checks lists the files with the methods of inputs and the functions for structures.
func checks(p *plan.Plan, name string) []emit.Output {
	shapes := p.All(func(s *plan.Shape) bool {
		input := s.Action != "" && !s.IsOutput
		return input || p.Validation.Of[s] != nil || p.Validation.Known[s] != ""
	})
	return emit.Shared(p, p.ClientPackage, name, shapes, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			if s.Action != "" {
				emitValidateMethods(f.Group, p, s)
			}
			if p.Validation.Of[s] != nil {
				emitFilters(f.Group, p, s)
				emitValidator(f.Group, p, s)
			}
			if p.Validation.Known[s] != "" {
				emitKnown(f.Group, p, s)
			}
		}
	})
}

// rules lists the file with the rules.
func rules(p *plan.Plan) []emit.Output {
	if len(p.Validation.Rules)+len(p.Validation.Patterns) == 0 {
		return nil
	}
	return []emit.Output{
		emit.GoFile(p.ClientPackage, "rules_gen.go", func(f *jen.File) { emitRules(f.Group, p) }),
	}
}

// emitValidateMethods appends the two methods of an input.
//
//	func (in *RegisterImageInput) Violations() valid.Violations {
//		if in == nil {
//			in = new(RegisterImageInput)
//		}
//		c := valid.Collector{Operation: "RegisterImage"}
//		validateRegisterImageInput(&c, in)
//		return c.Violations()
//	}
//
//	func (in *RegisterImageInput) Validate() error {
//		return valid.Policy{}.Apply(in.Violations()).Err("RegisterImageInput")
//	}
func emitValidateMethods(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	receiver := jen.Id("in").Op("*").Id(s.GoName)
	emit.AddDoc(g, "Violations returns all violations of the request, at every level, without calling the service.")
	g.Func().Params(receiver).Id("Violations").Params().Add(valid(p, "Violations")).BlockFunc(func(g *jen.Group) {
		checks := p.Validation.Of[s]
		if checks == nil {
			g.Return(jen.Nil())
			return
		}
		g.If(jen.Id("in").Op("==").Nil()).Block(jen.Id("in").Op("=").New(jen.Id(s.GoName)))
		g.Id("c").Op(":=").Add(valid(p, "Collector")).Values(jen.Id("Operation").Op(":").Lit(s.Action))
		g.Id(checks.Func).Call(jen.Op("&").Id("c"), jen.Id("in"))
		g.Return(jen.Id("c").Dot("Violations").Call())
	})
	g.Line()
	emit.AddDoc(g, validateDoc(p))
	g.Func().Params(receiver).Id("Validate").Params().Error().Block(
		jen.Return(valid(p, "Policy").Values().Dot("Apply").Call(jen.Id("in").Dot("Violations").Call()).Dot("Err").
			Call(jen.Lit(s.GoName))),
	)
	g.Line()
}

// validateDoc is the comment on Validate, which says what a build without rules checks.
func validateDoc(p *plan.Plan) string {
	if p.RulesTag != "" && p.Validation == p.Required {
		return "Validate returns a *valid.Error if a required member is missing, or nil otherwise. Builds with -tags " +
			p.RulesTag + " also check the rules of the model."
	}
	return "Validate returns a *valid.Error if the service would certainly reject the request, or nil otherwise."
}

// emitValidator appends the function that checks a structure: its members by name,
// each with its nested structures, and then the rules.
//
//	func validateBlockDeviceMapping(c *valid.Collector, in *types.BlockDeviceMapping) {
//		if in.Ebs != nil {
//			c.Enter("Ebs")
//			validateEbsBlockDevice(c, in.Ebs)
//			c.Leave()
//		}
//		checkBdmKindOne(c, in)
//	}
func emitValidator(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	checks := p.Validation.Of[s]
	g.Func().Id(checks.Func).Params(collector(p), structure(p, s)).BlockFunc(func(g *jen.Group) {
		autos, values, nested := checks.Autos, checks.Values, checks.Nested
		for _, f := range s.Fields {
			for len(autos) > 0 && autos[0].Field == f {
				emitAuto(g, p, autos[0])
				autos = autos[1:]
			}
			for len(values) > 0 && values[0].Field == f {
				emitValueCheck(g, p, values[0])
				values = values[1:]
			}
			if len(nested) > 0 && nested[0] == f {
				emitNested(g, p, f.GoName, f.Shape, jen.Id("in").Dot(f.GoName).Clone)
				nested = nested[1:]
			}
		}
		for _, r := range checks.Rules {
			g.Id(r.Func).Call(jen.Id("c"), jen.Id("in"))
		}
	})
	g.Line()
}

// emitNested appends the loops over the structures below a member.
//
//	for i := range in.Tags {
//		c.Item("Tags", i)
//		validateTag(c, &in.Tags[i])
//		c.Leave()
//	}
func emitNested(g *jen.Group, p *plan.Plan, name string, s *plan.Shape, value func() *jen.Statement) {
	emitNestedAt(g, p, name, s, value, 0)
}

// emitNestedAt is emitNested inside depth loops.
func emitNestedAt(g *jen.Group, p *plan.Plan, name string, s *plan.Shape, value func() *jen.Statement, depth int) {
	walk := func(g *jen.Group, step jen.Code, elem *plan.Shape, value func() *jen.Statement) {
		g.Id("c").Dot("").Add(step)
		if elem.Kind == spec.Structure {
			g.Id(p.Validation.Of[elem].Func).Call(jen.Id("c"), jen.Op("&").Add(value()))
		} else {
			emitNestedAt(g, p, "", elem, value, depth+1)
		}
		g.Id("c").Dot("Leave").Call()
	}
	switch s.Kind {
	case spec.Structure:
		g.If(value().Op("!=").Nil()).Block(
			jen.Id("c").Dot("Enter").Call(jen.Lit(name)),
			jen.Id(p.Validation.Of[s].Func).Call(jen.Id("c"), value()),
			jen.Id("c").Dot("Leave").Call(),
		)
	case spec.List:
		i := index(depth)
		g.For(jen.Id(i).Op(":=").Range().Add(value())).BlockFunc(func(g *jen.Group) {
			walk(g, jen.Id("Item").Call(jen.Lit(name), jen.Id(i)), s.Elem.Shape, value().Index(jen.Id(i)).Clone)
		})
	case spec.Map:
		key, entry := "key"+index(depth), "entry"+index(depth)
		g.For(jen.List(jen.Id("_"), jen.Id(key)).Op(":=").Range().Qual(p.Runtime("ec2query"), "Keys").Call(value())).
			BlockFunc(func(g *jen.Group) {
				g.Id(entry).Op(":=").Add(value()).Index(jen.Id(key))
				walk(g, jen.Id("Key").Call(jen.Lit(name), jen.Id(key)), s.Elem.Shape, jen.Id(entry).Clone)
			})
	}
}

// index returns the variable of a loop inside depth others.
func index(depth int) string { return string(rune('i' + depth)) }

// emitKnown appends the values of an enum, which package types lists.
//
//	var knownBootModeValues = valid.Known[types.BootModeValues]{Values: types.BootModeValues.Values}
func emitKnown(g *jen.Group, p *plan.Plan, s *plan.Shape) {
	typ := jen.Qual(p.TypesPackage.Path, s.GoName)
	g.Var().Id(p.Validation.Known[s]).Op("=").Add(valid(p, "Known")).Types(typ).Values(
		jen.Id("Values").Op(":").Add(typ.Clone().Dot("Values")))
	g.Line()
}

// isKnown returns the condition that an enum has a value.
func isKnown(p *plan.Plan, enum *plan.Shape, v *jen.Statement) logic {
	return call(jen.Id(p.Validation.Known[enum]).Dot("Has").Call(v).Clone)
}

// valid returns a name of the runtime package.
func valid(p *plan.Plan, name string) *jen.Statement { return jen.Qual(p.Runtime("valid"), name) }

// collector returns the parameter that every check has.
func collector(p *plan.Plan) jen.Code { return jen.Id("c").Op("*").Add(valid(p, "Collector")) }

// structure returns the parameter for the checked structure.
func structure(p *plan.Plan, s *plan.Shape) jen.Code {
	return jen.Id("in").Op("*").Add(emit.StructType(p, s))
}
