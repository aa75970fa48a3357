package spec

// This file has the keys with a special form: values with two forms, fields with
// two names, and things that the model stores by value.

import (
	"regexp"
	"slices"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// elementTable returns memberTable with a default XML name, which is not written.
func elementTable(xml string) *table[Member] {
	tab := memberTable
	tab.keys = slices.Clone(tab.keys)
	for i := range tab.keys {
		if k := &tab.keys[i]; k.name == "xml" {
			show := k.show
			k.show = func(m *Member) *node {
				if m.XML == xml {
					return nil
				}
				return show(m)
			}
		}
	}
	return &tab
}

// elem returns the key for the element of a list or the value of a map: one field
// of the model, two keys of the language.
func elem(name string, of Kind, tab *table[Member]) key[Shape] {
	k := part(name, func(s *Shape) **Member { return &s.Elem }, tab)
	read, show, verify := k.read, k.show, k.verify
	k.take = nil // a Member, which has its own keys
	k.read = func(d *decoder, s *Shape, k, n *yaml.Node) {
		d.positions[elemKey{s, of}] = yamlread.PosOf(d.file, k)
		read(d, s, k, n)
	}
	k.show = func(s *Shape) *node {
		if s.Kind != of {
			return nil
		}
		return show(s)
	}
	k.verify = func(c *checker, s *Shape) {
		if s.Kind == of {
			verify(c, s)
		}
	}
	return k
}

// An elemKey identifies in positions which of the two keys was written, the list's or
// the map's.
type elemKey struct {
	shape *Shape
	of    Kind
}

// deprecated returns a key with `true`, or a mapping with details.
func deprecated[T any](at func(*T) **Deprecation) key[T] {
	k := part("deprecated", at, &deprecationTable)
	mapping := k
	k.read = func(d *decoder, t *T, k, n *yaml.Node) {
		if n.Kind == yaml.MappingNode {
			mapping.read(d, t, k, n)
			return
		}
		yes, ok := flag.read(d, n)
		if !ok {
			return
		}
		d.stated(at(t), k, n, yes == (*at(t) != nil))
		*at(t) = nil
		if yes {
			*at(t) = &Deprecation{}
		}
	}
	k.show = func(t *T) *node {
		if p := *at(t); p != nil && *p == (Deprecation{}) {
			return flag.show(true)
		}
		return mapping.show(t)
	}
	return k
}

// mapKey returns the key for the key of a map, a Member.
func mapKey() key[Shape] {
	k := part("key", func(s *Shape) **Member { return &s.Key }, elementTable(mapKeyXML))
	k.take = nil
	return k
}

// literal returns a key with a value of any form.
func literal[T any](name string, at func(*T) **Value) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			d.stated(at(t), k, n, false)
			*at(t) = d.value(n, 0)
		},
		show: func(t *T) *node { return showValue(*at(t)) },
		take: func(t, from *T) { *at(t) = *at(from) },
	}
}

func showValue(v *Value) *node {
	switch {
	case v == nil:
		return nil
	case v.IsList:
		n := &node{kind: listNode}
		for _, item := range v.List {
			n.list = append(n.list, showValue(item))
		}
		return n
	case v.IsMap:
		n := &node{kind: mappingNode}
		for _, f := range v.Fields {
			n.fields = append(n.fields, entry{f.Name, showValue(f.Value)})
		}
		return n
	}
	return showLiteral(v.Scalar)
}

// literalText is the codec of the text of a value of any scalar type.
var literalText = func() codec[string] {
	c := text(&lineText)
	c.show = showLiteral
	return c
}()

// usualLiteral matches numbers and booleans that every YAML reader reads alike, so
// that they can be written without quotes. (Here only the text counts, quoted or
// not.)
var usualLiteral = regexp.MustCompile(`^(true|false|-?(0|[1-9][0-9]*)(\.[0-9]+)?)$`)

func showLiteral(s string) *node {
	return &node{text: s, plain: usualLiteral.MatchString(s)}
}

// readValues reads an enum's values, each a scalar or a mapping with `value`. In an
// overlay a scalar adds a value, and a mapping changes one.
func readValues(d *decoder, s *Shape, k, n *yaml.Node) {
	if _, ok := d.positions[&s.Values]; !ok {
		d.positions[&s.Values] = yamlread.PosOf(d.file, k)
	}
	old := map[string]*EnumValue{}
	for _, v := range s.Values {
		old[v.Value] = v
	}
	d.inside(n, yaml.SequenceNode, func() {
		for _, item := range n.Content {
			d.enumValue(s, old, item)
		}
	})
}

// enumValue reads one value; old has the existing ones.
func (d *decoder) enumValue(s *Shape, old map[string]*EnumValue, item *yaml.Node) {
	name := item
	if item.Kind == yaml.MappingNode {
		if name = child(item, "value"); name == nil {
			d.fault(item, "add it", "missing key \"value\"")
			return
		}
	}
	value, ok := d.scalar(name)
	if !ok {
		return
	}
	d.enter("value", value)
	defer d.leave()
	v := old[value]
	changing := d.overlay && !d.fresh
	switch {
	case changing && v == nil && item != name:
		advice := "correct or remove it"
		if d.faults.advises() {
			advice = didYouMean(value, keysOf(old), advice)
		}
		e := d.fault(name, advice+"; write a new value as a plain string", "unknown value of the enum")
		e.Kind, e.Name = yamlread.Unknown, value
	case changing && v != nil && item == name:
		d.fault(name, "remove it", "redundant: the enum has this value").Kind = yamlread.Redundant
	case changing && v != nil:
		d.readValue(v, item)
	default:
		v = &EnumValue{Value: d.checked(name, value, &valueText), Pos: yamlread.PosOf(d.file, name)}
		s.Values = append(s.Values, v)
		if old[value] = v; item != name {
			d.readValue(v, item)
		}
	}
}

// readValue reads all keys of an enum value except its name.
func (d *decoder) readValue(v *EnumValue, n *yaml.Node) {
	rest := *n
	rest.Content = nil
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value != "value" {
			rest.Content = append(rest.Content, n.Content[i], n.Content[i+1])
		}
	}
	valueTable.readOnto(d, v, &rest)
}

func child(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

func showValues(s *Shape) *node {
	n := showList(s.Values, func(v *EnumValue) *node {
		full := valueTable.show(v)
		if len(full.fields) == 1 {
			return full.fields[0].value
		}
		return full
	})
	if n != nil {
		n.tall = true
	}
	return n
}

func verifyValues(c *checker, s *Shape) {
	for _, v := range s.Values {
		c.within("value", v.Value, func() { valueTable.verify(c, v) })
	}
}

// readFields reads the fields of an error code, which the model stores by value.
func readFields(d *decoder, e *ErrorCode, _, n *yaml.Node) {
	var fields []*ErrorField
	for i := range e.Fields {
		fields = append(fields, &e.Fields[i])
	}
	d.inside(n, yaml.MappingNode, func() { fields = readNamed(d, fields, n, &nameText, &errorFieldTable) })
	e.Fields = make([]ErrorField, len(fields))
	for i, f := range fields {
		e.Fields[i] = *f
		if at, ok := d.positions[&f.Pattern]; ok {
			d.positions[&e.Fields[i].Pattern] = at
		}
	}
}

func showFields(e *ErrorCode) *node {
	var fields []*ErrorField
	for i := range e.Fields {
		fields = append(fields, &e.Fields[i])
	}
	return showNamed(fields, &errorFieldTable)
}

func verifyFields(c *checker, e *ErrorCode) {
	for i := range e.Fields {
		f := &e.Fields[i]
		c.within("field", f.Name, func() {
			c.text("name", f.Name, &nameText)
			errorFieldTable.verify(c, f)
		})
	}
}

// readRules reads rules with rule_decode.go. Overlays add rules.
func readRules(d *decoder, m *Model, _, n *yaml.Node) {
	m.Rules = append(m.Rules, decodeRules(d.file, n, d.faults)...)
}
