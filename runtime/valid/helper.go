package valid

// This file is what generated checks call where a plain if would not do.

import (
	"regexp"
	"sort"
	"strings"
	"sync"
)

// A Pattern is a regular expression that is compiled when it is first needed:
// a program that never checks a value does not pay for it at its start.
type Pattern struct {
	expr string
	once sync.Once
	re   *regexp.Regexp // nil if expr is no RE2 expression
}

// NewPattern returns the pattern of an expression in Go's syntax. It matches
// anywhere in a value unless it is anchored.
func NewPattern(expr string) *Pattern { return &Pattern{expr: expr} }

// Match says whether the pattern matches s. An expression that does not
// compile matches everything: a check must not refuse what it cannot judge.
func (p *Pattern) Match(s string) bool {
	p.once.Do(func() { p.re, _ = regexp.Compile(p.expr) })
	return p.re == nil || p.re.MatchString(s)
}

// A Seen finds values that come twice. The zero value is empty; the first
// sixteen values cost no allocation.
type Seen struct {
	n    int
	few  [16]string
	many map[string]bool // the rest
}

// Add adds s and says whether it was there already.
func (s *Seen) Add(value string) bool {
	switch {
	case s.Has(value):
		return true
	case s.n < len(s.few):
		s.few[s.n] = value
		s.n++
	default:
		if s.many == nil {
			s.many = map[string]bool{}
		}
		s.many[value] = true
	}
	return false
}

// Has says whether s was added.
func (s *Seen) Has(value string) bool {
	for _, v := range s.few[:s.n] {
		if v == value {
			return true
		}
	}
	return s.many[value]
}

// TrimPrefix cuts the first of the prefixes that s has.
func TrimPrefix(s string, prefixes ...string) string {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return s[len(p):]
		}
	}
	return s
}

// TrimSuffix cuts the first of the suffixes that s has.
func TrimSuffix(s string, suffixes ...string) string {
	for _, p := range suffixes {
		if strings.HasSuffix(s, p) {
			return s[:len(s)-len(p)]
		}
	}
	return s
}

// TrimDigits cuts the decimal digits at the end of s.
func TrimDigits(s string) string { return strings.TrimRight(s, "0123456789") }

// Keys are the keys of a map, sorted: checks go through maps in one order.
func Keys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
