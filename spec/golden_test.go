package spec

// This file runs the goldens of testdata: one txtar a case, failures and
// successes alike. The YAML sections are a model and its overlays; then comes
// what loading gives: "errors" as a person sees them, with exact positions, or
// "canonical", the model as Encode writes it. A line "cut: A, B" in the
// comment cuts the model down, a line "why: S" asks why a shape is there.
// `go test ./spec -update` rewrites the sections that changed.

import (
	"bytes"
	stdflag "flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = stdflag.Bool("update", false, "rewrite the goldens of testdata")

func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			before, err := os.ReadFile(file)
			require.NoError(t, err)
			golden := txtar.Parse(before)
			sources := yamlFiles(golden)
			got := &txtar.Archive{Comment: golden.Comment}
			for _, s := range sources {
				got.Files = append(got.Files, txtar.File(s))
			}
			got.Files = append(got.Files, result(t, sources, string(golden.Comment))...)
			after := txtar.Format(got)
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

func yamlFiles(a *txtar.Archive) []Source {
	var out []Source
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".yaml") {
			out = append(out, Source(f))
		}
	}
	return out
}

// result loads the model and does what the comment asks for.
func result(t *testing.T, sources []Source, comment string) []txtar.File {
	m, err := LoadFiles(sources)
	if names := directive(comment, "cut: "); err == nil && names != "" {
		m, err = m.Cut(strings.Split(names, ", "))
	}
	if err != nil {
		return []txtar.File{{Name: "errors", Data: []byte(err.Error() + "\n")}}
	}
	requireRoundTrip(t, m)
	if shape := directive(comment, "why: "); shape != "" {
		var b bytes.Buffer
		for _, chain := range m.Why(shape) {
			b.WriteString(FormatChain(chain) + "\n")
		}
		return []txtar.File{{Name: "why", Data: b.Bytes()}}
	}
	return []txtar.File{{Name: "canonical", Data: Encode(m)}}
}

func directive(comment, name string) string {
	for _, line := range strings.Split(comment, "\n") {
		if rest, ok := strings.CutPrefix(line, name); ok {
			return rest
		}
	}
	return ""
}

// TestEveryCheckHasACase runs each check alone on the case that has its name:
// a check that no case can fail may as well not be there.
func TestEveryCheckHasACase(t *testing.T) {
	for _, list := range [][]check{formChecks, checks, ruleChecks} {
		for _, one := range list {
			golden, err := txtar.ParseFile("testdata/check-" + one.id + ".txtar")
			if !assert.NoError(t, err) {
				continue
			}
			l := testLinker(yamlFiles(golden))
			require.Zero(t, l.faults.Len(), "%s: a mistake before checks", one.id)
			c := &checker{model: l.model, faults: l.faults, places: l.places}
			one.run(c)
			assert.NotZero(t, l.faults.Len(), "%s: the check finds nothing", one.id)
			assert.Empty(t, c.context.within, one.id)
		}
	}
}

// testLinker reads and resolves a model, without checks.
func testLinker(files []Source) *linker {
	l := emptyLinker(&Model{}, 0)
	all := parseAll(files)
	l.read(all[0], nil)
	l.layer(all[1:])
	l.order()
	l.index()
	l.resolve()
	return l
}
