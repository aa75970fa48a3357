package spec

// This file checks cuts of the built-in model: a rule applies to the same
// operations in every cut.

import (
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCutKeepsRules cuts the model down to each operation: the rules that apply to
// its requests are the same as in the whole model.
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

// rulesOf returns the ids of the rules that requests of an operation can violate.
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

// amiFiles lists the files with rules for AMIs.
var amiFiles = []string{"overlay-rules.yaml", "overlay-rules-ebs.yaml", "overlay-rules-tags.yaml"}

// TestRulesStayWithTheirOperations: rules for AMIs apply only to operations that
// they name, because other operations have other rules for shared structures such
// as EbsBlockDevice. (In RunInstances a missing volume type is not gp2 but that of
// the AMI.)
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
				assert.NotContains(t, rulesOf(m, o), r.ID, "%s applies to %s; add the key operations", r.ID, o.Name)
			}
		}
	}
}

// TestErrorsOf: a code belongs to the operations that may return it.
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
