package changes_test

// This file replays all updates of EC2's model that AWS has published, and checks
// each report: against a comparison of the raw JSON, against the new model, which
// must be the result of applying the changes, and against the report in the other
// direction. It requires a clone of botocore:
//
//	make history BOTOCORE=DIR

import (
	"encoding/json"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/awsmodel/history"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A published model is one update, as a model and as JSON.
type published struct {
	history.Revision
	model *spec.Model
	text  string
	raw   *rawModel
	below map[string][]string // the shapes that a shape names
	// verdicts records which shapes differ from those of another update.
	against  *published
	verdicts map[string]bool
}

func TestAllUpdates(t *testing.T) {
	dir := os.Getenv("EC2GEN_BOTOCORE")
	if dir == "" {
		t.Skip("EC2GEN_BOTOCORE is not a clone of github.com/boto/botocore; make history sets it")
	}
	repo, err := history.Open(dir, "botocore/data/ec2/2016-11-15")
	require.NoError(t, err)
	defer repo.Close()
	revisions, err := repo.Revisions()
	require.NoError(t, err)
	require.Greater(t, len(revisions), 500, "a whole history, not a shallow clone")
	old, kinds := publishedAs(t, repo, revisions[0]), map[string]int{}
	for _, rev := range revisions[1:] {
		now := publishedAs(t, repo, rev)
		for kind, n := range checkUpdate(t, old, now) {
			kinds[kind] += n
		}
		if old = now; os.Getenv("EC2GEN_PROGRESS") != "" {
			println(rev.Date)
		}
	}
	t.Logf("%d updates; changes by kind: %v", len(revisions)-1, kinds)
}

// publishedAs reads an update without documentation.
func publishedAs(t *testing.T, repo *history.Repository, rev history.Revision) *published {
	files, main, err := repo.Files(rev)
	require.NoError(t, err, rev)
	s, err := awsmodel.ReadFiles(files, main, awsmodel.Options{})
	require.NoError(t, err, rev)
	p := &published{Revision: rev, model: s.Model, text: string(spec.Encode(s.Model)), below: map[string][]string{}}
	if path.Ext(main) == ".gz" {
		p.raw = unpackRaw(t, files[main])
	} else {
		require.NoError(t, json.Unmarshal(files[main], &p.raw))
	}
	for _, o := range p.raw.Operations {
		withoutDocs(map[string]any(o))
	}
	for name, s := range p.raw.Shapes {
		withoutDocs(map[string]any(s))
		p.below[name] = references(map[string]any(s), nil)
	}
	return p
}

// references returns the shapes that a part of AWS's file names.
func references(v any, list []string) []string {
	switch v := v.(type) {
	case map[string]any:
		if name, ok := v["shape"].(string); ok {
			list = append(list, name)
		}
		for _, part := range v {
			list = references(part, list)
		}
	case []any:
		for _, part := range v {
			list = references(part, list)
		}
	}
	return list
}

// differs reports whether an operation differs from that of another update, or
// any shape that it reaches.
func (p *published) differs(name string, from *published) bool {
	if !reflect.DeepEqual(p.raw.Operations[name], from.raw.Operations[name]) {
		return true
	}
	seen := map[string]bool{}
	queue := references(map[string]any(p.raw.Operations[name]), nil)
	for i := 0; i < len(queue); i++ {
		if s := queue[i]; !seen[s] {
			seen[s] = true
			if p.changed(s, from) {
				return true
			}
			queue = append(queue, p.below[s]...)
		}
	}
	return false
}

// changed reports whether a shape differs from that of another update.
func (p *published) changed(name string, from *published) bool {
	if p.against != from {
		p.against, p.verdicts = from, map[string]bool{}
	}
	verdict, known := p.verdicts[name]
	if !known {
		verdict = !reflect.DeepEqual(p.raw.Shapes[name], from.raw.Shapes[name])
		p.verdicts[name] = verdict
	}
	return verdict
}

// withoutDocs removes documentation, and sorts required members, whose order has no
// meaning.
func withoutDocs(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range []string{"documentation", "deprecatedMessage"} {
			if _, text := v[key].(string); text {
				delete(v, key)
			}
		}
		if list, ok := v["required"].([]any); ok {
			slices.SortFunc(list, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
		}
		for _, part := range v {
			withoutDocs(part)
		}
	case []any:
		for _, part := range v {
			withoutDocs(part)
		}
	}
}

// checkUpdate checks the report on an update, and counts its changes by kind.
func checkUpdate(t *testing.T, old, now *published) map[string]int {
	there, back := changes.Compare(old.model, now.model), changes.Compare(now.model, old.model)
	require.Equal(t, bothWays(there, true), bothWays(back, false), "%s: the inverse", now.Date)
	require.Equal(t, now.text, string(spec.Encode(changes.Patched(old.model, there.Changes))), "%s: applied", now.Date)

	var want, got []string
	for name := range now.raw.Operations {
		if now.differs(name, old) {
			want = append(want, name)
		}
	}
	for name := range old.raw.Operations {
		if now.raw.Operations[name] == nil {
			want = append(want, name)
		}
	}
	slices.Sort(want)
	for _, o := range there.Operations {
		if !onlyCompanions(o) {
			got = append(got, o.Name)
		}
	}
	assert.Equal(t, want, got, "%s: operations that changed", now.Date)
	kinds := map[string]int{}
	for _, c := range there.Changes {
		kinds[c.Kind.ID]++
	}
	return kinds
}

// onlyCompanions reports whether all changes are from files next to the model.
func onlyCompanions(o *changes.Operation) bool {
	return !slices.ContainsFunc(o.Occurrences, func(m *changes.Occurrence) bool {
		return !slices.Contains([]string{"paginator-added", "paginator-removed", "paginator-changed",
			"waiter-added", "waiter-removed", "waiter-changed"}, m.Kind.ID)
	})
}
