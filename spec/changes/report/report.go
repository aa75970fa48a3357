// Package report shows people and machines what changed between two models: as
// text for a terminal, Markdown for a pull request, a page to read and filter,
// and JSON.
package report

// This file is the report's content before it has a form: what all forms show,
// in the order in which they show it.

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A View is a report and how to show it.
type View struct {
	Old, New  string // what the models are called
	API       string // "EC2 2016-11-15"
	Report    *changes.Report
	Docs      bool     // list changes of documentation, not only their number
	Positions bool     // say where in the models, in text and Markdown
	Ignored   []string // what was left out, a line each
	// Place writes a position; nil: as it is.
	Place func(spec.Pos) string
}

// Formats are the forms by name.
var Formats = map[string]func(w io.Writer, v *View) error{
	"text":     Text,
	"markdown": Markdown,
	"json":     JSON,
	"html":     HTML,
}

// FormatNames are the names of Formats, in the order of usefulness.
func FormatNames() []string { return []string{"text", "markdown", "json", "html"} }

// methods are the operations that changed by more than words and shared limits.
func (v *View) methods() []*changes.Operation {
	return v.filter(func(o *changes.Operation) bool { return !v.wordsOnly(o) && !o.LimitsOnly() })
}

// limited are the operations in which nothing changed but limits.
func (v *View) limited() []*changes.Operation {
	return v.filter((*changes.Operation).LimitsOnly)
}

// worded are the operations of which only words changed.
func (v *View) worded() []*changes.Operation {
	return v.filter(v.wordsOnly)
}

func (v *View) filter(keep func(*changes.Operation) bool) (list []*changes.Operation) {
	for _, o := range v.Report.Operations {
		if keep(o) {
			list = append(list, o)
		}
	}
	return list
}

func (v *View) wordsOnly(o *changes.Operation) bool { return o.Level() == changes.Docs }

// shown are the occurrences to list on one side.
func (v *View) shown(o *changes.Operation, side changes.Side) (list []*changes.Occurrence) {
	for _, m := range o.Side(side) {
		if v.Docs || m.Level > changes.Docs {
			list = append(list, m)
		}
	}
	return list
}

// marks says on which sides an operation changed: "(request, response)".
func (v *View) marks(o *changes.Operation) string {
	var sides []string
	for _, side := range []changes.Side{changes.Request, changes.Response} {
		if len(v.shown(o, side)) > 0 {
			sides = append(sides, side.String())
		}
	}
	if len(sides) == 0 {
		return ""
	}
	return " (" + strings.Join(sides, ", ") + ")"
}

// shared are the shapes whose changes reach several operations, those that
// reach most first.
func (v *View) shared() (list []*changes.Shape) {
	for _, s := range v.Report.Shapes {
		if len(s.Operations) > 1 && len(v.telling(s.Changes)) > 0 {
			list = append(list, s)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return len(list[i].Operations) > len(list[j].Operations) })
	return list
}

// telling are the changes to list, out of some.
func (v *View) telling(all []*changes.Change) (list []*changes.Change) {
	for _, c := range all {
		if v.Docs || c.Level > changes.Docs {
			list = append(list, c)
		}
	}
	return list
}

// heading counts the methods by what happened to them.
func (v *View) heading() string {
	count := map[changes.Status]int{}
	for _, o := range v.methods() {
		count[o.Status]++
	}
	var parts []string
	for _, status := range []changes.Status{changes.Added, changes.Updated, changes.Removed} {
		if n := count[status]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, status))
		}
	}
	if len(parts) == 0 {
		return "no updated api methods"
	}
	return strings.Join(parts, ", ") + " api " + plural(len(v.methods()), "method")
}

// summary is the last line: how serious it is, and what is not listed.
func (v *View) summary() string {
	if v.Report.Empty() {
		return "Nothing changed."
	}
	text := "Most serious: " + v.Report.Level().String() + "."
	if n := v.Report.Docs(); n > 0 && !v.Docs {
		text += fmt.Sprintf(" %s of documentation and the like, in %s otherwise unchanged (-docs lists them).",
			counted(n, "change"), counted(len(v.worded()), "method"))
	}
	return text
}

func counted(n int, what string) string { return strconv.Itoa(n) + " " + plural(n, what) }

func plural(n int, what string) string {
	if n == 1 {
		return what
	}
	return what + "s"
}

// told is what a change says after its kind: its name, and what was and is.
func told(c *changes.Change) string {
	var text string
	switch {
	case c.Old != "" && c.New != "":
		text = short(c.Old) + " -> " + short(c.New)
	case c.Name != "" && (c.Old == c.Name || c.New == c.Name): // an addition or removal of the thing itself
	case c.Old+c.New == "true": // a flag, which the kind has said
	default:
		text = short(c.Old + c.New)
	}
	if c.Name != "" {
		text = strings.TrimSpace(c.Name + " " + text)
	}
	if len(c.Members) > 0 && len(c.Members) <= 6 {
		text += " {" + strings.Join(c.Members, ", ") + "}"
	} else if len(c.Members) > 0 {
		text += fmt.Sprintf(" {%s, and %d more}", strings.Join(c.Members[:5], ", "), len(c.Members)-5)
	}
	return strings.TrimSpace(text)
}

// maxText is how much of a value is shown; JSON has it whole.
const maxText = 160

func short(s string) string {
	if r := []rune(s); len(r) > maxText {
		return string(r[:maxText]) + "…"
	}
	return s
}

// places says where the models say it.
func (v *View) places(c *changes.Change) string {
	old, new := v.place(c.OldPos), v.place(c.NewPos)
	switch {
	case old == "":
		return new
	case new == "":
		return old
	}
	return old + " -> " + new
}

func (v *View) place(p spec.Pos) string {
	switch {
	case p == spec.Pos{}:
		return ""
	case v.Place != nil:
		return v.Place(p)
	}
	return p.String()
}
