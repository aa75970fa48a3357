package validate

// This file prints the assertion forbid.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printForbid appends a check of each member.
//
//	if in.Iops != nil {
//		c.Add(&ruleIopsForbidden, "Iops", "must not be set if VolumeType is gp2", *in.Iops)
//	}
func printForbid(s *ruleFunc, g *jen.Group, a *spec.Forbid, here origin) {
	for _, path := range a.Paths {
		v := s.follow(path, here)
		s.check(g, v.present(), s.violation(path, "must not be set", v.show()))
	}
}
