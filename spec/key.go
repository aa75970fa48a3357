package spec

// This file is the machinery of keys. A table lists the keys of one kind of
// mapping; a key knows how to read its value onto a model, and how to show it
// again. One list thus drives the decoder, overlays, the encoder and the
// table in the documentation, and they cannot disagree.

import (
	"math"
	"slices"
	"strconv"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// A key is one key of a mapping that is read onto a T.
type key[T any] struct {
	name string
	// read sets what the key says; k and v are its nodes.
	read func(d *decoder, t *T, k, v *yaml.Node)
	// show is the canonical value, nil when the key is to be left out.
	show func(t *T) *node
	// take sets what the key says as from says it; nil for keys that hold things
	// with keys of their own, which are compared one by one (see facts.go).
	take func(t, from *T)
	// verify holds the texts that the key sets against their rules, for models
	// that were not decoded here; nil: there are none.
	verify func(c *checker, t *T)
}

// A table is the keys of one kind of mapping, in canonical order.
type table[T any] struct {
	what string   // "member", for messages
	keys []key[T] // in the order in which they are written
	// makes are the keys of which one must be there for an overlay to add a new
	// entry; an entry without is taken for a misspelled name. Empty: none is needed.
	makes []string
	// tall mappings are never written on one line: they grow.
	tall bool
}

// readOnto reads a mapping onto t.
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

// advice is what to do about an unknown key.
func (tab *table[T]) advice(name string) string {
	names := make([]string, len(tab.keys))
	for i, k := range tab.keys {
		names[i] = k.name
	}
	return didYouMean(name, names, "the keys are "+join(names))
}

// show is the mapping with all keys that say something.
func (tab *table[T]) show(t *T) *node {
	n := &node{kind: mappingNode, tall: tab.tall}
	for _, k := range tab.keys {
		if v := k.show(t); v != nil {
			n.fields = append(n.fields, entry{k.name, v})
		}
	}
	return n
}

// verify holds all texts of t against their rules.
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

// positioned are the model's things that know where they are.
type positioned interface{ position() *Pos }

// named are those that a mapping holds by name.
type named[S any] interface {
	*S
	positioned
	label() *string
}

// A codec reads and shows one sort of scalar. Its zero value is "not there".
type codec[V comparable] struct {
	read func(d *decoder, n *yaml.Node) (V, bool)
	show func(V) *node
	rule *textRule // what text(v) must meet; nil: anything that can be read
	text func(V) string
	same func(a, b V) bool // nil: ==
}

// equal reports whether two values say the same.
func (c *codec[V]) equal(a, b V) bool {
	if c.same != nil {
		return c.same(a, b)
	}
	return a == b
}

// checked reads a scalar and holds it against the rule.
func (c *codec[V]) checked(d *decoder, n *yaml.Node) (V, bool) {
	v, ok := c.read(d, n)
	if ok && c.rule != nil {
		d.checked(n, c.text(v), c.rule)
	}
	return v, ok
}

// leaf is a key with a scalar.
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

// text is a string that meets a rule.
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

// flag is true or false.
var flag = codec[bool]{
	read: func(d *decoder, n *yaml.Node) (bool, bool) {
		s, ok := d.scalar(n)
		if ok && s != "true" && s != "false" {
			d.fault(n, "write true or false", "%s where true or false is expected", quote(s))
			return false, false
		}
		return s == "true", ok
	},
	show: func(b bool) *node { return &node{text: strconv.FormatBool(b), plain: true} },
}

// count is an integer from 0.
var count = codec[int]{
	read: func(d *decoder, n *yaml.Node) (int, bool) {
		s, ok := d.scalar(n)
		if !ok {
			return 0, false
		}
		i, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			d.fault(n, "write digits only", "%s where a whole number is expected", quote(s))
		}
		return int(i), err == nil
	},
	show: func(i int) *node { return &node{text: strconv.Itoa(i), plain: true} },
}

// word is one of a fixed list of words; the word at index i stands for V(i).
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

// ref is the name of a shape. Until link, shapes of one name may be several.
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

// number is an optional number.
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
				d.fault(n, "write a decimal number", "%s where a number is expected", quote(s))
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
