package spec

// This file cuts a model down to a choice of its operations: the shapes that
// they reach, and of what people know (rules, error codes) whatever is about
// these. What belongs to an operation, a shape or a member (documentation,
// dates, examples, paginators) is part of it and comes along by itself.

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Cut returns the part of a model with only the operations named and the shapes
// that they and the shapes to keep reach, with the rules that apply to these
// operations' requests and the error codes that these operations may return. If
// operations is nil and nothing is to be kept, Cut returns m itself. The parts
// share operations and shapes with m; rules and error codes are copies. The
// error lists each unknown name with the nearest known one.
func (m *Model) Cut(operations []string, keep ...string) (*Model, error) {
	if operations == nil && len(keep) == 0 {
		return m, nil
	}
	c := &cut{model: m}
	err := errors.Join(c.chooseOperations(operations), c.chooseShapes(keep))
	if err != nil {
		return nil, err
	}
	c.reached = reachable(c.roots)
	out := *m
	out.Operations = c.operations
	out.Shapes = c.shapes()
	out.Rules = c.rules()
	out.allRules = m.RuleIDs()
	out.Errors = c.errors()
	return &out, nil
}

// RuleIDs are the ids of the model's rules, sorted: of a cut, those of the whole
// model, since a policy may name a rule that is about other operations.
func (m *Model) RuleIDs() []string {
	if m.allRules != nil {
		return m.allRules
	}
	var ids []string
	for _, r := range m.Rules {
		ids = append(ids, r.ID)
	}
	return ids
}

// A cut is what is chosen of a model.
type cut struct {
	model      *Model
	named      map[string]bool
	operations []*Operation // by name
	roots      []Step       // the shapes that were chosen, or that operations name
	reached    map[*Shape]bool
	sent       map[*Shape][]*Operation // see senders
}

func (c *cut) chooseOperations(names []string) error {
	c.named = make(map[string]bool, len(names))
	var unknown []error
	for _, name := range names {
		if c.model.Operation(name) == nil && !c.named[name] {
			unknown = append(unknown, &UnknownNameError{Kind: "operation", Name: name,
				Nearest: nearest(name, labels(c.model.Operations))})
		}
		c.named[name] = true
	}
	for _, o := range c.model.Operations {
		if c.named[o.Name] {
			c.operations = append(c.operations, o)
			c.roots = append(c.roots, o.roots()...)
		}
	}
	return errors.Join(unknown...)
}

func (c *cut) chooseShapes(names []string) error {
	var unknown []error
	for _, name := range names {
		if s := c.model.Shape(name); s != nil {
			c.roots = append(c.roots, Step{Name: "kept", Shape: s})
		} else {
			unknown = append(unknown, &UnknownNameError{Kind: "shape", Name: name,
				Nearest: nearest(name, labels(c.model.Shapes))})
		}
	}
	return errors.Join(unknown...)
}

// An UnknownNameError is a name that a model does not have.
type UnknownNameError struct {
	Kind    string // "operation" or "shape"
	Name    string
	Nearest string // the known name that was probably meant; "" if none is near
}

// Error says what is unknown and what to do.
func (e *UnknownNameError) Error() string {
	remedy := "check the spelling, or import a newer model"
	if e.Nearest != "" {
		remedy = "did you mean " + quote(e.Nearest) + "?"
	}
	return fmt.Sprintf("unknown %s %s; %s", e.Kind, quote(e.Name), remedy)
}

func (c *cut) shapes() []*Shape {
	var kept []*Shape
	for _, s := range c.model.Shapes {
		if c.reached[s] {
			kept = append(kept, s)
		}
	}
	return kept
}

// errors are the codes that one of the chosen operations may return.
func (c *cut) errors() []*ErrorCode {
	returned, members := map[*ErrorCode]bool{}, map[string]bool{}
	for _, o := range c.operations {
		for _, e := range c.model.ErrorsOf(o) {
			returned[e] = true
		}
		maps.Copy(members, requestMembers(o))
	}
	var kept []*ErrorCode
	for _, e := range c.model.Errors {
		if returned[e] || e.General() {
			one := *e
			one.Operations = slices.DeleteFunc(slices.Clone(e.Operations), func(name string) bool { return !c.named[name] })
			one.Members = slices.DeleteFunc(slices.Clone(e.Members), func(name string) bool { return !members[name] })
			kept = append(kept, &one)
		}
	}
	return kept
}

// chosen are those of a list of operations that were chosen; nil if none was.
func (c *cut) chosen(list []*Operation) []*Operation {
	var kept []*Operation
	for _, o := range c.operations {
		if slices.Contains(list, o) {
			kept = append(kept, o)
		}
	}
	return kept
}

// rules are the rules that a request of the chosen operations can break, without
// what is about others.
func (c *cut) rules() []*Rule {
	var kept []*Rule
	byID := map[string]*Rule{}
	for _, r := range c.model.Rules {
		if one := c.rule(r); one != nil {
			kept, byID[one.ID] = append(kept, one), one
		}
	}
	for _, r := range kept {
		var unless []*Rule
		for _, u := range r.Unless {
			if byID[u.ID] != nil {
				unless = append(unless, byID[u.ID])
			}
		}
		r.Unless = unless
	}
	return kept
}

// rule is a copy of a rule for the chosen operations; nil if it is about none.
// A rule that applies to every chosen operation with such a request needs no
// list of them.
func (c *cut) rule(r *Rule) *Rule {
	one := *r
	one.Operations = c.chosen(r.Operations)
	switch {
	case one.Operations == nil && r.Operations != nil:
		return nil
	case r.Every != nil:
		one.Every = r.Every.kept(func(s *Shape) bool { return len(c.senders(s)) > 0 })
		if one.Every == nil {
			return nil
		}
		return &one
	case r.At == nil:
		return &one
	case len(c.senders(r.At)) == 0:
		return nil
	}
	if len(one.Operations) > 0 && len(one.Operations) == len(c.senders(r.At)) {
		one.Operations = nil
	}
	return &one
}

// senders are the chosen operations whose requests can have a structure.
func (c *cut) senders(s *Shape) []*Operation {
	if c.sent == nil {
		c.sent = map[*Shape][]*Operation{}
		for _, o := range c.operations {
			if o.Input == nil {
				continue
			}
			for in := range reachable([]Step{{Shape: o.Input}}) {
				c.sent[in] = append(c.sent[in], o)
			}
		}
	}
	return c.sent[s]
}
