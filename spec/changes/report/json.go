package report

// This file writes the report for machines. The format is stable: fields may be
// added, but are never renamed or removed.

import (
	"encoding/json"
	"io"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A Document is the JSON form of a report. Its lists are in the order of the
// other formats: the most serious first.
type Document struct {
	Old string `json:"old"` // names of the models
	New string `json:"new"` //
	API string `json:"api"` // "EC2 2016-11-15"
	// the worst level: docs, compatible, notable, breaking-go or breaking-wire
	Level      changes.Level   `json:"level"`
	Changes    []DocChange     `json:"changes"`    // every change once; operations and shapes refer to them by index
	Operations []DocOperation  `json:"operations"` //
	Shapes     []DocShape      `json:"shapes"`     //
	Model      []int           `json:"model"`      // changes of the model itself
	Ignored    []string        `json:"ignored,omitempty"`
	Notes      []string        `json:"notes,omitempty"` // remarks on the comparison
	Kinds      map[string]Kind `json:"kinds"`           // the kinds in this document
}

// A Kind describes a kind of change.
type Kind struct {
	Doc      string        `json:"doc"`
	Request  changes.Level `json:"request"`  // its level in requests, and for changes on neither side
	Response changes.Level `json:"response"` // its level in responses
}

// A DocChange is one change.
type DocChange struct {
	Kind    string        `json:"kind"`             // "member-added"
	Level   changes.Level `json:"level"`            // its highest level in any operation
	Shape   string        `json:"shape,omitempty"`  // the shape that changed
	Member  string        `json:"member,omitempty"` // its member; [] for elements, {key} and {value} of maps
	Name    string        `json:"name,omitempty"`   // the value, rule, waiter, error code or key
	Old     string        `json:"from,omitempty"`   // the old model's value
	New     string        `json:"to,omitempty"`     // the new model's value
	Members []string      `json:"members,omitempty"`
	OldPos  *Position     `json:"fromPos,omitempty"`
	NewPos  *Position     `json:"toPos,omitempty"`
}

// A Position is a position in a model's file.
type Position struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1
	Col  int    `json:"col"`  // from 1
}

// A DocOperation is one operation and its changes.
type DocOperation struct {
	Name   string         `json:"name"`
	Status changes.Status `json:"status"` // updated, new or removed
	Level  changes.Level  `json:"level"`
	// LimitsOnly: only limits of shared shapes changed.
	LimitsOnly  bool            `json:"limitsOnly"`
	Occurrences []DocOccurrence `json:"meets"`
}

// A DocOccurrence is a change at one path of an operation.
type DocOccurrence struct {
	Change int           `json:"change"` // index in changes
	Side   changes.Side  `json:"side"`   // whole, request or response
	Path   string        `json:"path"`   // "Images[].ImdsSupport"
	Level  changes.Level `json:"level"`  // on this side
	UsedAt []string      `json:"usedAt,omitempty"`
}

// A DocShape is one shape, its changes and the affected operations.
type DocShape struct {
	Name       string   `json:"name"`
	Changes    []int    `json:"changes"`
	Operations []string `json:"operations"`
}

// JSON writes the report as one JSON document.
func JSON(w io.Writer, v *View) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v.Document())
}

// Document returns the report in its JSON form. It includes documentation changes
// even if Docs is false: programs skip them by level.
func (v *View) Document() *Document {
	r := v.Report
	d := &Document{Old: v.Old, New: v.New, API: v.API, Level: r.Level(), Ignored: v.Ignored, Notes: v.notes(),
		Kinds:   map[string]Kind{},
		Changes: []DocChange{}, Operations: []DocOperation{}, Shapes: []DocShape{}, Model: []int{}}
	index := map[*changes.Change]int{}
	indexes := func(list []*changes.Change) (numbers []int) {
		for _, c := range bySeverity(list) {
			numbers = append(numbers, index[c])
		}
		return numbers
	}
	for i, c := range bySeverity(r.Changes) {
		index[c] = i
		d.Changes = append(d.Changes, v.docChange(c))
		d.Kinds[c.Kind.ID] = Kind{c.Kind.Doc, c.Kind.Request, c.Kind.Response}
	}
	for _, o := range operations(r) {
		d.Operations = append(d.Operations, v.docOperation(o, index))
	}
	for _, s := range shapes(r) {
		d.Shapes = append(d.Shapes, DocShape{s.Name, indexes(s.Changes), append([]string{}, s.Operations...)})
	}
	d.Model = append(d.Model, indexes(r.Model)...)
	return d
}

func (v *View) docChange(c *changes.Change) DocChange {
	return DocChange{Kind: c.Kind.ID, Level: c.Level, Shape: c.Shape, Member: c.Member, Name: c.Name, Old: c.Old,
		New:     c.New,
		Members: c.Members, OldPos: docPosition(c.OldPos, v.OldPlace), NewPos: docPosition(c.NewPos, v.NewPlace)}
}

func (v *View) docOperation(o *changes.Operation, index map[*changes.Change]int) DocOperation {
	op := DocOperation{Name: o.Name, Status: o.Status, Level: o.Level(), LimitsOnly: o.LimitsOnly()}
	for _, side := range []changes.Side{changes.Whole, changes.Request, changes.Response} {
		for _, m := range occurrences(o, side) {
			at := DocOccurrence{Change: index[m.Change], Side: m.Side, Path: m.Path, Level: m.Level}
			if v.UsedAt != nil {
				at.UsedAt = v.UsedAt(o.Name, m)
			}
			op.Occurrences = append(op.Occurrences, at)
		}
	}
	return op
}

func docPosition(p spec.Pos, place func(spec.Pos) spec.Pos) *Position {
	if p == (spec.Pos{}) {
		return nil
	}
	if place != nil {
		p = place(p)
	}
	return &Position{p.File, p.Line, p.Col}
}
