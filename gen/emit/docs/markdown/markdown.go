// Package markdown prints the reference as Markdown that GitHub shows well and that reads
// well in a pull request: a member has one or a few lines, and a new one does not change
// others.
package markdown

// This file lists the pages.

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/emit/docs/page"
	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
)

// Pages lists the files: a page for each operation and for each enum with many values, and
// those of rules, error codes and history.
func Pages(r *reference.Reference) []page.File {
	list := []page.File{
		{Name: "README.md", Content: func() string { return index(r) }},
		{Name: "rules.md", Content: func() string { return rules(r) }},
		{Name: "errors.md", Content: func() string { return errors(r) }},
		{Name: "history.md", Content: func() string { return history(r) }},
	}
	for _, o := range r.Operations {
		list = append(list, page.File{Name: o.Page + ".md", Content: func() string { return operation(r, o) }})
	}
	for _, s := range r.Shapes {
		if s.Many {
			list = append(list, page.File{Name: s.Page + ".md", Content: func() string { return enum(r, s) }})
		}
	}
	return list
}

// A writer writes a page.
type writer struct {
	strings.Builder
	ref *reference.Reference
}

// newPage starts a page with the marker and a heading.
func newPage(r *reference.Reference, title string) *writer {
	w := &writer{ref: r}
	w.line("<!-- %s -->", strings.ReplaceAll(r.Marker, "--", "- -"))
	w.line("\n# %s\n", text(title))
	return w
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format, args...)
	w.WriteByte('\n')
}

// doc writes paragraphs, indented by depth levels of a list.
func (w *writer) doc(d doctext.Doc, depth int) {
	by := strings.Repeat("  ", depth)
	for i, b := range d.Blocks {
		switch b.Kind {
		case doctext.Heading:
			w.line("%s**%s**\n", by, text(b.Text))
		case doctext.Item:
			w.line("%s- %s", by, spans(d, b.Text))
			if i == len(d.Blocks)-1 || d.Blocks[i+1].Kind != doctext.Item {
				w.line("")
			}
		default:
			w.line("%s%s\n", by, spans(d, b.Text))
		}
	}
}

// index returns the list of all pages.
func index(r *reference.Reference) string {
	w := newPage(r, r.Title)
	w.line("%s: %s. [Rules](rules.md) that requests meet, [error codes](errors.md), [history](history.md).\n", text(r.API),
		count(len(r.Operations), "operation"))
	w.line("| operation | AWS CLI | since | |\n|---|---|---|---|")
	for _, o := range r.Operations {
		w.line("| [%s](%s.md) | %s | %s | %s |", text(o.Name), o.Page, codeOrNone(o.Command), o.Since, text(o.Summary))
	}
	return w.String()
}

func codeOrNone(s string) string {
	if s == "" {
		return "none"
	}
	return inline(s)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// enum returns the page of an enum with many values.
func enum(r *reference.Reference, s *reference.Shape) string {
	w := newPage(r, s.Name)
	w.doc(s.Doc, 0)
	w.line("%s: %s.\n", inline(s.GoName), count(len(s.Values), "value"))
	for _, v := range s.Values {
		w.value(v, 0)
	}
	return w.String()
}

// value writes a line of an enum.
func (w *writer) value(v *reference.Value, depth int) {
	line := strings.Repeat("  ", depth) + "- " + inline(v.Text)
	if v.Since != "" {
		line += ", since " + v.Since
	}
	if v.Deprecated != "" {
		line += ", deprecated: " + text(v.Deprecated)
	}
	for i, b := range v.Doc.Blocks {
		if i == 0 {
			line += ":"
		}
		line += " " + strings.TrimLeft(spans(v.Doc, b.Text), " ")
	}
	w.line("%s", line)
}

// rules returns the page of all rules.
func rules(r *reference.Reference) string {
	w := newPage(r, "Rules")
	w.line("What requests must meet beyond required members. An error stops a call before it is sent, a warning is " +
		"reported, and a rule that is off is checked where a program turns it on.\n")
	for _, rule := range r.Rules {
		w.rule(rule, "")
		var names []string
		for _, use := range rule.Uses {
			names = append(names, fmt.Sprintf("[%s](%s.md#%s)", text(use.Operation.Name), use.Operation.Page, rule.Anchor))
		}
		if rule.Wire {
			names = []string{"all, on the request as it is sent"}
		}
		w.line("  - Operations: %s", some(names, 8))
	}
	return w.String()
}

func useLinks(uses []*reference.Use) (links []string) {
	for _, u := range uses {
		links = append(links, fmt.Sprintf("[%s](%s.md#%s)", text(u.Operation.Name), u.Operation.Page, u.ID))
	}
	return links
}

// some returns the first of many.
func some(list []string, n int) string {
	if len(list) <= n+1 {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:n], ", "), len(list)-n)
}

// rule writes a rule with all its facts, on a separate line. at is the member that
// it is shown at.
func (w *writer) rule(r *reference.Rule, at string) {
	code := ""
	if r.Code != "" {
		code = ", " + inline(r.Code)
	}
	if at != "" {
		at = ", at " + link(at)
	}
	w.line("- <a id=\"%s\"></a>**%s** (%s%s%s): %s.", r.Anchor, text(r.ID), r.Level, code, at,
		text(strings.Join(r.Text, "; ")))
	var more []string
	if r.Reason != "" {
		more = append(more, start(r.Reason))
	}
	if r.Source != "" {
		more = append(more, "Source: "+text(r.Source)+".")
	}
	for _, h := range r.History {
		more = append(more, "Before: "+text(h)+".")
	}
	w.line("  %s", strings.Join(more, " "))
}

// errors returns the page of all error codes.
func errors(r *reference.Reference) string {
	w := newPage(r, "Error codes")
	w.line("Codes with their own Go types, for `errors.As`. EC2's responses may have others.\n")
	for _, e := range r.Errors {
		w.line("## <a id=\"%s\"></a>%s\n", e.Anchor, text(e.Code))
		w.doc(e.Doc, 0)
		w.line("- Go: %s, status %d", inline(e.GoName), e.Status)
		for _, f := range e.Fields {
			w.line("- %s: %s", inline(f.GoName), text(f.Doc))
		}
		var names []string
		for _, o := range e.Operations {
			names = append(names, fmt.Sprintf("[%s](%s.md)", text(o.Name), o.Page))
		}
		if e.General {
			names = []string{"all"}
		}
		w.line("- Operations: %s", some(names, 12))
		if e.Source != "" {
			w.line("- Source: %s", text(e.Source))
		}
		w.line("")
	}
	return w.String()
}

// history returns the page of all dates.
func history(r *reference.Reference) string {
	w := newPage(r, "History")
	w.line("Additions to the API, the newest first. Dates before 2016-12 are those of API versions and mean \"by " +
		"then\".\n")
	for _, d := range r.History {
		w.line("## %s\n", text(d.Date))
		for _, o := range d.Operations {
			w.line("- New operation [%s](%s.md)", text(o.Name), o.Page)
		}
		for _, c := range d.Changes {
			var parts []string
			for _, e := range c.Events {
				parts = append(parts, fmt.Sprintf("%s %s", e.What, inline(e.Text)))
			}
			w.line("- [%s](%s.md#history): %s", text(c.Operation.Name), c.Operation.Page, some(parts, 6))
		}
		for _, c := range d.Shared {
			w.line("- %s of %s: %s", inline(c.Text), count(len(c.Uses), "operation"), some(useLinks(c.Uses), 3))
		}
		w.line("")
	}
	return w.String()
}
