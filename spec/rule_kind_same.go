package spec

// This file implements the assertion same: all values that are present are equal.

import "gopkg.in/yaml.v3"

// Same asserts that all values at a path that are present are equal.
type Same struct{ Of *Path }

var sameKind = kindOf("same", "assertion: all values that are present are equal",
	func(d ruleDecoder, n *yaml.Node) *Same { return &Same{d.path(n)} })

// Text returns one sentence.
func (a *Same) Text() []string { return []string{"all of " + a.Of.Text + " are equal"} }

// About returns the members of the assertion.
func (a *Same) About() []*Path { return []*Path{a.Of} }

// Conds returns nil.
func (a *Same) Conds() []*Cond { return nil }

func (a *Same) show() *node { return showPath(a.Of) }

func (a *Same) check(l *ruleLinker, b bases) { l.texts(a.Of, b, "same") }
