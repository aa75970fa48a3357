package spec

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// requireRoundTrip encodes a model and loads the result: the text is the same, and
// the model is equal.
func requireRoundTrip(t *testing.T, m *Model) {
	t.Helper()
	text := Encode(m)
	again, err := LoadFiles([]Source{{Name: "encoded.yaml", Data: text}})
	require.NoError(t, err, "%s", text)
	require.Equal(t, string(text), string(Encode(again)))
	// Models are cyclic graphs; comparing thing by thing keeps the comparison and
	// its messages finite.
	require.Equal(t, len(m.Shapes), len(again.Shapes))
	assert.Equal(t, plain(m.Service), plain(again.Service))
	for i, s := range m.Shapes {
		assert.Equal(t, plain(*s), plain(*again.Shapes[i]), s.Name)
	}
	for i, o := range m.Operations {
		assert.Equal(t, plain(*o), plain(*again.Operations[i]), o.Name)
	}
	require.Equal(t, len(m.Rules), len(again.Rules))
	for i, r := range m.Rules {
		assert.Equal(t, plain(*r), plain(*again.Rules[i]), r.ID)
	}
	for i, e := range m.Errors {
		assert.Equal(t, plain(*e), plain(*again.Errors[i]), e.Code)
	}
}

// plain converts a value to maps, lists and scalars, without positions and with
// references by name.
func plain(v any) any { return flat(reflect.ValueOf(v)) }

func flat(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		switch p := v.Interface().(type) {
		case *Shape:
			return "shape " + p.Name
		case *Operation:
			return "operation " + p.Name
		case *Rule:
			return "rule " + p.ID
		}
		return flat(v.Elem())
	case reflect.Struct:
		fields := map[string]any{}
		for i := 0; i < v.NumField(); i++ {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Pos" {
				fields[f.Name] = flat(v.Field(i))
			}
		}
		return fields
	case reflect.Interface:
		return fmt.Sprintf("%T %v", v.Interface(), flat(v.Elem()))
	case reflect.Slice:
		list := []any{}
		for i := 0; i < v.Len(); i++ {
			list = append(list, flat(v.Index(i)))
		}
		return list
	}
	return v.Interface()
}

func TestEmbeddedRoundTrip(t *testing.T) {
	m, err := Embedded()
	require.NoError(t, err)
	requireRoundTrip(t, m)
	old, err := Load("ec2/2009-10-31")
	require.NoError(t, err)
	requireRoundTrip(t, old)
}

// TestRulesRoundTrip encodes and loads the rules of all valid rule goldens, and
// checks that they use every key.
func TestRulesRoundTrip(t *testing.T) {
	model, err := os.ReadFile("testdata/rules/model.yaml")
	require.NoError(t, err)
	files, err := filepath.Glob("testdata/rules/*.txtar")
	require.NoError(t, err)
	var text []byte
	for _, file := range files {
		golden, err := txtar.ParseFile(file)
		require.NoError(t, err)
		m, err := LoadFiles([]Source{{Name: "model.yaml", Data: model}, Source(golden.Files[0])})
		if err != nil {
			continue
		}
		requireRoundTrip(t, m)
		text = append(text, Encode(m)...)
	}
	for _, list := range [][]string{names(allRuleKeys()), names(testKeys), names(lengthKeys), names(distinctKeys),
		names(countKeys), names(boundsKeys), names(ratioKeys)} {
		for _, key := range list {
			if key != "equal" && key != "is" { // they have a short form
				assert.Contains(t, string(text), key+":", "no rule golden has the key, so it is not known to round-trip")
			}
		}
	}
}

// TestTextRoundTrip writes texts of all kinds as a key, without quotes, in [] and
// {}, in a block and in a list, and reads them with the YAML module.
func TestTextRoundTrip(t *testing.T) {
	texts := []string{
		"", " ", "a", "a b", " a", "a ", "a: b", "a:b", "a:", ":a", "a #b", "a#b", "#a", "- a", "-a", "--a", "-", "--", "---",
		"...", "a, b", "[a]", "{a}", "a]", "!a", "&a", "*a", "?", "? a", "?a",
		"|", ">", "%a", "@a", "`a`", "'a'", `"a"`, `a"b`, "it's", `\d+`, `^\w'[a-z]"$`, "null", "~", "true", "No", "y", "1",
		"1.5", "0x1f", "1e3", "2016-11-15", "12:30:45", "1_000", ".5", ".inf", ".NaN", "=", "<<",
		"a\nb", "a\n\nb", "a\n b", "a \nb", "\na", "a\tb", "\ta", "a\t", "a\n\tb", "a\u00a0b", "\u00e9", "日本", "a\u2028b",
		"a\u0085b", "a\x07b", "a\x00b", "\U0001f600", "\ufeff", "a\ufeffb", "a\u200db", "\u202e",
		strings.Repeat("word ", 60) + "end", strings.Repeat("word  two ", 40) +
			"end", strings.Repeat("x", 300), strings.Repeat("x", 300) + " y", strings.Repeat("#x :y - ", 40) + "z",
		strings.Repeat("word ", 60) + "\n" + strings.Repeat("long ", 60) +
			"end", "key: value\n# no comment\n- item", "..\n...\n---\nx", strings.Repeat("a ", 55) + "--- ... " +
			strings.Repeat("b ", 50) + "c",
	}
	random := rand.New(rand.NewSource(1))
	alphabet := []rune("aB1 .,:;-#'\"\\[]{}|>&*!%@`?~=\n\t_é\u00a0\u2028\x01<y")
	for i := 0; i < 5000; i++ {
		text := make([]rune, random.Intn(12))
		if i%20 == 0 {
			text = make([]rune, 300)
		}
		for j := range text {
			text[j] = alphabet[random.Intn(len(alphabet))]
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		requireSameText(t, text)
	}
}

func requireSameText(t *testing.T, text string) {
	t.Helper()
	s := &node{text: text}
	tall := func(n *node) *node { n.tall = true; return n }
	var w yamlWriter
	w.mapping(&node{kind: mappingNode, fields: []entry{
		{"bare", s},
		{"key" + text, s},
		{"list", &node{kind: listNode, list: []*node{s, s}}},
		{"map", &node{kind: mappingNode, fields: []entry{{text, s}, {text + "2", s}}}},
		{"items", tall(&node{kind: listNode,
			list: []*node{s, {kind: mappingNode, tall: true, fields: []entry{{"a", s}, {"b", s}}}}})},
		{"lines", tall(&node{kind: mappingNode,
			fields: []entry{{text, s}, {"in", tall(&node{kind: mappingNode, fields: []entry{{"x", s}}})}}})},
	}}, 0)
	var got map[string]any
	require.NoError(t, yaml.Unmarshal(w.b, &got), "%q\n%s", text, w.b)
	want := map[string]any{
		"bare":       text,
		"key" + text: text,
		"list":       []any{text, text},
		"map":        map[string]any{text: text, text + "2": text},
		"items":      []any{text, map[string]any{"a": text, "b": text}},
		"lines":      map[string]any{text: text, "in": map[string]any{"x": text}},
	}
	require.Equal(t, want, got, "%s", w.b)
}
