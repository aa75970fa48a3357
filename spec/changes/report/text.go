package report

// This file is the report for a terminal. It follows AWS's own change pages: the
// number of methods, then each with the sides that changed and the members.

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
	fmt.Fprintf(b, "%s - %s\n%s -> %s\n", v.API, v.heading(), v.Old, v.New)
	for _, o := range v.methods() {
		v.textOperation(b, o)
	}
	v.textLimits(b)
	if words := v.worded(); v.Docs && len(words) > 0 {
		fmt.Fprintf(b, "\n%s in which only words changed\n", counted(len(words), "method"))
		for _, o := range words {
			v.textOperation(b, o)
		}
	}
	v.textShapes(b)
	if list := v.telling(v.Report.Model); len(list) > 0 {
		fmt.Fprint(b, "\nThe model itself\n")
		for _, c := range list {
			v.textChange(b, "  ", "", c, c.Level)
		}
	}
	for _, line := range v.Ignored {
		fmt.Fprintf(b, "\nIgnored: %s\n", line)
	}
	fmt.Fprintf(b, "\n%s\n", v.summary())
	return b.Flush()
}

func (v *View) textOperation(b io.Writer, o *changes.Operation) {
	fmt.Fprintf(b, "\n%s (%s)%s\n", o.Name, o.Status, v.marks(o))
	for _, m := range v.shown(o, changes.Whole) {
		if o.Status == changes.Updated {
			v.textChange(b, "  ", "", m.Change, m.Level)
		}
	}
	for _, side := range []changes.Side{changes.Request, changes.Response} {
		list := v.shown(o, side)
		if len(list) > 0 {
			fmt.Fprintf(b, "  %s\n", strings.ToUpper(side.String()[:1])+side.String()[1:])
		}
		for _, m := range list {
			v.textChange(b, "    ", m.Path, m.Change, m.Level)
		}
	}
}

func (v *View) textChange(b io.Writer, indent, path string, c *changes.Change, level changes.Level) {
	line := strings.Join(nonEmpty(path, c.Kind.ID, told(c)), "  ")
	if level > changes.Compatible {
		line += "  [" + level.String() + "]"
	}
	fmt.Fprintf(b, "%s%s\n", indent, line)
	if places := v.places(c); v.Positions && places != "" {
		fmt.Fprintf(b, "%s  %s\n", indent, places)
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

func (v *View) textLimits(b io.Writer) {
	limited := v.limited()
	if len(limited) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s in which only the limits of a shared shape changed\n", counted(len(limited), "method"))
	for _, o := range limited {
		fmt.Fprintf(b, "  %s%s\n", o.Name, v.marks(o))
		for _, m := range o.Occurrences {
			if m.Level > changes.Docs {
				v.textChange(b, "    ", m.Path, m.Change, m.Level)
			}
		}
	}
}

func (v *View) textShapes(b io.Writer) {
	shared := v.shared()
	if len(shared) == 0 {
		return
	}
	fmt.Fprint(b, "\nShapes that reach several methods\n")
	for _, s := range shared {
		fmt.Fprintf(b, "  %s: %s\n", s.Name, strings.Join(s.Operations, ", "))
		for _, c := range v.telling(s.Changes) {
			v.textChange(b, "    ", c.Member, c, c.Level)
		}
	}
}
