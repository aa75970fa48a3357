package spec

// This file has the mechanics of the decoder. It reads YAML nodes by hand, because
// only nodes have a line and column, and in order to report all mistakes at once.
// keys.go defines the keys and their meaning; key.go reads each form of key. This
// file names no key.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// positions maps the address of a model field to the position of its value. Models
// only have positions for things with names; positions locates the exact scalar of a
// pattern or a reference.
type positions map[any]Pos

// A decoder reads one file into a model. The first file fills an empty model;
// overlays change it.
type decoder struct {
	file      string
	faults    *faults
	positions positions
	stubs     map[string]*Shape // references by name, until link replaces them
	overlay   bool              // every entry must change something
	earlier   map[string]bool   // the overlays read before
	fresh     bool              // below something that this overlay adds: everything is new
	context                     // what is being read, for messages
}

// maxDepth is the maximum nesting of literals, the only part of the language that
// nests freely.
const maxDepth = 32

// fault reports a mistake at a node, after the names of the things that contain it.
func (d *decoder) fault(n *yaml.Node, remedy, format string, args ...any) *Error {
	e := &Error{Pos: yamlread.PosOf(d.file, n), Msg: d.context.String() + fmt.Sprintf(format, args...), Remedy: remedy,
		Within: slices.Clone(d.within)}
	d.faults.add(e)
	return e
}

// A context names the thing that is being read or checked, for messages.
type context struct {
	within []string // kind, name, kind, name ...; with an empty name, only the kind
}

// enter enters a thing, until leave.
func (c *context) enter(what, name string) { c.within = append(c.within, what, name) }
func (c *context) leave()                  { c.within = c.within[:len(c.within)-2] }

// String returns the beginning of a message: `shape "X", member "Y", length: `.
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

// quote formats a text from a file for a message: on one line and shortened.
func quote(s string) string {
	const shown = 60
	if len(s) > shown {
		s = strings.ToValidUTF8(s[:shown], "") + "…"
	}
	return fmt.Sprintf("%q", s)
}

// forms has the names of YAML's kinds of nodes in messages, and how to write them.
var forms = map[yaml.Kind]struct{ name, advice string }{
	yaml.MappingNode:  {"a mapping", "write it as key: value"},
	yaml.SequenceNode: {"a list", "write it as [a, b], or as lines that begin with -"},
	yaml.ScalarNode:   {"a text", "write a single value"},
}

// is checks the kind of a node, and that it has no anchors, tags or other
// unsupported features.
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
		d.fault(n, forms[want].advice, "got %s, want %s", forms[n.Kind].name, forms[want].name)
	default:
		return true
	}
	return false
}

// scalar returns the text of a scalar.
func (d *decoder) scalar(n *yaml.Node) (string, bool) {
	return n.Value, d.is(n, yaml.ScalarNode)
}

// items returns the elements of a list.
func (d *decoder) items(n *yaml.Node) []*yaml.Node {
	if !d.is(n, yaml.SequenceNode) {
		return nil
	}
	return n.Content
}

// inside checks the form of a key's value and runs f on its content, without the
// key's name in messages: `shape "X"` is clearer than `shapes, shape "X"`.
func (d *decoder) inside(n *yaml.Node, want yaml.Kind, f func()) {
	if !d.is(n, want) {
		return
	}
	what := d.within[len(d.within)-2]
	d.leave()
	f()
	d.enter(what, "")
}

// entries calls f for each key of a mapping that is plain text and not a duplicate.
func (d *decoder) entries(n *yaml.Node, f func(k, v *yaml.Node)) {
	if d.is(n, yaml.MappingNode) {
		d.pairs(n, f)
	}
}

// pairs is like entries, for a node that is known to be a mapping.
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

// seenKeys finds duplicate keys: by comparison for few keys, as in most mappings,
// or with a map for many.
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

// stated records the position of a field of the model. An overlay that repeats the
// model's value, or that overrides another overlay, is an error: in both cases a
// line has no effect.
func (d *decoder) stated(field any, k, v *yaml.Node, same bool) {
	at := v
	if v.Kind != yaml.ScalarNode {
		at = k
	}
	if d.overlay && !d.fresh {
		if before, ok := d.positions[field]; ok && d.earlier[before.File] {
			d.fault(k, "remove one of the two", "another overlay sets this").Related = []Pos{before}
		} else if same {
			d.fault(k, "remove it", "redundant: equal to the model's value").Kind = yamlread.Redundant
		}
	}
	d.positions[field] = yamlread.PosOf(d.file, at)
}

// stub returns a placeholder for the shape with that name, until link.
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
			d.positions[fieldKey{f.Value}] = yamlread.PosOf(d.file, k)
			v.Fields = append(v.Fields, f)
		})
	default:
		if text, ok := d.scalar(n); ok {
			v.Scalar = d.checked(n, text, &longText)
		}
	}
	return v
}

// A fieldKey identifies the key of a literal's value in positions.
type fieldKey struct{ value *Value }

// checked checks a text against its rule.
func (d *decoder) checked(n *yaml.Node, text string, rule *textRule) string {
	text = rule.trim(text)
	if wrong := rule.wrong(text); wrong != "" {
		d.fault(n, rule.want, "%s", wrong)
	}
	return text
}
