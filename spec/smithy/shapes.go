package smithy

// This file reads shapes that are mentioned elsewhere, each after its mixins.

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// kinds maps the types of shapes for values.
var kinds = map[string]spec.Kind{
	"structure":  spec.Structure,
	"union":      spec.Structure,
	"list":       spec.List,
	"set":        spec.List,
	"map":        spec.Map,
	"string":     spec.String,
	"enum":       spec.Enum,
	"boolean":    spec.Boolean,
	"byte":       spec.Integer,
	"short":      spec.Integer,
	"integer":    spec.Integer,
	"intEnum":    spec.Integer,
	"long":       spec.Long,
	"float":      spec.Float,
	"double":     spec.Double,
	"bigInteger": spec.String,
	"bigDecimal": spec.String,
	"blob":       spec.Blob,
	"timestamp":  spec.Timestamp,
	"document":   spec.String,
}

// compromises has the types that the model does not support, and how they are
// represented.
var compromises = map[string]string{
	"union":      "a union: represented as a structure, of which one member may be set",
	"intEnum":    "an enum of integers: represented as an integer, without its values",
	"bigInteger": "a number without limits: represented as a string",
	"bigDecimal": "a number without limits: represented as a string",
	"document":   "a document: represented as a string; the protocol does not support it",
}

// prelude has the types of Smithy's own shapes that AWS's models mention, by local
// name.
var prelude = map[string]string{
	"String": "string", "Blob": "blob", "Timestamp": "timestamp", "Document": "document",
	"Boolean": "boolean", "PrimitiveBoolean": "boolean",
	"Byte": "byte", "PrimitiveByte": "byte",
	"Short": "short", "PrimitiveShort": "short",
	"Integer": "integer", "PrimitiveInteger": "integer",
	"Long": "long", "PrimitiveLong": "long",
	"Float": "float", "PrimitiveFloat": "float",
	"Double": "double", "PrimitiveDouble": "double",
	"BigInteger": "bigInteger", "BigDecimal": "bigDecimal",
}

const (
	preludeSpace = "smithy.api#"
	unit         = preludeSpace + "Unit" // nothing
)

// mention returns the shape with that id, and queues it to be read.
func (m *importer) mention(id string, pos spec.Pos) *spec.Shape {
	if name, ok := strings.CutPrefix(id, preludeSpace); ok && m.decls[id] == nil && prelude[name] != "" {
		return m.builtin(id, name, pos)
	}
	name := local(id)
	if renamed := m.rename[id]; renamed != "" {
		name = renamed
	}
	switch m.owner[name] {
	case id:
	case "":
		m.owner[name] = id
		if d := m.decls[id]; d != nil {
			m.queue = append(m.queue, task{d, m.b.Ref(name, pos)})
		}
	default:
		m.r.FailAt(pos, "shapes %q and %q have the same name; the service must rename one of them", m.owner[name], id)
	}
	return m.b.Ref(name, pos)
}

// builtin returns one of Smithy's own shapes, or the service's shape with the same
// name and type, which AWS's models often have.
func (m *importer) builtin(id, name string, pos spec.Pos) *spec.Shape {
	if own := m.decls[m.space+name]; own != nil {
		if own.kind == prelude[name] && own.part["traits"] == nil {
			return m.mention(own.id, pos)
		}
		name = "Smithy" + name
	}
	switch m.owner[name] {
	case "":
		m.owner[name] = id
		m.queue = append(m.queue, task{&decl{id: id, kind: prelude[local(id)], pos: pos}, m.b.Ref(name, pos)})
	case id:
	default:
		m.r.FailAt(pos, "shapes %q and %q have the same name; the service must rename one of them", m.owner[name], id)
	}
	return m.b.Ref(name, pos)
}

// drain reads the shapes that were mentioned, and those that they mention.
func (m *importer) drain() {
	for i := 0; i < len(m.queue) && m.r.Err() == nil; i++ { // grows during the loop
		t := m.queue[i]
		s, err := m.b.Define(t.shape.Name, t.decl.pos)
		if err != nil {
			m.r.Stop(err)
			return
		}
		m.shape(t.decl, s)
	}
}

func (m *importer) shape(d *decl, s *spec.Shape) {
	of := upstream.Report{Pos: d.pos, Shape: s.Name}
	s.Kind = kinds[d.kind]
	if s.Kind == spec.Invalid {
		m.r.FailAt(d.pos, "%q is of type %q, which is not a value; the file is not AWS's: fetch it again", d.id, d.kind)
		return
	}
	if what := compromises[d.kind]; what != "" {
		of.What = what
		m.b.Report(of)
	}
	f := &facts{of: of}
	lineage := m.lineage(d)
	for i, mixin := range lineage {
		m.content(mixin, lineage[i:], s)
		m.facts(mixin, f, mixin != d)
	}
	m.settle(s, f)
	if why := upstream.Incomplete(s); why != "" {
		m.r.FailAt(d.pos, "%s; the file is not AWS's: fetch it again", why)
	}
}

// lineage returns the mixins of a declaration, each after its own mixins, and the
// declaration last. Each is listed once, so cycles end.
func (m *importer) lineage(d *decl) []*decl {
	var line []*decl
	seen := map[*decl]bool{}
	var add func(d *decl)
	add = func(d *decl) {
		if seen[d] {
			return
		}
		seen[d] = true
		for _, target := range m.targets(d.part["mixins"]) {
			if mixin := m.decls[target.id]; mixin != nil {
				add(mixin)
			} else {
				m.r.FailAt(target.pos, "mixin %q is not defined; the file is incomplete: fetch it again", target.id)
			}
		}
		line = append(line, d)
	}
	add(d)
	return line
}

// A target is a mention of a shape.
type target struct {
	id  string
	pos spec.Pos
}

// targets reads a list of mentions.
func (m *importer) targets(list *jsonwalk.Reader) []target {
	var all []target
	if r := again(list); r != nil {
		for range r.Array() {
			all = append(all, m.target(r))
		}
	}
	return all
}

// target reads a mention: {"target": "com.amazonaws.ec2#Image"}.
func (m *importer) target(r *jsonwalk.Reader) target {
	t := target{pos: r.Pos()}
	for key := range r.Object() {
		if key == "target" {
			t.id = r.Name()
		}
	}
	if t.id == "" {
		r.FailAt(t.pos, `no "target" here; the file is not AWS's: fetch it again`)
	}
	return t
}

// again returns a copy of a Reader, to read the same value again, or nil for nil.
func again(r *jsonwalk.Reader) *jsonwalk.Reader {
	if r == nil {
		return nil
	}
	c := *r
	return &c
}

// content reads the parts of a declaration, the shape's own or a mixin's, into the
// shape. heirs are the declarations whose names can apply traits to its members:
// itself, and those that mix it in.
func (m *importer) content(d *decl, heirs []*decl, s *spec.Shape) {
	m.had[d.id] = true
	for _, key := range d.order {
		r := again(d.part[key])
		switch key {
		case "members":
			for name := range r.Object() {
				m.member(r, heirs, s, name)
			}
		case "member":
			s.Elem = m.field(r, heirs, s, "member")
		case "key":
			s.Key = m.field(r, heirs, s, "key")
		case "value":
			s.Elem = m.field(r, heirs, s, "value")
		case "mixins", "traits":
		default:
			m.unknown(upstream.Report{Pos: d.pos, Shape: s.Name}, key)
		}
	}
}

// unknown reports a part that the model does not support.
func (m *importer) unknown(of upstream.Report, key string) {
	of.What = fmt.Sprintf("%q: left out; the model does not support it", key)
	m.b.Report(of)
}

// member reads a member of a structure or a value of an enum.
func (m *importer) member(r *jsonwalk.Reader, heirs []*decl, s *spec.Shape, name string) {
	pos := r.KeyPos()
	if err := m.b.Count(name, pos); err != nil {
		r.Stop(err)
		return
	}
	switch {
	case s.Kind == spec.Enum:
		s.Values = append(s.Values, m.enumValue(r, heirs, s, name, pos))
	case s.Kind == spec.Structure:
		f := m.field(r, heirs, s, name)
		f.Name, f.Pos = name, pos
		if old := upstream.Field(s, name); old != nil {
			*old = *f // a mixin's member, overridden
			return
		}
		s.Members = append(s.Members, f)
	case heirs[0].kind != "intEnum":
		r.FailAt(pos, "members of a shape of type %q, which has none; the file is not AWS's: fetch it again", heirs[0].kind)
	}
}

// field reads a member of any kind: its shape, and its traits, including applied
// ones.
func (m *importer) field(r *jsonwalk.Reader, heirs []*decl, s *spec.Shape, name string) *spec.Member {
	f := &spec.Member{Pos: r.Pos()}
	of := upstream.Report{Pos: f.Pos, Shape: s.Name}
	if s.Kind == spec.Structure {
		of.Member = name
	}
	t, traits := m.memberParts(r, of)
	if t.id == "" {
		r.FailAt(f.Pos, `no "target" in this member; the file is not AWS's: fetch it again`)
		return f
	}
	x := &facts{of: of}
	m.memberTraits(traits, heirs, name, x)
	f.Shape = m.mention(t.id, t.pos)
	x.settleMember(f)
	return f
}

// memberParts reads the two parts of a member, and keeps its traits for later.
func (m *importer) memberParts(r *jsonwalk.Reader, of upstream.Report) (t target, traits *jsonwalk.Reader) {
	for key := range r.Object() {
		switch key {
		case "target":
			t = target{r.Name(), r.KeyPos()}
		case "traits":
			traits = r.Later()
		default:
			of.Pos = r.KeyPos()
			m.unknown(of, key)
		}
	}
	return t, traits
}

// memberTraits reads the traits of a member, then those applied to it: first to a
// mixin's member, then to the member of the shape that mixes it in.
func (m *importer) memberTraits(traits *jsonwalk.Reader, heirs []*decl, name string, x *facts) {
	m.read(traits, x, false)
	for _, d := range heirs {
		id := d.id + "$" + name
		m.had[id] = true
		for _, a := range m.applied[id] {
			m.read(a, x, false)
		}
	}
}

// enumValue reads a value of an enum shape. The default value is its name.
func (m *importer) enumValue(r *jsonwalk.Reader, heirs []*decl, s *spec.Shape, name string,
	pos spec.Pos) *spec.EnumValue {
	v := &spec.EnumValue{Value: name, Name: name, Pos: pos}
	x := &facts{of: upstream.Report{Pos: pos, Shape: s.Name}, value: name}
	_, traits := m.memberParts(r, x.of)
	m.memberTraits(traits, heirs, name, x)
	v.Value, v.Doc, v.Deprecated = x.value, x.doc, x.deprecated
	return v
}
