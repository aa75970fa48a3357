package report

// This file writes the report as a page: one file that loads no other, is readable
// without scripts, and can be filtered with them.

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/spec/changes"
)

//go:embed page.html
var pageSource string

//go:embed index.html
var indexSource string

var pageTemplate = template.Must(template.New("page").Parse(pageSource))
var indexTemplate = template.Must(template.New("index").Parse(indexSource))

// A page is the data of page.html.
type page struct {
	Title, Heading, Old, New, Summary string
	Operations                        []pageOperation
	Shapes                            []pageShape
	Model                             []pageChange
	ModelFirst                        bool
	Ignored, Notes                    []string
	Levels                            []string
}

type pageOperation struct {
	Name, Status, Level string
	LimitsOnly          bool
	Sides               []pageSide
}

type pageSide struct {
	Name    string // "request"; "whole" for the operation itself
	Changes []pageChange
}

type pageChange struct {
	Side, Path, Kind, Doc, Text, Level, Positions, UsedAt string
}

type pageShape struct {
	Name       string
	Operations string
	Changes    []pageChange
}

// HTML writes the report as a page.
func HTML(w io.Writer, v *View) error {
	p := page{Title: visible(v.API) + ": " + v.heading(), Heading: v.heading(), Old: visible(v.Old), New: visible(v.New),
		Summary: v.summary(), Ignored: allVisible(v.Ignored), Notes: allVisible(v.notes()), Levels: changes.Levels(),
		ModelFirst: v.modelFirst()}
	for _, o := range operations(v.Report) {
		if op := v.pageOperation(o); len(op.Sides) > 0 {
			p.Operations = append(p.Operations, op)
		}
	}
	for _, s := range v.shared() {
		shape := pageShape{Name: visible(s.Name), Operations: visible(strings.Join(s.Operations, ", "))}
		for _, c := range v.listed(s.Changes) {
			shape.Changes = append(shape.Changes, v.pageChange(c, changes.Whole, c.Member, c.Level))
		}
		p.Shapes = append(p.Shapes, shape)
	}
	for _, c := range v.listed(v.Report.Model) {
		p.Model = append(p.Model, v.pageChange(c, changes.Whole, "", c.Level))
	}
	return pageTemplate.Execute(w, p)
}

func (v *View) pageOperation(o *changes.Operation) pageOperation {
	op := pageOperation{Name: visible(o.Name), Status: o.Status.String(), Level: o.Level().String(),
		LimitsOnly: o.LimitsOnly()}
	for _, side := range []changes.Side{changes.Whole, changes.Request, changes.Response} {
		s := pageSide{Name: side.String()}
		for _, m := range v.occurrences(o, side) {
			c := v.pageChange(m.Change, side, m.Path, m.Level)
			c.UsedAt = v.usedAt(o.Name, m)
			s.Changes = append(s.Changes, c)
		}
		if len(s.Changes) > 0 {
			op.Sides = append(op.Sides, s)
		}
	}
	return op
}

func (v *View) pageChange(c *changes.Change, side changes.Side, path string, level changes.Level) pageChange {
	return pageChange{Side: side.String(), Path: visible(path), Kind: c.Kind.ID, Doc: c.Kind.Doc, Text: describe(c),
		Level: level.String(), Positions: v.positions(c)}
}

func allVisible(list []string) (shown []string) {
	for _, s := range list {
		shown = append(shown, visible(s))
	}
	return shown
}

// A Page is one line of a history's index.
type Page struct {
	File     string // next to the index; "" if nothing changed
	Old, New string
	Heading  string
	Level    string
	Methods  string // the names of the methods that changed
}

// Entry returns the line of the index that links to a view's page.
func (v *View) Entry(file string) Page {
	var names []string
	for _, o := range v.methods() {
		names = append(names, o.Name)
	}
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	return Page{File: file, Old: visible(v.Old), New: visible(v.New), Heading: v.heading(),
		Level: v.Report.Level().String(), Methods: visible(strings.Join(names, ", "))}
}

// Index writes the page that links to all others, the newest first.
func Index(w io.Writer, api string, pages []Page) error {
	return indexTemplate.Execute(w, struct {
		API   string
		Pages []Page
	}{api, pages})
}
