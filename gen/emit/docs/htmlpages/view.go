package htmlpages

// This file has the functions that templates call.

import (
	"html/template"
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/emit/docs/page"
	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
)

func (p *printer) functions() template.FuncMap {
	return template.FuncMap{
		"groups": p.linker.groups, "about": p.linker.about, "blocks": p.linker.blocks, "visible": page.Visible,
		"general": general, "days": days, "opens": opens, "plain": plain, "report": p.report, "ruleLink": ruleLink,
	}
}

// A group is a paragraph, or the items of one list.
type group struct {
	List, Heading bool
	Blocks        [][]doctext.Span
}

// A linker links the names of operations in texts to their pages.
type linker struct{ pages map[string]string }

func newLinker(r *reference.Reference) *linker {
	l := &linker{pages: map[string]string{}}
	for _, o := range r.Operations {
		l.pages[o.Name] = o.Page + ".html"
	}
	return l
}

func (l *linker) groups(d doctext.Doc) (list []group) {
	for _, b := range d.Blocks {
		g := group{List: b.Kind == doctext.Item, Heading: b.Kind == doctext.Heading}
		if n := len(list); n > 0 && g.List && list[n-1].List {
			list[n-1].Blocks = append(list[n-1].Blocks, l.spans(d, b.Text))
			continue
		}
		g.Blocks = [][]doctext.Span{l.spans(d, b.Text)}
		list = append(list, g)
	}
	return list
}

// about returns the documentation of an operation, without links to its own page.
func (l *linker) about(o *reference.Operation) []group {
	list := l.groups(o.Doc)
	for _, g := range list {
		for _, b := range g.Blocks {
			for i := range b {
				if b[i].URL == o.Page+".html" {
					b[i].URL = ""
				}
			}
		}
	}
	return list
}

func (l *linker) blocks(d doctext.Doc) (list [][]doctext.Span) {
	for _, b := range d.Blocks {
		list = append(list, l.spans(d, b.Text))
	}
	return list
}

// operationName matches a word that may be an operation's name.
var operationName = regexp.MustCompile(`\b[A-Z][a-z]+[A-Z][A-Za-z0-9]+\b`)

// spans splits a text at its links and at names of operations.
func (l *linker) spans(d doctext.Doc, text string) (list []doctext.Span) {
	for _, s := range d.Spans(text) {
		if s.URL != "" {
			list = append(list, s)
			continue
		}
		end := 0
		for _, at := range operationName.FindAllStringIndex(s.Text, -1) {
			name := s.Text[at[0]:at[1]]
			if l.pages[name] == "" {
				continue
			}
			list = append(list, doctext.Span{Text: s.Text[end:at[0]]}, doctext.Span{Text: name, URL: l.pages[name]})
			end = at[1]
		}
		list = append(list, doctext.Span{Text: s.Text[end:]})
	}
	return list
}

// general returns the codes that any operation may return.
func general(list []*reference.Error) (all []*reference.Error) {
	for _, e := range list {
		if e.General {
			all = append(all, e)
		}
	}
	return all
}

// opens reports whether the members of a member are initially shown, because they
// are few.
func opens(m *reference.Member) bool { return len(m.Members) <= 5 }

// plain reports whether values have no documentation.
func plain(list []*reference.Value) bool {
	for _, v := range list {
		if len(v.Doc.Blocks) > 0 || v.Deprecated != "" {
			return false
		}
	}
	return true
}

// ruleLink returns the link to the rule on the page, or on the page of all rules if
// the page does not describe rules.
func ruleLink(r *reference.RuleAt) string {
	if r.Shared {
		return "rules.html#" + r.Anchor
	}
	return "#" + r.Anchor
}

// A day has the events of a date.
type day struct {
	Date   string
	Events []*reference.Event
}

func days(events []*reference.Event) (list []*day) {
	for _, e := range events {
		if n := len(list); n == 0 || list[n-1].Date != e.Date {
			list = append(list, &day{Date: e.Date})
		}
		list[len(list)-1].Events = append(list[len(list)-1].Events, e)
	}
	return list
}

// A year has the days of a year.
type year struct {
	Year string
	Days []*reference.Day
}

func years(r *reference.Reference) (list []year) {
	for _, d := range r.History {
		name, _, _ := strings.Cut(d.Date, "-")
		if n := len(list); n == 0 || list[n-1].Year != name {
			list = append(list, year{Year: name})
		}
		list[len(list)-1].Days = append(list[len(list)-1].Days, d)
	}
	return list
}

// report returns the page of ec2gen changes -log for a date, or "".
func (p *printer) report(date string) string { return p.ref.Reports[date] }

// A letter has the operations that begin with it.
type letter struct {
	Letter     string
	Operations []*reference.Operation
}

func letters(r *reference.Reference) (list []letter) {
	for _, o := range r.Operations {
		name := strings.ToUpper(o.Page[:1])
		if n := len(list); n == 0 || list[n-1].Letter != name {
			list = append(list, letter{Letter: name})
		}
		list[len(list)-1].Operations = append(list[len(list)-1].Operations, o)
	}
	return list
}
