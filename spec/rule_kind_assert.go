package spec

// This file implements the assertion assert: a condition holds.

import "gopkg.in/yaml.v3"

// Assert asserts that a condition holds. An absent value passes a test that has
// no Default.
type Assert struct{ Cond *Cond }

var assertKind = kindOf("assert", "assertion: this condition holds; absent values pass",
	func(d ruleDecoder, n *yaml.Node) *Assert { return &Assert{d.cond(n)} })

// Text returns one sentence per part of the condition.
func (a *Assert) Text() []string {
	var lines []string
	for _, part := range a.Cond.Parts() {
		lines = append(lines, part.Text())
	}
	return lines
}

// About returns the members of the assertion.
func (a *Assert) About() (list []*Path) {
	a.Cond.Walk(func(t *Test) { list = append(list, t.Path) })
	return list
}

// Conds returns the condition.
func (a *Assert) Conds() []*Cond { return []*Cond{a.Cond} }

func (a *Assert) show() *node { return showCond(a.Cond) }

func (a *Assert) check(l *ruleLinker, b bases) {
	l.cond(a.Cond, b)
	if c := a.Cond; l.rule.Message == "" && (c.Any != nil || c.All != nil || c.Not != nil) {
		l.fail(c.Pos, "write message: must be ...", "rule %s asserts any, all or not, so it requires a message",
			quote(l.rule.ID))
	}
}
