package spec

// This file implements the assertion ratio: a limit that is a multiple of another
// member.

import "gopkg.in/yaml.v3"

// Ratio asserts Of <= AtMost * Times. It is not checked if Of is absent, or if
// Times is absent and has no Default.
type Ratio struct {
	Of      *Path
	AtMost  float64
	Times   *Path
	Default *float64 // of Times if it is not set; nil: no check
	Free    *float64 // up to this value, Of is allowed with any Times
	Pos     Pos
}

var ratioKind = kindOf("ratio", "assertion: a limit that is a multiple of another member",
	func(d ruleDecoder, n *yaml.Node) *Ratio {
		return readMapping(d, n, ratioKeys, &Ratio{Pos: d.pos(n)})
	})

var ratioKeys = []ruleKey[Ratio]{
	{"of", "the number", func(d ruleDecoder, v *Ratio, n *yaml.Node) { v.Of = d.path(n) }},
	{"atMost", "the factor: of <= atMost * times", func(d ruleDecoder, v *Ratio, n *yaml.Node) {
		if f := d.number(n); f != nil {
			v.AtMost = *f
		}
	}},
	{"times", "the member that it is a multiple of", func(d ruleDecoder, v *Ratio, n *yaml.Node) { v.Times = d.path(n) }},
	{"default", "value of times if it is not set; without it, such requests pass",
		func(d ruleDecoder, v *Ratio, n *yaml.Node) { v.Default = d.number(n) }},
	{"free", "allowed with any times", func(d ruleDecoder, v *Ratio, n *yaml.Node) { v.Free = d.number(n) }},
}

// Text returns one sentence: "Iops is at most 50 times VolumeSize".
func (a *Ratio) Text() []string { return []string{a.Of.Text + " is " + a.Demand()} }

// Demand returns the ratio in words: "at most 50 times VolumeSize".
func (a *Ratio) Demand() string {
	s := "at most "
	if a.AtMost != 1 {
		s += NumberText(a.AtMost) + " times "
	}
	s += a.Times.Text
	if a.Default != nil {
		s += " (default: " + NumberText(*a.Default) + ")"
	}
	if a.Free != nil {
		s = "at most " + NumberText(*a.Free) + ", or " + s
	}
	return s
}

// About returns the members of the assertion.
func (a *Ratio) About() []*Path { return []*Path{a.Of, a.Times} }

// Conds returns nil.
func (a *Ratio) Conds() []*Cond { return nil }

func (a *Ratio) show() *node {
	n := &node{kind: mappingNode}
	n.add("of", showPath(a.Of))
	n.add("atMost", showNumber(a.AtMost))
	n.add("times", showPath(a.Times))
	n.addNumber("default", a.Default)
	n.addNumber("free", a.Free)
	return n
}

func (a *Ratio) check(l *ruleLinker, b bases) {
	if !l.required(a.Of, a.Pos, "ratio", "of") || !l.required(a.Times, a.Pos, "ratio", "times") {
		return
	}
	l.oneNumber(a.Of, b)
	l.oneNumber(a.Times, b)
	if a.AtMost <= 0 {
		l.fail(a.Pos, "write atMost: with a number above 0", "ratio has no factor")
	}
}
