// Package report formats the changes between two models: as text for a terminal,
// Markdown for a pull request, an HTML page to read and filter, and JSON for
// programs. Breaking changes come first in each.
package report

// This file defines the content of a report, for all formats. order.go sorts it,
// and escape.go makes names from models safe to print.

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A View is a report with options for showing it.
type View struct {
	Old, New  string // names of the models
	API       string // "EC2 2016-11-15"
	Report    *changes.Report
	Docs      bool     // list documentation changes, not only their number
	Positions bool     // show positions in the models, in text and Markdown
	Ignored   []string // ignored changes, one entry per line
	Notes     []string // remarks on the comparison, in addition to the report's
	// OldPlace and NewPlace return the position to show for a position. If nil,
	// positions are shown unchanged.
	OldPlace, NewPlace func(spec.Pos) spec.Pos
	// UsedAt returns the positions in a program that a change concerns, each
	// "file:line:col". If nil, the report is not about a program.
	UsedAt func(operation string, o *changes.Occurrence) []string
}

// Formats has the formats by name.
var Formats = map[string]func(w io.Writer, v *View) error{
	"text":     Text,
	"markdown": Markdown,
	"json":     JSON,
	"html":     HTML,
}

// FormatNames returns the names of Formats, the most useful first.
func FormatNames() []string { return []string{"text", "markdown", "json", "html"} }

// methods returns the operations with more changes than documentation and shared
// limits.
func (v *View) methods() []*changes.Operation {
	return v.filter(func(o *changes.Operation) bool { return !docsOnly(o) && !o.LimitsOnly() })
}

// limitsOnly returns the operations with only changed limits.
func (v *View) limitsOnly() []*changes.Operation { return v.filter((*changes.Operation).LimitsOnly) }

// docsOnly returns the operations with only changed documentation.
func (v *View) docsOnly() []*changes.Operation { return v.filter(docsOnly) }

func docsOnly(o *changes.Operation) bool { return o.Level() == changes.Docs }

func (v *View) filter(keep func(*changes.Operation) bool) (list []*changes.Operation) {
	for _, o := range operations(v.Report) {
		if keep(o) {
			list = append(list, o)
		}
	}
	return list
}

// occurrences returns the changes to list on one side of an operation.
func (v *View) occurrences(o *changes.Operation, side changes.Side) (list []*changes.Occurrence) {
	for _, m := range occurrences(o, side) {
		if v.Docs || m.Level > changes.Docs {
			list = append(list, m)
		}
	}
	return list
}

// sides returns the sides on which an operation changed: " (request, response)".
func (v *View) sides(o *changes.Operation) string {
	var sides []string
	for _, side := range []changes.Side{changes.Request, changes.Response} {
		if len(v.occurrences(o, side)) > 0 {
			sides = append(sides, side.String())
		}
	}
	if len(sides) == 0 {
		return ""
	}
	return " (" + strings.Join(sides, ", ") + ")"
}

// shared returns the shapes whose changes affect several operations.
func (v *View) shared() (list []*changes.Shape) {
	for _, s := range shapes(v.Report) {
		if len(s.Operations) > 1 && len(v.listed(s.Changes)) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// listed returns the changes of all to list.
func (v *View) listed(all []*changes.Change) (list []*changes.Change) {
	for _, c := range bySeverity(all) {
		if v.Docs || c.Level > changes.Docs {
			list = append(list, c)
		}
	}
	return list
}

// modelFirst reports whether the changes of the model itself come before the
// operations, because they may break all operations.
func (v *View) modelFirst() bool {
	list := v.listed(v.Report.Model)
	return len(list) > 0 && list[0].Level >= changes.BreakingGo
}

// heading counts the methods by their status.
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

// summary returns the last line: the worst level, and the number of changes that
// are not listed.
func (v *View) summary() string {
	if v.Report.Empty() {
		return "Nothing changed."
	}
	text := "Worst level: " + v.Report.Level().String() + "."
	if n := v.Report.Docs(); n > 0 && !v.Docs {
		text += fmt.Sprintf(" %s of documentation and the like, in %s otherwise unchanged (-docs lists them).",
			counted(n, "change"), counted(len(v.docsOnly()), "method"))
	}
	return text
}

// notes returns all remarks on the comparison.
func (v *View) notes() []string { return append(append([]string{}, v.Report.Notes...), v.Notes...) }

func counted(n int, what string) string { return strconv.Itoa(n) + " " + plural(n, what) }

func plural(n int, what string) string {
	if n == 1 {
		return what
	}
	return what + "s"
}

// describe returns the text of a change after its kind: its name, the old and the
// new value.
func describe(c *changes.Change) string {
	var text string
	switch {
	case c.Old != "" && c.New != "":
		text = short(c.Old) + " -> " + short(c.New)
	case c.Name != "" && (c.Old == c.Name || c.New == c.Name): // an addition or removal
	case c.Old+c.New == "true": // a flag: the kind is enough
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
	return strings.TrimSpace(visible(text))
}

// maxText is the maximum number of characters shown of a value; JSON has all of it.
const maxText = 160

func short(s string) string {
	if r := []rune(s); len(r) > maxText {
		return string(r[:maxText]) + "…"
	}
	return s
}

// positions returns the positions of a change in the models: "old.yaml:1:2 ->
// new.yaml:3:4".
func (v *View) positions(c *changes.Change) string {
	old, now := position(c.OldPos, v.OldPlace), position(c.NewPos, v.NewPlace)
	switch {
	case old == "":
		return now
	case now == "":
		return old
	}
	return old + " -> " + now
}

func position(p spec.Pos, place func(spec.Pos) spec.Pos) string {
	if p == (spec.Pos{}) {
		return ""
	}
	if place != nil {
		p = place(p)
	}
	return visible(p.String())
}

// maxPlaces is the maximum number of positions in a program per change; JSON has
// all.
const maxPlaces = 5

// usedAt returns the positions in the program: "main.go:1:2, main.go:3:4 and 2
// more".
func (v *View) usedAt(operation string, o *changes.Occurrence) string {
	if v.UsedAt == nil {
		return ""
	}
	list := v.UsedAt(operation, o)
	text := strings.Join(list[:min(len(list), maxPlaces)], ", ")
	if more := len(list) - maxPlaces; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return visible(text)
}
