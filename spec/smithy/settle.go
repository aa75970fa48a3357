package smithy

// This file assigns the values of traits to the model's fields, and reports those
// that the model does not support.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// settle completes a shape.
func (m *importer) settle(s *spec.Shape, f *facts) {
	s.Doc, s.Deprecated, s.Sensitive, s.Format = f.doc, f.deprecated, f.sensitive, f.format
	if s.Error = f.err; s.Error != nil && s.Kind != spec.Structure {
		s.Error = nil
		m.b.Report(f.about("its error trait: left out; only structures are errors"))
	}
	f.constrain(&s.Constraints)
	m.values(s, f)
	if f.namespace != "" {
		// Only members have one. Requests have no XML, and readers of responses use
		// local names.
		m.b.Report(f.about("its XML namespace %.200q: left out; only members have one", f.namespace))
	}
}

// about returns a report on the thing that these facts describe.
func (f *facts) about(format string, args ...any) upstream.Report {
	of := f.of
	of.What = fmt.Sprintf(format, args...)
	return of
}

// values converts a string with values to an enum, and an enum without values to a
// string.
func (m *importer) values(s *spec.Shape, f *facts) {
	if len(f.enum) > 0 {
		if s.Kind == spec.String {
			s.Kind, s.Values = spec.Enum, f.enum
		} else {
			m.b.Report(f.about("an enum that is not of strings: its values are left out"))
		}
	}
	if s.Kind == spec.Enum && len(s.Values) == 0 {
		s.Kind = spec.String
	}
	s.Values = m.distinct(s)
}

// distinct returns the values of an enum without duplicates, which it reports.
func (m *importer) distinct(s *spec.Shape) []*spec.EnumValue {
	seen := make(map[string]bool, len(s.Values))
	values := s.Values[:0]
	for _, v := range s.Values {
		if seen[v.Value] {
			m.b.Report(upstream.Report{Pos: v.Pos, Shape: s.Name, What: fmt.Sprintf("duplicate value %q", v.Value)})
			continue
		}
		seen[v.Value] = true
		values = append(values, v)
	}
	return values
}

// settleMember completes a member.
func (f *facts) settleMember(to *spec.Member) {
	to.Query, to.XML, to.Flattened = f.query, f.xml, f.flattened
	to.Required, to.IdempotencyToken, to.HostLabel = f.required, f.token, f.hostLabel
	to.Sensitive, to.Deprecated, to.Since, to.Default = f.sensitive, f.deprecated, f.since, f.def
	to.Format, to.XMLNamespace, to.XMLAttribute, to.Doc = f.format, f.namespace, f.attribute, f.doc
	to.Filters = f.filters
	f.constrain(&to.Constraints)
}

func (f *facts) constrain(c *spec.Constraints) {
	c.Length, c.Range, c.Pattern = f.length, f.rng, f.pattern
}
