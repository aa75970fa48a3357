package reference

// This file adds the pages of shapes that several operations share, and of enums
// with many values.

import (
	"cmp"
	"slices"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// addShapes names the pages.
func (b *builder) addShapes() {
	users := map[*plan.Shape]int{}
	for _, op := range b.plan.Operations {
		seen := map[*plan.Shape]bool{}
		reach(op.Input, seen)
		reach(op.Output, seen)
		for s := range seen {
			users[s]++
		}
	}
	for _, s := range b.plan.Shapes {
		many := s.Kind == spec.Enum && len(s.Constants) > manyValues
		if s.Kind != spec.Structure && s.Kind != spec.Enum || users[s] < 2 && !many || users[s] == 0 {
			continue
		}
		own := &Shape{Name: s.Name, Page: b.pages.claim("types." + s.Name), GoName: "types." + s.GoName,
			Kind: s.Kind.String(),
			Doc:  b.doc(s.Doc), Deprecated: deprecation(s.Deprecated), Many: many, plan: s}
		b.shapes[s.Shape] = own
		b.Shapes = append(b.Shapes, own)
	}
	slices.SortFunc(b.Shapes, func(x, y *Shape) int { return cmp.Compare(x.Name, y.Name) })
}

// reach records a shape and the shapes that it can contain.
func reach(s *plan.Shape, seen map[*plan.Shape]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	for _, f := range append([]*plan.Field{s.Elem, s.Key}, s.Fields...) {
		if f != nil {
			reach(f.Shape, seen)
		}
	}
}

// fillShapes creates the pages, with the operations that use each shape. Members
// whose type has its own page are not expanded.
func (b *builder) fillShapes() {
	for _, s := range b.Shapes {
		o := &outline{builder: b, inRequest: s.plan.InRequests, shared: s.plan, ids: map[string]bool{},
			rules: map[string][]*RuleAt{}, conditions: map[string][]*Rule{}}
		for _, v := range s.plan.Constants {
			s.Values = append(s.Values, o.value("", v))
		}
		if s.plan.Kind == spec.Structure {
			o.addSharedRules()
			s.Members = o.fields(s.plan, address{})
		}
	}
	for _, o := range b.Operations {
		seen := map[*Shape]bool{}
		walk(o.Request, func(m *Member) {
			if m.Shape != nil && !seen[m.Shape] {
				seen[m.Shape] = true
				m.Shape.Requests = append(m.Shape.Requests, &Use{o, m.ID})
			}
		})
		clear(seen)
		walk(o.Response, func(m *Member) {
			if m.Shape != nil && !seen[m.Shape] {
				seen[m.Shape] = true
				m.Shape.Responses = append(m.Shape.Responses, &Use{o, m.ID})
			}
		})
	}
}

// walk calls f for each member of an outline.
func walk(list []*Member, f func(*Member)) {
	for _, m := range list {
		f(m)
		walk(m.Members, f)
	}
}
