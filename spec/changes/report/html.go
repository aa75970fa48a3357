package report

// This file is the report as a page: one file that asks for nothing else, is
// read without scripts, and with them can be filtered.

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

// A page is what page.html shows.
type page struct {
	Title, Heading, Old, New, Summary string
	Operations                        []pageOperation
	Shapes                            []pageShape
	Model                             []pageChange
	Ignored                           []string
	Levels                            []string
}

type pageOperation struct {
	Name, Status, Level string
	LimitsOnly          bool
	Sides               []pageSide
}

type pageSide struct {
	Name    string // "request"; "" for the operation itself
	Changes []pageChange
}

type pageChange struct {
	Side, Path, Kind, Doc, Text, Level, Places string
}

type pageShape struct {
	Name, Level string
	Operations  string
	Changes     []pageChange
}

// HTML writes the report as a page.
func HTML(w io.Writer, v *View) error {
	p := page{Title: v.API + ": " + v.heading(), Heading: v.heading(), Old: v.Old, New: v.New, Summary: v.summary(), Ignored: v.Ignored, Levels: changes.Levels()}
	for _, o := range v.Report.Operations {
		op := pageOperation{Name: o.Name, Status: o.Status.String(), Level: o.Level().String(), LimitsOnly: o.LimitsOnly()}
		for _, side := range []changes.Side{changes.Whole, changes.Request, changes.Response} {
			if list := v.shown(o, side); len(list) > 0 {
				s := pageSide{Name: side.String()}
				for _, m := range list {
					s.Changes = append(s.Changes, v.pageChange(m.Change, side, m.Path, m.Level))
				}
				op.Sides = append(op.Sides, s)
			}
		}
		if len(op.Sides) > 0 {
			p.Operations = append(p.Operations, op)
		}
	}
	for _, s := range v.shared() {
		shape := pageShape{Name: s.Name, Operations: strings.Join(s.Operations, ", ")}
		for _, c := range v.telling(s.Changes) {
			shape.Changes = append(shape.Changes, v.pageChange(c, changes.Whole, c.Member, c.Level))
		}
		p.Shapes = append(p.Shapes, shape)
	}
	for _, c := range v.telling(v.Report.Model) {
		p.Model = append(p.Model, v.pageChange(c, changes.Whole, "", c.Level))
	}
	return pageTemplate.Execute(w, p)
}

func (v *View) pageChange(c *changes.Change, side changes.Side, path string, level changes.Level) pageChange {
	return pageChange{side.String(), path, c.Kind.ID, c.Kind.Doc, told(c), level.String(), v.places(c)}
}

// A Page is one line of a history's index.
type Page struct {
	File     string // beside the index; "" when nothing changed
	Old, New string
	Heading  string
	Level    string
	Methods  string // the names of the methods that changed
}

// Entry is the line of the index that leads to a view's page.
func (v *View) Entry(file string) Page {
	var names []string
	for _, o := range v.methods() {
		names = append(names, o.Name)
	}
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	return Page{File: file, Old: v.Old, New: v.New, Heading: v.heading(), Level: v.Report.Level().String(), Methods: strings.Join(names, ", ")}
}

// Index writes the page that leads to all others, the newest first.
func Index(w io.Writer, api string, pages []Page) error {
	return indexTemplate.Execute(w, struct {
		API   string
		Pages []Page
	}{api, pages})
}
