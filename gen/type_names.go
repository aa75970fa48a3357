package gen

// This file answers which shape a name of package types comes from.

import "github.com/ec2gen/ec2gen/spec"

// TypeNames returns the model's name of the shape that each exported name of
// package types belongs to: structures, enums, and the constants of enums.
func TypeNames(m *spec.Model) (map[string]string, error) {
	p, err := newPlan(m, Config{Package: "ec2", ImportPath: "ec2", RuntimePath: DefaultRuntime})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, s := range p.shapes {
		if s.Kind == spec.Structure || s.Kind == spec.Enum {
			names[s.goName] = s.Name
		}
		for _, c := range s.consts {
			names[c.goName] = s.Name
		}
	}
	return names, nil
}
