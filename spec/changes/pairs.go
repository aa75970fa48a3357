package changes

// This file pairs the shapes of the two models. Shapes with the same name are a
// pair. AWS also renames shapes: a shape that only the new model has, at the path
// of one that only the old model has, counts as renamed.

import "github.com/ec2gen/ec2gen/spec"

// A pair is a shape in both models.
type pair struct{ old, new *spec.Shape }

// pairing has the pairs.
type pairing struct {
	list    []pair                      // in the order of the old model's walk
	renamed map[*spec.Shape]*spec.Shape // old to new, if the names differ
	news    map[*spec.Shape]bool        // the new shapes of renamed
	roots   map[*spec.Shape]bool        // inputs and outputs, which Go names after their operation
	oldBy   map[string]*spec.Shape      // reached shapes by name
	newBy   map[string]*spec.Shape
}

func pairShapes(old, now *spec.Model) *pairing {
	p := &pairing{renamed: map[*spec.Shape]*spec.Shape{}, news: map[*spec.Shape]bool{}, roots: map[*spec.Shape]bool{},
		oldBy: reached(old), newBy: reached(now)}
	queue := p.start(old, now)
	seen := map[pair]bool{}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		if seen[at] || !p.match(at) {
			continue
		}
		seen[at] = true
		queue = append(queue, below(at)...)
	}
	for _, s := range old.Shapes {
		if p.oldBy[s.Name] != s {
			continue
		}
		if n := p.renamed[s]; n != nil {
			p.list = append(p.list, pair{s, n})
		} else if n := p.newBy[s.Name]; n != nil {
			p.list = append(p.list, pair{s, n})
		}
	}
	return p
}

// start returns the pairs that operations name directly.
func (p *pairing) start(old, now *spec.Model) []pair {
	var queue []pair
	root := func(a, b *spec.Shape) {
		for _, s := range []*spec.Shape{a, b} {
			if s != nil {
				p.roots[s] = true
			}
		}
		if a != nil && b != nil {
			queue = append(queue, pair{a, b})
		}
	}
	for _, o := range old.Operations {
		if n := now.Operation(o.Name); n != nil {
			root(o.Input, n.Input)
			root(o.Output, n.Output)
		}
	}
	// Start also from shapes that kept their names, so that renamed shapes below
	// them are found even if other operations reach them.
	for _, s := range old.Shapes {
		if n := p.newBy[s.Name]; n != nil && p.oldBy[s.Name] == s {
			queue = append(queue, pair{s, n})
		}
	}
	return queue
}

// match reports whether two shapes are a pair, and records a renamed shape.
func (p *pairing) match(at pair) bool {
	if at.old == nil || at.new == nil {
		return false
	}
	if n := p.renamed[at.old]; n != nil {
		return n == at.new
	}
	if at.old.Name == at.new.Name {
		return true
	}
	if p.newBy[at.old.Name] != nil || p.oldBy[at.new.Name] != nil || p.news[at.new] || at.old.Kind != at.new.Kind {
		return false
	}
	p.renamed[at.old], p.news[at.new] = at.new, true
	return true
}

// same reports whether two shapes are a pair, once all pairs are known.
func (p *pairing) same(a, b *spec.Shape) bool {
	if n := p.renamed[a]; n != nil {
		return n == b
	}
	return a.Name == b.Name && !p.news[b]
}

// below returns the pairs of shapes at the same path in a pair.
func below(at pair) []pair {
	var list []pair
	for _, m := range memberPairs(at) {
		list = append(list, pair{m.old.Shape, m.new.Shape})
	}
	return list
}

// A memberPair is a member in both models: with the same name or, if renamed, with
// the same name on the wire.
type memberPair struct {
	name     string // in the new model; "[]", "{key}", "{value}"
	old, new *spec.Member
}

func memberPairs(at pair) []memberPair {
	if at.old.Kind != at.new.Kind {
		return nil
	}
	var list []memberPair
	add := func(name string, a, b *spec.Member) {
		if a != nil && b != nil && a.Shape != nil && b.Shape != nil {
			list = append(list, memberPair{name, a, b})
		}
	}
	if at.old.Kind == spec.Map {
		add("{key}", at.old.Key, at.new.Key)
		add("{value}", at.old.Elem, at.new.Elem)
	} else {
		add("[]", at.old.Elem, at.new.Elem)
	}
	gone := goneByWire(at)
	for _, m := range at.new.Members {
		o := at.old.Member(m.Name)
		if o == nil {
			key := wireNames{m.QueryName(), m.XMLName()}
			o = gone[key]
			delete(gone, key)
		}
		add(m.Name, o, m)
	}
	return list
}

type wireNames struct{ query, xml string }

// goneByWire returns the members that only the old structure has, by their names on
// the wire, if these are unique.
func goneByWire(at pair) map[wireNames]*spec.Member {
	gone := map[wireNames]*spec.Member{}
	for _, m := range at.old.Members {
		if at.new.Member(m.Name) != nil {
			continue
		}
		key := wireNames{m.QueryName(), m.XMLName()}
		if _, twice := gone[key]; twice {
			m = nil
		}
		gone[key] = m
	}
	return gone
}

// reached returns the shapes that some operation reaches, by name.
func reached(m *spec.Model) map[string]*spec.Shape {
	found := map[string]*spec.Shape{}
	var visit func(s *spec.Shape)
	visit = func(s *spec.Shape) {
		if s == nil || found[s.Name] != nil {
			return
		}
		found[s.Name] = s
		for _, m := range parts(s) {
			visit(m.Shape)
		}
	}
	for _, o := range m.Operations {
		visit(o.Input)
		visit(o.Output)
		for _, e := range o.Errors {
			visit(e)
		}
	}
	return found
}

// parts returns the members of a shape, including elements, keys and values.
func parts(s *spec.Shape) []*spec.Member {
	list := append([]*spec.Member{}, s.Members...)
	for _, m := range []*spec.Member{s.Key, s.Elem} {
		if m != nil {
			list = append(list, m)
		}
	}
	return list
}
