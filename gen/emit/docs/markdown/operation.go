package markdown

// This file writes the page of an operation.

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
)

func operation(r *reference.Reference, o *reference.Operation) string {
	w := newPage(r, o.Name)
	w.doc(o.Doc, 0)
	w.names(o)
	w.members("Request", o.Request, "The request has no parameters.")
	w.members("Response", o.Response, "The response has no elements besides `requestId`.")
	w.rulesOf(o)
	w.errorsOf(o)
	w.examples(o)
	w.historyOf(o)
	return w.String()
}

// names writes the operation's names in each client, and facts about it.
func (w *writer) names(o *reference.Operation) {
	if o.Deprecated != "" {
		w.line("**Deprecated:** %s\n", text(o.Deprecated))
	}
	names := []string{"Go " + inline(o.GoName)}
	if o.Command != "" {
		names = append(names, "AWS CLI "+inline(o.Command))
	}
	names = append(names, "boto3 and paws "+inline(o.Function))
	if o.Since != "" {
		names = append(names, "in the API since "+text(o.Since))
	}
	w.line("%s.\n", strings.Join(names, " · "))
	for _, f := range o.Facts {
		w.line("- **%s.** %s", text(f.Name), text(f.Text))
	}
	if len(o.Facts) > 0 {
		w.line("")
	}
	if len(o.Related) > 0 {
		var links []string
		for _, other := range o.Related {
			links = append(links, fmt.Sprintf("[%s](%s.md)", text(other.Name), other.Page))
		}
		w.line("See also %s.\n", some(links, 8))
	}
}

// members writes an outline.
func (w *writer) members(title string, list []*reference.Member, none string) {
	w.line("## %s\n", title)
	if len(list) == 0 {
		w.line("%s", none)
	}
	for _, m := range list {
		w.member(m, 0)
	}
	w.line("")
}

// member writes a line of an outline, with its details indented below.
func (w *writer) member(m *reference.Member, depth int) {
	by := strings.Repeat("  ", depth)
	w.line("%s- <a id=\"%s\"></a>**%s** %s", by, m.ID, text(m.Name), strings.Join(facts(m), " · "))
	inner := by + "  "
	for i, b := range m.Doc.Blocks {
		if i == 0 || b.Kind != m.Doc.Blocks[i-1].Kind {
			w.line("")
		}
		lead := inner
		if b.Kind == 1 {
			lead += "- "
		}
		w.line("%s%s", lead, spans(m.Doc, b.Text))
	}
	w.filtersOf(m, depth+1)
	w.valuesOf(m, depth+1)
	w.rulesAt(m, inner)
	for _, inside := range m.Members {
		w.member(inside, depth+1)
	}
}

// facts returns the facts after a member's name.
func facts(m *reference.Member) []string {
	list := []string{typeOf(m)}
	add := func(set bool, s string) {
		if set {
			list = append(list, s)
		}
	}
	add(m.Required, "**required**")
	add(m.GoName != m.Name, "Go "+inline(m.GoName))
	add(true, inline(m.Wire))
	add(m.CLI != "" && strings.HasPrefix(m.CLI, "--") && !strings.Contains(strings.ReplaceAll(m.CLI, " | ", ""), " "),
		inline(m.CLI))
	add(len(m.Limits) > 0, text(strings.Join(m.Limits, ", ")))
	add(m.Default != "", "default "+inline(m.Default))
	add(m.Token, "idempotency token")
	add(m.Sensitive, "sensitive")
	add(m.Since != "", "since "+m.Since)
	add(m.Deprecated != "", "deprecated: "+text(m.Deprecated))
	add(m.Recursive != "", "members as in "+link(m.Recursive))
	return list
}

func link(id string) string {
	if id == "top" || id == "response" {
		return "the whole"
	}
	return "[" + text(id) + "](#" + id + ")"
}

func typeOf(m *reference.Member) string {
	if m.Shape != nil && m.Shape.Many {
		return "[" + text(m.Type) + "](" + m.Shape.Page + ".md)"
	}
	return text(m.Type)
}

// filtersOf writes the names of filters that a member accepts.
func (w *writer) filtersOf(m *reference.Member, depth int) {
	var names []string
	for _, name := range m.Filters {
		names = append(names, inline(name))
	}
	if len(names) > 0 {
		w.line("%s- Names of filters: %s", strings.Repeat("  ", depth), strings.Join(names, ", "))
	}
}

// valuesOf writes the values of an enum: on one line if they have no documentation.
func (w *writer) valuesOf(m *reference.Member, depth int) {
	if len(m.Values) == 0 {
		return
	}
	var plain []string
	for _, v := range m.Values {
		if len(v.Doc.Blocks) > 0 || v.Deprecated != "" {
			plain = nil
			break
		}
		word := inline(v.Text)
		if v.Since != "" {
			word += " (since " + v.Since + ")"
		}
		plain = append(plain, word)
	}
	by := strings.Repeat("  ", depth)
	switch {
	case plain != nil && m.More > 0:
		w.line("%s- Values: %s and %d more in [%s](%s.md)", by, strings.Join(plain, ", "), m.More, text(m.Shape.Name),
			m.Shape.Page)
		return
	case plain != nil:
		w.line("%s- Values: %s", by, strings.Join(plain, ", "))
		return
	}
	w.line("%s- Values:", by)
	for _, v := range m.Values {
		w.value(v, depth+1)
	}
	if m.More > 0 {
		w.line("%s  - and %d more in [%s](%s.md)", by, m.More, text(m.Shape.Name), m.Shape.Page)
	}
}

// rulesAt writes links to the rules about a member.
func (w *writer) rulesAt(m *reference.Member, by string) {
	var links []string
	for _, r := range m.Rules {
		links = append(links, fmt.Sprintf("[%s](#%s) (%s)", text(r.ID), r.Anchor, r.Level))
	}
	if len(links) > 0 {
		w.line("%s- Rules: %s", by, strings.Join(links, ", "))
	}
	links = nil
	for _, r := range m.Conditions {
		links = append(links, fmt.Sprintf("[%s](#%s)", text(r.ID), r.Anchor))
	}
	if len(links) > 0 {
		w.line("%s- Decides about: %s", by, strings.Join(links, ", "))
	}
}

// rulesOf writes the rules of the request.
func (w *writer) rulesOf(o *reference.Operation) {
	if len(o.Rules) == 0 {
		return
	}
	w.line("## Rules\n\nErrors stop a call before it is sent, warnings are reported. [All rules](rules.md).\n")
	for _, r := range o.Rules {
		w.rule(r.Rule, r.Member)
	}
	w.line("")
}

func (w *writer) errorsOf(o *reference.Operation) {
	if len(o.Errors) == 0 {
		return
	}
	w.line("## Errors\n")
	var general []string
	for _, e := range o.Errors {
		link := fmt.Sprintf("[%s](errors.md#%s)", text(e.Code), e.Anchor)
		if e.General {
			general = append(general, link)
			continue
		}
		line := "- " + link
		for i, b := range e.Doc.Blocks {
			if i == 0 {
				line += ":"
			}
			line += " " + spans(e.Doc, b.Text)
		}
		w.line("%s", line)
	}
	if len(general) > 0 {
		w.line("- As for every operation: %s", strings.Join(general, ", "))
	}
	w.line("")
}

// examples writes calls in each syntax. All but the first are folded.
func (w *writer) examples(o *reference.Operation) {
	w.line("## Examples\n")
	for _, x := range o.Calls {
		w.line("### %s\n", text(x.Title))
		if x.Source != "" {
			w.line("From %s.\n", text(x.Source))
		}
		for i, s := range x.Snippets {
			if i == 1 {
				w.line("<details><summary>Other clients</summary>\n")
			}
			w.line("%s:\n", text(s.Name))
			w.line("%s", fenced(s.Language, s.Text))
		}
		w.line("</details>\n")
		if x.Response != "" {
			w.line("Response:\n\n%s", fenced("xml", x.Response))
		}
		if len(x.Breaks) > 0 {
			var links []string
			for _, r := range x.Breaks {
				links = append(links, fmt.Sprintf("[%s](#%s)", text(r.ID), r.Anchor))
			}
			w.line("Warnings: %s.\n", strings.Join(links, ", "))
		}
	}
}

func (w *writer) historyOf(o *reference.Operation) {
	if len(o.History) == 0 {
		return
	}
	w.line("## <a id=\"history\"></a>History\n")
	date := ""
	for _, e := range o.History {
		if e.Date != date {
			date = e.Date
			w.line("- %s", text(date))
		}
		switch e.What {
		case "operation":
			w.line("  - the operation")
		default:
			w.line("  - %s: [%s](#%s)", e.What, text(e.Text), e.Link)
		}
	}
}
