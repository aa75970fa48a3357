package spec

// This file implements the assertion count: the number of elements of a list that
// satisfy a condition.

import (
	"strconv"

	"gopkg.in/yaml.v3"
)

// Count limits the number of elements of a list that satisfy a condition.
type Count struct {
	Of       *Path // a list; through lists, the elements of all of them count together
	Where    *Cond // on the element; nil: every element counts
	Min, Max *int  // inclusive; nil: open
	Pos      Pos
}

var countKind = kindOf("count", "assertion: the number of elements that satisfy a condition",
	func(d ruleDecoder, n *yaml.Node) *Count {
		return readMapping(d, n, countKeys, &Count{Pos: d.pos(n)})
	})

var countKeys = []ruleKey[Count]{
	{"of", "a list", func(d ruleDecoder, v *Count, n *yaml.Node) { v.Of = d.path(n) }},
	{"where", "condition on the element", func(d ruleDecoder, v *Count, n *yaml.Node) { v.Where = d.cond(n) }},
	{"min", "at least", func(d ruleDecoder, v *Count, n *yaml.Node) { v.Min = d.count(n) }},
	{"max", "at most", func(d ruleDecoder, v *Count, n *yaml.Node) { v.Max = d.count(n) }},
}

// count reads a number of elements.
func (d ruleDecoder) count(n *yaml.Node) *int {
	i, err := strconv.Atoi(d.text(n))
	if err != nil || i < 0 {
		d.fault(n, "write 0, 1, 2 ...", "%s is not a count", quote(n.Value))
		return nil
	}
	return &i
}

// Text returns one sentence: "Tags has at most 50 entries".
func (a *Count) Text() []string { return []string{a.Of.Text + " has " + a.Demand()} }

// Demand returns the required number of entries: "at most 50 entries", "exactly
// 1 entry where DeviceName is equal to RootDeviceName".
func (a *Count) Demand() string {
	bounds := a.Bounds()
	s := bounds.Text(" entries")
	if a.Min != nil && a.Max != nil && *a.Min == *a.Max {
		s = "exactly " + s
	}
	if a.Where != nil {
		s += " where " + a.Where.Text()
	}
	return s
}

// Bounds returns the minimum and maximum number of elements.
func (a *Count) Bounds() *Bounds {
	number := func(i *int) *float64 {
		if i == nil {
			return nil
		}
		f := float64(*i)
		return &f
	}
	return &Bounds{Min: number(a.Min), Max: number(a.Max)}
}

// About returns the members of the assertion.
func (a *Count) About() []*Path { return []*Path{a.Of} }

// Conds returns the condition on the elements.
func (a *Count) Conds() []*Cond { return []*Cond{a.Where} }

func (a *Count) show() *node {
	n := &node{kind: mappingNode}
	n.add("of", showPath(a.Of))
	n.add("where", showCond(a.Where))
	n.addCount("min", a.Min)
	n.addCount("max", a.Max)
	return n
}

func (n *node) addCount(name string, i *int) {
	if i != nil {
		n.add(name, &node{text: strconv.Itoa(*i), plain: true})
	}
}

func (a *Count) check(l *ruleLinker, b bases) {
	if !l.required(a.Of, a.Pos, "count", "of") {
		return
	}
	if a.Min == nil && a.Max == nil || a.Min != nil && a.Max != nil && *a.Min > *a.Max {
		l.fail(a.Pos, "write min, max or both, the smaller first", "count has no valid limit")
	}
	end := l.path(a.Of, b)
	if end != nil && end.Kind != List {
		l.fail(a.Of.Pos, "name a list", "count: %s is not a list", quote(a.Of.Text))
	} else if end != nil {
		b.here = end.Elem.Shape
		l.cond(a.Where, b)
	}
}
