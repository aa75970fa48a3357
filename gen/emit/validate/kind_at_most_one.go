package validate

// This file prints the assertion atMostOne.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printAtMostOne appends a check of each pair, so that the violation is at the
// second member.
func printAtMostOne(s *ruleFunc, g *jen.Group, a *spec.AtMostOne, here origin) {
	list := a.Paths
	for i := 1; i < len(list); i++ {
		before := []logic{verdict(false)}
		for _, path := range list[:i] {
			before = append(before, s.follow(path, here).present())
		}
		v := s.follow(list[i], here)
		s.check(g, and(v.present(), or(before...)),
			s.violation(list[i], "conflicts with "+spec.PathList(list[:i], "or"), v.show()))
	}
}
