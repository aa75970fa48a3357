package spec

// This file runs the goldens of testdata: one txtar file per case, for failures
// and successes. The YAML sections are a model and its overlays. Then comes the
// result of loading: "errors" as a person sees them, with exact positions, or
// "canonical", the model as Encode writes it. A line "cut: A, B" in the comment
// cuts the model, a line "why: S" asks why the model has a shape.

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestGoldens(t *testing.T) {
	spectest.Goldens(t, "testdata/*.txtar", func(t *testing.T, golden *txtar.Archive) []txtar.File {
		var sections []txtar.File
		sources := yamlFiles(golden)
		for _, s := range sources {
			sections = append(sections, txtar.File(s))
		}
		return append(sections, result(t, sources, string(golden.Comment))...)
	})
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

// result loads the model and follows the comment's directives.
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

// TestEveryCheckHasACase runs each check alone on the case with its name: the check
// must fail.
func TestEveryCheckHasACase(t *testing.T) {
	for _, list := range [][]check{formChecks, checks, ruleChecks} {
		for _, one := range list {
			golden, err := txtar.ParseFile("testdata/check-" + one.id + ".txtar")
			if !assert.NoError(t, err) {
				continue
			}
			l := testLinker(yamlFiles(golden))
			require.Zero(t, l.faults.Len(), "%s: a mistake before the checks", one.id)
			c := &checker{model: l.model, faults: l.faults, positions: l.positions}
			one.run(c)
			assert.NotZero(t, l.faults.Len(), "%s: the check finds nothing", one.id)
			assert.Empty(t, c.context.within, one.id)
		}
	}
}

// testLinker reads and resolves a model without checks.
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
