package validate

// This file prints the assertion require.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// printRequire appends a check of each member.
//
//	if in.Iops == nil {
//		c.Add(&ruleIopsRequired, "Iops", "is required if VolumeType is io1 or io2", nil)
//	}
func printRequire(s *ruleFunc, g *jen.Group, a *spec.Require, here origin) {
	for _, path := range a.Paths {
		v := s.follow(path, here)
		s.check(g, not(v.present()), s.violation(path, "is required", jen.Nil()))
	}
}
