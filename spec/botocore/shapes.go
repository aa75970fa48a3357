package botocore

// This file reads the "shapes" of a model file.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// kinds maps the types of shapes to kinds of the model, with the same constraints
// and form on the wire.
var kinds = map[string]spec.Kind{
	"structure": spec.Structure,
	"list":      spec.List,
	"map":       spec.Map,
	"string":    spec.String,
	"character": spec.String,
	"boolean":   spec.Boolean,
	"byte":      spec.Integer,
	"short":     spec.Integer,
	"integer":   spec.Integer,
	"long":      spec.Long,
	"float":     spec.Float,
	"double":    spec.Double,
	"blob":      spec.Blob,
	"timestamp": spec.Timestamp,
}

func (m *importer) shapes() {
	for name := range m.Object() {
		s, err := m.b.Define(name, m.KeyPos())
		if err != nil {
			m.Stop(err)
			return
		}
		m.shape(s)
	}
}

// A draft has the values of a shape's keys until its type is known: keys are in any
// order.
type draft struct {
	bounds   spec.Bounds
	required []string
	enum     []*spec.EnumValue
	dep      deprecation
	err      spec.ErrorTrait
	isError  bool
}

func (m *importer) shape(s *spec.Shape) {
	var d draft
	of := upstream.Report{Shape: s.Name}
	for key := range m.Object() {
		switch key {
		case "type":
			s.Kind = m.kind()
		case "members":
			m.members(s)
		case "member":
			s.Elem = m.element(s)
		case "key":
			s.Key = m.element(s)
		case "value":
			s.Elem = m.element(s)
		case "required":
			for range m.Array() {
				d.required = append(d.required, m.Name())
			}
		case "enum":
			d.enum = m.enum(of)
		case "documentation":
			m.doc(&s.Doc)
		default:
			m.trait(s, &d, key, of)
		}
	}
	m.settle(s, &d)
}

// trait reads the keys that any shape may have.
func (m *importer) trait(s *spec.Shape, d *draft, key string, of upstream.Report) {
	switch key {
	case "min":
		d.bounds.Min = m.bound()
	case "max":
		d.bounds.Max = m.bound()
	case "pattern":
		s.Pattern = m.pattern(of)
	case "sensitive":
		s.Sensitive = m.Bool()
	case "timestampFormat":
		s.Format = m.format()
	case "flattened":
		if m.Bool() {
			m.b.Flat(s)
		}
	case "locationName":
		m.b.Outer(s, m.xmlName())
	case "deprecated", "deprecatedMessage", "deprecatedSince":
		m.deprecation(&d.dep, key)
	case "exception":
		d.isError = d.isError || m.Bool()
	case "fault":
		if m.Bool() {
			d.isError, d.err.Fault = true, "server"
		}
	case "error":
		d.isError = true
		m.errorTrait(&d.err, of)
	case "box", "wrapper", "synthetic", "xmlOrder":
		// box has no effect because every scalar can be absent; the other keys have
		// no effect on this protocol.
	default:
		m.unknown(of, key)
	}
}

func (m *importer) errorTrait(e *spec.ErrorTrait, of upstream.Report) {
	for key := range m.Object() {
		switch key {
		case "code":
			e.Code = m.String()
		case "httpStatusCode":
			e.Status = m.Int()
		case "senderFault":
			if m.Bool() {
				e.Fault = "client"
			}
		default:
			m.unknown(of, "error."+key)
		}
	}
}

// settle assigns the values of the keys to the fields of the shape's kind.
func (m *importer) settle(s *spec.Shape, d *draft) {
	s.Deprecated = d.dep.trait()
	if d.bounds != (spec.Bounds{}) {
		m.bounds(s, &d.bounds)
	}
	if len(d.enum) > 0 {
		if s.Kind == spec.String {
			s.Kind, s.Values = spec.Enum, d.enum
			for _, v := range s.Values {
				v.Name = valueNames[s.Name][v.Value]
			}
		} else {
			m.b.Report(upstream.Report{Pos: s.Pos, Shape: s.Name,
				What: "an enum that is not of strings: its values are left out"})
		}
	}
	if d.isError {
		if d.err.Code == s.Name {
			d.err.Code = ""
		}
		s.Error = &d.err
	}
	byName := make(map[string]*spec.Member, len(s.Members))
	for _, f := range s.Members {
		byName[f.Name] = f
	}
	for _, name := range d.required {
		if f := byName[name]; f != nil {
			f.Required = true
			continue
		}
		m.b.Report(upstream.Report{Pos: s.Pos, Shape: s.Name, What: fmt.Sprintf("required %q is not a member", name)})
	}
	if why := upstream.Incomplete(s); why != "" {
		m.FailAt(s.Pos, "%s; the file is not AWS's: fetch it again", why)
	}
}

// bounds sets the range of a number or the length of another shape.
func (m *importer) bounds(s *spec.Shape, b *spec.Bounds) {
	switch s.Kind {
	case spec.String, spec.Blob, spec.List, spec.Map:
		s.Length = b
	case spec.Integer, spec.Long, spec.Float, spec.Double:
		s.Range = b
	default:
		m.b.Report(upstream.Report{Pos: s.Pos, Shape: s.Name,
			What: "min and max of a type without length and range: left out"})
	}
}

func (m *importer) kind() spec.Kind {
	pos := m.Pos()
	name := m.Name()
	k, ok := kinds[name]
	if !ok && m.Err() == nil {
		m.FailAt(pos, "type %q is not one of botocore's; the file is not AWS's: fetch it again", name)
	}
	return k
}

func (m *importer) bound() *float64 {
	f := m.Float()
	return &f
}

// pattern reads a regular expression, if Go supports it.
func (m *importer) pattern(of upstream.Report) string {
	of.Pos = m.Pos()
	expr := m.String()
	if err := upstream.Pattern(expr); err != nil {
		of.What = fmt.Sprintf("pattern %q: left out: %v", expr, err)
		m.b.Report(of)
		return ""
	}
	return expr
}

// formats maps the names of timestamp formats.
var formats = map[string]spec.TimestampFormat{
	"iso8601":       spec.DateTime,
	"rfc822":        spec.HTTPDate,
	"unixTimestamp": spec.EpochSeconds,
}

func (m *importer) format() spec.TimestampFormat {
	pos := m.Pos()
	name := m.Name()
	f, ok := formats[name]
	if !ok && m.Err() == nil {
		m.FailAt(pos, "timestamp format %q is not one of botocore's; the file is not AWS's: fetch it again", name)
	}
	return f
}

func (m *importer) enum(of upstream.Report) []*spec.EnumValue {
	var values []*spec.EnumValue
	seen := map[string]bool{}
	for range m.Array() {
		pos := m.Pos()
		v := m.String()
		if seen[v] {
			of.Pos, of.What = pos, fmt.Sprintf("duplicate value %q", v)
			m.b.Report(of)
			continue
		}
		seen[v] = true
		m.more(pos)
		values = append(values, &spec.EnumValue{Value: v, Pos: pos})
	}
	return values
}

// more counts a thing without a name.
func (m *importer) more(pos spec.Pos) {
	if err := m.b.Count("_", pos); err != nil {
		m.Stop(err)
	}
}
