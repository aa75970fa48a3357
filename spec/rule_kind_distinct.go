package spec

// This file implements the assertion distinct: no value is a duplicate.

import "gopkg.in/yaml.v3"

// Distinct asserts that no two of the values at Of are equal, after Fold.
type Distinct struct {
	Of   *Path // through a list: "BlockDeviceMappings[].DeviceName"
	Fold []Fold
	// Written compares each folded value with the values as written, so that
	// /dev/sdc1 conflicts with /dev/sdc but not with /dev/sdc2.
	Written bool
	Pos     Pos
}

var distinctKind = kindOf("distinct", "assertion: no value is a duplicate",
	func(d ruleDecoder, n *yaml.Node) *Distinct {
		return readMapping(d, n, distinctKeys, &Distinct{Pos: d.pos(n)})
	})

var distinctKeys = []ruleKey[Distinct]{
	{"of", "the values, through a list: Tags[].Key", func(d ruleDecoder, v *Distinct, n *yaml.Node) { v.Of = d.path(n) }},
	{"fold", "steps that normalize spellings", func(d ruleDecoder, v *Distinct, n *yaml.Node) { v.Fold = d.folds(n) }},
	{"against", "written: compare each folded value with the values as written",
		func(d ruleDecoder, v *Distinct, n *yaml.Node) {
			v.Written = d.word(n, []string{"written"}) != ""
		}},
}

// Text returns one sentence.
func (a *Distinct) Text() []string { return []string{"no two of " + a.Of.Text + " are equal"} }

// About returns the members of the assertion.
func (a *Distinct) About() []*Path { return []*Path{a.Of} }

// Conds returns nil.
func (a *Distinct) Conds() []*Cond { return nil }

func (a *Distinct) show() *node {
	n := &node{kind: mappingNode}
	n.add("of", showPath(a.Of))
	n.add("fold", showList(a.Fold, showFold))
	if a.Written {
		n.addText("against", "written")
	}
	return n
}

func (a *Distinct) check(l *ruleLinker, b bases) {
	if l.required(a.Of, a.Pos, "distinct", "of") {
		l.texts(a.Of, b, "distinct")
	}
}
