package spec

// This file reduces a model to some of its operations: the shapes that they reach,
// and the rules and error codes that apply to them. Documentation, dates, examples
// and paginators are parts of an operation, a shape or a member, and stay with it.

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Cut returns the part of a model with only the named operations, the shapes
// that they and the shapes in keep reach, the rules that apply to requests of
// these operations, and the error codes that these operations may return. If
// operations is nil and keep is empty, Cut returns m itself. The result shares
// operations and shapes with m; rules and error codes are copies. The error
// lists each unknown name with the nearest known one.
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

// RuleIDs returns the sorted ids of the model's rules. For a cut, these are the
// rules of the whole model, since a policy may name a rule about other operations.
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

// A cut is a selection of operations and shapes of a model.
type cut struct {
	model      *Model
	named      map[string]bool
	operations []*Operation // by name
	roots      []Step       // the shapes that are selected, or that operations name
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

// An UnknownNameError is a name that the model does not have.
type UnknownNameError struct {
	Kind    string // "operation" or "shape"
	Name    string
	Nearest string // the most similar known name; "" if none is similar
}

// Error returns the unknown name and a remedy.
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

// errors returns the codes that one of the selected operations may return.
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

// chosen returns the selected operations of a list, or nil if there are none.
func (c *cut) chosen(list []*Operation) []*Operation {
	var kept []*Operation
	for _, o := range c.operations {
		if slices.Contains(list, o) {
			kept = append(kept, o)
		}
	}
	return kept
}

// rules returns the rules that a request of the selected operations can violate,
// limited to these operations.
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

// rule returns a copy of a rule for the selected operations, or nil if it applies
// to none of them. A rule that applies to every selected operation with such a
// request has no list of operations.
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

// senders returns the selected operations whose requests can contain a structure.
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
