package spec

// This file is the decoder's mechanics: it walks YAML nodes by hand, because
// only nodes know their line and column, and because a person wants every
// mistake at once. What keys there are, and what they mean, is in keys.go; how
// a key of each form is read is in key.go. Nothing here knows a key by name.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// places says where a value was written: the address of a model field to its
// position. Models carry positions for things that have names; a mistake in a
// pattern or a reference is shown at the exact scalar by these.
type places map[any]Pos

// A decoder reads one file onto a model. The first file fills an empty model,
// overlays change what is there.
type decoder struct {
	file    string
	faults  *faults
	places  places
	stubs   map[string]*Shape // references by name, until link replaces them
	overlay bool              // what is read must change something
	earlier map[string]bool   // the overlays that were read before
	fresh   bool              // below a thing that this overlay adds: all it says is new
	context                   // what is being read
}

// maxDepth bounds literals, the only part of the language that nests freely.
const maxDepth = 32

// fault reports a mistake at a node, behind the names of what it is in.
func (d *decoder) fault(n *yaml.Node, remedy, format string, args ...any) *Error {
	e := &Error{Pos: yamlread.PosOf(d.file, n), Msg: d.context.String() + fmt.Sprintf(format, args...), Remedy: remedy,
		Within: slices.Clone(d.within)}
	d.faults.add(e)
	return e
}

// A context says what is being read or checked, for messages.
type context struct {
	within []string // kind, name, kind, name ...; an empty name: the kind alone
}

// enter says what is looked at from here on, until leave.
func (c *context) enter(what, name string) { c.within = append(c.within, what, name) }
func (c *context) leave()                  { c.within = c.within[:len(c.within)-2] }

// String is the beginning of a message: `shape "X", member "Y", length: `.
func (c *context) String() string {
	var b strings.Builder
	for i := 0; i+1 < len(c.within); i += 2 {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(c.within[i])
		if name := c.within[i+1]; name != "" {
			b.WriteString(" " + quote(name))
		}
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	return b.String()
}

// quote shows a text from a file in a message: on one line and not too long.
func quote(s string) string {
	const shown = 60
	if len(s) > shown {
		s = strings.ToValidUTF8(s[:shown], "") + "…"
	}
	return fmt.Sprintf("%q", s)
}

// forms are YAML's kinds of nodes: what a person calls them, and how to write one.
var forms = map[yaml.Kind]struct{ name, advice string }{
	yaml.MappingNode:  {"a mapping", "write it as key: value"},
	yaml.SequenceNode: {"a list", "write it as [a, b], or as lines that begin with -"},
	yaml.ScalarNode:   {"a text", "write a single value"},
}

// is checks the form of a node, and that it uses none of what model files do without.
func (d *decoder) is(n *yaml.Node, want yaml.Kind) bool {
	if n.Anchor != "" {
		d.fault(n, "remove it", "anchor &%s: anchors are not supported in model files", n.Anchor)
	}
	if n.Style&yaml.TaggedStyle != 0 {
		d.fault(n, "remove it", "tag %s: tags are not supported in model files", quote(n.Tag))
	}
	switch {
	case n.Kind == yaml.AliasNode:
		d.fault(n, "write the value out here", "alias *%s: aliases are not supported in model files", n.Value)
	case n.Tag == "!!merge":
		d.fault(n, "write the keys out here", "merge key <<: merge keys are not supported in model files")
	case yamlread.IsNull(n):
		d.fault(n, "give it "+forms[want].name+" or remove the key", "missing value")
	case n.Kind != want:
		d.fault(n, forms[want].advice, "%s where %s is expected", forms[n.Kind].name, forms[want].name)
	default:
		return true
	}
	return false
}

// scalar is the text of a scalar.
func (d *decoder) scalar(n *yaml.Node) (string, bool) {
	return n.Value, d.is(n, yaml.ScalarNode)
}

// items are the elements of a list.
func (d *decoder) items(n *yaml.Node) []*yaml.Node {
	if !d.is(n, yaml.SequenceNode) {
		return nil
	}
	return n.Content
}

// inside checks the form of a key's value and runs f on what is in it, without
// the key's name: `shape "X"` says it better than `shapes, shape "X"`.
func (d *decoder) inside(n *yaml.Node, want yaml.Kind, f func()) {
	if !d.is(n, want) {
		return
	}
	what := d.within[len(d.within)-2]
	d.leave()
	f()
	d.enter(what, "")
}

// entries calls f for each key of a mapping that is a plain text and not there before.
func (d *decoder) entries(n *yaml.Node, f func(k, v *yaml.Node)) {
	if d.is(n, yaml.MappingNode) {
		d.pairs(n, f)
	}
}

// pairs is entries of what is known to be a mapping.
func (d *decoder) pairs(n *yaml.Node, f func(k, v *yaml.Node)) {
	if d.overlay && !d.fresh && len(n.Content) == 0 {
		d.fault(n, "remove it", "the overlay entry has no effect").Kind = yamlread.Redundant
	}
	seen := seenKeys{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind == yaml.MappingNode || k.Kind == yaml.SequenceNode {
			d.fault(k, "write a single word", "%s as a key", forms[k.Kind].name)
			continue
		}
		if _, ok := d.scalar(k); !ok {
			continue
		}
		if first := seen.add(k); first != nil {
			e := d.fault(k, "remove one of the two", "duplicate key %s", quote(k.Value))
			e.Kind, e.Name = yamlread.Duplicate, k.Value
			e.Related = []Pos{yamlread.PosOf(d.file, first)}
			continue
		}
		f(k, v)
	}
}

// seenKeys finds duplicate keys: by comparing for the few keys that most
// mappings have, by a map where there are many.
type seenKeys struct {
	few  [12]*yaml.Node
	n    int
	many map[string]*yaml.Node
}

// add returns the earlier node with the same key, or nil.
func (s *seenKeys) add(k *yaml.Node) *yaml.Node {
	for _, e := range s.few[:s.n] {
		if e.Value == k.Value {
			return e
		}
	}
	if s.n < len(s.few) {
		s.few[s.n] = k
		s.n++
		return nil
	}
	if first := s.many[k.Value]; first != nil {
		return first
	}
	if s.many == nil {
		s.many = map[string]*yaml.Node{}
	}
	s.many[k.Value] = k
	return nil
}

// stated notes where a field of the model is written. An overlay that says
// what is so already is an error, as is one that overrules another overlay:
// in both cases a line is there that does nothing.
func (d *decoder) stated(field any, k, v *yaml.Node, same bool) {
	at := v
	if v.Kind != yaml.ScalarNode {
		at = k
	}
	if d.overlay && !d.fresh {
		if before, ok := d.places[field]; ok && d.earlier[before.File] {
			d.fault(k, "remove one of the two", "another overlay sets this").Related = []Pos{before}
		} else if same {
			d.fault(k, "remove it", "redundant: equal to the model's value").Kind = yamlread.Redundant
		}
	}
	d.places[field] = yamlread.PosOf(d.file, at)
}

// stub stands for the shape of that name until link.
func (d *decoder) stub(name string) *Shape {
	s := d.stubs[name]
	if s == nil {
		s = &Shape{Name: name}
		d.stubs[name] = s
	}
	return s
}

// value reads a literal.
func (d *decoder) value(n *yaml.Node, depth int) *Value {
	v := &Value{Pos: yamlread.PosOf(d.file, n)}
	if depth > maxDepth {
		d.fault(n, "", "nested more than %d deep", maxDepth)
		return v
	}
	switch n.Kind {
	case yaml.SequenceNode:
		v.IsList = true
		for _, item := range d.items(n) {
			v.List = append(v.List, d.value(item, depth+1))
		}
	case yaml.MappingNode:
		v.IsMap = true
		d.entries(n, func(k, item *yaml.Node) {
			d.checked(k, k.Value, &nameInValue)
			f := Field{Name: k.Value, Value: d.value(item, depth+1)}
			d.places[fieldKey{f.Value}] = yamlread.PosOf(d.file, k)
			v.Fields = append(v.Fields, f)
		})
	default:
		if text, ok := d.scalar(n); ok {
			v.Scalar = d.checked(n, text, &longText)
		}
	}
	return v
}

// A fieldKey is the place of a literal's key, by the value that belongs to it.
type fieldKey struct{ value *Value }

// checked is a text that meets its rule.
func (d *decoder) checked(n *yaml.Node, text string, rule *textRule) string {
	text = rule.trim(text)
	if wrong := rule.wrong(text); wrong != "" {
		d.fault(n, rule.want, "%s", wrong)
	}
	return text
}
