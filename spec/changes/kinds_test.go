package changes_test

// This file tests every kind with an edit of testdata/base.yaml that is exactly
// that change. Undoing the edit must be the kind's inverse.

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

// A kindCase is one entry of testdata/edits.yaml, which gen's tests also read.
type kindCase struct {
	Kinds []string
	Edit  []struct{ From, To string }
	Met   []string // operation, side, path and level
	// Unmodeled has the parts of the two sources that the model cannot express.
	Unmodeled struct{ Old, New []changes.Unmodeled }
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
	try := func(c kindCase, edited string) {
		kind, inverses := c.Kinds[0], []string{}
		for _, id := range c.Kinds {
			k := changes.KindOf(id)
			require.NotNil(t, k, id)
			inverses = append(inverses, k.Inverse)
			seen[id], seen[k.Inverse] = true, true
		}
		old, now := load(t, text), load(t, edited)
		olds := changes.Input{Model: old, Unmodeled: c.Unmodeled.Old}
		news := changes.Input{Model: now, Unmodeled: c.Unmodeled.New}
		there, back := changes.CompareInputs(olds, news), changes.CompareInputs(news, olds)
		assert.Equal(t, c.Kinds, kindsOf(there), kind)
		assert.Equal(t, inverses, kindsOf(back), kind)
		assert.Equal(t, c.Met, places(there), kind)
		applied, err := changes.Apply(old, there.Changes)
		require.NoError(t, err, kind)
		assert.True(t, changes.Compare(applied, now).Empty(), kind)
		undone, err := changes.Apply(now, back.Changes)
		require.NoError(t, err, kind)
		assert.True(t, changes.Compare(undone, old).Empty(), kind)
	}
	for _, c := range kindCases(t) {
		edited := text
		for _, e := range c.Edit {
			require.Contains(t, edited, e.From, c.Kinds)
			edited = strings.ReplaceAll(edited, e.From, e.To)
		}
		try(c, edited)
	}
	for _, k := range changes.Kinds {
		assert.True(t, seen[k.ID], "%s has no case", k.ID)
		assert.Equal(t, k.ID, changes.KindOf(k.Inverse).Inverse, "the inverse of %s", k.ID)
	}
}

// TestPaginatorFiles compares a model with one whose source has no files for
// paginators and waiters: they are unknown, not removed.
func TestPaginatorFiles(t *testing.T) {
	data, err := os.ReadFile("testdata/base.yaml")
	require.NoError(t, err)
	with, without := load(t, string(data)), load(t, string(data))
	for _, o := range without.Operations {
		o.Paginator, o.Waiters = nil, nil
	}
	require.Equal(t, []string{"paginator-removed", "waiter-removed"}, kindsOf(changes.Compare(with, without)))
	bare := changes.Input{Model: without, NoPaginators: true, NoWaiters: true}
	there := changes.CompareInputs(changes.Input{Model: with}, bare)
	back := changes.CompareInputs(bare, changes.Input{Model: with})
	assert.Empty(t, there.Changes)
	assert.Empty(t, back.Changes)
	assert.Equal(t, []string{
		"paginators are not compared: no paginators-1.json next to the new model",
		"waiters are not compared: no waiters-2.json next to the new model",
	}, there.Notes)
	assert.Contains(t, back.Notes[0], "the old model")
	assert.Empty(t, changes.CompareInputs(bare, bare).Notes)
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

// TestEveryKey checks the tables of kinds against the model language: a new key
// needs a kind here.
func TestEveryKey(t *testing.T) {
	for _, table := range changes.Tables() {
		assert.ElementsMatch(t, table.Keys, table.Known, table.What)
	}
}

// TestEveryField changes each field of a rule, which has no table of keys.
func TestEveryField(t *testing.T) {
	known := map[string]bool{}
	for _, name := range []string{"ID", "At", "Operations", "When", "Each", "Where", "Every", "Asserts", "Wire", "Unless",
		"Level", "Code", "Message", "Because", "Source", "History", "Pos"} {
		known[name] = true
	}
	rule := reflect.TypeOf(spec.Rule{})
	for i := 0; i < rule.NumField(); i++ {
		if f := rule.Field(i); f.IsExported() {
			assert.True(t, known[f.Name], "%s: add it to strictness.go", f.Name)
		}
	}
}
