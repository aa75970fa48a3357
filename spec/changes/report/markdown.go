package report

// This file writes the report for a pull request: breaking changes come first and
// unfolded, long lists are folded. Code hosts reject long comments, so the parts
// that do not fit are only counted.

import (
	"fmt"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/spec/changes"
)

// maxMarkdown is the maximum length of a comment: GitHub accepts 65,536 characters,
// and the workflow that posts it adds some.
const maxMarkdown = 60000

// Markdown writes the report for a pull request's comment.
func Markdown(w io.Writer, v *View) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s\n\n", code(v.API), v.heading())
	fmt.Fprintf(&b, "%s → %s. %s\n", code(v.Old), code(v.New), v.summary())
	left := 0
	for _, part := range v.markdownParts() {
		if b.Len()+len(part) > maxMarkdown {
			left++
			continue
		}
		b.WriteString(part)
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s did not fit into a comment; `-format html` shows everything.\n", counted(left, "part"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownParts returns the paragraphs after the head, the most serious first.
func (v *View) markdownParts() (parts []string) {
	for _, o := range v.methods() {
		parts = append(parts, v.markdownOperation(o))
	}
	if v.Docs {
		for _, o := range v.docsOnly() {
			parts = append(parts, v.markdownOperation(o))
		}
	}
	if model := v.markdownModel(); model != "" && v.modelFirst() {
		parts = append([]string{model}, parts...)
	} else if model != "" {
		parts = append(parts, model)
	}
	for _, part := range []string{v.markdownLimits(), v.markdownShapes(), v.markdownRemarks()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func (v *View) markdownModel() string {
	list := v.listed(v.Report.Model)
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n### The model itself\n\n")
	for _, c := range list {
		v.markdownChange(&b, "", c, c.Level, "")
	}
	return b.String()
}

func (v *View) markdownOperation(o *changes.Operation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %s (%s)%s\n\n", code(o.Name), o.Status, v.sides(o))
	for _, side := range []changes.Side{changes.Whole, changes.Request, changes.Response} {
		if side == changes.Whole && o.Status != changes.Updated {
			if used := v.usedAt(o.Name, o.Occurrences[0]); used != "" {
				fmt.Fprintf(&b, "used at %s\n\n", code(used))
			}
			continue
		}
		v.markdownSide(&b, o, side)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// markdownSide writes the changes on one side; a long list is folded.
func (v *View) markdownSide(b *strings.Builder, o *changes.Operation, side changes.Side) {
	list := v.occurrences(o, side)
	if len(list) == 0 {
		return
	}
	fold := len(list) > 12
	if fold {
		fmt.Fprintf(b, "<details><summary>%s: %s</summary>\n\n", side, counted(len(list), "change"))
	} else if side != changes.Whole {
		fmt.Fprintf(b, "%s\n\n", title(side.String()))
	}
	for _, m := range list {
		v.markdownChange(b, m.Path, m.Change, m.Level, v.usedAt(o.Name, m))
	}
	b.WriteString("\n")
	if fold {
		b.WriteString("</details>\n\n")
	}
}

func (v *View) markdownChange(b *strings.Builder, path string, c *changes.Change, level changes.Level, used string) {
	parts := nonEmpty("-", code(path), c.Kind.ID, code(describe(c)))
	if level > changes.Compatible {
		parts = append(parts, "**"+level.String()+"**")
	}
	if at := v.positions(c); v.Positions && at != "" {
		parts = append(parts, code(at))
	}
	if used != "" {
		parts = append(parts, "used at "+code(used))
	}
	b.WriteString(strings.Join(parts, " ") + "\n")
}

func (v *View) markdownLimits() string {
	list := v.limitsOnly()
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n<details><summary>%s in which only the limits of a shared shape changed</summary>\n\n",
		counted(len(list), "method"))
	for _, o := range list {
		fmt.Fprintf(&b, "- %s%s\n", code(o.Name), v.sides(o))
		for _, side := range []changes.Side{changes.Request, changes.Response} {
			for _, m := range v.occurrences(o, side) {
				b.WriteString("  ")
				v.markdownChange(&b, m.Path, m.Change, m.Level, v.usedAt(o.Name, m))
			}
		}
	}
	b.WriteString("\n</details>\n")
	return b.String()
}

func (v *View) markdownShapes() string {
	shared := v.shared()
	if len(shared) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n<details><summary>Shapes that reach several methods</summary>\n\n")
	for _, s := range shared {
		fmt.Fprintf(&b, "- %s: %s\n", code(s.Name), code(strings.Join(s.Operations, ", ")))
		for _, c := range v.listed(s.Changes) {
			b.WriteString("  ")
			v.markdownChange(&b, c.Member, c, c.Level, "")
		}
	}
	b.WriteString("\n</details>\n")
	return b.String()
}

// markdownRemarks returns the notes and the ignored changes.
func (v *View) markdownRemarks() string {
	var b strings.Builder
	for _, line := range v.notes() {
		fmt.Fprintf(&b, "\nNote: %s\n", code(line))
	}
	for _, line := range v.Ignored {
		fmt.Fprintf(&b, "\nIgnored: %s\n", code(line))
	}
	return b.String()
}
