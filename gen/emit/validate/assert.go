package validate

// This file prints what a rule asserts, one function an assertion, each with
// the Go that it prints.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/spec"
)

// asserts appends all assertions of the rule about what is here.
func (s *scene) asserts(g *jen.Group, here place) {
	r := s.at.Rule
	for _, path := range r.Require {
		v := s.follow(path, here)
		s.check(g, not(v.present()), s.violation(path, "is required", jen.Nil()))
	}
	for _, path := range r.Forbid {
		v := s.follow(path, here)
		s.check(g, v.present(), s.violation(path, "must be absent", v.show()))
	}
	s.assertAnyOf(g, here)
	s.assertAtMostOne(g, here)
	if r.Assert != nil {
		for _, part := range r.Assert.Parts() {
			s.assertPart(g, part, here)
		}
	}
	s.assertDistinct(g, here)
	s.assertSame(g, here)
	s.assertCount(g, here)
	s.assertBounds(g, here)
	s.assertRatio(g, here)
}

func (s *scene) follow(path *spec.Path, here place) value {
	return follow(s.from(path, here), path.Steps)
}

// violation is the body of an if: it reports one at a path, with the rule's own
// message if it has one. Inside each, paths of the element are below its list.
//
//	c.Item("BlockDeviceMappings", i)
//	c.Add(&ruleRootVolumeType, "Ebs.VolumeType", "must be ...", string(e.Ebs.VolumeType))
//	c.Leave()
func (s *scene) violation(path *spec.Path, message string, shown jen.Code) func(*jen.Group) {
	from := s.root.shape
	if s.element != nil && path.Base != spec.Root {
		from = s.element.shape
	}
	return s.report(s.below(path, s.loops), path.Text, goPath(from, upToList(path.Steps)), message, shown)
}

// below are the loops that a value's path leads through: not that of each, when
// the path starts at the rule's structure.
func (s *scene) below(path *spec.Path, loops []loop) []loop {
	if path.Base == spec.Root {
		return loops[len(s.loops):]
	}
	return loops
}

// report is the body of an if that reports a violation below open loops.
func (s *scene) report(loops []loop, about, path, message string, shown jen.Code) func(*jen.Group) {
	r := s.at.Rule
	if r.Message != "" {
		message = emit.OneLine(r.Message)
	} else {
		message += r.Circumstances(about)
	}
	return func(g *jen.Group) {
		for _, l := range loops {
			g.Id("c").Dot("Item").Call(jen.Lit(l.list), jen.Id(l.index))
		}
		g.Id("c").Dot("Add").Call(jen.Op("&").Id(r.VarName), jen.Lit(path), jen.Lit(message), shown)
		for range loops {
			g.Id("c").Dot("Leave").Call()
		}
	}
}

// upToList cuts a path at the first list that it leads through.
func upToList(steps []spec.PathStep) []spec.PathStep {
	for i, step := range steps {
		if step.Each {
			last := step
			last.Each = false
			return append(append([]spec.PathStep{}, steps[:i]...), last)
		}
	}
	return steps
}

func (s *scene) assertAnyOf(g *jen.Group, here place) {
	list := s.at.AnyOf
	if list == nil {
		return
	}
	any := []logic{verdict(false)}
	for _, path := range list {
		any = append(any, s.test(g, &spec.Test{Path: path, Presence: spec.Present}, here))
	}
	s.check(g, not(or(any...)), s.violation(list[0], "is required, or "+spec.PathList(list[1:], "or"), jen.Nil()))
}

// assertAtMostOne appends a check of each pair, so that the violation is at the
// member that is too many.
func (s *scene) assertAtMostOne(g *jen.Group, here place) {
	list := s.at.AtMostOne
	for i := 1; i < len(list); i++ {
		before := []logic{verdict(false)}
		for _, path := range list[:i] {
			before = append(before, s.follow(path, here).present())
		}
		v := s.follow(list[i], here)
		s.check(g, and(v.present(), or(before...)),
			s.violation(list[i], "must be absent beside "+spec.PathList(list[:i], "or"), v.show()))
	}
}

// assertPart appends the check of one part of assert.
func (s *scene) assertPart(g *jen.Group, part *spec.Cond, here place) {
	if len(part.Tests) == 1 && !part.Tests[0].Path.Many() {
		t := part.Tests[0]
		v := s.follow(t.Path, here)
		shown := v.show()
		if t.Default != nil || t.Presence == spec.Present || t.Presence == spec.NonEmpty {
			shown = v.showAny()
		}
		s.check(g, s.broken(t, v, here), s.violation(t.Path, t.Demand(), shown))
		return
	}
	holds := s.cond(g, part, here)
	path := part.FirstPath()
	shown := jen.Code(jen.Nil())
	if !path.Many() {
		shown = s.follow(path, here).showAny()
	}
	s.check(g, not(holds), s.violation(path, "must be so that "+part.Text(), shown))
}

// assertDistinct appends the search for values that come twice.
//
//	var seen valid.Seen
//	for i := range in.BlockDeviceMappings {
//		e := &in.BlockDeviceMappings[i]
//		if e.DeviceName != nil && seen.Add(*e.DeviceName) {
//			...
//		}
//	}
func (s *scene) assertDistinct(g *jen.Group, here place) {
	d := s.at.Distinct
	if d == nil {
		return
	}
	g.Var().Id("seen").Add(valid(s.p, "Seen"))
	from := s.from(d.Of, here)
	if d.Written {
		each(g, s.p, from, d.Of.Steps, s.loops, func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
			s.check(g, v.present(), func(g *jen.Group) { g.Id("seen").Dot("Add").Call(v.text()) })
		})
	}
	each(g, s.p, from, d.Of.Steps, s.loops, func(g *jen.Group, loops []loop, rest []spec.PathStep, v value) {
		folded := s.folded(d.Fold, v.text).Clone
		twice := call(jen.Id("seen").Dot("Add").Call(folded()).Clone)
		if d.Written {
			twice = and(compare(folded, "!=", v.text), call(jen.Id("seen").Dot("Has").Call(folded()).Clone))
		}
		s.check(g, and(v.present(), twice), s.report(s.below(d.Of, loops), d.Of.Text, elementPath(d.Of, rest), "is there twice", v.show()))
	})
}

// assertSame appends the comparison of all values with the first.
func (s *scene) assertSame(g *jen.Group, here place) {
	path := s.at.Same
	if path == nil {
		return
	}
	g.Id("first").Op(":=").Lit("")
	each(g, s.p, s.from(path, here), path.Steps, s.loops, func(g *jen.Group, loops []loop, rest []spec.PathStep, v value) {
		first := jen.Id("first").Clone
		g.If(and(v.present(), compare(first, "==", jen.Lit("").Clone)).code()).Block(jen.Id("first").Op("=").Add(v.text()))
		s.check(g, and(v.present(), compare(v.text, "!=", first)), s.report(s.below(path, loops), path.Text, elementPath(path, rest), "must be the same everywhere", v.show()))
	})
}

// elementPath is a value's path below the innermost list of a path.
func elementPath(path *spec.Path, rest []spec.PathStep) string {
	text := ""
	for i, step := range rest {
		if i > 0 {
			text += "."
		}
		text += step.Name
	}
	return text
}

// assertCount appends the count of elements.
//
//	n := 0
//	for i := range in.Tags { if ... { n++ } }
//	if n > 50 { ... }
func (s *scene) assertCount(g *jen.Group, here place) {
	c := s.at.Count
	if c == nil {
		return
	}
	g.Id("n").Op(":=").Lit(0)
	if c.Where == nil {
		each(g, s.p, s.from(c.Of, here), c.Of.Steps, s.loops, func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
			g.If(v.present().code()).Block(jen.Id("n").Op("+=").Len(v.expr()))
		})
	} else {
		each(g, s.p, s.from(c.Of, here), eachStep(c.Of.Steps), s.loops, func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
			g.If(s.cond(g, c.Where, v).code()).Block(jen.Id("n").Op("++"))
		})
	}
	bounds := spec.Bounds{Min: float(c.Min), Max: float(c.Max)}
	shown := jen.Code(jen.Id("n"))
	if s.at.Message != "" {
		shown = jen.Nil() // a person's words do not expect a number behind them
	}
	s.check(g, not(within(jen.Id("n").Clone, &bounds, spec.Integer)), s.violation(c.Of, "must have "+c.Demand(), shown))
}

func float(i *int) *float64 {
	if i == nil {
		return nil
	}
	f := float64(*i)
	return &f
}

// assertBounds appends the choice of bounds by another member.
//
//	if in.VolumeSize == nil {
//		return
//	}
//	switch in.VolumeType {
//	case "gp2":
//		if *in.VolumeSize < 1 || *in.VolumeSize > 16384 { ... }
//	}
func (s *scene) assertBounds(g *jen.Group, here place) {
	b := s.at.Bounds
	if b == nil {
		return
	}
	of, by := s.follow(b.Of, here), s.follow(b.By, here)
	check := func(bounds *spec.Bounds, when string) func(*jen.Group) {
		return func(g *jen.Group) {
			within := within(of.expr, bounds, of.shape.Kind)
			if within.fixed {
				return
			}
			message := "must be " + bounds.Text("") + " when " + b.By.Text + " is " + when
			s.check(g, not(within), s.violation(b.Of, message, of.show()))
		}
	}
	known := by.present()
	g.If(of.present().code()).BlockFunc(func(g *jen.Group) {
		selector := by.expr
		if by.shape.Kind != spec.Enum || len(by.guards) > 1 {
			g.Id("by").Op(":=").Lit("")
			g.If(known.code()).Block(jen.Id("by").Op("=").Add(by.text()))
			selector = jen.Id("by").Clone
		}
		g.Switch(selector()).BlockFunc(func(g *jen.Group) {
			for i := range b.Table {
				g.Case(jen.Lit(b.Table[i].Value)).BlockFunc(check(&b.Table[i].Bounds, b.Table[i].Value))
			}
			if b.Absent != nil {
				g.Case(jen.Lit("")).BlockFunc(check(b.Absent, "absent"))
			} else if b.Other != nil {
				g.Case(jen.Lit("")).Block()
			}
			if b.Other != nil {
				g.Default().BlockFunc(check(b.Other, "another value"))
			}
		})
	})
}

// assertRatio appends the comparison with a multiple of another member.
//
//	if in.Iops != nil && in.VolumeSize != nil {
//		if float64(*in.Iops) > 50*float64(*in.VolumeSize) { ... }
//	}
func (s *scene) assertRatio(g *jen.Group, here place) {
	r := s.at.Ratio
	if r == nil {
		return
	}
	of, times := s.follow(r.Of, here), s.follow(r.Times, here)
	number := func(v value) func() *jen.Statement { return jen.Float64().Call(v.expr()).Clone }
	constant := func(f float64) func() *jen.Statement { return jen.Op(spec.NumberText(f)).Clone }
	there, factor := and(of.present(), times.present()), number(times)
	message := "must be " + r.Text()
	if r.Default != nil {
		there, factor = of.present(), jen.Id("times").Clone
	}
	g.If(there.code()).BlockFunc(func(g *jen.Group) {
		if r.Default != nil {
			g.Id("times").Op(":=").Float64().Call(constant(*r.Default)())
			g.If(times.present().code()).Block(jen.Id("times").Op("=").Add(number(times)()))
		}
		high := compare(number(of), ">", func() *jen.Statement { return constant(r.AtMost)().Op("*").Add(factor()) })
		if r.Free != nil {
			high = and(compare(number(of), ">", constant(*r.Free)), high)
		}
		s.check(g, high, s.violation(r.Of, message, of.show()))
	})
}
