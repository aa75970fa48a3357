package spec

// This file gives hostile input to the decoder: each one must fail soon, in limited
// memory, with a clear error and a position.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/yamlread"
)

const service = "service: {id: EC2, protocol: ec2, apiVersion: \"2016-11-15\"}\n"

// laughs expands to 10^n elements if aliases are followed.
func laughs(n int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

func many(n int, format string) string {
	var b strings.Builder
	for i := 0; i < n; i++ {
		fmt.Fprintf(&b, format, i, i+1)
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nul":           {"service:\x00 {}", "m.yaml:1:9: control character 0x00; remove it"},
		"escape":        {"service: \x1b[31m", "m.yaml:1:10: control character 0x1b"},
		"delete":        {"# é\x7f", "m.yaml:1:4: control character 0x7f"},
		"invalid UTF-8": {"service: {}\nshapes: \xff\xfe", "m.yaml:2:9: the file is not UTF-8 text; save it as UTF-8"},
		"UTF-16":        {"\xff\xfes\x00e\x00", "m.yaml:1:1: the file is not UTF-8 text"},
		"surrogate": {"shapes: \"\\ud800\"",
			"m.yaml:1:12: not valid YAML: found invalid Unicode character escape code"},
		"laughs":          {laughs(10), `m.yaml:1:1: unknown key "a0"`},
		"laughs as shape": {service + "shapes:\n  A: &a {type: list, element: *a}\n", "m.yaml:3:6: shape \"A\": anchor &a"},
		"anchor in anchor": {service + "shapes: &a\n  A: *a\n",
			"m.yaml:2:9: shapes: anchor &a: anchors are not supported in model files; remove it\n" +
				"m.yaml:3:6: shape \"A\": alias *a: aliases are not supported in model files; write the value out here"},
		"unknown alias": {"shapes: *nothing", "m.yaml:1:1: not valid YAML: unknown anchor 'nothing' referenced"},
		"10 MB of doc": {service + "operations:\n  A: {doc: \"" + strings.Repeat("long ", 2<<20) + "\"}\n",
			`m.yaml:3:12: operation "A", doc: 10485760 bytes; documentation has at most 65536; shorten it`},
		"10 MB of name": {service + "shapes:\n  ? " + strings.Repeat("a", 10<<20) + "\n  : {type: string}\n",
			`m.yaml:3:5: shape "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…": 10485760 bytes; a name has at most 200`},
		"20 MB": {strings.Repeat("#", 20<<20),
			"m.yaml: the file has 20971520 bytes; the limit is 16777216; reduce it to the required operations"},
		"commas": {"a: [" + strings.Repeat("a,", 8<<20-8) + "]", "m.yaml: the file has more than 1048576 entries"},
		"deep flow": {"a: " + strings.Repeat("[", 1<<20-8),
			"m.yaml:1:10004: not valid YAML: exceeded max depth of 10000"},
		"deep flow maps": {"a: " + strings.Repeat("{a: ", 1<<18), "m.yaml:1:"},
		"deep blocks":    {strings.Repeat("- ", 1<<20-8), "m.yaml:1:"},
		"deep keys":      {strings.Repeat("? ", 1<<20-8), "m.yaml:1:"},
		"deep literal": {service + "operations:\n  A:\n    examples:\n      - input: " + strings.Repeat("[", 9000) +
			strings.Repeat("]", 9000) + "\n", `m.yaml:5:49: operation "A", example "1", input: nested more than 32 deep`},
		"many keys": {service + "shapes:\n" + many(1<<14, "  A%d: {typo%d: 1}\n"),
			"m.yaml:3:8: shape \"A0\": unknown key \"typo1\"; the keys are"},
		"many duplicates": {service + "shapes:\n" + strings.Repeat("  A: {type: string}\n", 1<<14),
			"m.yaml:4:3: duplicate key \"A\"; remove one of the two (see m.yaml:3:3)"},
		"many dangling": {service + "shapes:\n" +
			many(1<<14, "  Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%d: {type: list, element: {shape: "+
				"Baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%d}}\n"),
			"m.yaml:3:68: unknown shape \"Baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1\"; did you mean " +
				"\"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1\"?"},
		"long list chain": {service + "shapes:\n" + many(1<<14, "  A%d: {type: list, element: {shape: A%d}}\n") +
			"  A16384: {type: string}\n", "m.yaml:3:37: shape \"A0\": lists and maps are nested more than 8 deep"},
		"long list ring": {service + "shapes:\n" + many(1<<14, "  A%d: {type: list, element: {shape: A%d}}\n") +
			"  A16384: {type: list, element: {shape: A0}}\n",
			"m.yaml:3:37: shape \"A0\": lists and maps are nested more than 8 deep"},
		"long ring": {service + "shapes:\n" +
			many(1<<14, "  A%d: {type: structure, members: {X: {shape: A%d, required: true}}}\n") +
			"  A16384: {type: structure, members: {X: {shape: A0, required: true}}}\n", "m.yaml:16387:"},
		"comments": {strings.Repeat("# c\n\n", 1<<18) + "a: b", "m.yaml:524289:1: unknown key \"a\""},
		"comment tail": {"a:\n  - b\n  # c\n # d\n# e\n" + strings.Repeat(" # c\n", 1<<17),
			"m.yaml:1:1: unknown key \"a\""},
		"open quote": {service + "shapes: \"" + strings.Repeat("x\n", 1<<18),
			"m.yaml:262146:1: not valid YAML: found unexpected end of stream while scanning a quoted scalar"},
		"long line": {service + "shapes: " + strings.Repeat("a ", 4<<20),
			"m.yaml:2:9: shapes: got a text, want a mapping"},
		"directive":       {"%YAML 9.9\n---\na: b\n", "m.yaml:1:1: not valid YAML: found incompatible YAML document"},
		"carriage return": {"shapes:\r\r\ttype: {}\r", "m.yaml:"},
		"one huge key":    {strings.Repeat("k", 5000) + ": 1", "m.yaml:1:"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			started := time.Now()
			_, err := LoadFiles([]Source{{Name: "m.yaml", Data: []byte(c.text)}})
			require.Error(t, err)
			requirePositioned(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), c.want), "%.300s", err.Error())
			assert.Less(t, len(err.Error()), 1<<20)
			assert.Less(t, time.Since(started), 2*time.Minute) // it takes seconds on an idle machine
		})
	}
}

// requirePositioned checks that an error is a sorted Errors, that each has a file,
// and that no line break or control character hides another.
func requirePositioned(t *testing.T, err error) {
	t.Helper()
	var list Errors
	require.True(t, errors.As(err, &list), "%T", err)
	require.NotEmpty(t, list)
	require.LessOrEqual(t, len(list), yamlread.MaxErrors+1)
	for _, e := range list {
		require.NotEmpty(t, e.Pos.File, "%v", e)
		require.NotEmpty(t, e.Msg)
		require.NotContains(t, e.Error(), "\n")
		require.Less(t, len(e.Error()), 4000)
	}
}

// TestHostileMemory measures the worst case within the limits: as many nodes as fit
// into a file.
func TestHostileMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second and about 500 MB")
	}
	text := []byte(service + "shapes: [" + strings.Repeat("a,", yamlread.MaxTokens-20) + "a]\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := LoadFiles([]Source{{Name: "m.yaml", Data: text}})
	runtime.ReadMemStats(&after)
	require.ErrorContains(t, err, "m.yaml:2:9: shapes: got a list, want a mapping")
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30))
}

func TestLoadPaths(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
		return name
	}
	_, err := Load(filepath.Join(dir, "nothing"))
	assert.ErrorIs(t, err, os.ErrNotExist)
	_, err = Load(dir)
	assert.ErrorContains(t, err, "no model.yaml in this directory; give a directory or file of a model")

	file := write("m/model.yaml", service+"shapes:\n  S: {type: string}\n")
	write("m/overlay-b.yaml", "shapes:\n  S: {doc: B.}\n")
	write("m/overlay-a.yaml", "shapes:\n  S: {pattern: a}\n")
	write("m/notes.txt", "not read")
	m, err := Load(filepath.Join(dir, "m"))
	require.NoError(t, err)
	assert.Equal(t, []string{"m/model.yaml", "m/overlay-a.yaml", "m/overlay-b.yaml"}, m.Sources, "no path of the machine")
	assert.Equal(t, "B.", m.Shape("S").Doc)
	assert.Equal(t, filepath.ToSlash(file)+":3:3", m.Shape("S").Pos.String())
	m, err = Load(file)
	require.NoError(t, err)
	assert.Empty(t, m.Shape("S").Doc, "a single file is only the model")

	write("m/overlay-b.yaml", "shapes:\n  T: {doc: B.}\n")
	_, err = Load(filepath.Join(dir, "m"))
	assert.ErrorContains(t, err, "m/overlay-b.yaml:2:3: shape \"T\": unknown shape")
	write("m/overly.yaml", "")
	_, err = Load(filepath.Join(dir, "m"))
	assert.ErrorContains(t, err, "m/overly.yaml: neither model.yaml nor overlay*.yaml")
	_, err = Load(write("service-2.json", "{}"))
	assert.ErrorContains(t, err, "service-2.json: not a YAML model; convert AWS's model files with ec2gen import")

	m, err = LoadFS(fstest.MapFS{"a/b/model.yaml": {Data: []byte(service)}}, "a/b")
	require.NoError(t, err)
	assert.Equal(t, []string{"a/b/model.yaml"}, m.Sources)
	_, err = LoadFiles(nil)
	assert.Error(t, err)
}

// TestLinkImported links models that are not from YAML: an importer's mistakes are
// reported without exact positions.
func TestLinkImported(t *testing.T) {
	pos := Pos{File: "service-2.json"}
	importer := func() *Model {
		text := &Shape{Name: "S", Kind: String, Pos: pos}
		return &Model{
			Service: Service{ID: "EC2", Protocol: "ec2", APIVersion: "2016-11-15", Pos: pos},
			Operations: []*Operation{
				{Name: "B", Input: &Shape{Name: "In"}, Pos: pos},
				{Name: "A", Input: &Shape{Name: "In"}, Pos: pos},
			},
			Shapes: []*Shape{text, {Name: "In", Kind: Structure, Pos: pos, Members: []*Member{
				{Name: "Z", Shape: text, Pos: pos}, {Name: "C", Shape: &Shape{Name: "S"}, Pos: pos},
			}}},
			Sources: []string{"service-2.json"},
		}
	}
	m, err := Link(importer(), Source{Name: "x/overlay.yaml",
		Data: []byte("shapes:\n  In: {members: {C: {doc: The C.}}}\n")})
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B"}, labels(m.Operations))
	assert.Same(t, m.Shape("In"), m.Operation("A").Input)
	assert.Same(t, m.Shape("S"), m.Shape("In").Member("C").Shape)
	assert.Equal(t, "The C.", m.Shape("In").Member("C").Doc)
	assert.Equal(t, []string{"service-2.json", "x/overlay.yaml"}, m.Sources)
	requireRoundTrip(t, m)

	bad := importer()
	bad.Operations[0].Name = "../B"
	bad.Shapes[1].Members[0].Shape = &Shape{Name: "Gone"}
	bad.Shapes[1].Members[0].XML = "a b"
	bad.Shapes[1].Members[1].Doc = "bell \a"
	bad.Shapes = append(bad.Shapes, &Shape{Name: "S", Kind: Enum, Values: []*EnumValue{{Value: "a\nb"}}, Pos: pos})
	_, err = Link(bad)
	require.Error(t, err)
	requirePositioned(t, err)
	assert.Equal(t, strings.TrimSpace(`
service-2.json: duplicate shape "S"; remove one of the two (see service-2.json)
service-2.json: operation "../B", name: "../B" is not a name; use letters, digits and _, beginning with a letter
service-2.json: shape "In", member "C", doc: character U+0007 is not allowed in documentation; shorten it, and leave out control characters
service-2.json: shape "In", member "Z", xml: "a b" is not a name on the wire; use letters, digits, _, -, . and :, beginning with a letter
service-2.json: shape "S", value "a\nb", value: character U+000A is not allowed in a value; keep it on one line, without control characters, and not empty
service-2.json: unknown shape "Gone"; define it under shapes`), err.Error())
}

// FuzzLoad gives any text to the decoder: it never panics, its errors have
// positions, and accepted models can be written and read again.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		_, data, _ = bytes.Cut(data, []byte("-- model.yaml --\n"))
		model, rest, _ := bytes.Cut(data, []byte("\n-- "))
		_, rest, _ = bytes.Cut(rest, []byte(" --\n"))
		overlay, _, _ := bytes.Cut(rest, []byte("\n-- "))
		f.Add(model, overlay)
	}
	model, err := os.ReadFile("testdata/rules/model.yaml")
	require.NoError(f, err)
	files, err = filepath.Glob("testdata/rules/*.txtar")
	require.NoError(f, err)
	for _, file := range files {
		golden, err := txtar.ParseFile(file)
		require.NoError(f, err)
		f.Add(model, golden.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, model, overlay []byte) {
		files := []Source{{Name: "model.yaml", Data: model}}
		if len(overlay) > 0 {
			files = append(files, Source{Name: "overlay.yaml", Data: overlay})
		}
		m, err := LoadFiles(files)
		if err != nil {
			requirePositioned(t, err)
			return
		}
		requireRoundTrip(t, m)
	})
}
