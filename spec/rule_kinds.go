package spec

// This file has the table of the kinds of assertions. Each kind has its own file,
// rule_kind_NAME.go, with its part of the model language: its form, and how it is
// read, written, described and checked. A new kind is a new file and a line in the
// table. gen/emit/validate generates the Go code of each kind, in files with the
// same names.

import (
	"sort"

	"gopkg.in/yaml.v3"
)

// An Assertion is what a rule demands. Its dynamic type is one of the kinds:
// *Require, *Forbid, *AnyOf, *AtMostOne, *Assert, *Distinct, *Same, *Count,
// *BoundsBy, *Ratio.
type Assertion interface {
	// Text returns the assertion, one sentence per line, with its paths: "Iops is
	// present".
	Text() []string
	// About returns the paths of the members that the assertion is about.
	About() []*Path
	// Conds returns the conditions inside the assertion.
	Conds() []*Cond

	show() *node
	check(l *ruleLinker, b bases)
}

// A ruleKind is one kind of assertion: its key in a rule, its description, and its
// reader.
type ruleKind struct {
	name, doc string
	read      func(d ruleDecoder, n *yaml.Node) Assertion
	is        func(a Assertion) bool
	empty     Assertion
}

// ruleKinds lists all kinds, in the order in which they are written and
// checked. It is filled by init, because reading a rule refers to the table
// itself.
var ruleKinds []ruleKind

func init() {
	ruleKinds = []ruleKind{
		requireKind, forbidKind, anyOfKind, atMostOneKind, assertKind,
		distinctKind, sameKind, countKind, boundsKind, ratioKind,
	}
}

// kindOf returns the entry of a kind whose Go type is *T.
func kindOf[T any, P interface {
	*T
	Assertion
}](name, doc string, read func(d ruleDecoder, n *yaml.Node) P) ruleKind {
	return ruleKind{
		name: name, doc: doc,
		read: func(d ruleDecoder, n *yaml.Node) Assertion { return read(d, n) },
		is: func(a Assertion) bool {
			_, ok := a.(P)
			return ok
		},
		empty: P(new(T)),
	}
}

// AssertionKinds returns an empty assertion of each kind, to check that another
// table of kinds, such as the generator's, is complete.
func AssertionKinds() []Assertion {
	var list []Assertion
	for _, k := range ruleKinds {
		list = append(list, k.empty)
	}
	return list
}

// AssertionOf returns the rule's assertion of one kind, or the zero T if it has
// none.
func AssertionOf[T Assertion](r *Rule) T {
	for _, a := range r.Asserts {
		if found, ok := a.(T); ok {
			return found
		}
	}
	var none T
	return none
}

// kindIndex returns the index of an assertion's kind in the table.
func kindIndex(a Assertion) int {
	for i := range ruleKinds {
		if ruleKinds[i].is(a) {
			return i
		}
	}
	return len(ruleKinds)
}

// sortAsserts sorts the assertions of a rule in the order of the table, so that the
// order of the keys in a file has no effect.
func (r *Rule) sortAsserts() {
	sort.SliceStable(r.Asserts, func(i, j int) bool { return kindIndex(r.Asserts[i]) < kindIndex(r.Asserts[j]) })
}

// kindKeys returns the keys of a rule that are assertions.
func kindKeys() []ruleKey[Rule] {
	var keys []ruleKey[Rule]
	for _, k := range ruleKinds {
		keys = append(keys, ruleKey[Rule]{k.name, k.doc, func(d ruleDecoder, r *Rule, n *yaml.Node) {
			r.Asserts = append(r.Asserts, k.read(d, n))
		}})
	}
	return keys
}
