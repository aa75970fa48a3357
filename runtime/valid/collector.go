package valid

// This file is the generated code's side: where it is in the input, and what
// it has found there.

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Collector walks an input with the generated checks. Its zero value, with
// the operation's name, is ready; it is not for use by two goroutines.
type Collector struct {
	// Operation is the operation whose input is checked: some rules hold for
	// some operations only.
	Operation string

	found  Violations
	yields [][]string // beside found: the rule's Unless
	depth  int
	path   [16]step // the path so far; an array, so that walking allocates nothing
	deep   []step   // what is below the array, for recursive shapes
}

// A step is one segment of a path.
type step struct {
	member string // "Ebs", "BlockDeviceMappings"; "" inside a list of lists
	key    string // key of a map, when index is atKey
	index  int    // element of a list from 0, or one of the below
}

const (
	noIndex = -1 // a structure
	atKey   = -2 // an entry of a map
)

// Enter goes down to a member, which is a structure. Leave comes back.
func (c *Collector) Enter(member string) { c.push(step{member: member, index: noIndex}) }

// Item goes down to the element i, from 0, of a member, which is a list.
func (c *Collector) Item(member string, i int) { c.push(step{member: member, index: i}) }

// Key goes down to an entry of a member, which is a map.
func (c *Collector) Key(member, key string) {
	c.push(step{member: member, key: key, index: atKey})
}

// Leave comes back from the last Enter or Item.
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

// Add reports a violation of the rule. The path is relative to where the
// collector is; the value, or a pointer to it, is what is wrong; nil
// if there is none to show.
func (c *Collector) Add(r *Rule, path, message string, value interface{}) {
	c.found = append(c.found, Violation{
		Path:    c.join(path),
		Rule:    r.ID,
		Level:   r.Level,
		Code:    r.Code,
		Message: message,
		Because: r.Because,
		Value:   text(value),
		SDK:     r.SDK,
	})
	c.yields = append(c.yields, r.Unless)
}

// Wire reports a problem that a strict request decoder found: its kind, the key
// of the request ("BlockDeviceMapping.1.Ebs.Iops") and what is wrong. The rules
// say by their Wire which id, level and code it has; a kind that none of them
// names is an error of the rule "wire-" and the kind.
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

// holdsFor says whether the rule is checked for the operation.
func (r *Rule) holdsFor(operation string) bool {
	for _, o := range r.Operations {
		if o == operation {
			return true
		}
	}
	return len(r.Operations) == 0
}

// Violations returns what was found, errors before warnings and otherwise in the order
// of the input's members, without what a stronger rule says at the same path: nil if
// there is nothing.
func (c *Collector) Violations() Violations {
	var kept Violations
	for i := range c.found {
		if !c.outdone(i) {
			kept = append(kept, c.found[i])
		}
	}
	kept.order()
	return kept
}

// outdone says whether a rule that violation i yields to is broken at its path.
func (c *Collector) outdone(i int) bool {
	for _, id := range c.yields[i] {
		for j := range c.found {
			if c.found[j].Rule == id && c.found[j].Path == c.found[i].Path {
				return true
			}
		}
	}
	return false
}

// join is the whole path of a value below the collector's place.
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

// maxValue is how many characters of a string a violation shows.
const maxValue = 60

// text is a value, or what a pointer points to, as a person reads it.
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
	if s == "" && v.Type() != reflect.TypeOf("") { // an enum: there is no empty value
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
