package report

// This file is the report for machines. The form is stable: fields may be added,
// none is renamed or removed.

import (
	"encoding/json"
	"io"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A Document is the JSON form of a report.
type Document struct {
	Old        string          `json:"old"`        // what the models are called
	New        string          `json:"new"`        //
	API        string          `json:"api"`        // "EC2 2016-11-15"
	Level      changes.Level   `json:"level"`      // the most serious of all: docs, compatible, notable, breaking-go or breaking-wire
	Changes    []DocChange     `json:"changes"`    // every change once; operations and shapes refer to them by index
	Operations []DocOperation  `json:"operations"` // by name
	Shapes     []DocShape      `json:"shapes"`     // by name
	Model      []int           `json:"model"`      // changes that are about the model itself
	Ignored    []string        `json:"ignored,omitempty"`
	Kinds      map[string]Kind `json:"kinds"` // what the kinds in this document mean
}

// A Kind is what a kind of change means.
type Kind struct {
	Doc      string        `json:"doc"`
	Request  changes.Level `json:"request"`  // its level in requests, and for what is on neither side
	Response changes.Level `json:"response"` // its level in responses
}

// A DocChange is one change.
type DocChange struct {
	Kind    string        `json:"kind"`             // "member-added"
	Level   changes.Level `json:"level"`            // the most serious that it is anywhere
	Shape   string        `json:"shape,omitempty"`  // the shape that changed
	Member  string        `json:"member,omitempty"` // its member; [] for elements, {key} and {value} of maps
	Name    string        `json:"name,omitempty"`   // the value, rule, waiter, error code or key
	Old     string        `json:"from,omitempty"`   // what the old model says
	New     string        `json:"to,omitempty"`     // what the new model says
	Members []string      `json:"members,omitempty"`
	OldPos  *Position     `json:"fromPos,omitempty"`
	NewPos  *Position     `json:"toPos,omitempty"`
}

// A Position is a place in a model's file.
type Position struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1
	Col  int    `json:"col"`  // from 1
}

// A DocOperation is one operation and what its callers meet.
type DocOperation struct {
	Name   string         `json:"name"`
	Status changes.Status `json:"status"` // updated, new or removed
	Level  changes.Level  `json:"level"`
	// LimitsOnly: nothing changed but limits of shared shapes.
	LimitsOnly  bool            `json:"limitsOnly"`
	Occurrences []DocOccurrence `json:"meets"`
}

// DocOccurrence is a change at a place in an operation.
type DocOccurrence struct {
	Change int           `json:"change"` // index in changes
	Side   changes.Side  `json:"side"`   // whole, request or response
	Path   string        `json:"path"`   // "Images[].ImdsSupport"
	Level  changes.Level `json:"level"`  // on this side
}

// A DocShape is one shape, its changes and the operations that they reach.
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

// Document is the report as JSON has it. Changes of documentation are in it
// whatever Docs says: machines skip them by level.
func (v *View) Document() *Document {
	r := v.Report
	d := &Document{Old: v.Old, New: v.New, API: v.API, Level: r.Level(), Ignored: v.Ignored, Kinds: map[string]Kind{},
		Changes: []DocChange{}, Operations: []DocOperation{}, Shapes: []DocShape{}, Model: []int{}}
	index := map[*changes.Change]int{}
	for i, c := range r.Changes {
		index[c] = i
		d.Changes = append(d.Changes, DocChange{Kind: c.Kind.ID, Level: c.Level, Shape: c.Shape, Member: c.Member, Name: c.Name,
			Old: c.Old, New: c.New, Members: c.Members, OldPos: v.position(c.OldPos), NewPos: v.position(c.NewPos)})
		d.Kinds[c.Kind.ID] = Kind{c.Kind.Doc, c.Kind.Request, c.Kind.Response}
	}
	for _, o := range r.Operations {
		op := DocOperation{Name: o.Name, Status: o.Status, Level: o.Level(), LimitsOnly: o.LimitsOnly()}
		for _, m := range o.Occurrences {
			op.Occurrences = append(op.Occurrences, DocOccurrence{index[m.Change], m.Side, m.Path, m.Level})
		}
		d.Operations = append(d.Operations, op)
	}
	for _, s := range r.Shapes {
		shape := DocShape{Name: s.Name, Operations: append([]string{}, s.Operations...)}
		for _, c := range s.Changes {
			shape.Changes = append(shape.Changes, index[c])
		}
		d.Shapes = append(d.Shapes, shape)
	}
	for _, c := range r.Model {
		d.Model = append(d.Model, index[c])
	}
	return d
}

func (v *View) position(p spec.Pos) *Position {
	if p == (spec.Pos{}) {
		return nil
	}
	at := p
	at.Line, at.Col = 0, 0
	return &Position{v.place(at), p.Line, p.Col}
}
