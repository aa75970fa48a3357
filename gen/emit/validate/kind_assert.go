package validate

// This file prints the assertion assert.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printAssert appends a check of each part of the condition.
func printAssert(s *ruleFunc, g *jen.Group, a *spec.Assert, here origin) {
	for _, part := range a.Cond.Parts() {
		s.assertPart(g, part, here)
	}
}

// assertPart appends the check of one part of assert.
func (s *ruleFunc) assertPart(g *jen.Group, part *spec.Cond, here origin) {
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
	s.check(g, not(holds), s.violation(path, "must satisfy: "+part.Text(), shown))
}
