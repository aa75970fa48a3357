package gen

// This file writes rules_gen.go: for each rule of the model a variable that
// says what a violation means and a function that finds them.

import (
	"sort"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// emitRules appends the file.
func (p *plan) emitRules(g *jen.Group) {
	if len(p.validation.rules) > 0 {
		p.emitRuleList(g)
	}
	p.emitPatterns(g)
	for _, r := range p.validation.rules {
		p.emitRuleVar(g, r)
		for _, at := range r.places {
			p.emitRuleFunc(g, at)
		}
	}
}

// emitRuleList appends the function that lists the rules.
//
//	func ValidationRules() []valid.Rule {
//		return []valid.Rule{
//			ruleArchitectureDefault,
//			...
//		}
//	}
func (p *plan) emitRuleList(g *jen.Group) {
	addDoc(g, "ValidationRules lists the rules of the model by id, those included that are about the wire or off by default. A valid.Policy sets their levels.")
	g.Func().Id("ValidationRules").Params().Index().Add(p.valid("Rule")).Block(
		jen.Return(jen.Index().Add(p.valid("Rule")).CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
			for _, r := range p.validation.rules {
				g.Id(r.varName)
			}
		})))
	g.Line()
}

// emitPatterns appends the expressions, which are compiled when first used.
func (p *plan) emitPatterns(g *jen.Group) {
	names := make([]string, 0, len(p.validation.patterns))
	exprs := map[string]string{}
	for expr, name := range p.validation.patterns {
		names = append(names, name)
		exprs[name] = expr
	}
	sort.Strings(names)
	for _, name := range names {
		g.Var().Id(name).Op("=").Add(p.valid("NewPattern")).Call(literal(exprs[name]))
		g.Line()
	}
}

// emitRuleVar appends what a violation of a rule means.
//
//	var ruleIopsRequired = valid.Rule{
//		ID:      "iops-required",
//		Level:   valid.LevelError,
//		Code:    "InvalidParameterCombination",
//		Because: "A provisioned-IOPS volume has no default IOPS.",
//		Source:  "boto3 RegisterImage, Iops",
//	}
func (p *plan) emitRuleVar(g *jen.Group, r *rule) {
	field := func(name string, v jen.Code) jen.Code { return jen.Id(name).Op(":").Add(v) }
	text := func(s string) jen.Code { return jen.Lit(oneLine(s)) }
	level := map[spec.Level]string{spec.LevelError: "LevelError", spec.LevelWarning: "LevelWarning"}[r.Level]
	if level == "" {
		level = "LevelOff"
	}
	fields := []jen.Code{field("ID", jen.Lit(r.ID)), field("Level", p.valid(level))}
	if r.Code != "" {
		fields = append(fields, field("Code", jen.Lit(r.Code)))
	}
	if r.sdk {
		fields = append(fields, field("SDK", jen.True()))
	}
	fields = append(fields, field("Because", text(r.Because)), field("Source", text(r.Source)))
	if r.Unless != nil {
		fields = append(fields, field("Unless", jen.Index().String().ValuesFunc(func(g *jen.Group) {
			for _, u := range r.Unless {
				g.Lit(u.ID)
			}
		})))
	}
	if r.Operations != nil {
		fields = append(fields, field("Operations", jen.Index().String().ValuesFunc(func(g *jen.Group) {
			for _, op := range r.Operations {
				g.Lit(op.Name)
			}
		})))
	}
	if r.Wire != "" {
		fields = append(fields, field("Wire", jen.Lit(string(r.Wire))))
	}
	g.Var().Id(r.varName).Op("=").Add(p.valid("Rule")).Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, fields...)
	g.Line()
}

// emitRuleFunc appends the function that finds violations of a rule.
//
//	// checkIopsRequired checks iops-required: A provisioned-IOPS volume has no default IOPS.
//	func checkIopsRequired(c *valid.Collector, in *types.EbsBlockDevice) {
//		if in.VolumeType != "io1" && in.VolumeType != "io2" {
//			return
//		}
//		if in.Iops == nil {
//			c.Add(&ruleIopsRequired, "Iops", "is required when VolumeType is io1 or io2", nil)
//		}
//	}
func (p *plan) emitRuleFunc(g *jen.Group, at *ruleAt) {
	addDoc(g, at.fn+" checks "+at.ID+": "+at.Because)
	g.Func().Id(at.fn).Params(p.collector(), p.structure(at.shape)).BlockFunc(func(g *jen.Group) {
		s := &scene{p: p, at: at, root: structurePlace("in", at.shape), names: map[string]int{}, facts: map[string]bool{}}
		if at.only {
			var names []string
			for _, op := range at.Operations {
				names = append(names, op.Name)
			}
			s.leaveUnless(g, not(notIn(names)), jen.Return())
		}
		if at.When != nil {
			s.leaveUnless(g, s.cond(g, at.When, s.root), jen.Return())
		}
		if at.Each == nil {
			s.asserts(g, s.root)
			return
		}
		p.each(g, s.root, eachStep(at.Each.Steps), nil, func(g *jen.Group, loops []loop, _ []spec.PathStep, v value) {
			s.element, s.loops = &v, loops
			if at.Where != nil {
				s.leaveUnless(g, s.cond(g, at.Where, v), jen.Continue())
			}
			s.asserts(g, v)
		})
	})
	g.Line()
}

// eachStep is a path to a list as one to its elements.
func eachStep(steps []spec.PathStep) []spec.PathStep {
	list := append([]spec.PathStep{}, steps...)
	list[len(list)-1].Each = true
	return list
}

// literal is a string as a person would write it: raw where that is simpler.
func literal(s string) jen.Code {
	for _, r := range s {
		if r == '`' || r < ' ' || r == '\ufeff' {
			return jen.Lit(s)
		}
	}
	return jen.Op("`" + s + "`")
}
