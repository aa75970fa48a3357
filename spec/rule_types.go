package spec

// This file checks that a rule's tests fit the tested members: paths exist, numbers
// are compared with numbers, enum values exist, patterns compile.

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// bases are the shapes that paths start from.
type bases struct {
	here    *Shape // Here
	root    *Shape // Root
	element *Shape // Element; nil outside each
}

// cond resolves and checks a condition, which may be nil.
func (l *ruleLinker) cond(c *Cond, b bases) {
	if c == nil {
		return
	}
	for _, t := range c.Tests {
		if end := l.path(t.Path, b); end != nil {
			l.test(t, end, b)
		}
	}
	for _, part := range append(append([]*Cond{c.Not}, c.Any...), c.All...) {
		l.cond(part, b)
	}
}

// path resolves a path and returns the shape at its end, or nil if the path is
// wrong.
func (l *ruleLinker) path(p *Path, b bases) *Shape {
	at := map[Base]*Shape{Here: b.here, Root: b.root, Element: b.element}[p.Base]
	if at == nil {
		l.fail(p.Pos, "write $ with a member of "+b.root.Name, "%s starts at the element of each, but the rule has no each",
			quote(p.Text))
		return nil
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		if at.Kind != Structure {
			l.fail(p.Pos, pastAdvice(at), "%s: no %s inside %s, which is %s", quote(p.Text), quote(s.Name), at.Name,
				kindText(at.Kind))
			return nil
		}
		if s.Member = at.Member(s.Name); s.Member == nil {
			e := l.fail(p.Pos, memberAdvice(s.Name, at), "%s has no member %s", at.Name, quote(s.Name))
			e.Kind, e.Name = yamlread.Unknown, s.Name
			return nil
		}
		at = s.Member.Shape
		if s.Each && at.Kind != List {
			l.fail(p.Pos, "remove []", "%s is not a list", quote(s.Name))
			return nil
		}
		if s.Each {
			at = at.Elem.Shape
		}
	}
	p.Shape = at
	return at
}

func pastAdvice(s *Shape) string {
	if s.Kind == List {
		return "write [] after the list's name"
	}
	return "end the path there"
}

// memberAdvice suggests the nearest member, or lists all members if they are few.
func memberAdvice(name string, s *Shape) string {
	var all []string
	for _, m := range s.Members {
		all = append(all, m.Name)
	}
	return oneOfWords(name, all)
}

// test checks a test against the tested shape.
func (l *ruleLinker) test(t *Test, s *Shape, b bases) {
	k := s.Kind
	l.fits(t, isText(k) || k == Blob, t.Presence == NonEmpty || t.Presence == Blank, "a test for empty text", k)
	l.fits(t, k == Enum, t.Known, "a test for known values", k)
	l.fits(t, isText(k) || isNumber(k) || k == Boolean, t.OneOf != nil || t.NoneOf != nil || t.Default != nil,
		"a comparison", k)
	l.fits(t, isNumber(k), t.Min != nil || t.Max != nil, "a range", k)
	l.fits(t, isText(k) || k == List || k == Map || k == Blob, t.Length != nil, "a length", k)
	l.fits(t, isText(k), t.Pattern != "" || t.NoPattern != "" || t.Chars != "" || t.NoChars != "" || t.Prefix != nil ||
		t.NoPrefix != nil, "a form of text", k)
	l.fits(t, isText(k) && t.Format != "future" || k == Timestamp && t.Format == "future", t.Format != "", "this format",
		k)
	l.fits(t, isText(k) && (t.OneOf != nil || t.NoneOf != nil), t.Fold != nil,
		"fold, which requires a comparison of text,",
		k)
	if n := len(t.Path.Steps); t.Presence != AnyPresence && t.Presence != NonEmpty && n > 0 && t.Path.Steps[n-1].Each {
		l.fail(t.Pos, "test the list, or the element's value", "%s is an element, which is always present",
			quote(t.Path.Text))
	}
	for _, o := range append(append([]Operand{}, t.OneOf...), t.NoneOf...) {
		l.operand(o, s, b)
	}
	if t.Default != nil {
		l.literal(*t.Default, t.Pos, s)
		l.decidable(t)
		if t.Presence != AnyPresence || t.Path.Many() {
			l.fail(t.Pos, "remove default", "default is not allowed in a test of presence or of several values")
		}
	}
	l.ordered(t.Pos, t.Min, t.Max)
	if t.Length != nil {
		l.ordered(t.Pos, t.Length.Min, t.Length.Max)
	}
	for _, expr := range []string{t.Pattern, t.NoPattern} {
		if _, err := regexp.Compile(expr); err != nil {
			l.fail(t.Pos, "write an expression in Go's syntax (RE2)", "%s: %s", quote(t.Path.Text), err)
		}
	}
	for _, set := range []string{t.Chars, t.NoChars} {
		if _, err := CharRanges(set); err != nil {
			l.fail(t.Pos, "put - at the end to mean itself", "%s: %s", quote(t.Path.Text), err)
		}
	}
}

// decidable checks that the generator can evaluate the test for the default.
func (l *ruleLinker) decidable(t *Test) {
	refs := false
	for _, o := range append(append([]Operand{}, t.OneOf...), t.NoneOf...) {
		refs = refs || o.Ref != nil
	}
	if refs || t.Fold != nil || t.Known || t.Length != nil || t.Pattern+t.NoPattern+t.Chars+t.NoChars+t.Format != "" ||
		t.Prefix != nil || t.NoPrefix != nil {
		l.fail(t.Pos, "combine it with equal, oneOf, not, min or max", "default requires a test that compares literals")
	}
}

// fits reports a test that is used but does not suit the kind.
func (l *ruleLinker) fits(t *Test, suits, used bool, what string, k Kind) {
	if used && !suits {
		l.fail(t.Pos, "test it in another way, or another member", "%s cannot test %s, which is %s", what, quote(t.Path.Text),
			kindText(k))
	}
}

func (l *ruleLinker) ordered(pos Pos, least, most *float64) {
	if least != nil && most != nil && *least > *most {
		l.fail(pos, "write the smaller number as min", "min %v is greater than max %v", *least, *most)
	}
}

// operand checks a literal, or resolves a reference to a member of the same kind.
func (l *ruleLinker) operand(o Operand, s *Shape, b bases) {
	if o.Ref == nil {
		l.literal(o.Value, o.Pos, s)
		return
	}
	end := l.path(o.Ref, b)
	same := end != nil && (isText(end.Kind) && isText(s.Kind) || isNumber(end.Kind) && isNumber(s.Kind) ||
		end.Kind == s.Kind)
	switch {
	case end == nil:
	case o.Ref.Many():
		l.fail(o.Pos, "compare with one value", "%s is several values", quote(o.Ref.Text))
	case !same:
		l.fail(o.Pos, "compare members of one kind", "%s is %s, but is compared with %s", quote(o.Ref.Text),
			kindText(end.Kind), kindText(s.Kind))
	}
}

// literal checks that the shape can have the value.
func (l *ruleLinker) literal(v string, pos Pos, s *Shape) {
	var err error
	switch {
	case s.Kind == Boolean && v != "true" && v != "false":
		err = fmt.Errorf("%s is neither true nor false", quote(v))
	case s.Kind == Integer || s.Kind == Long:
		if _, bad := strconv.ParseInt(v, 10, map[Kind]int{Integer: 32, Long: 64}[s.Kind]); bad != nil {
			err = fmt.Errorf("%s is not a whole number of %s", quote(v), s.Name)
		}
	case s.Kind == Float || s.Kind == Double:
		f, bad := strconv.ParseFloat(v, map[Kind]int{Float: 32, Double: 64}[s.Kind])
		if bad != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			err = fmt.Errorf("%s is not a number of %s", quote(v), s.Name)
		}
	case s.Kind == Enum:
		var all []string
		for _, e := range s.Values {
			if e.Value == v {
				return
			}
			all = append(all, e.Value)
		}
		e := l.fail(pos, oneOfWords(v, all), "%s has no value %s", s.Name, quote(v))
		e.Kind, e.Name = yamlread.Unknown, v
	}
	if err != nil {
		l.fail(pos, "write a value of its kind", "%s", err)
	}
}

// A CharRange is a range of characters, both ends included.
type CharRange struct{ Low, High rune }

// CharRanges parses a set of characters in the form of tests: A-Z is a range, a -
// at either end is itself, and no other character is special.
func CharRanges(set string) ([]CharRange, error) {
	var list []CharRange
	for set != "" {
		low, n := utf8.DecodeRuneInString(set)
		set = set[n:]
		high := low
		if len(set) > 1 && set[0] == '-' {
			high, n = utf8.DecodeRuneInString(set[1:])
			set = set[1+n:]
		}
		if high < low {
			return nil, fmt.Errorf("the range %c-%c is empty", low, high)
		}
		list = append(list, CharRange{low, high})
	}
	return list, nil
}

func isText(k Kind) bool { return k == String || k == Enum }

func isNumber(k Kind) bool { return k == Integer || k == Long || k == Float || k == Double }

// kindText returns a kind for a sentence.
func kindText(k Kind) string {
	words := map[Kind]string{
		Structure: "a structure", List: "a list", Map: "a map", String: "a string", Enum: "an enum", Boolean: "a boolean",
		Integer: "an integer", Long: "a long", Float: "a float", Double: "a double", Blob: "a blob", Timestamp: "a timestamp",
	}
	return words[k]
}
