// Package changes compares two models. It reports every difference once, with
// its kind and its effect on programs and requests, and for every operation the
// places where the differences occur.
//
// Compare finds the differences shape by shape, then walks each operation's
// request and response to find those it reaches. Apply is the inverse: the
// differences, applied to the old model, give the new one. So the tests know
// that none is missing and none is redundant.
package changes

// This file is the structure of a report, and Compare.

import "github.com/ec2gen/ec2gen/spec"

// A Report is what changed between two models. The zero value is no change.
type Report struct {
	Operations []*Operation // added, removed or updated, by name
	Shapes     []*Shape     // those with changes of their own, by name
	Model      []*Change    // the service, error codes, and rules about the wire
	Changes    []*Change    // all of them, each once
	Notes      []string     // what was not compared, and why
}

// A Change is one difference, wherever it occurs.
type Change struct {
	Kind *Kind
	// Level is the highest level at which it occurs; if it occurs in no
	// operation, the level of a request.
	Level Level
	Shape string // the shape that changed; "" if no shape did
	// Member is the member, "[]" for elements, "{key}" and "{value}" of a map;
	// "" if the change is about the shape itself.
	Member string
	// Name is what was added, removed or changed if it is neither a shape nor a
	// member: an enum's value, a rule, a waiter, an error code, a key of the service.
	Name           string
	Old, New       string   // what the models say, for people; "" for nothing
	Members        []string // of a structure that came or went with a member, as paths below it
	OldPos, NewPos spec.Pos // positions in the models; the zero value if a model does not have it
	apply          func(*patch)
}

// Status says what happened to an operation.
type Status int

// The statuses.
const (
	Updated Status = iota
	Added
	Removed
)

var statusWords = []string{"updated", "new", "removed"}

// String is the status as reports write it.
func (s Status) String() string { return statusWords[s] }

// MarshalText makes a status a word in JSON.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// An Operation is one operation and the changes that its callers notice.
type Operation struct {
	Name   string
	Status Status
	// Occurrences are its changes: those of the operation itself first, then the
	// request's, then the response's, each by path. On one side each change is
	// reported once, at the shortest path.
	Occurrences []*Occurrence
}

// An Occurrence is a change at a place in an operation.
type Occurrence struct {
	*Change
	Side  Side
	Path  string // "Images[].ImdsSupport"; "" for the operation itself
	Level Level  // on this side
}

// A Shape is one shape, its changes, and the operations that they reach.
type Shape struct {
	Name       string
	Changes    []*Change
	Operations []string // by name
}

// An Input is a model to compare, with what is known about its source.
type Input struct {
	Model *spec.Model
	// Unmodeled is what the source says and the model language cannot express.
	Unmodeled []Unmodeled
	// NoPaginators and NoWaiters say that the source comes without a file for
	// them, which does not mean that the API has none.
	NoPaginators, NoWaiters bool
}

// Compare reports what changed from one model to another. Shapes that no
// operation reaches are not compared.
func Compare(old, now *spec.Model) *Report {
	return CompareInputs(Input{Model: old}, Input{Model: now})
}

// CompareInputs is Compare for models of which more is known.
func CompareInputs(old, now Input) *Report {
	c := newComparison(old, now)
	c.service()
	c.errorCodes()
	c.shapes()
	c.rules()
	c.unmodeled(old.Unmodeled, now.Unmodeled)
	c.operations()
	return c.finish()
}

// Empty reports whether nothing changed.
func (r *Report) Empty() bool { return len(r.Changes) == 0 }

// Level is the highest level of all changes, or Docs if there are none.
func (r *Report) Level() Level {
	level := Docs
	for _, c := range r.Changes {
		level = max(level, c.Level)
	}
	return level
}

// Docs counts the changes that are words only.
func (r *Report) Docs() int {
	n := 0
	for _, c := range r.Changes {
		if c.Level == Docs {
			n++
		}
	}
	return n
}

// Side are the changes on one side.
func (o *Operation) Side(s Side) []*Occurrence {
	var list []*Occurrence
	for _, m := range o.Occurrences {
		if m.Side == s {
			list = append(list, m)
		}
	}
	return list
}

// Level is the highest level of the operation's changes.
func (o *Operation) Level() Level {
	level := Docs
	for _, m := range o.Occurrences {
		level = max(level, m.Level)
	}
	return level
}

// LimitsOnly reports whether all that changed, words aside, is a limit of a scalar
// that other operations may share: AWS's own change pages do not list these.
func (o *Operation) LimitsOnly() bool {
	some := false
	for _, m := range o.Occurrences {
		if m.Level == Docs {
			continue
		}
		if !m.isLimit() {
			return false
		}
		some = true
	}
	return some && o.Status == Updated
}

// isLimit reports whether the change is one of a shape's own limits.
func (c *Change) isLimit() bool {
	switch c.Kind.ID {
	case "length-tightened", "length-loosened", "length-changed",
		"range-tightened", "range-loosened", "range-changed",
		"pattern-tightened", "pattern-loosened", "pattern-changed":
		return c.Member == ""
	}
	return false
}
