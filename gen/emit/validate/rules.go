package validate

// This file writes rules_gen.go: for each rule of the model a variable that
// describes it and a function that finds violations.

import (
	"sort"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitRules appends the file.
func emitRules(g *jen.Group, p *plan.Plan) {
	if len(p.Validation.Rules) > 0 {
		emitRuleList(g, p)
	}
	emitPatterns(g, p)
	for _, r := range p.Validation.Rules {
		emitRuleVar(g, p, r)
		if r.Holds != "" {
			emitHolds(g, p, r)
		}
		for _, at := range r.Structures {
			emitRuleFunc(g, p, at)
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
func emitRuleList(g *jen.Group, p *plan.Plan) {
	emit.AddDoc(g, "ValidationRules returns the rules of the model, sorted by ID, including wire rules and rules that "+
		"are off by default. A valid.Policy sets their levels.")
	g.Func().Id("ValidationRules").Params().Index().Add(valid(p, "Rule")).Block(
		jen.Return(jen.Index().Add(valid(p, "Rule")).
			CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
				for _, r := range p.Validation.Rules {
					g.Id(r.VarName)
				}
			})))
	g.Line()
}

// emitPatterns appends the patterns, which are compiled on first use.
func emitPatterns(g *jen.Group, p *plan.Plan) {
	names := make([]string, 0, len(p.Validation.Patterns))
	exprs := map[string]string{}
	for expr, name := range p.Validation.Patterns {
		names = append(names, name)
		exprs[name] = expr
	}
	sort.Strings(names)
	for _, name := range names {
		g.Var().Id(name).Op("=").Add(valid(p, "NewPattern")).Call(emit.Literal(exprs[name]))
		g.Line()
	}
}

// emitRuleVar appends the variable of a rule.
//
//	var ruleIopsRequired = valid.Rule{
//		ID:      "iops-required",
//		Level:   valid.LevelError,
//		Code:    "InvalidParameterCombination",
//		Reason:  "A provisioned-IOPS volume has no default IOPS.",
//		Source:  "boto3 RegisterImage, Iops",
//	}
func emitRuleVar(g *jen.Group, p *plan.Plan, r *plan.Rule) {
	field := func(name string, v jen.Code) jen.Code { return jen.Id(name).Op(":").Add(v) }
	text := func(s string) jen.Code { return jen.Lit(emit.OneLine(s)) }
	level := map[spec.Level]string{spec.LevelError: "LevelError", spec.LevelWarning: "LevelWarning"}[r.Level]
	if level == "" {
		level = "LevelOff"
	}
	fields := []jen.Code{field("ID", jen.Lit(r.ID)), field("Level", valid(p, level))}
	if r.Code != "" {
		fields = append(fields, field("Code", jen.Lit(r.Code)))
	}
	if r.SDK {
		fields = append(fields, field("SDKChecks", jen.True()))
	}
	if r.Holds != "" {
		fields = append(fields, field("Holds", jen.Id(r.Holds)), field("Message", jen.Lit(valueMessage(r))))
	}
	fields = append(fields, field("Reason", text(r.Because)), field("Source", text(r.Source)))
	if r.Unless != nil {
		fields = append(fields, field("SupersededBy", jen.Index().String().ValuesFunc(func(g *jen.Group) {
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
	g.Var().Id(r.VarName).Op("=").Add(valid(p, "Rule")).
		Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, fields...)
	g.Line()
}

// emitRuleFunc appends the function that finds violations of a rule.
//
//	// checkIopsRequired finds what breaks iops-required.
//	func checkIopsRequired(c *valid.Collector, in *types.EbsBlockDevice) {
//		if in.VolumeType != "io1" && in.VolumeType != "io2" {
//			return
//		}
//		if in.Iops == nil {
//			c.Add(&ruleIopsRequired, "Iops", "is required if VolumeType is io1 or io2", nil)
//		}
//	}
func emitRuleFunc(g *jen.Group, p *plan.Plan, at *plan.RuleStructure) {
	g.Comment("// " + at.Func + " reports violations of " + at.ID + ".")
	g.Func().Id(at.Func).Params(collector(p), structure(p, at.Shape)).BlockFunc(func(g *jen.Group) {
		s := &ruleFunc{p: p, at: at, root: structureOrigin("in", at.Shape), names: map[string]int{}, facts: map[string]bool{}}
		if at.TestsOperation {
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
		each(g, p, s.root, eachStep(at.Each.Steps), nil, func(g *jen.Group, loops []loop, _ []spec.PathStep, v value) {
			s.element, s.loops = &v, loops
			if at.Where != nil {
				s.leaveUnless(g, s.cond(g, at.Where, v), jen.Continue())
			}
			s.asserts(g, v)
		})
	})
	g.Line()
}

// eachStep converts a path to a list to a path to its elements.
func eachStep(steps []spec.PathStep) []spec.PathStep {
	list := append([]spec.PathStep{}, steps...)
	list[len(list)-1].Each = true
	return list
}
