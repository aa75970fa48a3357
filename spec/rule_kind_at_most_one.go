package spec

// This file implements the assertion atMostOne: no two of these members are
// present.

import "gopkg.in/yaml.v3"

// AtMostOne asserts that no two of its paths are present.
type AtMostOne struct{ Paths []*Path }

var atMostOneKind = kindOf("atMostOne", "assertion: no two of these are present",
	func(d ruleDecoder, n *yaml.Node) *AtMostOne { return &AtMostOne{d.paths(n)} })

// Text returns one sentence.
func (a *AtMostOne) Text() []string {
	return []string{"at most one of " + words(pathTexts(a.Paths), "and") + " is set"}
}

// Members returns the paths, or nil if a is nil.
func (a *AtMostOne) Members() []*Path {
	if a == nil {
		return nil
	}
	return a.Paths
}

// About returns the members of the assertion.
func (a *AtMostOne) About() []*Path { return a.Paths }

// Conds returns nil.
func (a *AtMostOne) Conds() []*Cond { return nil }

func (a *AtMostOne) show() *node { return showList(a.Paths, showPath) }

func (a *AtMostOne) check(l *ruleLinker, b bases) {
	l.single(a.Paths, b)
	l.choice(a.Paths)
}
