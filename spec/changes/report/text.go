package report

// This file writes the report for a terminal, in the style of AWS's own change
// pages: the number of methods, then each with the sides and the members that
// changed.

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/spec/changes"
)

// Text writes the report as plain text.
func Text(w io.Writer, v *View) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s - %s\n%s -> %s\n", visible(v.API), v.heading(), visible(v.Old), visible(v.New))
	if v.modelFirst() {
		v.textModel(b)
	}
	for _, o := range v.methods() {
		v.textOperation(b, o)
	}
	v.textLimits(b)
	v.textDocs(b)
	v.textShapes(b)
	if !v.modelFirst() {
		v.textModel(b)
	}
	for _, line := range v.notes() {
		fmt.Fprintf(b, "\nNote: %s\n", visible(line))
	}
	for _, line := range v.Ignored {
		fmt.Fprintf(b, "\nIgnored: %s\n", visible(line))
	}
	fmt.Fprintf(b, "\n%s\n", v.summary())
	return b.Flush()
}

func (v *View) textModel(b io.Writer) {
	list := v.listed(v.Report.Model)
	if len(list) > 0 {
		fmt.Fprint(b, "\nThe model itself\n")
	}
	for _, c := range list {
		v.textChange(b, "  ", "", c, c.Level)
	}
}

func (v *View) textOperation(b io.Writer, o *changes.Operation) {
	fmt.Fprintf(b, "\n%s (%s)%s\n", visible(o.Name), o.Status, v.sides(o))
	if o.Status == changes.Updated {
		v.textOccurrences(b, "  ", o, changes.Whole)
	} else if used := v.usedAt(o.Name, o.Occurrences[0]); used != "" {
		fmt.Fprintf(b, "  used at %s\n", used)
	}
	for _, side := range []changes.Side{changes.Request, changes.Response} {
		if len(v.occurrences(o, side)) > 0 {
			fmt.Fprintf(b, "  %s\n", title(side.String()))
		}
		v.textOccurrences(b, "    ", o, side)
	}
}

func (v *View) textOccurrences(b io.Writer, indent string, o *changes.Operation, side changes.Side) {
	for _, m := range v.occurrences(o, side) {
		v.textChange(b, indent, m.Path, m.Change, m.Level)
		if used := v.usedAt(o.Name, m); used != "" {
			fmt.Fprintf(b, "%s  used at %s\n", indent, used)
		}
	}
}

func (v *View) textChange(b io.Writer, indent, path string, c *changes.Change, level changes.Level) {
	line := strings.Join(nonEmpty(visible(path), c.Kind.ID, describe(c)), "  ")
	if level > changes.Compatible {
		line += "  [" + level.String() + "]"
	}
	fmt.Fprintf(b, "%s%s\n", indent, line)
	if at := v.positions(c); v.Positions && at != "" {
		fmt.Fprintf(b, "%s  %s\n", indent, at)
	}
}

func nonEmpty(texts ...string) (list []string) {
	for _, t := range texts {
		if t != "" {
			list = append(list, t)
		}
	}
	return list
}

// title returns a word with a capital.
func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (v *View) textLimits(b io.Writer) {
	list := v.limitsOnly()
	if len(list) > 0 {
		fmt.Fprintf(b, "\n%s in which only the limits of a shared shape changed\n", counted(len(list), "method"))
	}
	for _, o := range list {
		fmt.Fprintf(b, "  %s%s\n", visible(o.Name), v.sides(o))
		for _, side := range []changes.Side{changes.Request, changes.Response} {
			v.textOccurrences(b, "    ", o, side)
		}
	}
}

func (v *View) textDocs(b io.Writer) {
	list := v.docsOnly()
	if !v.Docs || len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s in which only documentation changed\n", counted(len(list), "method"))
	for _, o := range list {
		v.textOperation(b, o)
	}
}

func (v *View) textShapes(b io.Writer) {
	shared := v.shared()
	if len(shared) > 0 {
		fmt.Fprint(b, "\nShapes that reach several methods\n")
	}
	for _, s := range shared {
		fmt.Fprintf(b, "  %s: %s\n", visible(s.Name), visible(strings.Join(s.Operations, ", ")))
		for _, c := range v.listed(s.Changes) {
			v.textChange(b, "    ", c.Member, c, c.Level)
		}
	}
}
