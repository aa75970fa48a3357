package smithy

// This file puts what traits said where the model wants it. What a trait says of
// a thing that the model has no such place for is reported.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
)

// settle completes a shape.
func (m *importer) settle(s *spec.Shape, f *facts) {
	s.Doc, s.Deprecated, s.Sensitive, s.Format = f.doc, f.deprecated, f.sensitive, f.format
	if s.Error = f.err; s.Error != nil && s.Kind != spec.Structure {
		s.Error = nil
	}
	f.constrain(&s.Constraints)
	if len(f.enum) > 0 && s.Kind == spec.String {
		s.Kind, s.Values = spec.Enum, f.enum
	}
	if s.Kind == spec.Enum && len(s.Values) == 0 {
		s.Kind = spec.String
	}
	s.Values = m.distinct(s)
	if f.namespace != "" {
		// Only members carry one. Requests have no XML, and readers of
		// responses go by local names.
		f.of.What = fmt.Sprintf("its XML namespace %.200q: left out; only members have one", f.namespace)
		m.b.Report(f.of)
	}
}

// distinct are the values of an enum without those that are there already.
func (m *importer) distinct(s *spec.Shape) []*spec.EnumValue {
	seen := make(map[string]bool, len(s.Values))
	values := s.Values[:0]
	for _, v := range s.Values {
		if !seen[v.Value] {
			values = append(values, v)
		}
		seen[v.Value] = true
	}
	return values
}

// settleMember completes a member.
func (f *facts) settleMember(to *spec.Member) {
	to.Query, to.XML, to.Flattened = f.query, f.xml, f.flattened
	to.Required, to.IdempotencyToken, to.HostLabel = f.required, f.token, f.hostLabel
	to.Sensitive, to.Deprecated, to.Since, to.Default = f.sensitive, f.deprecated, f.since, f.def
	to.Format, to.XMLNamespace, to.XMLAttribute, to.Doc = f.format, f.namespace, f.attribute, f.doc
	f.constrain(&to.Constraints)
}

func (f *facts) constrain(c *spec.Constraints) {
	c.Length, c.Range, c.Pattern = f.length, f.rng, f.pattern
}
