package validate

// This file prints rules about members by their names: one function per rule, and
// one call per member.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// emitHolds appends the function of a rule about values.
//
//	// holdsImageIdForm reports whether a value satisfies image-id-form: ...
//	func holdsImageIdForm(value string) bool {
//		return strings.HasPrefix(value, "ami-")
//	}
func emitHolds(g *jen.Group, p *plan.Plan, r *plan.Rule) {
	emit.AddDoc(g, r.Holds+" reports whether a value satisfies "+r.ID+": "+r.Because)
	g.Func().Id(r.Holds).Params(jen.Id("value").String()).Bool().BlockFunc(func(g *jen.Group) {
		s := &ruleFunc{p: p, at: &plan.RuleStructure{Rule: r}, names: map[string]int{}, facts: map[string]bool{}}
		v := value{shape: &plan.Shape{Shape: &spec.Shape{Kind: spec.String}}, expr: jen.Id("value").Clone}
		g.Return(s.cond(g, spec.AssertionOf[*spec.Assert](r.Rule).Cond, v).code())
	})
	g.Line()
}

// valueMessage returns the message for a value that violates the rule.
func valueMessage(r *plan.Rule) string {
	if r.Message != "" {
		return emit.OneLine(r.Message)
	}
	var texts []string
	for _, t := range spec.AssertionOf[*spec.Assert](r.Rule).Cond.Tests {
		texts = append(texts, t.Demand())
	}
	return joinAnd(texts)
}

func joinAnd(texts []string) string {
	out := ""
	for i, t := range texts {
		if i > 0 {
			out += " and "
		}
		out += t
	}
	return out
}

// emitValueCheck appends the call for one member.
//
//	c.Text(&ruleImageIdForm, "ImageId", in.ImageId)
func emitValueCheck(g *jen.Group, p *plan.Plan, v plan.ValueCheck) {
	method := "Text"
	switch {
	case v.Field.Shape.Kind == spec.List:
		method = "Texts"
	case v.Field.Sensitive || v.Field.Shape.Sensitive:
		method = "Hidden"
	}
	call := jen.Id("c").Dot(method).Call(jen.Op("&").Id(v.VarName), jen.Lit(v.Field.GoName),
		jen.Id("in").Dot(v.Field.GoName))
	if !v.TestsOperation {
		g.Add(call)
		return
	}
	var names []string
	for _, op := range v.Operations {
		names = append(names, op.Name)
	}
	g.If(not(notIn(names)).code()).Block(call)
}
