package spec

// This file implements the assertion bounds: a range that depends on another
// member.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// BoundsBy asserts that Of is within the bounds that the value of By selects.
type BoundsBy struct {
	Of, By *Path
	Table  []BoundsRow // in file order
	Absent *Bounds     // if By is absent; nil: no check
	Other  *Bounds     // if By has a value that is not in the table; nil: no check
	Pos    Pos
}

// A BoundsRow has the bounds for one value.
type BoundsRow struct {
	Value  string
	Bounds Bounds
	Pos    Pos
}

var boundsKind = kindOf("bounds", "assertion: a range that depends on another member",
	func(d ruleDecoder, n *yaml.Node) *BoundsBy {
		return readMapping(d, n, boundsKeys, &BoundsBy{Pos: d.pos(n)})
	})

var boundsKeys = []ruleKey[BoundsBy]{
	{"of", "the number", func(d ruleDecoder, v *BoundsBy, n *yaml.Node) { v.Of = d.path(n) }},
	{"by", "the member that selects the bounds", func(d ruleDecoder, v *BoundsBy, n *yaml.Node) { v.By = d.path(n) }},
	{"table", "value: [min, max], inclusive, ~ for no limit",
		func(d ruleDecoder, v *BoundsBy, n *yaml.Node) { v.Table = d.boundsRows(n) }},
	{"absent", "[min, max] if by is not set", func(d ruleDecoder, v *BoundsBy, n *yaml.Node) { v.Absent = d.bounds(n) }},
	{"other", "[min, max] for values that are not in the table",
		func(d ruleDecoder, v *BoundsBy, n *yaml.Node) { v.Other = d.bounds(n) }},
}

func (d ruleDecoder) boundsRows(n *yaml.Node) []BoundsRow {
	var rows []BoundsRow
	d.entries(n, func(key, value *yaml.Node) {
		if b := d.bounds(value); b != nil {
			rows = append(rows, BoundsRow{Value: key.Value, Bounds: *b, Pos: d.pos(key)})
		}
	})
	return rows
}

// bounds reads [min, max], with ~ for no limit.
func (d ruleDecoder) bounds(n *yaml.Node) *Bounds {
	if list := d.items(n); len(list) != 2 {
		if n.Kind == yaml.SequenceNode {
			d.fault(n, "write [min, max], with ~ for no limit", "%d numbers", len(list))
		}
		return nil
	}
	end := func(n *yaml.Node) *float64 {
		if yamlread.IsNull(n) {
			return nil
		}
		return d.number(n)
	}
	b := &Bounds{Min: end(n.Content[0]), Max: end(n.Content[1])}
	if b.Min != nil && b.Max != nil && *b.Min > *b.Max {
		d.fault(n, "write the smaller number first", "[%v, %v] allows no value", *b.Min, *b.Max)
	}
	return b
}

// Text returns one sentence per row of the table.
func (a *BoundsBy) Text() []string {
	var lines []string
	for _, row := range a.Table {
		lines = append(lines, fmt.Sprintf("%s is %s if %s is %s", a.Of.Text, row.Bounds.Text(""), a.By.Text, row.Value))
	}
	if a.Absent != nil {
		lines = append(lines, fmt.Sprintf("%s is %s if %s is not set", a.Of.Text, a.Absent.Text(""), a.By.Text))
	}
	if a.Other != nil {
		lines = append(lines, fmt.Sprintf("%s is %s if %s has any other value", a.Of.Text, a.Other.Text(""), a.By.Text))
	}
	return lines
}

// About returns the members of the assertion.
func (a *BoundsBy) About() []*Path { return []*Path{a.Of, a.By} }

// Conds returns nil.
func (a *BoundsBy) Conds() []*Cond { return nil }

func (a *BoundsBy) show() *node {
	n := &node{kind: mappingNode}
	n.add("of", showPath(a.Of))
	n.add("by", showPath(a.By))
	rows := &node{kind: mappingNode}
	for _, row := range a.Table {
		rows.add(row.Value, showPair(&row.Bounds))
	}
	n.add("table", rows)
	n.add("absent", showPair(a.Absent))
	n.add("other", showPair(a.Other))
	return n
}

// showPair returns bounds as [min, max], with ~ for no limit.
func showPair(b *Bounds) *node {
	if b == nil {
		return nil
	}
	end := func(f *float64) *node {
		if f == nil {
			return &node{text: "~", plain: true}
		}
		return showNumber(*f)
	}
	return &node{kind: listNode, list: []*node{end(b.Min), end(b.Max)}}
}

func (a *BoundsBy) check(l *ruleLinker, b bases) {
	if !l.required(a.Of, a.Pos, "bounds", "of") || !l.required(a.By, a.Pos, "bounds", "by") {
		return
	}
	l.oneNumber(a.Of, b)
	by := l.path(a.By, b)
	if by == nil {
		return
	}
	if !isText(by.Kind) || a.By.Many() {
		l.fail(a.By.Pos, "name a string or an enum", "by: %s is %s", quote(a.By.Text), kindText(by.Kind))
		return
	}
	if len(a.Table) == 0 {
		l.fail(a.Pos, "write table: {value: [min, max]}", "missing table")
	}
	for _, row := range a.Table {
		l.literal(row.Value, row.Pos, by)
	}
}
