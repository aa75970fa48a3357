package spec

// This file holds what a cut of the built-in model must keep: a rule applies to
// its operations as before, whatever else is generated with them.

import (
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCutKeepsRules cuts each operation out of EC2 on its own: the rules that
// apply to its requests are the same as in the whole.
func TestCutKeepsRules(t *testing.T) {
	m, err := Embedded()
	require.NoError(t, err)
	checked := 0
	for _, o := range m.Operations {
		part, err := m.Cut([]string{o.Name})
		require.NoError(t, err)
		want := rulesOf(m, o)
		assert.Equal(t, want, rulesOf(part, o), o.Name)
		checked += len(want)
	}
	assert.Greater(t, checked, 200)
}

// rulesOf are the ids of the rules that requests of an operation can break.
func rulesOf(m *Model, o *Operation) []string {
	sent := map[*Shape]bool{}
	if o.Input != nil {
		sent = reachable([]Step{{Shape: o.Input}})
	}
	var ids []string
	for _, r := range m.Rules {
		held := r.At == nil && r.Every == nil || sent[r.At]
		if r.Every != nil {
			held = slices.ContainsFunc(r.Every.Targets, func(t Target) bool { return sent[t.Shape] })
		}
		if r.AppliesTo(o) && held {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// amiFiles have the rules that were written for AMIs.
var amiFiles = []string{"overlay-rules.yaml", "overlay-rules-ebs.yaml", "overlay-rules-tags.yaml"}

// TestRulesStayWithTheirOperations: these rules were written for AMIs. Shared
// structures such as EbsBlockDevice obey others elsewhere (RunInstances takes
// the volume type from the AMI, so "absent" is not gp2 there), so none may apply
// to an operation that it does not name.
func TestRulesStayWithTheirOperations(t *testing.T) {
	m, err := Embedded()
	require.NoError(t, err)
	ami := map[string]bool{}
	for _, o := range m.Operations {
		ami[o.Name] = o.Doc != ""
	}
	for _, o := range m.Operations {
		if ami[o.Name] {
			continue
		}
		for _, r := range m.Rules {
			if r.At != nil && r.AppliesTo(o) && slices.Contains(amiFiles, path.Base(r.Pos.File)) {
				assert.NotContains(t, rulesOf(m, o), r.ID, "%s was not written for %s: name its operations", r.ID, o.Name)
			}
		}
	}
}

// TestErrorsOf: a code comes with the operations that may return it.
func TestErrorsOf(t *testing.T) {
	m, err := Embedded()
	require.NoError(t, err)
	codes := func(operation string) (list []string) {
		part, err := m.Cut([]string{operation})
		require.NoError(t, err)
		for _, e := range part.Errors {
			list = append(list, e.Code)
		}
		return list
	}
	assert.Contains(t, codes("RunInstances"), "InvalidAMIID.NotFound")
	assert.NotContains(t, codes("RunInstances"), "InvalidAMIName.Duplicate")
	assert.Contains(t, codes("DescribeVolumes"), "InvalidVolume.NotFound")
	assert.NotContains(t, codes("DescribeVolumes"), "InvalidAMIID.NotFound")
	assert.Contains(t, codes("DescribeVolumes"), "UnauthorizedOperation", "any operation may return it")
}
