package reference

// This file creates the outline of a request or response: each member with its
// members, to any depth. A structure inside itself becomes a link to the outer one.

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/gen/emit/docs/snippet"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// An outline is the state of creating the outline of an operation or of a shape.
type outline struct {
	*builder
	op         *plan.Operation // nil: of a shape
	page       *Operation
	shared     *plan.Shape // of a shape
	inRequest  bool
	ids        map[string]bool
	above      []level // the enclosing structures
	applied    []*RuleAt
	rules      map[string][]*RuleAt // by the ID of the member
	conditions map[string][]*Rule
}

// A level is an enclosing structure.
type level struct {
	shape *spec.Shape
	id    string
}

// An address is the position of a member.
type address struct {
	id, wire, cli string
}

func (o *outline) request() []*Member {
	o.inRequest = true
	o.addRulesAt(o.op.Input, "")
	return o.fields(o.op.Input, address{})
}

func (o *outline) response() []*Member {
	o.inRequest = false
	return o.fields(o.op.Output, address{id: "response"})
}

// fields returns the lines of a structure.
func (o *outline) fields(s *plan.Shape, at address) []*Member {
	o.above = append(o.above, level{s.Shape, at.id})
	defer func() { o.above = o.above[:len(o.above)-1] }()
	var required, optional []*Member
	for _, f := range s.Fields {
		m := o.member(f, o.below(f, at))
		if m.Required {
			required = append(required, m)
		} else {
			optional = append(optional, m)
		}
	}
	return append(required, optional...)
}

// below returns the address of a member of the structure at an address.
func (o *outline) below(f *plan.Field, at address) address {
	p := address{id: o.claim(dotted(at.id, safe(f.Name)))}
	if !o.inRequest {
		p.wire = slashed(at.wire, f.XMLName)
		return p
	}
	p.wire = dotted(at.wire, f.QueryName)
	p.cli = o.option(f, at)
	return p
}

// sections has IDs that pages use for other elements.
var sections = map[string]bool{"top": true, "names": true, "request": true, "response": true, "rules": true,
	"errors": true, "examples": true,
	"history": true, "search": true, "results": true, "client": true, "members": true, "values": true, "uses": true,
	"xml": true, "main": true}

// claim returns an ID that is unique on the page. IDs of rules and examples have
// their own prefixes.
func (o *outline) claim(want string) string {
	if strings.HasPrefix(want, "rule-") || strings.HasPrefix(want, "example-") {
		want = "member-" + want
	}
	id := want
	for n := 2; o.ids[id] || sections[id]; n++ {
		id = fmt.Sprintf("%s-%d", want, n)
	}
	o.ids[id] = true
	return id
}

// option returns the AWS CLI's name of a member: an option, and a key in it.
func (o *outline) option(f *plan.Field, at address) string {
	switch {
	case o.op == nil:
		return ""
	case at.id != "":
		return strings.TrimSpace(at.cli + sep(at.cli) + f.Name)
	}
	name, opposite := snippet.Option(o.op.Name, f.Name, f.Shape.Kind)
	if opposite != "" {
		return name + " | " + opposite
	}
	return name
}

// sep returns the separator between an option and its key, or between two keys.
func sep(cli string) string {
	if strings.Contains(cli, " ") {
		return "."
	}
	return " "
}

// member returns the line of a member.
func (o *outline) member(f *plan.Field, at address) *Member {
	m := &Member{ID: at.id, Name: f.Name, GoName: f.GoName, GoType: goType(f), Leaf: leaf(f, o.inRequest), Wire: at.wire,
		CLI:      at.cli,
		Required: f.Required && o.inRequest, Token: f.IdempotencyToken && o.inRequest, Sensitive: f.Sensitive ||
			f.Shape.Sensitive, Default: f.Default, Since: f.Since,
		Deprecated: deprecation(f.Deprecated), Doc: o.doc(f.Doc), Type: typeText(f.Shape), member: f.Member,
		parent: o.above[len(o.above)-1].shape.Name}
	last, inside := o.unwrap(f, at)
	m.Wire = inside.wire
	if last.Kind != spec.Structure && o.inRequest {
		m.Limits = limits(f)
	}
	if o.inRequest {
		m.Filters = filterNames(f)
	}
	m.Shape = o.shapes[last.Shape]
	o.describe(m, f, last)
	if last.Kind == spec.Structure && (o.shared == nil || m.Shape == nil) {
		if up := o.recursive(last.Shape); up != nil {
			m.Recursive = cmp.Or(up.id, "top")
		} else {
			if o.inRequest && o.op != nil {
				o.addRulesAt(last, at.id)
			}
			m.Members = o.fields(last, address{at.id, inside.wire, at.cli})
		}
	}
	m.Rules, m.Conditions = o.rules[m.ID], o.conditions[m.ID]
	return m
}

// unwrap follows lists and maps to their content, and returns its name on the wire.
func (o *outline) unwrap(f *plan.Field, at address) (*plan.Shape, address) {
	s := f.Shape
	for n := 0; (s.Kind == spec.List || s.Kind == spec.Map) && n < 10; n++ {
		switch {
		case o.inRequest && s.Kind == spec.Map:
			at.wire += ".entry.N." + plan.EntryName(s.Elem, "value")
		case o.inRequest:
			at.wire += ".N"
		case s.Kind == spec.Map:
			at.wire += "/entry/" + plan.EntryName(s.Elem, "value")
		case !f.Flattened:
			at.wire += "/" + s.Elem.XMLName
		}
		f, s = s.Elem, s.Elem.Shape
	}
	return s, at
}

// recursive returns the enclosing structure that a member contains again, or nil.
func (o *outline) recursive(s *spec.Shape) *level {
	for i := range o.above {
		if o.above[i].shape == s {
			return &o.above[i]
		}
	}
	return nil
}

// manyValues is the maximum number of values of an enum in an outline; the page of
// the shape has all.
const manyValues = 24

// describe adds the values of an enum, and a structure's documentation if the
// member has none.
func (o *outline) describe(m *Member, f *plan.Field, last *plan.Shape) {
	if len(m.Doc.Blocks) == 0 && last.Doc != "" {
		m.Doc = o.doc(last.Doc)
	}
	if m.Deprecated == "" {
		m.Deprecated = deprecation(last.Deprecated)
	}
	if last.Kind != spec.Enum {
		return
	}
	m.enum = last
	for _, v := range last.Constants {
		if m.Shape != nil && len(m.Values) == manyValues {
			m.More = len(last.Constants) - manyValues
			break
		}
		m.Values = append(m.Values, o.value(m.ID, v))
	}
}

func (o *outline) value(at string, v plan.EnumConstant) *Value {
	b := o.builder
	return &Value{ID: o.claim(dotted(at, "value-"+safe(v.Value))), Text: v.Value, GoName: v.GoName, Since: v.Since,
		Deprecated: deprecation(v.Deprecated), Doc: b.doc(v.Doc)}
}

// leaf returns a member's name on the wire.
func leaf(f *plan.Field, inRequest bool) string {
	if inRequest {
		return f.QueryName
	}
	return f.XMLName
}

func dotted(a, b string) string {
	if a == "" {
		return b
	}
	return a + "." + b
}

func slashed(a, b string) string {
	if a == "" {
		return b
	}
	return a + "/" + b
}
