package yamlread

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// same compares the results of the two parsers for a text, in the fields that the
// plain parser sets. It reports whether the plain parser accepts the text.
func same(t *testing.T, text string) bool {
	t.Helper()
	got := parsePlain(text)
	if got == nil {
		return false
	}
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(text), &doc), "%q", text)
	require.Len(t, doc.Content, 1)
	require.Equal(t, dump(doc.Content[0]), dump(got), "%q", text)
	return true
}

// dump formats a node as text.
func dump(n *yaml.Node) string {
	var b strings.Builder
	var walk func(n *yaml.Node, depth int)
	walk = func(n *yaml.Node, depth int) {
		tag := ""
		if n.Tag == "!!null" || n.Tag == "!!merge" {
			tag = n.Tag
		}
		fmt.Fprintf(&b, "%*s%d:%d kind %d style %d %s %q\n", depth, "", n.Line, n.Column, n.Kind, n.Style, tag, n.Value)
		for _, c := range n.Content {
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}

var plainTexts = []string{
	"a: b\n",
	"a: b",
	"a:\n  b: {c: d, e: [f, g], h: {}}\n  i: []\nj: ~\n",
	"a:\n  - b\n  - c: d\n    e: f\n  - {g: h}\n  - \"i\"\n  - 'it''s'\n",
	"a:\n  - b:\n      c: d\n    e: f\ng: h\n",
	"# comment\n\na: b\n  # comment\nc: 'd: e # f'\n",
	"a: \"x \\\"y\\\" \\\\ z\"\n",
	"a: >-\n  one\n  two\nb: |-\n  one\n  two\n",
	"a:\n  - >-\n    one\n    two\n  - b\n",
	"a: >-\n  one\n  two\n\n  three\n\n\n  four\n\nb: c\n",
	"a:\n  b: |-\n    one\n\n      two\n    three\n\n  c: d\n",
	"a: {b: \"‘’\", c: 'ä', d: e}\n",
	"\"a b\": c\n'd': e\n",
	"a: -1\nb: 1.5\nc: true\nd: 2016-11-15\ne: http://x/y\n",
	"a: {b: -1, c: \"d, e\", f: ~}\n",
	"- a\n- b: c\n",
}

// otherTexts are texts that only yaml.v3 reads or rejects.
var otherTexts = []string{
	"", "a", "a: b: c\n", "a: b # c\n", "a:\n- b\n", "a:\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "a: b\n c: d\n",
	"<<: {a: b}\n", "a: {b: c\n}\n", "a: \"b\n  c\"\n", "a: >\n  b\n", "a: >-\n  b\n\n  c\n", "a: b\n---\nc: d\n",
	"? a\n: b\n", "a: {b}\n", "a: [b: c]\n", "a:  b\n", "a: b \n", "a\t: b\n", "a: \"\\n\"\n", "a: ä\n", "...\n",
	"a: ...\n",
	"a: {b:c}\n", "a: [b,c]\n", "- - a\n", "a: {~: b}\n", "%a: b\n", "a: @b\n", "~: b\n", "a:\n   b: c\n  d: e\n",
	"a: |-\n    b\n   c\n", "a: [b, ]\n", "a: >-\n\n  b\n", "a: >-\n  b\n   c\n", "a: |-\n  b\n \n  c\n",
	"a: \"\u2028\"\n", "a: \"\ufeff\"\n", "a: \"\u0085\"\n", "a: -\n", "a: - b\n", "-a: b\n--- \n",
}

func TestPlain(t *testing.T) {
	for _, text := range plainTexts {
		assert.True(t, same(t, text), "%q is plain", text)
	}
	for _, text := range otherTexts {
		same(t, text) // plain or not, the result is that of yaml.v3
	}
}

// TestPlainModels: the parser accepts the model files, for which it exists.
func TestPlainModels(t *testing.T) {
	files, err := filepath.Glob("../ec2/*/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.True(t, same(t, string(data)), "%s is not plain", file)
	}
}

func FuzzPlain(f *testing.F) {
	for _, text := range append(plainTexts, otherTexts...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { same(t, text) })
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("../ec2/2016-11-15/model.yaml")
	require.NoError(b, err)
	text := string(data)
	b.Run("plain", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			parsePlain(text)
		}
	})
	b.Run("yaml.v3", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			var doc yaml.Node
			if err := yaml.Unmarshal(data, &doc); err != nil {
				b.Fatal(err)
			}
		}
	})
}
