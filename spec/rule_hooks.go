package spec

// This file holds the places where rules join the model until they are
// implemented: rules are refused.

import "gopkg.in/yaml.v3"

func decodeRules(file string, n *yaml.Node, errs *faults) []*Rule {
	errs.add(&Error{Pos: nodePos(file, n), Msg: "rules are not implemented yet"})
	return nil
}

func linkRules(m *Model, errs *faults) {}

func keepRules(rules []*Rule, shape func(*Shape) *Shape, operation func(*Operation) *Operation) []*Rule {
	return nil
}
