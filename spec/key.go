package spec

// This file implements keys. A table lists the keys of one kind of mapping; a key
// can read its value into a model and write it again. The decoder, overlays, the
// encoder and the table in the documentation use the same list, so they cannot
// disagree.

import (
	"math"
	"slices"
	"strconv"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// A key is one key of a mapping that is read into a T.
type key[T any] struct {
	name string
	// read reads the key's value; k and v are its nodes.
	read func(d *decoder, t *T, k, v *yaml.Node)
	// show returns the canonical value, or nil if the key is not written.
	show func(t *T) *node
	// take copies the key's value from another T. It is nil for keys with things
	// that have their own keys, which are compared one by one (see facts.go).
	take func(t, from *T)
	// verify checks the key's texts against their rules, for models that were not
	// decoded here. It is nil if there are no texts.
	verify func(c *checker, t *T)
}

// A table has the keys of one kind of mapping, in canonical order.
type table[T any] struct {
	what string   // "member", for messages
	keys []key[T] // in the order in which they are written
	// makes lists keys of which an overlay must have one to add a new entry; an
	// entry without is reported as a misspelled name. If empty, none is required.
	makes []string
	// tall mappings are never written on one line, because they grow.
	tall bool
}

// readOnto reads a mapping into t.
func (tab *table[T]) readOnto(d *decoder, t *T, n *yaml.Node) {
	if p, ok := any(t).(positioned); ok && p.position().Line == 0 {
		*p.position() = yamlread.PosOf(d.file, n)
	}
	d.entries(n, func(k, v *yaml.Node) {
		for i := range tab.keys {
			if tab.keys[i].name == k.Value {
				d.enter(k.Value, "")
				tab.keys[i].read(d, t, k, v)
				d.leave()
				return
			}
		}
		d.fault(k, tab.advice(k.Value), "unknown key %s", quote(k.Value))
	})
}

// advice returns the remedy for an unknown key.
func (tab *table[T]) advice(name string) string {
	names := make([]string, len(tab.keys))
	for i, k := range tab.keys {
		names[i] = k.name
	}
	return didYouMean(name, names, "the keys are "+join(names))
}

// show returns the mapping with all keys that have a value.
func (tab *table[T]) show(t *T) *node {
	n := &node{kind: mappingNode, tall: tab.tall}
	for _, k := range tab.keys {
		if v := k.show(t); v != nil {
			n.fields = append(n.fields, entry{k.name, v})
		}
	}
	return n
}

// verify checks all texts of t against their rules.
func (tab *table[T]) verify(c *checker, t *T) {
	if p, ok := any(t).(positioned); ok {
		defer c.at(*p.position())()
	}
	for i := range tab.keys {
		if k := &tab.keys[i]; k.verify != nil {
			k.verify(c, t)
		}
	}
}

// positioned is implemented by the model's things that have a position.
type positioned interface{ position() *Pos }

// named is implemented by the things that a mapping contains by name.
type named[S any] interface {
	*S
	positioned
	label() *string
}

// A codec reads and writes one type of scalar. The zero V means that it is missing.
type codec[V comparable] struct {
	read func(d *decoder, n *yaml.Node) (V, bool)
	show func(V) *node
	rule *textRule // the rule for text(v); nil: any text that can be read
	text func(V) string
	same func(a, b V) bool // nil: ==
}

// equal reports whether two values mean the same.
func (c *codec[V]) equal(a, b V) bool {
	if c.same != nil {
		return c.same(a, b)
	}
	return a == b
}

// checked reads a scalar and checks it against the rule.
func (c *codec[V]) checked(d *decoder, n *yaml.Node) (V, bool) {
	v, ok := c.read(d, n)
	if ok && c.rule != nil {
		d.checked(n, c.text(v), c.rule)
	}
	return v, ok
}

// leaf returns a key with a scalar.
func leaf[T any, V comparable](name string, c codec[V], at func(*T) *V) key[T] {
	k := key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			if v, ok := c.checked(d, n); ok {
				d.stated(at(t), k, n, c.equal(*at(t), v))
				*at(t) = v
			}
		},
		show: func(t *T) *node {
			var zero V
			if *at(t) == zero {
				return nil
			}
			return c.show(*at(t))
		},
		take: func(t, from *T) { *at(t) = *at(from) },
	}
	if c.rule != nil {
		k.verify = func(ck *checker, t *T) {
			var zero V
			if v := *at(t); v != zero {
				ck.text(name, c.text(v), c.rule)
			}
		}
	}
	return k
}

// text returns the codec of strings that satisfy a rule.
func text(rule *textRule) codec[string] {
	return codec[string]{
		read: func(d *decoder, n *yaml.Node) (string, bool) {
			s, ok := d.scalar(n)
			return rule.trim(s), ok
		},
		show: func(s string) *node { return &node{text: rule.trim(s), plain: rule == &dateText} },
		rule: rule,
		text: func(s string) string { return s },
	}
}

// flag is the codec of true and false.
var flag = codec[bool]{
	read: func(d *decoder, n *yaml.Node) (bool, bool) {
		s, ok := d.scalar(n)
		if ok && s != "true" && s != "false" {
			d.fault(n, "write true or false", "got %s, want true or false", quote(s))
			return false, false
		}
		return s == "true", ok
	},
	show: func(b bool) *node { return &node{text: strconv.FormatBool(b), plain: true} },
}

// count is the codec of integers of at least 0.
var count = codec[int]{
	read: func(d *decoder, n *yaml.Node) (int, bool) {
		s, ok := d.scalar(n)
		if !ok {
			return 0, false
		}
		i, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			d.fault(n, "write digits only", "got %s, want a whole number", quote(s))
		}
		return int(i), err == nil
	},
	show: func(i int) *node { return &node{text: strconv.Itoa(i), plain: true} },
}

// word returns the codec of a fixed list of words; the word at index i means V(i).
func word[V ~int](words []string) codec[V] {
	return codec[V]{
		read: func(d *decoder, n *yaml.Node) (V, bool) {
			s, ok := d.scalar(n)
			if !ok {
				return 0, false
			}
			if i := slices.Index(words, s); i >= 0 && s != "" {
				return V(i), true
			}
			known := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
			d.fault(n, didYouMean(s, known, "use one of "+join(known)), "unknown value %s", quote(s))
			return 0, false
		},
		show: func(v V) *node { return &node{text: words[v]} },
	}
}

// ref is the codec of shape names. Until link, several shapes may have the same
// name.
var ref = codec[*Shape]{
	read: func(d *decoder, n *yaml.Node) (*Shape, bool) {
		s, ok := d.scalar(n)
		if !ok {
			return nil, false
		}
		return d.stub(s), true
	},
	show: func(s *Shape) *node { return &node{text: s.Name} },
	same: func(a, b *Shape) bool { return a == b || a != nil && b != nil && a.Name == b.Name },
}

// number returns a key with an optional number.
func number[T any](name string, at func(*T) **float64) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			s, ok := d.scalar(n)
			if !ok {
				return
			}
			f, err := strconv.ParseFloat(s, 64)
			if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
				d.fault(n, "write a decimal number", "got %s, want a number", quote(s))
				return
			}
			old := *at(t)
			d.stated(at(t), k, n, old != nil && *old == f)
			*at(t) = &f
		},
		show: func(t *T) *node {
			if *at(t) == nil {
				return nil
			}
			return showNumber(**at(t))
		},
		take: func(t, from *T) { *at(t) = *at(from) },
	}
}

func showNumber(f float64) *node {
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'g'
	}
	return &node{text: strconv.FormatFloat(f, format, -1, 64), plain: true}
}
