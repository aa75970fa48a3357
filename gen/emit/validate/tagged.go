package validate

// This file divides the checks of a package with plan.Config.RulesTag: the rules of the
// model cost compile time, and most builds of a drop-in never use them.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// taggedOutputs lists the files with everything, for builds with the tag, and those with
// the checks of the AWS SDK, for builds without it.
func taggedOutputs(p *plan.Plan) []emit.Output {
	required := *p
	required.Validation = p.Required
	with := append(checks(p, "validate_rules"), rules(p)...)
	with = append(with, tagFile(p, "rules_on_gen.go", func(g *jen.Group) { emitTag(g, p, "") }))
	without := append(checks(&required, "validate"), tagFile(p, "rules_off_gen.go", func(g *jen.Group) {
		emitTag(g, p, p.RulesTag)
		emitNoRuleList(g, p)
	}))
	return append(emit.Constrained(p.RulesTag, with), emit.Constrained("!"+p.RulesTag, without)...)
}

func tagFile(p *plan.Plan, name string, printTo func(g *jen.Group)) emit.Output {
	return emit.GoFile(p.ClientPackage, name, func(f *jen.File) { printTo(f.Group) })
}

// emitTag appends the constant that tells the client which tag its build lacks.
//
//	const rulesTag = "ec2gen_rules"
func emitTag(g *jen.Group, p *plan.Plan, missing string) {
	g.Comment("// " + p.RulesTagName + " is the build tag that the rules of the model need and this build lacks.")
	g.Const().Id(p.RulesTagName).Op("=").Lit(missing)
	g.Line()
}

// emitNoRuleList appends the counterpart of emitRuleList.
func emitNoRuleList(g *jen.Group, p *plan.Plan) {
	if len(p.Validation.Rules) == 0 {
		return
	}
	emit.AddDoc(g, "ValidationRules returns the rules of the model, of which this build has none. Build with -tags "+
		p.RulesTag+" to have them.")
	g.Func().Id("ValidationRules").Params().Index().Add(valid(p, "Rule")).Block(jen.Return(jen.Nil()))
	g.Line()
}
