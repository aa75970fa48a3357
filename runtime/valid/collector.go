package valid

// This file collects violations for generated code and tracks the current position in
// the input.

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Collector collects the violations that generated checks find. Its zero value, with
// the operation's name, is ready to use. It is not safe for concurrent use.
type Collector struct {
	// Operation is the operation whose input is checked. Some rules apply only to
	// some operations.
	Operation string

	found       Violations
	superseders [][]string // for each of found, its rule's SupersededBy
	depth       int
	path        [16]step // the current path; an array, to avoid allocation
	deep        []step   // the rest of a deeper path, for recursive shapes
}

// A step is one segment of a path.
type step struct {
	member string // "Ebs", "BlockDeviceMappings"; "" inside a list of lists
	key    string // key of a map, if index is atKey
	index  int    // element of a list, from 0, or a constant below
}

const (
	noIndex = -1 // a structure
	atKey   = -2 // an entry of a map
)

// Enter moves to a member that is a structure. Leave moves back.
func (c *Collector) Enter(member string) { c.push(step{member: member, index: noIndex}) }

// Item moves to element i, from 0, of a member that is a list.
func (c *Collector) Item(member string, i int) { c.push(step{member: member, index: i}) }

// Key moves to an entry of a member that is a map.
func (c *Collector) Key(member, key string) {
	c.push(step{member: member, key: key, index: atKey})
}

// Leave moves back from the last Enter, Item or Key.
func (c *Collector) Leave() {
	c.depth--
	if c.depth >= len(c.path) {
		c.deep = c.deep[:c.depth-len(c.path)]
	}
}

func (c *Collector) push(s step) {
	if c.depth < len(c.path) {
		c.path[c.depth] = s
	} else {
		c.deep = append(c.deep, s)
	}
	c.depth++
}

// Add reports a violation of the rule. The path is relative to the current position. The
// value is the invalid value or a pointer to it, or nil if there is none to show.
func (c *Collector) Add(r *Rule, path, message string, value interface{}) {
	c.found = append(c.found, Violation{
		Path:      c.join(path),
		Rule:      r.ID,
		Level:     r.Level,
		Code:      r.Code,
		Message:   message,
		Reason:    r.Reason,
		Value:     text(value),
		SDKChecks: r.SDKChecks,
	})
	c.superseders = append(c.superseders, r.SupersededBy)
}

// Wire reports a problem that a strict request decoder found: its kind, the key in the
// request ("BlockDeviceMapping.1.Ebs.Iops") and a message. The rule with this kind in its
// Wire field determines ID, level and code. If there is none, the problem is an error of
// the rule "wire-" plus the kind.
func (c *Collector) Wire(rules []Rule, kind, key, detail string) {
	found := &Rule{ID: "wire-" + kind, Level: LevelError, Code: "InvalidParameterValue"}
	for i := range rules {
		if rules[i].Wire == kind && rules[i].holdsFor(c.Operation) {
			found = &rules[i]
			break
		}
	}
	c.Add(found, key, detail, nil)
}

// holdsFor reports whether the rule applies to the operation.
func (r *Rule) holdsFor(operation string) bool {
	for _, o := range r.Operations {
		if o == operation {
			return true
		}
	}
	return len(r.Operations) == 0
}

// Violations returns the violations, errors before warnings, in the order of the input's
// members. A stronger rule suppresses weaker ones at the same path. The result is nil if
// there are none.
func (c *Collector) Violations() Violations {
	var kept Violations
	for i := range c.found {
		if !c.superseded(i) {
			kept = append(kept, c.found[i])
		}
	}
	kept.order()
	return kept
}

// superseded reports whether a stronger rule than that of violation i is violated at the
// same path.
func (c *Collector) superseded(i int) bool {
	for _, id := range c.superseders[i] {
		for j := range c.found {
			if c.found[j].Rule == id && c.found[j].Path == c.found[i].Path {
				return true
			}
		}
	}
	return false
}

// join returns the complete path of a value below the current position.
func (c *Collector) join(path string) string {
	var b strings.Builder
	for i := 0; i < c.depth; i++ {
		s := c.at(i)
		if s.member != "" {
			dot(&b)
			b.WriteString(s.member)
		}
		switch {
		case s.index >= 0:
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case s.index == atKey:
			b.WriteString("[" + strconv.Quote(s.key) + "]")
		}
	}
	if path != "" {
		if path[0] != '[' {
			dot(&b)
		}
		b.WriteString(path)
	}
	return b.String()
}

func (c *Collector) at(i int) step {
	if i < len(c.path) {
		return c.path[i]
	}
	return c.deep[i-len(c.path)]
}

func dot(b *strings.Builder) {
	if b.Len() > 0 {
		b.WriteByte('.')
	}
}

// maxValue is the maximum number of characters of a string in a violation.
const maxValue = 60

// text returns a value, or the value that a pointer refers to, in readable form.
func text(value interface{}) string {
	if value == nil {
		return ""
	}
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.String {
		return fmt.Sprint(v.Interface())
	}
	s := v.String()
	if s == "" && v.Type() != reflect.TypeOf("") { // an enum: an empty value means that it is missing
		return ""
	}
	if utf8.RuneCountInString(s) <= maxValue {
		return strconv.Quote(s)
	}
	cut := 0
	for i := 0; i < maxValue; i++ {
		_, n := utf8.DecodeRuneInString(s[cut:])
		cut += n
	}
	return strconv.Quote(s[:cut]) + "..."
}
