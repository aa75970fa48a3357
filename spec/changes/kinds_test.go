package changes_test

// This file tries every kind: an edit of testdata/base.yaml that is that change
// and no other. The same edit undone must be the kind's inverse.

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A kindCase is one entry of testdata/edits.yaml, which gen's tests read as well.
type kindCase struct {
	Kinds []string
	Edit  []struct{ From, To string }
	Met   []string // operation, side, path and level
}

func kindCases(t *testing.T) (cases []kindCase) {
	data, err := os.ReadFile("testdata/edits.yaml")
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(data, &cases))
	require.NotEmpty(t, cases)
	return cases
}

func TestKinds(t *testing.T) {
	data, err := os.ReadFile("testdata/base.yaml")
	require.NoError(t, err)
	text := string(data)
	seen := map[string]bool{}
	try := func(kinds []string, edited string, met []string) {
		kind, inverses := kinds[0], []string{}
		for _, id := range kinds {
			k := changes.KindOf(id)
			require.NotNil(t, k, id)
			inverses = append(inverses, k.Inverse)
			seen[id], seen[k.Inverse] = true, true
		}
		old, new := load(t, text), load(t, edited)
		there, back := changes.Compare(old, new), changes.Compare(new, old)
		assert.Equal(t, kinds, kindsOf(there), kind)
		assert.Equal(t, inverses, kindsOf(back), kind)
		assert.Equal(t, met, places(there), kind)
		applied, err := changes.Apply(old, there.Changes)
		require.NoError(t, err, kind)
		assert.True(t, changes.Compare(applied, new).Empty(), kind)
		undone, err := changes.Apply(new, back.Changes)
		require.NoError(t, err, kind)
		assert.True(t, changes.Compare(undone, old).Empty(), kind)
	}
	for _, c := range kindCases(t) {
		edited := text
		for _, e := range c.Edit {
			require.Contains(t, edited, e.From, c.Kinds)
			edited = strings.ReplaceAll(edited, e.From, e.To)
		}
		try(c.Kinds, edited, c.Met)
	}
	for _, k := range changes.Kinds {
		assert.True(t, seen[k.ID], "%s has no case", k.ID)
		assert.Equal(t, k.ID, changes.KindOf(k.Inverse).Inverse, "the inverse of %s", k.ID)
	}
}

func load(t *testing.T, text string) *spec.Model {
	m, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(text)}})
	require.NoError(t, err)
	return m
}

func kindsOf(r *changes.Report) (ids []string) {
	for _, c := range r.Changes {
		ids = append(ids, c.Kind.ID)
	}
	return ids
}

func places(r *changes.Report) (lines []string) {
	for _, o := range r.Operations {
		for _, m := range o.Occurrences {
			lines = append(lines, strings.Join([]string{o.Name, m.Side.String(), m.Path, m.Level.String()}, " "))
		}
	}
	return lines
}

// TestEveryKey holds the tables of kinds against the model language: a key that
// is new there must be given a meaning here.
func TestEveryKey(t *testing.T) {
	for _, table := range changes.Tables() {
		assert.ElementsMatch(t, table.Keys, table.Known, table.What)
	}
}

// TestEveryField changes each field of a rule, which has no table of keys.
func TestEveryField(t *testing.T) {
	known := map[string]bool{}
	for _, name := range []string{"ID", "At", "Operations", "When", "Each", "Where", "Asserts", "Wire", "Unless", "Level", "Code", "Message", "Because", "Source", "History", "Pos"} {
		known[name] = true
	}
	rule := reflect.TypeOf(spec.Rule{})
	for i := 0; i < rule.NumField(); i++ {
		if f := rule.Field(i); f.IsExported() {
			assert.True(t, known[f.Name], "%s: say in strictness.go what more of it means", f.Name)
		}
	}
}
