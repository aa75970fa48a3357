package plan

// This file finds the shape of a name of package types.

import "github.com/ec2gen/ec2gen/spec"

// TypeNames maps each exported name of package types to the model's name of its
// shape, for structures, enums, and the constants of enums.
func TypeNames(m *spec.Model) (map[string]string, error) {
	p, err := New(m, Config{Package: "ec2", ImportPath: "ec2", RuntimePath: DefaultRuntime})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, s := range p.Shapes {
		if s.Kind == spec.Structure || s.Kind == spec.Enum {
			names[s.GoName] = s.Name
		}
		for _, c := range s.Constants {
			names[c.GoName] = s.Name
		}
	}
	return names, nil
}
