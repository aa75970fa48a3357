package cli

// This file encodes a request from parameters and the table.

import (
	"encoding/base64"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// A request is an operation with its parameters, for the encoder.
type request struct {
	api    *API
	op     *Operation
	params map[string]any
	// Set by the client for an operation that copies from another Region.
	presignedURL, destination *string
}

// encode writes the request's body. Keys are sorted, as everywhere in ec2gen; EC2
// accepts any order.
func (in *request) encode(w *ec2query.Writer) {
	type pair struct {
		key   string
		write func()
	}
	pairs := []pair{
		{"Action", func() { w.Text("Action", in.op.Name) }},
		{"Version", func() { w.Text("Version", in.api.Service.APIVersion) }},
	}
	if in.op.Input != "" {
		s := in.api.shape(in.op.Input)
		for i := range s.Members {
			m := &s.Members[i]
			if value, ok := in.params[m.Name]; ok {
				pairs = append(pairs, pair{m.query(), func() { in.member(w, m.query(), m, value) }})
			}
		}
	}
	for name, value := range map[string]*string{"PresignedUrl": in.presignedURL, "DestinationRegion": in.destination} {
		if _, own := in.params[name]; value != nil && !own {
			pairs = append(pairs, pair{name, func() { w.Text(name, *value) }})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	for _, p := range pairs {
		p.write()
	}
}

// member writes a value under a name.
func (in *request) member(w *ec2query.Writer, name string, m *Member, value any) {
	s := in.api.shape(m.Shape)
	switch v := value.(type) {
	case []any:
		for i, item := range v {
			in.item(w, name, i+1, s.element(), item)
		}
	case map[string]any:
		mark := w.Enter(escaped(name))
		if s.Kind == Map {
			in.entries(w, s, v)
		} else {
			in.fields(w, s, v)
		}
		w.Leave(mark)
	default:
		w.Text(escaped(name), in.text(s, m, value))
	}
}

// item writes one element of a list: Name.1, or what is below it.
func (in *request) item(w *ec2query.Writer, name string, n int, m *Member, value any) {
	in.member(w, name+"."+strconv.Itoa(n), m, value)
}

func (in *request) fields(w *ec2query.Writer, s *Shape, fields map[string]any) {
	members := make([]*Member, 0, len(fields))
	for i := range s.Members {
		if _, ok := fields[s.Members[i].Name]; ok {
			members = append(members, &s.Members[i])
		}
	}
	slices.SortFunc(members, func(a, b *Member) int { return strings.Compare(a.query(), b.query()) })
	for _, m := range members {
		in.member(w, m.query(), m, fields[m.Name])
	}
}

// entries writes a map. EC2's own model has no maps.
func (in *request) entries(w *ec2query.Writer, s *Shape, fields map[string]any) {
	for i, key := range sortedKeys(fields) {
		mark := w.Item("entry", i+1)
		w.Text("key", key)
		in.member(w, "value", s.value(), fields[key])
		w.Leave(mark)
	}
}

func escaped(name string) string { return url.QueryEscape(name) }

// text formats a scalar for the wire.
func (in *request) text(s *Shape, m *Member, value any) string {
	switch v := value.(type) {
	case bool:
		return strconv.FormatBool(v)
	case int64:
		if s.Kind == Timestamp {
			return wireTime(time.Unix(v, 0), formatOf(s, m))
		}
		return strconv.FormatInt(v, 10)
	case float64:
		if s.Kind == Timestamp {
			whole, fraction := math.Modf(v)
			return wireTime(time.Unix(int64(whole), int64(fraction*1e9)), formatOf(s, m))
		}
		return formatFloat(v)
	case []byte:
		return base64.StdEncoding.EncodeToString(v)
	case time.Time:
		return wireTime(v, formatOf(s, m))
	case string:
		if s.Kind == Timestamp {
			if t, err := parseTime(v); err == nil {
				return wireTime(t, formatOf(s, m))
			}
		}
		return v
	}
	return fmt.Sprint(value)
}

// formatOf returns the member's timestamp format, or the shape's if it has none.
func formatOf(s *Shape, m *Member) ec2time.Format {
	if m.Format != ec2time.DateTime {
		return m.Format
	}
	return s.Format
}

// wireTime formats a time as botocore sends it: with microseconds or without a
// fraction.
func wireTime(t time.Time, f ec2time.Format) string {
	if f != ec2time.DateTime {
		return string(ec2time.Append(nil, t, f))
	}
	t = t.UTC().Truncate(time.Microsecond)
	if t.Nanosecond() == 0 {
		return t.Format("2006-01-02T15:04:05Z")
	}
	return t.Format("2006-01-02T15:04:05.000000Z")
}

// timeLayouts lists the accepted timestamp formats.
var timeLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05Z07:00",
	"2006-01-02T15:04Z07:00", time.RFC1123, time.RFC1123Z, time.RFC850,
}

// localLayouts lists the formats without a zone, which mean local time.
var localLayouts = []string{
	"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04",
	"2006-01-02T15", "2006-01-02", "20060102T150405", "20060102", "2006-01", "2006/01/02", "January 2, 2006",
	"2 January 2006",
}

// parseTime parses a timestamp: a date and time, or seconds since 1970.
func parseTime(value any) (time.Time, error) {
	text, ok := value.(string)
	if !ok {
		return time.Time{}, fmt.Errorf("%v is not a timestamp", value)
	}
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && len(text) != 8 && math.Abs(seconds) < 1e12 {
		whole, fraction := math.Modf(seconds)
		return time.Unix(int64(whole), int64(fraction*1e9)), nil
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	for _, layout := range localLayouts {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a timestamp; write it as 2006-01-02T15:04:05Z", text)
}
