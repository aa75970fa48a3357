package spec

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// TestRuleGoldens loads the rules of each file together with one small model. The
// section errors has the error messages, text has the rules in words.
func TestRuleGoldens(t *testing.T) {
	model, err := os.ReadFile("testdata/rules/model.yaml")
	require.NoError(t, err)
	spectest.Goldens(t, "testdata/rules/*.txtar", func(t *testing.T, golden *txtar.Archive) []txtar.File {
		rules := golden.Files[0]
		m, err := LoadFiles([]Source{{Name: "model.yaml", Data: model}, {Name: rules.Name, Data: rules.Data}})
		if err != nil {
			return []txtar.File{rules, {Name: "errors", Data: []byte(err.Error() + "\n")}}
		}
		return []txtar.File{rules, {Name: "text", Data: []byte(ruleTexts(m))}}
	})
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

// TestEmbeddedRules checks that the committed rules load, and that each reason is a
// sentence.
func TestEmbeddedRules(t *testing.T) {
	m, err := Load("ec2/2016-11-15")
	require.NoError(t, err)
	assert.Greater(t, len(m.Rules), 100)
	for _, r := range m.Rules {
		assert.NotEmpty(t, r.Text(), r.ID)
		assert.True(t, strings.HasSuffix(r.Because, "."), "%s: because must be a sentence", r.ID)
	}
}
