// Package man prints the reference as manual pages of the command line, in the macros of
// man(7), which groff and mandoc read: one page per operation in section 1, and one that
// lists them in section 7.
package man

// This file lists the pages and prints one.

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/emit/docs/page"
	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
)

// Pages lists the files: ec2-register-image.1 and so on, and ec2.7. Operations that
// the command line lacks have no page.
func Pages(r *reference.Reference) []page.File {
	list := []page.File{{Name: r.Service + ".7", Content: func() string { return overview(r) }}}
	for _, o := range r.Operations {
		if o.Command != "" {
			list = append(list, page.File{Name: name(r, o) + ".1", Content: func() string { return operation(r, o) }})
		}
	}
	return list
}

// name returns the name of an operation's page.
func name(r *reference.Reference, o *reference.Operation) string { return r.Service + "-" + o.Command }

// A writer writes a page.
type writer struct{ strings.Builder }

func newPage(r *reference.Reference, title, section, summary string) *writer {
	w := &writer{}
	w.line(`.\" %s`, r.Marker)
	w.line(`.TH %s %s "" "%s" "%s"`, quoted(strings.ToUpper(title)), section, quotedText(r.API), quotedText(r.Title))
	w.line(".ad l\n.nh")
	w.section("Name")
	w.line("%s \\- %s", text(title), text(strings.TrimSuffix(summary, ".")))
	return w
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format, args...)
	w.WriteByte('\n')
}

func (w *writer) section(title string) { w.line(".SH %s", strings.ToUpper(title)) }

// doc writes paragraphs.
func (w *writer) doc(d doctext.Doc) {
	for i, b := range d.Blocks {
		switch {
		case b.Kind == doctext.Heading:
			w.line(".PP\n.B %s", quoted(b.Text))
			continue
		case b.Kind == doctext.Item:
			w.line(".IP \\(bu 2")
		case i > 0:
			w.line(".PP")
		}
		w.line("%s", start(withURLs(d, b.Text)))
	}
}

// withURLs returns a text with the addresses of links after their texts.
func withURLs(d doctext.Doc, s string) string {
	var b strings.Builder
	for _, span := range d.Spans(s) {
		b.WriteString(span.Text)
		if span.URL != "" {
			b.WriteString(" <" + span.URL + ">")
		}
	}
	return b.String()
}

func overview(r *reference.Reference) string {
	w := newPage(r, r.Service, "7", "operations of "+r.Title)
	w.section("Operations")
	for _, o := range r.Operations {
		if o.Command == "" {
			continue
		}
		w.line(".TP\n.BR %s (1)\n%s", quoted(name(r, o)), start(o.Summary))
	}
	return w.String()
}

func operation(r *reference.Reference, o *reference.Operation) string {
	w := newPage(r, name(r, o), "1", o.Summary)
	w.synopsis(r, o)
	w.section("Description")
	w.doc(o.Doc)
	if o.Deprecated != "" {
		w.line(".PP\nDeprecated: %s", text(o.Deprecated))
	}
	for _, f := range o.Facts {
		w.line(".PP\n.B %s.\n%s", text(f.Name), start(f.Text))
	}
	w.members("Options", o.Request)
	w.members("Output", o.Response)
	w.rules(o)
	w.errors(o)
	w.examples(o)
	w.history(o)
	w.related(r, o)
	return w.String()
}

// synopsis writes the command line: required options, then the others.
func (w *writer) synopsis(r *reference.Reference, o *reference.Operation) {
	w.section("Synopsis")
	w.line(".B %s", quoted(r.Service+" "+o.Command))
	for _, m := range o.Request {
		option := text(m.CLI)
		switch {
		case strings.HasPrefix(m.Type, "list of "):
			option += " VALUE ..."
		case m.Type != "boolean":
			option += " VALUE"
		}
		if !m.Required {
			option = "[" + option + "]"
		}
		w.line(".br\n%s", option)
	}
}

// members writes the entries of an outline.
func (w *writer) members(title string, list []*reference.Member) {
	if len(list) == 0 {
		return
	}
	w.section(title)
	for _, m := range list {
		w.member(m)
	}
}

func (w *writer) member(m *reference.Member) {
	label := m.Name
	if strings.HasPrefix(m.CLI, "--") && !strings.Contains(strings.ReplaceAll(m.CLI, " | ", ""), " ") {
		label = m.CLI
	}
	w.line(".TP\n.B %s", quoted(label))
	w.line("%s", start(strings.Join(facts(m), ", ")+"."))
	if len(m.Doc.Blocks) > 0 {
		w.line(".sp")
		w.doc(m.Doc)
	}
	if len(m.Values) > 0 {
		var words []string
		for _, v := range m.Values {
			words = append(words, v.Text)
		}
		if m.More > 0 {
			words = append(words, fmt.Sprintf("and %d more", m.More))
		}
		w.line(".sp\n%s", start("Values: "+strings.Join(words, ", ")+"."))
	}
	if len(m.Filters) > 0 {
		w.line(".sp\n%s", start("Names of filters: "+strings.Join(m.Filters, ", ")+"."))
	}
	if len(m.Rules) > 0 {
		var ids []string
		for _, r := range m.Rules {
			ids = append(ids, r.ID)
		}
		w.line(".sp\n%s", start("Rules: "+strings.Join(ids, ", ")+"."))
	}
	if len(m.Members) > 0 {
		w.line(".RS")
		for _, inside := range m.Members {
			w.member(inside)
		}
		w.line(".RE")
	}
}

// facts returns short facts about a member.
func facts(m *reference.Member) []string {
	list := []string{m.Type}
	add := func(set bool, s string) {
		if set {
			list = append(list, s)
		}
	}
	add(m.Required, "required")
	list = append(list, m.Limits...)
	add(m.Default != "", "default "+m.Default)
	add(m.Token, "idempotency token")
	add(m.Since != "", "since "+m.Since)
	add(m.Deprecated != "", "deprecated: "+m.Deprecated)
	add(m.Recursive != "", "members as above")
	return list
}

func (w *writer) rules(o *reference.Operation) {
	if len(o.Rules) == 0 {
		return
	}
	w.section("Rules")
	for _, r := range o.Rules {
		label := r.ID + " (" + r.Level
		if r.Code != "" {
			label += ", " + r.Code
		}
		w.line(".TP\n.B %s", quoted(label+")"))
		w.line("%s", start(strings.Join(r.Text, "; ")+". "+r.Reason))
	}
}

func (w *writer) errors(o *reference.Operation) {
	if len(o.Errors) == 0 {
		return
	}
	w.section("Errors")
	for _, e := range o.Errors {
		w.line(".TP\n.B %s", quoted(e.Code))
		var parts []string
		for _, b := range e.Doc.Blocks {
			parts = append(parts, b.Text)
		}
		w.line("%s", start(strings.Join(parts, " ")))
	}
}

func (w *writer) examples(o *reference.Operation) {
	w.section("Examples")
	for _, x := range o.Calls {
		w.line(".PP\n%s:", start(x.Title))
		for _, s := range x.Snippets {
			if s.ID == "cli" {
				w.literal(s.Text)
			}
		}
		if x.Output != "" {
			w.literal(x.Output)
		}
	}
}

// literal writes lines without filling.
func (w *writer) literal(s string) {
	w.line(".PP\n.RS 4\n.nf")
	for _, line := range strings.Split(s, "\n") {
		w.line("%s", guard(escape(line)))
	}
	w.line(".fi\n.RE")
}

func (w *writer) history(o *reference.Operation) {
	if len(o.History) == 0 {
		return
	}
	w.section("History")
	date := ""
	for _, e := range o.History {
		if e.Date != date {
			w.line(".TP\n%s", text(e.Date))
			date = e.Date
		} else {
			w.line(".br")
		}
		if e.What == "operation" {
			w.line("the operation")
		} else {
			w.line("%s", start(e.What+" "+e.Text))
		}
	}
}

func (w *writer) related(r *reference.Reference, o *reference.Operation) {
	w.section("See also")
	w.line(".BR %s (7)", quoted(r.Service))
	for _, other := range o.Related {
		if other.Command != "" {
			w.line(".BR %s (1)", quoted(name(r, other)))
		}
	}
}
