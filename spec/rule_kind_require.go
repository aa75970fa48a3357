package spec

// This file implements the assertion require: all of these members are present.

import "gopkg.in/yaml.v3"

// Require asserts that all of its paths are present.
type Require struct{ Paths []*Path }

var requireKind = kindOf("require", "assertion: all of these are present",
	func(d ruleDecoder, n *yaml.Node) *Require { return &Require{d.paths(n)} })

// Text returns one sentence per path.
func (a *Require) Text() []string { return eachPath(a.Paths, "is set") }

// Members returns the paths, or nil if a is nil.
func (a *Require) Members() []*Path {
	if a == nil {
		return nil
	}
	return a.Paths
}

// About returns the members of the assertion.
func (a *Require) About() []*Path { return a.Paths }

// Conds returns nil.
func (a *Require) Conds() []*Cond { return nil }

func (a *Require) show() *node { return showList(a.Paths, showPath) }

func (a *Require) check(l *ruleLinker, b bases) { l.single(a.Paths, b) }
