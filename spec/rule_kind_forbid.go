package spec

// This file implements the assertion forbid: all of these members are absent.

import "gopkg.in/yaml.v3"

// Forbid asserts that all of its paths are absent.
type Forbid struct{ Paths []*Path }

var forbidKind = kindOf("forbid", "assertion: none of these is present",
	func(d ruleDecoder, n *yaml.Node) *Forbid { return &Forbid{d.paths(n)} })

// Text returns one sentence per path.
func (a *Forbid) Text() []string { return eachPath(a.Paths, "is not set") }

// Members returns the paths, or nil if a is nil.
func (a *Forbid) Members() []*Path {
	if a == nil {
		return nil
	}
	return a.Paths
}

// About returns the members of the assertion.
func (a *Forbid) About() []*Path { return a.Paths }

// Conds returns nil.
func (a *Forbid) Conds() []*Cond { return nil }

func (a *Forbid) show() *node { return showList(a.Paths, showPath) }

func (a *Forbid) check(l *ruleLinker, b bases) { l.single(a.Paths, b) }
