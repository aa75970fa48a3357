package generated_test

// This file counts the rules that requests try, so that a run without errors says how
// much it proves.

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

// triedRules returns the error-level rules: those that apply to a structure or member
// that a request has, and the others.
func triedRules(t *testing.T, model *spec.Model, cases map[string]*wholeCase) (tried, others []string) {
	rules := map[string]bool{} // whether they are tried
	at := map[*spec.Shape][]*spec.Rule{}
	every := map[spec.Target][]*spec.Rule{}
	for _, r := range model.Rules {
		if r.Level != spec.LevelError || r.Wire != "" {
			continue
		}
		rules[r.ID] = false
		if r.At != nil {
			at[r.At] = append(at[r.At], r)
		}
		if r.Every != nil {
			for _, target := range r.Every.Targets {
				every[target] = append(every[target], r)
			}
		}
	}
	for _, c := range cases {
		var input any
		require.NoError(t, json.Unmarshal(c.Input, &input))
		op := model.Operation(c.Operation)
		eachStructure(op.Input, input, func(s *spec.Shape, object map[string]any) {
			here := slices.Clone(at[s])
			for _, m := range s.Members {
				if _, ok := object[m.Name]; ok {
					here = append(here, every[spec.Target{Shape: s, Member: m}]...)
				}
			}
			for _, r := range here {
				if r.AppliesTo(op) {
					rules[r.ID] = true
				}
			}
		})
	}
	for _, id := range sortedKeys(rules) {
		if rules[id] {
			tried = append(tried, id)
		} else {
			others = append(others, id)
		}
	}
	return tried, others
}

// eachStructure calls f with each structure of a value.
func eachStructure(s *spec.Shape, value any, f func(*spec.Shape, map[string]any)) {
	switch v := value.(type) {
	case map[string]any:
		f(s, v)
		for _, m := range s.Members {
			if child, ok := v[m.Name]; ok {
				eachStructure(m.Shape, child, f)
			}
		}
	case []any:
		for _, child := range v {
			eachStructure(s.Elem.Shape, child, f)
		}
	}
}
