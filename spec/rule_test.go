package spec

import (
	"bytes"

	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRuleGoldens (-update rewrites the goldens) loads the rules of each file beside one small model. The
// section errors is what a person gets, text is what the rules say.
func TestRuleGoldens(t *testing.T) {
	model, err := os.ReadFile("testdata/rules/model.yaml")
	require.NoError(t, err)
	files, err := filepath.Glob("testdata/rules/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			golden, err := txtar.ParseFile(file)
			require.NoError(t, err)
			rules := golden.Files[0]
			m, err := LoadFiles([]Source{{Name: "model.yaml", Data: model}, {Name: rules.Name, Data: rules.Data}})
			var got txtar.File
			if err != nil {
				got = txtar.File{Name: "errors", Data: []byte(err.Error() + "\n")}
			} else {
				got = txtar.File{Name: "text", Data: []byte(ruleTexts(m))}
			}
			want := &txtar.Archive{Comment: golden.Comment, Files: []txtar.File{rules, got}}
			before, after := txtar.Format(golden), txtar.Format(want)
			if *update && !bytes.Equal(before, after) {
				require.NoError(t, os.WriteFile(file, after, 0o644))
				return
			}
			if d := diff.Diff("want", before, "got", after); d != nil {
				t.Errorf("%s", d)
			}
		})
	}
}

func ruleTexts(m *Model) string {
	var b strings.Builder
	for _, r := range m.Rules {
		b.WriteString(r.ID + " (" + r.Level.String() + ")\n")
		for _, line := range r.Text() {
			b.WriteString("\t" + line + "\n")
		}
	}
	return b.String()
}

// TestEmbeddedRules sees to it that the committed rules load, and that none of
// them is written in a way that says nothing.
func TestEmbeddedRules(t *testing.T) {
	m, err := Load("ec2/2016-11-15")
	require.NoError(t, err)
	assert.Greater(t, len(m.Rules), 100)
	for _, r := range m.Rules {
		assert.NotEmpty(t, r.Text(), r.ID)
		assert.True(t, strings.HasSuffix(r.Because, "."), "%s: because is a sentence", r.ID)
	}
}
