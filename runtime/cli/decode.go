package cli

// This file decodes a response according to the table. Every scalar has the form
// that the AWS CLI prints: timestamps as text, bytes as base64.

import (
	"strconv"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// A response receives the decoded members of an operation's output.
type response struct {
	api    *API
	op     *Operation
	wire   bool // keep timestamps as they were sent
	fields map[string]any
}

// decode reads the members. Unknown elements are skipped.
func (out *response) decode(d *ec2xml.Decoder) {
	out.fields = map[string]any{}
	if out.op.Output == "" {
		for d.Next() {
			d.Skip()
		}
		return
	}
	out.structure(d, out.api.shape(out.op.Output), out.fields)
}

func (out *response) structure(d *ec2xml.Decoder, s *Shape, into map[string]any) {
	for d.Next() {
		m := s.byXML(string(d.Name()))
		if m == nil {
			d.Unknown()
			continue
		}
		shape := out.api.shape(m.Shape)
		if shape.Kind == List && m.Flattened {
			list, _ := into[m.Name].([]any)
			into[m.Name] = append(list, out.value(d, out.api.shape(shape.element().Shape), shape.element()))
			continue
		}
		into[m.Name] = out.value(d, shape, m)
	}
}

// byXML returns the member with that element name, or nil.
func (s *Shape) byXML(name string) *Member {
	for i := range s.Members {
		if s.Members[i].xml() == name {
			return &s.Members[i]
		}
	}
	return nil
}

// value reads the decoder's current element.
func (out *response) value(d *ec2xml.Decoder, s *Shape, m *Member) any {
	switch s.Kind {
	case Structure:
		fields := map[string]any{}
		out.structure(d, s, fields)
		return fields
	case List:
		list := []any{}
		element := s.element()
		name := element.xml()
		if name == "" {
			name = "item"
		}
		for d.NextNamed(name) {
			list = append(list, out.value(d, out.api.shape(element.Shape), element))
		}
		return list
	case Map:
		return out.entries(d, s)
	}
	return out.scalar(d, s, m)
}

// entries reads a map: <entry><key/><value/></entry>.
func (out *response) entries(d *ec2xml.Decoder, s *Shape) any {
	fields := map[string]any{}
	for d.NextNamed("entry") {
		var key string
		var value any
		for d.Next() {
			switch string(d.Name()) {
			case "key":
				key = d.Text()
			case "value":
				value = out.value(d, out.api.shape(s.value().Shape), s.value())
			default:
				d.Skip()
			}
		}
		fields[key] = value
	}
	return fields
}

// scalar reads text and converts it. Text that is not of its type stays text, so
// that an unexpected response can still be inspected.
func (out *response) scalar(d *ec2xml.Decoder, s *Shape, m *Member) any {
	text := d.Text()
	switch s.Kind {
	case Boolean:
		return strings.EqualFold(strings.TrimSpace(text), "true")
	case Integer, Long:
		if n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64); err == nil {
			return n
		}
	case Float, Double:
		if f, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil {
			return f
		}
	case Timestamp:
		if t, err := ec2time.Parse(strings.TrimSpace(text), formatOf(s, m)); err == nil && !out.wire {
			return isoFormat(t)
		}
	}
	return text
}

// isoFormat formats a time as Python's isoformat does.
func isoFormat(t time.Time) string {
	t = t.UTC().Truncate(time.Microsecond)
	if t.Nanosecond() == 0 {
		return t.Format("2006-01-02T15:04:05-07:00")
	}
	return t.Format("2006-01-02T15:04:05.000000-07:00")
}
