package report

// This file is the report for a pull request: what breaks comes first and open,
// the rest can be folded out. Code hosts refuse long comments, so the parts that
// do not fit are counted instead.

import (
	"fmt"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/spec/changes"
)

// maxMarkdown is what fits into a comment: GitHub takes 65,536 characters, and
// whoever pastes it wants to add a line.
const maxMarkdown = 60000

// Markdown writes the report for a pull request's comment.
func Markdown(w io.Writer, v *View) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s\n\n", escape(v.API), v.heading())
	fmt.Fprintf(&b, "`%s` → `%s`. %s\n", v.Old, v.New, escape(v.summary()))
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
	for _, line := range v.Ignored {
		fmt.Fprintf(&b, "\n_Ignored: %s_\n", escape(line))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownParts are the paragraphs after the head, the most serious first.
func (v *View) markdownParts() (parts []string) {
	for level := changes.BreakingWire; level >= changes.Docs; level-- {
		for _, o := range v.Report.Operations {
			if o.Level() != level || o.LimitsOnly() || level == changes.Docs && !v.Docs {
				continue
			}
			parts = append(parts, v.markdownOperation(o))
		}
	}
	if list := v.telling(v.Report.Model); len(list) > 0 {
		var b strings.Builder
		b.WriteString("\n### The model itself\n\n")
		for _, c := range list {
			v.markdownChange(&b, "", c, c.Level)
		}
		parts = append(parts, b.String())
	}
	if limited := v.limited(); len(limited) > 0 {
		var b strings.Builder
		fmt.Fprintf(&b, "\n<details><summary>%s in which only the limits of a shared shape changed</summary>\n\n", counted(len(limited), "method"))
		for _, o := range limited {
			fmt.Fprintf(&b, "- **%s**%s\n", escape(o.Name), v.marks(o))
			for _, m := range o.Occurrences {
				if m.Level > changes.Docs {
					b.WriteString("  ")
					v.markdownChange(&b, m.Path, m.Change, m.Level)
				}
			}
		}
		b.WriteString("\n</details>\n")
		parts = append(parts, b.String())
	}
	return append(parts, v.markdownShapes()...)
}

func (v *View) markdownOperation(o *changes.Operation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %s (%s)%s\n\n", escape(o.Name), o.Status, v.marks(o))
	for _, side := range []changes.Side{changes.Whole, changes.Request, changes.Response} {
		list := v.shown(o, side)
		if side == changes.Whole && o.Status != changes.Updated {
			list = nil
		}
		fold := len(list) > 12
		if fold {
			fmt.Fprintf(&b, "<details><summary>%s: %s</summary>\n\n", side, counted(len(list), "change"))
		} else if len(list) > 0 && side != changes.Whole {
			fmt.Fprintf(&b, "%s\n\n", strings.ToUpper(side.String()[:1])+side.String()[1:])
		}
		for _, m := range list {
			v.markdownChange(&b, m.Path, m.Change, m.Level)
		}
		if fold {
			b.WriteString("\n</details>\n")
		} else if len(list) > 0 {
			b.WriteString("\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (v *View) markdownChange(b *strings.Builder, path string, c *changes.Change, level changes.Level) {
	b.WriteString("- ")
	if path != "" {
		b.WriteString(code(path) + " ")
	}
	b.WriteString(c.Kind.ID)
	if t := told(c); t != "" {
		b.WriteString(" " + code(t))
	}
	if level > changes.Compatible {
		b.WriteString(" **" + level.String() + "**")
	}
	if places := v.places(c); v.Positions && places != "" {
		b.WriteString(" " + code(places))
	}
	b.WriteString("\n")
}

func (v *View) markdownShapes() []string {
	shared := v.shared()
	if len(shared) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("\n<details><summary>Shapes that reach several methods</summary>\n\n")
	for _, s := range shared {
		fmt.Fprintf(&b, "- **%s**: %s\n", escape(s.Name), escape(strings.Join(s.Operations, ", ")))
		for _, c := range v.telling(s.Changes) {
			b.WriteString("  ")
			v.markdownChange(&b, c.Member, c, c.Level)
		}
	}
	b.WriteString("\n</details>\n")
	return []string{b.String()}
}

// code is a text as inline code, whatever characters it has.
func code(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}

// escape takes the meaning from what Markdown and HTML would give one.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`).Replace(s)
}
