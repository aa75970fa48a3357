package spec

// This file checks that a rule does not weaken the model: a rule that requires a
// member replaces the automatic check, so a warning would accept a request that
// AWS's own model rejects.

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRequiredStaysAnError(t *testing.T) {
	m, err := Embedded()
	require.NoError(t, err)
	checked := 0
	for _, r := range m.Rules {
		if r.When != nil || r.Each != nil {
			continue
		}
		paths := AssertionOf[*Require](r).Members()
		if a := AssertionOf[*Assert](r); a != nil {
			for _, test := range a.Cond.Tests {
				if test.Presence == Present || test.Presence == NonEmpty {
					paths = append(paths, test.Path)
				}
			}
		}
		for _, p := range paths {
			if len(p.Steps) == 1 && p.Steps[0].Member != nil && p.Steps[0].Member.Required {
				checked++
				assert.Equal(t, LevelError, r.Level, "%s: the model requires %s: remove the rule, or make it an error", r.ID,
					p.Text)
			}
		}
	}
	assert.NotZero(t, checked, "name-required is such a rule")
}
