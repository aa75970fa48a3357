// Package changes compares two models. It reports every difference once, with its
// kind and its effect on programs and requests, and for every operation the paths
// at which differences occur.
//
// Compare finds the differences shape by shape, then visits the shapes of each
// operation's request and response to find the differences there. Apply is the
// inverse: it applies the differences to the old model, which gives the new one. So
// the tests can prove that none is missing and none is redundant.
package changes

// This file is the structure of a report, and Compare.

import "github.com/ec2gen/ec2gen/spec"

// A Report has the changes between two models. The zero value is no change.
type Report struct {
	Operations []*Operation // added, removed or updated, by name
	Shapes     []*Shape     // those with changes, by name
	Model      []*Change    // the service, error codes, and rules about the wire
	Changes    []*Change    // all changes, each once
	Notes      []string     // parts that were not compared, with the reason
}

// A Change is one difference, which may occur at several paths.
type Change struct {
	Kind *Kind
	// Level is the highest level of its occurrences; without any, the level in
	// requests.
	Level Level
	Shape string // the shape that changed; "" if no shape did
	// Member is the member, "[]" for elements, "{key}" and "{value}" of a map;
	// "" if the change is about the shape itself.
	Member string
	// Name is the name of the changed thing if it is neither a shape nor a member:
	// an enum's value, a rule, a waiter, an error code, a key of the service.
	Name           string
	Old, New       string   // the models' values, for people; "" if there is none
	Members        []string // the members of a structure that was added or removed with a member, as paths below it
	OldPos, NewPos spec.Pos // positions in the models; the zero value if a model does not have it
	apply          func(*patch)
}

// Status is the status of an operation: new, removed or updated.
type Status int

// The statuses.
const (
	Updated Status = iota
	Added
	Removed
)

var statusWords = []string{"updated", "new", "removed"}

// String returns the status for reports.
func (s Status) String() string { return statusWords[s] }

// MarshalText encodes a status as a word in JSON.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// An Operation is one operation and the changes that affect its callers.
type Operation struct {
	Name   string
	Status Status
	// Occurrences are its changes: those of the operation itself first, then the
	// request's, then the response's, each by path. On one side each change is
	// reported once, at the shortest path.
	Occurrences []*Occurrence
}

// An Occurrence is a change at one path of an operation.
type Occurrence struct {
	*Change
	Side  Side
	Path  string // "Images[].ImdsSupport"; "" for the operation itself
	Level Level  // on this side
}

// A Shape is one shape, its changes, and the affected operations.
type Shape struct {
	Name       string
	Changes    []*Change
	Operations []string // by name
}

// An Input is a model to compare, with information about its source.
type Input struct {
	Model *spec.Model
	// Unmodeled has the parts of the source that the model language cannot express.
	Unmodeled []Unmodeled
	// NoPaginators and NoWaiters mean that the source has no file for them,
	// although the API may have some.
	NoPaginators, NoWaiters bool
}

// Compare reports the changes from one model to another. Shapes that no
// operation reaches are not compared.
func Compare(old, now *spec.Model) *Report {
	return CompareInputs(Input{Model: old}, Input{Model: now})
}

// CompareInputs is like Compare, with information about the sources.
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

// Level returns the highest level of all changes, or Docs if there are none.
func (r *Report) Level() Level {
	level := Docs
	for _, c := range r.Changes {
		level = max(level, c.Level)
	}
	return level
}

// Docs returns the number of changes at level Docs.
func (r *Report) Docs() int {
	n := 0
	for _, c := range r.Changes {
		if c.Level == Docs {
			n++
		}
	}
	return n
}

// Side returns the changes on one side.
func (o *Operation) Side(s Side) []*Occurrence {
	var list []*Occurrence
	for _, m := range o.Occurrences {
		if m.Side == s {
			list = append(list, m)
		}
	}
	return list
}

// Level returns the highest level of the operation's changes.
func (o *Operation) Level() Level {
	level := Docs
	for _, m := range o.Occurrences {
		level = max(level, m.Level)
	}
	return level
}

// LimitsOnly reports whether the only changes, except documentation, are limits of
// scalars, which other operations may share: AWS's own change pages do not list
// these.
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

// isLimit reports whether the change is about a limit of a shape.
func (c *Change) isLimit() bool {
	switch c.Kind.ID {
	case "length-tightened", "length-loosened", "length-changed",
		"range-tightened", "range-loosened", "range-changed",
		"pattern-tightened", "pattern-loosened", "pattern-changed":
		return c.Member == ""
	}
	return false
}
