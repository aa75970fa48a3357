package snippet

// This file creates skeletons: the required members with values that the model's
// rules accept, for operations without an example. The rules about a value
// determine its form, so a new rule also changes the skeletons.

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// A Maker creates skeletons for the operations of a plan.
type Maker struct {
	tests        map[*spec.Member][]*spec.Test // unconditional requirements of rules on a member's value
	names        map[string][]*spec.Test       // prefixes that rules require for other members with this name
	requirements map[*spec.Shape][]*spec.Rule  // rules that require members of a structure
}

// NewMaker reads the rules of a plan.
func NewMaker(p *plan.Plan) *Maker {
	m := &Maker{tests: map[*spec.Member][]*spec.Test{}, names: map[string][]*spec.Test{},
		requirements: map[*spec.Shape][]*spec.Rule{}}
	for _, r := range p.Validation.Rules {
		if r.At != nil && r.Each == nil {
			m.requirements[r.At] = append(m.requirements[r.At], r.Rule)
		}
		if assert := spec.AssertionOf[*spec.Assert](r.Rule); assert != nil {
			m.learn(r.Every, assert.Cond)
		}
	}
	return m
}

// learn records the tests of a condition for their members.
func (m *Maker) learn(every *spec.Every, c *spec.Cond) {
	for _, t := range c.Tests {
		if every != nil {
			for _, target := range every.Targets {
				m.note(target.Member, t)
			}
		} else if last := t.Path.Last(); last != nil {
			m.note(last, t)
		}
	}
	for _, part := range c.All {
		m.learn(every, part)
	}
}

func (m *Maker) note(member *spec.Member, t *spec.Test) {
	m.tests[member] = append(m.tests[member], t)
	if t.Prefix != nil {
		m.names[member.Name] = append(m.names[member.Name], t)
	}
}

// Skeleton returns the smallest input that the rules accept.
func (m *Maker) Skeleton(op *plan.Operation) *Value {
	return m.structure(op, op.Input, 0)
}

const maxDepth = 8

// structure sets the required members, also those required by rules, or in a
// structure without either the first scalar.
func (m *Maker) structure(op *plan.Operation, s *plan.Shape, depth int) *Value {
	v := &Value{Shape: s}
	wanted := m.wanted(op, s)
	if len(wanted) == 0 && depth > 0 && len(s.Fields) > 0 {
		wanted = map[string]bool{firstScalar(s): true}
	}
	for _, f := range s.Fields {
		if wanted[f.Name] && depth < maxDepth {
			v.Fields = append(v.Fields, Field{Field: f, Value: m.value(op, s, f, depth)})
		}
	}
	return v
}

// wanted returns the names of the members to set.
func (m *Maker) wanted(op *plan.Operation, s *plan.Shape) map[string]bool {
	wanted := map[string]bool{}
	for _, f := range s.Fields {
		if f.Required && !f.IdempotencyToken {
			wanted[f.Name] = true
		}
	}
	for _, name := range extra[s.Name] {
		wanted[name] = true
	}
	for _, r := range m.requirements[s.Shape] {
		if !r.AppliesTo(op.Operation) || r.When != nil {
			continue
		}
		for _, p := range spec.AssertionOf[*spec.Require](r).Members() {
			wanted[p.Steps[0].Name] = true
		}
		if choice := spec.AssertionOf[*spec.AnyOf](r).Members(); len(choice) > 0 &&
			!slices.ContainsFunc(choice, func(p *spec.Path) bool { return wanted[p.Steps[0].Name] }) {
			wanted[choice[0].Steps[0].Name] = true
		}
	}
	return wanted
}

// extra has members that make a structure valid according to requirements that no
// simple rule states, by structure.
var extra = map[string][]string{
	"AuthorizeClientVpnIngressRequest": {"AuthorizeAllGroups"}, // without a group, all of them
}

// firstScalar returns a member to show the form of a structure without required
// members.
func firstScalar(s *plan.Shape) string {
	for _, f := range s.Fields {
		if isScalar(f.Shape) && f.Deprecated == nil && f.Shape.Kind != spec.Boolean {
			return f.Name
		}
	}
	return s.Fields[0].Name
}

// value returns a value of a member.
func (m *Maker) value(op *plan.Operation, in *plan.Shape, f *plan.Field, depth int) *Value {
	s := f.Shape
	v := &Value{Shape: s, Format: f.Format}
	switch s.Kind {
	case spec.Structure:
		return m.structure(op, s, depth+1)
	case spec.List:
		for range max(1, least(s.Length, f.Length)) {
			v.Items = append(v.Items, m.element(op, in, f, depth+1))
		}
	case spec.Map:
		v.Fields = []Field{{Field: s.Elem, Key: "key", Value: m.value(op, in, s.Elem, depth+1)}}
	default:
		v.Text = m.scalar(in, f, s)
	}
	return v
}

// element returns an element of a list member.
func (m *Maker) element(op *plan.Operation, in *plan.Shape, f *plan.Field, depth int) *Value {
	elem := f.Shape.Elem
	if !isScalar(elem.Shape) {
		return m.value(op, in, elem, depth)
	}
	return &Value{Shape: elem.Shape, Format: elem.Format, Text: m.scalar(in, f, elem.Shape)}
}

// scalar returns a value for a member, or for its elements.
func (m *Maker) scalar(in *plan.Shape, f *plan.Field, s *plan.Shape) string {
	if text := m.byRules(f.Member); text != "" {
		return text
	}
	switch s.Kind {
	case spec.Boolean:
		return "true"
	case spec.Integer, spec.Long:
		return strconv.Itoa(max(1, least(s.Range, f.Range)))
	case spec.Float, spec.Double:
		return "1.5"
	case spec.Timestamp:
		return "2026-01-31T12:00:00Z"
	case spec.Blob:
		return "ZXhhbXBsZQ=="
	case spec.Enum:
		return firstValue(s)
	}
	return padded(word(f.Name), least(s.Length, f.Length))
}

// firstValue returns the first value of an enum that is not deprecated.
func firstValue(s *plan.Shape) string {
	for _, v := range s.Values {
		if v.Deprecated == nil {
			return v.Value
		}
	}
	return "value"
}

// byRules returns a value that the rules about a member require, or "".
func (m *Maker) byRules(member *spec.Member) string {
	for _, t := range append(m.tests[member], m.names[member.Name]...) {
		switch {
		case t.Prefix != nil:
			return t.Prefix[0] + id
		case formats[t.Format] != "":
			return formats[t.Format]
		case len(t.OneOf) > 0 && t.OneOf[0].Ref == nil:
			return t.OneOf[0].Value
		case t.Min != nil:
			return spec.NumberText(math.Ceil(*t.Min))
		}
	}
	return ""
}

// id is the text after the prefix of an ID.
const id = "0123456789abcdef0"

var formats = map[string]string{
	"base64": "ZXhhbXBsZQ==", "ipv4": "10.0.0.10", "ipv6": "2001:db8::10", "ip": "10.0.0.10",
	"cidr4": "10.0.0.0/16", "cidr6": "2001:db8::/56", "cidr": "10.0.0.0/16", "mac": "02:00:00:00:00:01",
	"arn": "arn:aws:ec2:us-east-1:111122223333:resource/example",
}

// word returns a text for a member according to its name.
func word(name string) string {
	for _, w := range words {
		if strings.HasSuffix(name, w.suffix) {
			return w.text
		}
	}
	return "example"
}

// words has texts by the end of a member's name; the first match counts.
var words = []struct{ suffix, text string }{
	{"Arn", formats["arn"]}, {"Arns", formats["arn"]}, {"RoleName", "example-role"}, {"Name", "example-name"},
	{"Region", "us-east-1"}, {"Regions", "us-east-1"}, {"AvailabilityZone", "us-east-1a"}, {"AvailabilityZoneId",
		"use1-az1"},
	{"AccountId", "111122223333"}, {"AccountIds", "111122223333"}, {"OwnerId", "111122223333"}, {"Description",
		"An example"},
	{"CidrBlock", formats["cidr4"]}, {"Cidr", formats["cidr4"]}, {"IpAddress", formats["ipv4"]}, {"Ip", formats["ipv4"]},
	{"Bucket", "my-bucket"}, {"S3Bucket", "my-bucket"}, {"Protocol", "tcp"}, {"Asn", "65000"}, {"Port", "443"},
}

// padded extends a text to a length.
func padded(text string, length int) string {
	if missing := length - len(text); missing > 0 {
		text += strings.Repeat("0", missing)
	}
	return text
}

// least returns the larger of the minimums, or 0.
func least(bounds ...*spec.Bounds) int {
	n := 0
	for _, b := range bounds {
		if b != nil && b.Min != nil {
			n = max(n, int(math.Ceil(*b.Min)))
		}
	}
	return n
}
