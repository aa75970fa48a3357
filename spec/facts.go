package spec

// This file lets other packages compare things of two models key by key without
// knowing the keys, which come from the tables of the language. A thing's name is
// not a key, nor are the things that it contains by name (members, values,
// waiters), which have their own keys.

import "strings"

// A Fact is one key of a thing and its value.
type Fact struct {
	Key  string
	Text string // on one line, as in canonical YAML
}

// An Entity is a part of a model with keys: an operation, a shape, a member and so on.
type Entity[T any] interface {
	*T
	keys() *table[T]
}

func (s *Service) keys() *table[Service]     { return &serviceTable }
func (o *Operation) keys() *table[Operation] { return &operationTable }
func (w *Waiter) keys() *table[Waiter]       { return &waiterTable }
func (s *Shape) keys() *table[Shape]         { return &shapeTable }
func (m *Member) keys() *table[Member]       { return &memberTable }
func (v *EnumValue) keys() *table[EnumValue] { return &valueTable }
func (e *ErrorCode) keys() *table[ErrorCode] { return &errorCodeTable }

// Keys returns the keys of an entity that DiffKeys compares, in the order of the language.
func Keys[T any, P Entity[T]](thing P) []string {
	var names []string
	for _, k := range thing.keys().keys {
		if k.take != nil {
			names = append(names, k.name)
		}
	}
	return names
}

// DiffKeys calls f for each key with different values in two entities, in the
// order of the language. A text is empty if the key has no value.
func DiffKeys[T any, P Entity[T]](old, now P, f func(key, old, now string)) {
	for _, k := range old.keys().keys {
		if k.take == nil {
			continue
		}
		if a, b := k.show((*T)(old)), k.show((*T)(now)); !a.equal(b) {
			f(k.name, a.line(), b.line())
		}
	}
}

// Take copies the value of one key from another entity. An unknown key is ignored.
func Take[T any, P Entity[T]](thing, from P, key string) {
	for _, k := range thing.keys().keys {
		if k.name == key && k.take != nil {
			k.take((*T)(thing), (*T)(from))
		}
	}
}

// Facts returns the keys of a rule that have a value, except its id.
func (r *Rule) Facts() []Fact {
	var facts []Fact
	for _, e := range showRule(r).fields[1:] {
		facts = append(facts, Fact{e.name, e.value.line()})
	}
	return facts
}

// equal reports whether two nodes, which may be nil, have the same text.
func (n *node) equal(o *node) bool {
	if n == nil || o == nil {
		return n == o
	}
	if n.kind != o.kind || n.text != o.text || len(n.list) != len(o.list) || len(n.fields) != len(o.fields) {
		return false
	}
	for i := range n.list {
		if !n.list[i].equal(o.list[i]) {
			return false
		}
	}
	for i := range n.fields {
		if n.fields[i].name != o.fields[i].name || !n.fields[i].value.equal(o.fields[i].value) {
			return false
		}
	}
	return true
}

// line formats a node on one line of any length: a scalar as it is, the rest as
// flow YAML.
func (n *node) line() string {
	const noLimit = 1 << 30
	if n == nil {
		return ""
	}
	if n.kind == scalarNode {
		return n.text
	}
	return string(appendFlow(nil, n.short(), noLimit))
}

// short returns a copy that does not require several lines.
func (n *node) short() *node {
	c := *n
	c.tall = false
	c.list, c.fields = nil, nil
	if n.kind == scalarNode && strings.Contains(n.text, "\n") {
		c.quoted = true
		return &c
	}
	for _, item := range n.list {
		c.list = append(c.list, item.short())
	}
	for _, e := range n.fields {
		c.fields = append(c.fields, entry{e.name, e.value.short()})
	}
	return &c
}
