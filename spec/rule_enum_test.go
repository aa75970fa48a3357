package spec

// This file checks that enums are open: AWS adds values every month, so a rule that
// only lists the known values must not stop a call.

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRulesLeaveEnumsOpen(t *testing.T) {
	for _, version := range []string{"2016-11-15", "2009-10-31"} {
		m, err := Load("ec2/" + version)
		require.NoError(t, err)
		lists := 0
		for _, r := range m.Rules {
			a := AssertionOf[*Assert](r)
			if a == nil || r.When != nil || r.Where != nil {
				continue
			}
			a.Cond.Walk(func(test *Test) {
				if onlyKnownValues(test) {
					lists++
					assert.Less(t, r.Level, LevelError, "%s: %s lists the known values of %s; make it a warning", version, r.ID,
						test.Path.Text)
				}
			})
		}
		if version == "2016-11-15" {
			assert.NotZero(t, lists, "no rule lists known values: does this test still find them?")
		}
	}
}

// onlyKnownValues reports whether a test accepts exactly the known values of an
// enum: with the word known, with a list of them, or, for a string, with a list of
// the documented values.
func onlyKnownValues(t *Test) bool {
	if t.Known || t.OneOf == nil {
		return t.Known
	}
	named := map[string]bool{}
	for _, o := range t.OneOf {
		if o.Ref != nil {
			return false
		}
		named[o.Value] = true
	}
	if t.Path.Shape.Kind == String {
		return true
	}
	for _, v := range t.Path.Shape.Values {
		if !named[v.Value] {
			return false
		}
	}
	return t.Path.Shape.Kind == Enum
}
