package spec

// This file implements the assertion anyOf: at least one of these members is
// present.

import "gopkg.in/yaml.v3"

// AnyOf asserts that at least one of its paths is present.
type AnyOf struct{ Paths []*Path }

var anyOfKind = kindOf("anyOf", "assertion: at least one of these is present",
	func(d ruleDecoder, n *yaml.Node) *AnyOf { return &AnyOf{d.paths(n)} })

// Text returns one sentence.
func (a *AnyOf) Text() []string { return []string{words(pathTexts(a.Paths), "or") + " is set"} }

// Members returns the paths, or nil if a is nil.
func (a *AnyOf) Members() []*Path {
	if a == nil {
		return nil
	}
	return a.Paths
}

// About returns the members of the assertion.
func (a *AnyOf) About() []*Path { return a.Paths }

// Conds returns nil.
func (a *AnyOf) Conds() []*Cond { return nil }

func (a *AnyOf) show() *node { return showList(a.Paths, showPath) }

func (a *AnyOf) check(l *ruleLinker, b bases) {
	l.single(a.Paths, b)
	l.choice(a.Paths)
}
