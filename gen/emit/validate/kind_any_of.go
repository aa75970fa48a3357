package validate

// This file prints the assertion anyOf.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printAnyOf appends one check, whose violation is at the first member.
//
//	if in.Ebs == nil && in.NoDevice == nil {
//		c.Add(&ruleBdmKindOne, "Ebs", "is required, or NoDevice", nil)
//	}
func printAnyOf(s *ruleFunc, g *jen.Group, a *spec.AnyOf, here origin) {
	list := a.Paths
	some := []logic{verdict(false)}
	for _, path := range list {
		some = append(some, s.test(g, &spec.Test{Path: path, Presence: spec.Present}, here))
	}
	s.check(g, not(or(some...)), s.violation(list[0], "is required, or "+spec.PathList(list[1:], "or"), jen.Nil()))
}
