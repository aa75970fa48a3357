package report_test

// This file tests all formats: their order, and that they escape names from a
// hostile model.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
)

// change returns a change of a kind, at its level in requests.
func change(kind, member, name, old, now string) *changes.Change {
	k := changes.KindOf(kind)
	return &changes.Change{Kind: k, Level: k.Request, Shape: "Thing", Member: member, Name: name, Old: old, New: now,
		OldPos: spec.Pos{File: "old.yaml", Line: 1, Col: 2}, NewPos: spec.Pos{File: "new.yaml", Line: 3, Col: 4}}
}

// operation returns an updated operation with changes of its request.
func operation(name string, list ...*changes.Change) *changes.Operation {
	o := &changes.Operation{Name: name}
	for _, c := range list {
		o.Occurrences = append(o.Occurrences, &changes.Occurrence{Change: c, Side: changes.Request, Path: c.Member,
			Level: c.Level})
	}
	return o
}

// reportOf returns a report on operations, with a shape for each change that has
// one.
func reportOf(operations ...*changes.Operation) *changes.Report {
	r := &changes.Report{Operations: operations}
	seen := map[*changes.Change]bool{}
	for _, o := range operations {
		for _, m := range o.Occurrences {
			if !seen[m.Change] {
				seen[m.Change] = true
				r.Changes = append(r.Changes, m.Change)
			}
		}
	}
	return r
}

func render(t *testing.T, format string, v *report.View) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.Formats[format](&b, v))
	return b.String()
}

// TestBreakingFirst has a breaking change of the last operation, and of the last
// member of the first one.
func TestBreakingFirst(t *testing.T) {
	service := change("service-changed", "", "endpointPrefix", "a", "b")
	service.Shape = ""
	r := reportOf(
		operation("Alpha", change("member-added", "Aaa", "", "", "Text"), change("deprecated", "Bbb", "", "", "true"),
			change("member-removed", "Ccc", "", "Text", "")),
		operation("Beta", change("member-added", "Ddd", "", "", "Text")),
		operation("Gamma", change("required-added", "Eee", "", "", "true")),
	)
	r.Model, r.Changes = []*changes.Change{service}, append(r.Changes, service)
	want := []string{"endpointPrefix", "Alpha", "Ccc", "Bbb", "Aaa", "Gamma", "Eee", "Beta", "Ddd"}
	for _, format := range []string{"text", "markdown", "html"} {
		body := render(t, format, &report.View{Old: "old", New: "new", API: "Talk", Report: r})
		_, body, _ = strings.Cut(body, "Worst level") // of Markdown and HTML: the heads
		if format == "text" {
			body = render(t, format, &report.View{Old: "old", New: "new", API: "Talk", Report: r})
		}
		var got []string
		for _, word := range regexp.MustCompile(strings.Join(want, "|")).FindAllString(body, -1) {
			if len(got) == 0 || got[len(got)-1] != word {
				got = append(got, word)
			}
		}
		assert.Equal(t, want, got, format)
	}
	var d report.Document
	require.NoError(t, json.Unmarshal([]byte(jsonWords(render(t, "json", &report.View{Report: r}))), &d))
	for i := 1; i < len(d.Changes); i++ {
		assert.GreaterOrEqual(t, d.Changes[i-1].Level, d.Changes[i].Level)
	}
	assert.Equal(t, []string{"Alpha", "Gamma", "Beta"}, []string{d.Operations[0].Name, d.Operations[1].Name,
		d.Operations[2].Name})
	assert.Equal(t, "Ccc", d.Operations[0].Occurrences[0].Path)
	assert.Equal(t, "Aaa", d.Operations[0].Occurrences[2].Path)
	assert.Equal(t, "endpointPrefix", d.Changes[d.Model[0]].Name)
}

// jsonWords converts the words of levels, sides and statuses to numbers, the types
// in a Document.
func jsonWords(text string) string {
	for i, word := range changes.Levels() {
		text = regexp.MustCompile(`("level|request|response)": "`+word+`"`).ReplaceAllString(text, fmt.Sprintf(`$1": %d`, i))
		text = regexp.MustCompile(`("(?:level|request|response)"): "`+word+`"`).ReplaceAllString(text,
			fmt.Sprintf(`$1: %d`, i))
	}
	text = regexp.MustCompile(`"side": "\w+"`).ReplaceAllString(text, `"side": 0`)
	return regexp.MustCompile(`"status": "\w+"`).ReplaceAllString(text, `"status": 0`)
}

// hostile has names that no model of AWS's has.
var hostile = []string{
	"@octocat",
	"https://evil.example/x",
	"www.evil.example",
	"![x](//evil.example/p.png)",
	"GH-1 #1 owner/repo#2",
	"one\n## two\r\n- three",
	"\x1b[2J\x1b]8;;https://evil.example\x07here\x1b]8;;\x07",
	"\u009b31m \x9b31m",
	"\u202eder ro\u2066rrim\u200b",
	"\u2028line\u2029",
	"<script>alert(1)</script><img src=x onerror=alert(1)>",
	"`tick` ``two`` </code>",
	"**bold** _under_ | cell |",
	"$(rm -rf ~) %s %d",
	" ",
}

// hostileViews puts each name everywhere where a model's name can be.
func hostileViews() (views []*report.View) {
	for _, name := range hostile {
		c := change("enum-value-added", name, name, "", name)
		c.Shape, c.Members = name, []string{name, name}
		c.NewPos.File = name
		worded := change("doc-changed", name, "", name, name+name)
		limit := change("length-loosened", "", "", name, name)
		removed := &changes.Operation{Name: name + "2", Status: changes.Removed, Occurrences: []*changes.Occurrence{
			{Change: change("operation-removed", "", name, name, ""), Level: changes.BreakingWire}}}
		r := reportOf(operation(name, c, worded), removed, operation(name+"3", limit), operation(name+"4", worded))
		r.Shapes = []*changes.Shape{{Name: name, Changes: []*changes.Change{c}, Operations: []string{name, name}}}
		r.Model = []*changes.Change{change("service-changed", "", name, name, name)}
		r.Changes, r.Notes = append(r.Changes, r.Model...), []string{name}
		views = append(views, &report.View{Old: name, New: name, API: name, Report: r, Docs: true, Positions: true,
			Ignored: []string{name}, Notes: []string{name}, UsedAt: func(string,
				*changes.Occurrence) []string {
				return []string{name}
			}})
	}
	return views
}

func TestHostileText(t *testing.T) {
	plain := strings.Count(render(t, "text", hostileViews()[0]), "\n")
	for i, v := range hostileViews() {
		text := render(t, "text", v)
		assert.True(t, utf8.ValidString(text), "%q", hostile[i])
		for _, r := range text {
			require.True(t, r == '\n' || !unicode.In(r, unicode.C, unicode.Zl, unicode.Zp), "%q: %U", hostile[i], r)
		}
		assert.LessOrEqual(t, strings.Count(text, "\n"), plain, "%q makes lines", hostile[i])
	}
	assert.Contains(t, render(t, "text", hostileViews()[6]), `\x1b[2J\x1b]8;;https://evil.example\x07here`)
	assert.Contains(t, render(t, "text", hostileViews()[7]), `\u009b31m \x9b31m`)
	assert.Contains(t, render(t, "text", hostileViews()[8]), `\u202eder`)
}

// withoutCode removes inline code: from a run of backticks to a run of the same
// length.
func withoutCode(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	runs := regexp.MustCompile("`+")
	for {
		open := runs.FindStringIndex(text)
		if open == nil {
			return b.String() + text
		}
		b.WriteString(text[:open[0]])
		fence, rest, end := text[open[0]:open[1]], text[open[1]:], -1
		for _, run := range runs.FindAllStringIndex(rest, -1) {
			if rest[run[0]:run[1]] == fence {
				end = run[1]
				require.NotContains(t, rest[:run[0]], "\n", "inline code ends in its line")
				break
			}
		}
		require.GreaterOrEqual(t, end, 0, "unterminated code")
		text = rest[end:]
	}
}

func TestHostileMarkdown(t *testing.T) {
	ours := regexp.MustCompile(`</?(details|summary)>`)
	plain := strings.Count(render(t, "markdown", hostileViews()[0]), "\n")
	for i, v := range hostileViews() {
		text := render(t, "markdown", v)
		assert.LessOrEqual(t, strings.Count(text, "\n"), plain, "%q makes lines", hostile[i])
		left := ours.ReplaceAllString(withoutCode(t, text), "")
		assert.Regexp(t, `^[A-Za-z0-9 \n#*.,:→()\[\]-]*$`, left, "%q reaches the page", hostile[i])
		for _, bad := range []string{"@", "evil", "octocat", "GH-", "script", "#1"} {
			assert.NotContains(t, left, bad, "%q", hostile[i])
		}
	}
}

func TestHostileHTML(t *testing.T) {
	elements := func(text string) (names map[string]int, words string) {
		names = map[string]int{}
		z := html.NewTokenizer(strings.NewReader(text))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return names, words
			case html.StartTagToken, html.SelfClosingTagToken:
				token := z.Token()
				names[token.Data]++
				for _, a := range token.Attr {
					require.NotRegexp(t, `^(on|src|href|srcdoc)`, a.Key)
				}
			case html.TextToken:
				words += z.Token().Data
			}
		}
	}
	plain, _ := elements(render(t, "html", hostileViews()[0]))
	for i, v := range hostileViews() {
		names, words := elements(render(t, "html", v))
		if strings.TrimSpace(hostile[i]) != "" {
			assert.Equal(t, plain, names, "%q adds elements", hostile[i])
		}
		assert.NotRegexp(t, "[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]", words, "%q", hostile[i])
	}
	_, words := elements(render(t, "html", hostileViews()[10]))
	assert.Contains(t, words, hostile[10], "as text")
}

func TestHostileJSON(t *testing.T) {
	for i, v := range hostileViews() {
		if !utf8.ValidString(hostile[i]) {
			continue // JSON has no such text
		}
		var d map[string]any
		require.NoError(t, json.Unmarshal([]byte(render(t, "json", v)), &d))
		assert.Equal(t, hostile[i], d["api"])
		found := false
		for _, c := range d["changes"].([]any) {
			found = found || c.(map[string]any)["name"] == hostile[i]
		}
		assert.True(t, found, "JSON has names whole: %q", hostile[i])
	}
}

func TestHostileIndex(t *testing.T) {
	v := hostileViews()[10]
	var b bytes.Buffer
	require.NoError(t, report.Index(&b, hostile[10],
		[]report.Page{v.Entry("javascript:alert(1)"), v.Entry("2022.html"), v.Entry("")}))
	assert.NotContains(t, b.String(), "<script")
	assert.NotContains(t, b.String(), "<img")
	assert.NotContains(t, b.String(), `href="javascript`)
	assert.Contains(t, b.String(), `href="2022.html"`)
	assert.Contains(t, b.String(), "nothing changed")
}
