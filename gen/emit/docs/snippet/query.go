package snippet

// This file writes requests in Query form, with the runtime's writer like generated
// encoders.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2time"
	"github.com/ec2gen/ec2gen/spec"
)

// Query returns the request's body, one parameter per line in the order of their
// names.
func Query(c Call) string {
	var w ec2query.Writer
	w.Text("Action", c.Op.Name)
	writeFields(&w, c.Value)
	w.Text("Version", c.Version)
	lines := strings.Split(string(w.Bytes()), "&")
	slices.SortStableFunc(lines, func(a, b string) int { return strings.Compare(segments(a), segments(b)) })
	return strings.Join(lines, "\n")
}

// segments returns the name of a parameter with padded indexes, so that the second
// element of a list sorts before the tenth.
func segments(line string) string {
	name, _, _ := strings.Cut(line, "=")
	parts := strings.Split(name, ".")
	for i, part := range parts {
		if _, err := strconv.Atoi(part); err == nil && len(part) < 9 {
			parts[i] = strings.Repeat("0", 9-len(part)) + part
		}
	}
	return strings.Join(parts, ".")
}

func writeFields(w *ec2query.Writer, v *Value) {
	for _, f := range v.Fields {
		write(w, url.QueryEscape(f.QueryName), f.Value)
	}
}

// write appends the parameters of a value.
func write(w *ec2query.Writer, name string, v *Value) {
	switch v.Shape.Kind {
	case spec.Structure:
		mark := w.Enter(name)
		writeFields(w, v)
		w.Leave(mark)
	case spec.List:
		for i, item := range v.Items {
			write(w, name+"."+strconv.Itoa(i+1), item)
		}
	case spec.Map:
		for i, f := range v.Fields {
			mark := w.Enter(name + ".entry." + strconv.Itoa(i+1))
			w.Text(url.QueryEscape(plan.EntryName(v.Shape.Key, "key")), f.Key)
			write(w, url.QueryEscape(plan.EntryName(v.Shape.Elem, "value")), f.Value)
			w.Leave(mark)
		}
	default:
		w.Text(name, v.wire())
	}
}

// wire returns a scalar in its form on the wire.
func (v *Value) wire() string {
	if v.Shape.Kind == spec.Timestamp {
		if at, err := time.Parse(time.RFC3339Nano, v.Text); err == nil {
			return string(ec2time.Append(nil, at, timeFormats[v.Format]))
		}
	}
	return v.Text
}

var timeFormats = map[spec.TimestampFormat]ec2time.Format{
	spec.DefaultFormat: ec2time.DateTime, spec.DateTime: ec2time.DateTime,
	spec.HTTPDate: ec2time.HTTPDate, spec.EpochSeconds: ec2time.EpochSeconds,
}
