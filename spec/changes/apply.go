package changes

// This file applies changes to a model. It proves that a report is complete: the
// old model with all changes is the new model, and without any one change it is
// not.

import (
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

// Apply returns old with changes that Compare found between it and another model.
// Like a loaded model, the result is linked and valid; its positions are those of
// its canonical text.
func Apply(old *spec.Model, list []*Change) (*spec.Model, error) {
	return spec.LoadFiles([]spec.Source{{Name: "applied.yaml", Data: spec.Encode(patched(old, list))}})
}

// patched applies changes to a copy of the model. The result can be encoded, but
// the paths of its rules still refer to the old model.
func patched(old *spec.Model, list []*Change) *spec.Model {
	p := newPatch(old)
	for _, c := range list {
		if c.apply != nil { // nil: a model cannot express it
			c.apply(p)
		}
	}
	return p.finish()
}

// A patch is a model while changes are applied to it. Changes refer to
// the old model's parts, so their order does not matter.
type patch struct {
	model   *spec.Model
	shapes  map[*spec.Shape]*spec.Shape   // the copy of each old shape
	members map[*spec.Member]*spec.Member // the copy of each old member
	ops     map[string]*spec.Operation
	adopted map[*spec.Shape]*spec.Shape // shapes of the new model that a new member refers to
	reorder map[*spec.Shape]bool        // enums with the new model's order
}

func newPatch(old *spec.Model) *patch {
	m := *old
	p := &patch{model: &m, shapes: map[*spec.Shape]*spec.Shape{}, members: map[*spec.Member]*spec.Member{},
		ops: map[string]*spec.Operation{}, adopted: map[*spec.Shape]*spec.Shape{}, reorder: map[*spec.Shape]bool{}}
	for _, s := range old.Shapes {
		p.copyShape(s)
	}
	m.Operations = nil
	for _, o := range old.Operations {
		copied := p.copyOperation(o, p.copyShape)
		m.Operations = append(m.Operations, copied)
	}
	m.Errors = nil
	for _, e := range old.Errors {
		copied := *e
		m.Errors = append(m.Errors, &copied)
	}
	m.Rules = nil
	for _, r := range old.Rules {
		copied := *r
		m.Rules = append(m.Rules, &copied)
	}
	return p
}

// copyShape returns the copy of an old shape. The first call creates it.
func (p *patch) copyShape(s *spec.Shape) *spec.Shape {
	return p.copyInto(p.shapes, s, p.copyShape)
}

// copyInto copies a shape once, with its parts; refer returns the copies of the
// shapes that it names.
func (p *patch) copyInto(known map[*spec.Shape]*spec.Shape, s *spec.Shape,
	refer func(*spec.Shape) *spec.Shape) *spec.Shape {
	if s == nil {
		return nil
	}
	if c := known[s]; c != nil {
		return c
	}
	c := *s
	known[s] = &c
	member := func(m *spec.Member) *spec.Member {
		if m == nil {
			return nil
		}
		copied := *m
		copied.Shape = refer(m.Shape)
		p.members[m] = &copied
		return &copied
	}
	c.Members, c.Values = nil, nil
	for _, m := range s.Members {
		c.Members = append(c.Members, member(m))
	}
	for _, v := range s.Values {
		copied := *v
		c.Values = append(c.Values, &copied)
	}
	c.Key, c.Elem = member(s.Key), member(s.Elem)
	return &c
}

func (p *patch) copyOperation(o *spec.Operation, refer func(*spec.Shape) *spec.Shape) *spec.Operation {
	c := *o
	c.Input, c.Output = refer(o.Input), refer(o.Output)
	c.Errors = nil
	for _, e := range o.Errors {
		c.Errors = append(c.Errors, refer(e))
	}
	c.Waiters = nil
	for _, w := range o.Waiters {
		copied := *w
		c.Waiters = append(c.Waiters, &copied)
	}
	p.ops[o.Name] = &c
	return &c
}

// adopt returns the patched model's shape for a shape of the new model: the one
// with its name in the end, or otherwise a copy. It is a placeholder until finish,
// since renamed shapes get their new names only then.
func (p *patch) adopt(s *spec.Shape) *spec.Shape {
	return p.copyInto(p.adopted, s, p.adopt)
}

func (p *patch) adoptMember(m *spec.Member) *spec.Member {
	c := *m
	c.Shape = p.adopt(m.Shape)
	return &c
}

// replace sets all keys of an old shape to those of a new one.
func (p *patch) replace(old, now *spec.Shape) {
	to := p.shape(old)
	from := *p.adopt(now)
	*to = from
}

func (p *patch) shape(old *spec.Shape) *spec.Shape    { return p.shapes[old] }
func (p *patch) member(old *spec.Member) *spec.Member { return p.members[old] }

func (p *patch) value(of *spec.Shape, value string) *spec.EnumValue {
	for _, v := range p.shape(of).Values {
		if v.Value == value {
			return v
		}
	}
	return &spec.EnumValue{} // removed by another change
}

func (p *patch) errorCode(old *spec.ErrorCode) *spec.ErrorCode {
	for _, e := range p.model.Errors {
		if e.Code == old.Code {
			return e
		}
	}
	return &spec.ErrorCode{}
}

// orderValues puts an enum's values in order: common values keep their order unless
// it changed, and a new value follows the same value as in the new model.
func (p *patch) orderValues(old, now *spec.Shape) {
	rank := map[string]float64{}
	if p.reorder[old] {
		for i, v := range now.Values {
			rank[v.Value] = float64(i)
		}
	} else {
		for i, v := range old.Values {
			rank[v.Value] = float64(i)
		}
		last := -1.0
		for i, v := range now.Values {
			if r, ok := rank[v.Value]; ok {
				last = r
				continue
			}
			last += 1e-6 * float64(i+1) / float64(len(now.Values)+1)
			rank[v.Value] = last
		}
	}
	values := p.shape(old).Values
	sort.SliceStable(values, func(i, j int) bool { return rank[values[i].Value] < rank[values[j].Value] })
}

// finish sorts everything, and replaces each placeholder with the shape of its
// name.
func (p *patch) finish() *spec.Model {
	byName := map[string]*spec.Shape{}
	for _, s := range p.shapes {
		byName[s.Name] = s
	}
	for _, s := range p.adopted {
		if byName[s.Name] == nil {
			byName[s.Name] = s
		}
	}
	settle := func(s *spec.Shape) *spec.Shape {
		if s == nil {
			return nil
		}
		return byName[s.Name]
	}
	for _, s := range byName {
		for _, m := range parts(s) {
			m.Shape = settle(m.Shape)
		}
		sort.Slice(s.Members, func(i, j int) bool { return s.Members[i].Name < s.Members[j].Name })
	}
	m := p.model
	for _, o := range m.Operations {
		o.Input, o.Output = settle(o.Input), settle(o.Output)
		for i := range o.Errors {
			o.Errors[i] = settle(o.Errors[i])
		}
		sort.Slice(o.Waiters, func(i, j int) bool { return o.Waiters[i].Name < o.Waiters[j].Name })
	}
	for _, r := range m.Rules {
		r.At = p.ruleAt(r.At, settle)
	}
	sort.Slice(m.Operations, func(i, j int) bool { return m.Operations[i].Name < m.Operations[j].Name })
	sort.Slice(m.Errors, func(i, j int) bool { return m.Errors[i].Code < m.Errors[j].Code })
	sort.Slice(m.Rules, func(i, j int) bool { return m.Rules[i].ID < m.Rules[j].ID })
	m.Shapes = nil
	for _, s := range reached(m) {
		m.Shapes = append(m.Shapes, s)
	}
	sort.Slice(m.Shapes, func(i, j int) bool { return m.Shapes[i].Name < m.Shapes[j].Name })
	return m
}

// ruleAt returns the shape that a rule is at: an old rule's shape may have been
// renamed.
func (p *patch) ruleAt(s *spec.Shape, settle func(*spec.Shape) *spec.Shape) *spec.Shape {
	if c := p.shapes[s]; c != nil {
		return c
	}
	if c := settle(s); c != nil {
		return c
	}
	return s
}
