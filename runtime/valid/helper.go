package valid

// This file has helpers of generated checks.

import (
	"regexp"
	"strings"
	"sync"
)

// A Pattern is a regular expression that is compiled on first use, so that programs do
// not pay for unused patterns at startup.
type Pattern struct {
	expr string
	once sync.Once
	re   *regexp.Regexp // nil if expr is not an RE2 expression
}

// NewPattern returns a pattern in Go's syntax. It matches anywhere in a value unless it
// is anchored.
func NewPattern(expr string) *Pattern { return &Pattern{expr: expr} }

// Match reports whether the pattern matches s. An expression that does not compile
// matches everything, so that it never rejects a value.
func (p *Pattern) Match(s string) bool {
	p.once.Do(func() { p.re, _ = regexp.Compile(p.expr) })
	return p.re == nil || p.re.MatchString(s)
}

// A DuplicateFinder finds duplicate values. The zero value is empty. The first
// sixteen values do not allocate.
type DuplicateFinder struct {
	n    int
	few  [16]string
	many map[string]bool // the rest
}

// Add adds a value and reports whether it is a duplicate.
func (s *DuplicateFinder) Add(value string) bool {
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

// Has reports whether a value was added.
func (s *DuplicateFinder) Has(value string) bool {
	for _, v := range s.few[:s.n] {
		if v == value {
			return true
		}
	}
	return s.many[value]
}

// TrimPrefix removes the first of the prefixes that s has.
func TrimPrefix(s string, prefixes ...string) string {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return s[len(p):]
		}
	}
	return s
}

// TrimSuffix removes the first of the suffixes that s has.
func TrimSuffix(s string, suffixes ...string) string {
	for _, p := range suffixes {
		if strings.HasSuffix(s, p) {
			return s[:len(s)-len(p)]
		}
	}
	return s
}

// TrimDigits removes the decimal digits at the end of s.
func TrimDigits(s string) string { return strings.TrimRight(s, "0123456789") }
