package report_test

// This file tests the content of a report, and its options.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
)

func talk() *changes.Report {
	return reportOf(
		operation("Ask", change("member-removed", "Old", "", "Text (string)", ""),
			change("doc-changed", "Text", "", "Says.", "Says it.")),
		operation("Answer", change("doc-changed", "Mood", "", "A mood.", "The mood.")),
		operation("Shout", change("length-tightened", "", "", "..9", "..8")),
		&changes.Operation{Name: "Hush", Status: changes.Added, Occurrences: []*changes.Occurrence{
			{Change: change("operation-added", "", "Hush", "", "Hush"), Level: changes.Compatible}}},
	)
}

func view() *report.View {
	return &report.View{Old: "a.yaml", New: "b.yaml", API: "Talk 2020-01-01", Report: talk()}
}

func TestText(t *testing.T) {
	assert.Equal(t, `Talk 2020-01-01 - 1 new, 1 updated api methods
a.yaml -> b.yaml

Ask (updated) (request)
  Request
    Old  member-removed  Text (string)  [breaking-wire]

Hush (new)

1 method in which only the limits of a shared shape changed
  Shout (request)
    length-tightened  ..9 -> ..8  [notable]

Worst level: breaking-wire. 2 changes of documentation and the like, in 1 method otherwise unchanged (-docs lists them).
`, render(t, "text", view()))
}

func TestDocs(t *testing.T) {
	v := view()
	v.Docs = true
	for _, format := range []string{"text", "markdown", "html"} {
		assert.NotContains(t, render(t, format, view()), "doc-changed", format)
		text := render(t, format, v)
		assert.Contains(t, text, "doc-changed", format)
		assert.Contains(t, text, "The mood.", format)
		assert.NotContains(t, text, "-docs lists them", format)
	}
	assert.Contains(t, render(t, "json", view()), "The mood.", "JSON has all changes; programs skip them by level")
}

func TestPositions(t *testing.T) {
	v := view()
	v.OldPlace = func(p spec.Pos) spec.Pos { p.File = "was/" + p.File; return p }
	for _, format := range []string{"text", "markdown"} {
		assert.NotContains(t, render(t, format, v), "old.yaml")
	}
	v.Positions = true
	for _, format := range []string{"text", "markdown"} {
		assert.Contains(t, render(t, format, v), "was/old.yaml:1:2 -> new.yaml:3:4", format)
	}
	assert.Contains(t, render(t, "html", v), "was/old.yaml:1:2 -&gt; new.yaml:3:4")
	assert.Contains(t, render(t, "json", v), `"file": "was/old.yaml"`)
	v.Report.Changes[0].NewPos, v.Report.Changes[1].OldPos = spec.Pos{}, spec.Pos{}
	assert.Contains(t, render(t, "text", v), "    was/old.yaml:1:2\n")
}

func TestUsedAt(t *testing.T) {
	v := view()
	v.UsedAt = func(operation string, o *changes.Occurrence) (places []string) {
		for i := range 7 {
			places = append(places, fmt.Sprintf("%s.go:%d:1", strings.ToLower(operation), i+1))
		}
		return places
	}
	short := "ask.go:1:1, ask.go:2:1, ask.go:3:1, ask.go:4:1, ask.go:5:1 and 2 more"
	for _, format := range []string{"text", "markdown", "html"} {
		assert.Contains(t, render(t, format, v), short, format)
	}
	assert.Contains(t, render(t, "text", v), "Hush (new)\n  used at hush.go:1:1")
	assert.Contains(t, render(t, "markdown", v), "### `Hush` (new)\n\nused at `hush.go:1:1")
	var d struct {
		Operations []struct {
			Meets []struct{ UsedAt []string }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(render(t, "json", v)), &d))
	assert.Len(t, d.Operations[0].Meets[0].UsedAt, 7, "JSON has all places")
}

func TestRemarks(t *testing.T) {
	v := view()
	v.Report.Notes, v.Notes, v.Ignored = []string{"waiters are not compared"}, []string{"-min leaves out 2"},
		[]string{"member-removed (1): old"}
	for _, format := range []string{"text", "markdown", "html", "json"} {
		text := render(t, format, v)
		for _, want := range []string{"waiters are not compared", "-min leaves out 2", "member-removed (1): old"} {
			assert.Contains(t, text, want, format)
		}
	}
}

func TestEmpty(t *testing.T) {
	v := &report.View{Old: "a", New: "b", API: "Talk", Report: &changes.Report{}}
	for _, format := range []string{"text", "markdown", "html"} {
		text := render(t, format, v)
		assert.Contains(t, text, "no updated api methods", format)
		assert.Contains(t, text, "Nothing changed.", format)
	}
	var d report.Document
	require.NoError(t, json.Unmarshal([]byte(jsonWords(render(t, "json", v))), &d))
	assert.NotNil(t, d.Changes)
	assert.Empty(t, d.Changes)
}

// TestMarkdownFits has more operations than fit into a comment.
func TestMarkdownFits(t *testing.T) {
	var list []*changes.Operation
	for i := range 4000 {
		list = append(list, operation(fmt.Sprintf("Operation%04d", i),
			change("member-added", "Member", "", "", "Text (string)")))
	}
	list = append(list, operation("Zealous", change("member-removed", "Member", "", "Text", "")))
	text := render(t, "markdown", &report.View{Old: "a", New: "b", API: "Talk", Report: reportOf(list...)})
	assert.Less(t, len(text), 65000)
	assert.Regexp(t, `\n\d+ parts did not fit into a comment`, text)
	assert.Contains(t, text, "### `Zealous`", "what breaks is kept")
}

// TestLongLists checks that long lists are folded, and that members beyond a number
// are counted.
func TestLongLists(t *testing.T) {
	var list []*changes.Change
	for i := range 20 {
		list = append(list, change("member-added", fmt.Sprintf("Member%02d", i), "", "", "Text"))
	}
	list[0].Members = []string{"A", "B", "C", "D", "E", "F", "G"}
	list[1].New = strings.Repeat("x", 500)
	r := reportOf(operation("Ask", list...), operation("Answer", list[0]))
	r.Shapes = []*changes.Shape{{Name: "Thing", Changes: list, Operations: []string{"Answer", "Ask"}},
		{Name: "Lone", Changes: list, Operations: []string{"Ask"}}}
	v := &report.View{Old: "a", New: "b", API: "Talk", Report: r}
	text := render(t, "markdown", v)
	assert.Contains(t, text, "<details><summary>request: 20 changes</summary>")
	assert.Contains(t, text, "{A, B, C, D, E, and 2 more}")
	assert.Contains(t, text, strings.Repeat("x", 160)+"…")
	assert.Contains(t, text, "- `Thing`: `Answer, Ask`")
	assert.NotContains(t, text, "Lone", "a shape of one operation is reported there")
	assert.Contains(t, render(t, "text", v), "  Thing: Answer, Ask\n")
	assert.Contains(t, render(t, "json", v), strings.Repeat("x", 500))
}

func TestFormats(t *testing.T) {
	assert.Len(t, report.Formats, len(report.FormatNames()))
	for _, name := range report.FormatNames() {
		assert.NotNil(t, report.Formats[name], name)
	}
}
