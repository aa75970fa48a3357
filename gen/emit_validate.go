package gen

// This file writes validate_gen.go: the methods that check a request, one
// function for each structure that has something to check, and one for each
// enum that a check needs to know the values of. The checks of single values
// are in emit_validate_auto.go, those of rules in rules_gen.go.

import (
	"sort"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

func validateOutputs(p *plan) []output {
	shapes := p.all(func(s *shape) bool {
		input := s.action != "" && !s.output
		return input || p.validation.of[s] != nil || p.validation.known[s] != ""
	})
	outs := p.shared(p.ClientPackage, "validate", shapes, func(f *jen.File, shapes []*shape) {
		for _, s := range shapes {
			if s.action != "" {
				p.emitValidateMethods(f.Group, s)
			}
			if p.validation.of[s] != nil {
				p.emitValidator(f.Group, s)
			}
			if p.validation.known[s] != "" {
				p.emitKnown(f.Group, s)
			}
		}
	})
	if len(p.validation.rules)+len(p.validation.patterns) > 0 {
		outs = append(outs, output{p.ClientPackage, "rules_gen.go", goFile(func(f *jen.File) { p.emitRules(f.Group) })})
	}
	return outs
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
func (p *plan) emitValidateMethods(g *jen.Group, s *shape) {
	receiver := jen.Id("in").Op("*").Id(s.goName)
	addDoc(g, "Violations returns everything that is wrong with the request, at every level. It changes nothing and asks nobody.")
	g.Func().Params(receiver).Id("Violations").Params().Add(p.valid("Violations")).BlockFunc(func(g *jen.Group) {
		checks := p.validation.of[s]
		if checks == nil {
			g.Return(jen.Nil())
			return
		}
		g.If(jen.Id("in").Op("==").Nil()).Block(jen.Id("in").Op("=").New(jen.Id(s.goName)))
		g.Id("c").Op(":=").Add(p.valid("Collector")).Values(jen.Id("Operation").Op(":").Lit(s.action))
		g.Id(checks.fn).Call(jen.Op("&").Id("c"), jen.Id("in"))
		g.Return(jen.Id("c").Dot("Violations").Call())
	})
	g.Line()
	addDoc(g, "Validate returns a *valid.Error if the service is sure to refuse the request, and nil otherwise.")
	g.Func().Params(receiver).Id("Validate").Params().Error().Block(
		jen.Return(p.valid("Policy").Values().Dot("Apply").Call(jen.Id("in").Dot("Violations").Call()).Dot("Err").Call(jen.Lit(s.goName))),
	)
	g.Line()
}

// emitValidator appends the function that checks a structure and what it holds.
//
//	func validateBlockDeviceMapping(c *valid.Collector, in *types.BlockDeviceMapping) {
//		checkBdmKindOne(c, in)
//		if in.Ebs != nil {
//			c.Enter("Ebs")
//			validateEbsBlockDevice(c, in.Ebs)
//			c.Leave()
//		}
//	}
func (p *plan) emitValidator(g *jen.Group, s *shape) {
	checks := p.validation.of[s]
	g.Func().Id(checks.fn).Params(p.collector(), p.structure(s)).BlockFunc(func(g *jen.Group) {
		own, below := p.checkSteps(g, checks)
		for _, step := range own {
			step.emit()
		}
		for _, r := range checks.rules {
			g.Id(r.fn).Call(jen.Id("c"), jen.Id("in"))
		}
		for _, step := range below {
			step.emit()
		}
	})
	g.Line()
}

// A checkStep appends what there is to check about one member.
type checkStep struct {
	member *field
	emit   func()
}

// checkSteps are the checks of a structure's own values, and of what is below it.
// Where no rule has to come between them they are one list, in the order in which
// the AWS SDK says what is missing.
func (p *plan) checkSteps(g *jen.Group, checks *checks) (own, below []checkStep) {
	for _, a := range checks.autos {
		own = append(own, checkStep{a.field, func() { p.emitAuto(g, a) }})
	}
	for _, f := range checks.nested {
		below = append(below, checkStep{f, func() { p.emitNested(g, f.goName, f.shape, jen.Id("in").Dot(f.goName).Clone) }})
	}
	if len(checks.rules) > 0 {
		return own, below
	}
	own = append(own, below...)
	sort.SliceStable(own, func(i, j int) bool { return inFileOrder(own[i].member, own[j].member) })
	return own, nil
}

// emitNested appends the way down to the structures below a member.
//
//	for i := range in.Tags {
//		c.Item("Tags", i)
//		validateTag(c, &in.Tags[i])
//		c.Leave()
//	}
func (p *plan) emitNested(g *jen.Group, name string, s *shape, value func() *jen.Statement) {
	p.emitNestedAt(g, name, s, value, 0)
}

// emitNestedAt is emitNested inside so many loops.
func (p *plan) emitNestedAt(g *jen.Group, name string, s *shape, value func() *jen.Statement, depth int) {
	walk := func(g *jen.Group, step jen.Code, elem *shape, value func() *jen.Statement) {
		g.Id("c").Dot("").Add(step)
		if elem.Kind == spec.Structure {
			g.Id(p.validation.of[elem].fn).Call(jen.Id("c"), jen.Op("&").Add(value()))
		} else {
			p.emitNestedAt(g, "", elem, value, depth+1)
		}
		g.Id("c").Dot("Leave").Call()
	}
	switch s.Kind {
	case spec.Structure:
		g.If(value().Op("!=").Nil()).Block(
			jen.Id("c").Dot("Enter").Call(jen.Lit(name)),
			jen.Id(p.validation.of[s].fn).Call(jen.Id("c"), value()),
			jen.Id("c").Dot("Leave").Call(),
		)
	case spec.List:
		i := index(depth)
		g.For(jen.Id(i).Op(":=").Range().Add(value())).BlockFunc(func(g *jen.Group) {
			walk(g, jen.Id("Item").Call(jen.Lit(name), jen.Id(i)), s.elem.shape, value().Index(jen.Id(i)).Clone)
		})
	case spec.Map:
		key, entry := "key"+index(depth), "entry"+index(depth)
		g.For(jen.List(jen.Id("_"), jen.Id(key)).Op(":=").Range().Add(p.valid("Keys")).Call(value())).BlockFunc(func(g *jen.Group) {
			g.Id(entry).Op(":=").Add(value()).Index(jen.Id(key))
			walk(g, jen.Id("Key").Call(jen.Lit(name), jen.Id(key)), s.elem.shape, jen.Id(entry).Clone)
		})
	}
}

// index is the variable of a loop inside so many others.
func index(depth int) string { return string(rune('i' + depth)) }

// emitKnown appends the function that knows an enum's values. A switch needs no
// memory, where asking Values would make a new list each time.
//
//	func knownBootModeValues(v types.BootModeValues) bool {
//		switch v {
//		case "legacy-bios", "uefi", "uefi-preferred":
//			return true
//		}
//		return false
//	}
func (p *plan) emitKnown(g *jen.Group, s *shape) {
	g.Func().Id(p.validation.known[s]).Params(jen.Id("v").Qual(p.TypesPackage.Path, s.goName)).Bool().Block(
		jen.Switch(jen.Id("v")).Block(
			jen.CaseFunc(func(g *jen.Group) {
				for _, v := range s.Values {
					g.Line().Lit(v.Value)
				}
			}).Block(jen.Return(jen.True())),
		),
		jen.Return(jen.False()),
	)
	g.Line()
}

// valid is a name of the runtime package.
func (p *plan) valid(name string) *jen.Statement { return jen.Qual(p.runtime("valid"), name) }

// collector is the parameter that every check has.
func (p *plan) collector() jen.Code { return jen.Id("c").Op("*").Add(p.valid("Collector")) }

// structure is the parameter for what is checked.
func (p *plan) structure(s *shape) jen.Code { return jen.Id("in").Op("*").Add(p.structType(s)) }
