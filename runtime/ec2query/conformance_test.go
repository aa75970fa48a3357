package ec2query

// This file writes and reads back the requests of the EC2 Query protocol tests that
// AWS publishes. Its encoder interprets their shapes at run time, as generated
// encoders do at compile time.

import (
	"encoding/json"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

type protocolShape struct {
	Type            string
	Members         map[string]*protocolMember
	Member          *protocolMember // list
	TimestampFormat string
}

type protocolMember struct {
	Shape            string
	LocationName     string
	QueryName        string
	TimestampFormat  string
	IdempotencyToken bool
}

type protocolSuite struct {
	Metadata struct{ APIVersion string }
	Shapes   map[string]*protocolShape
	Cases    []struct {
		ID    string
		Given struct {
			Name  string
			Input *protocolMember
		}
		Params     map[string]any
		Serialized struct{ Body string }
	}
}

func TestProtocolRequests(t *testing.T) {
	var suites []protocolSuite
	require.NoError(t, json.Unmarshal(spectest.Read(t, "conformance/ec2query/input.json"), &suites))
	ran := 0
	for _, s := range suites {
		for _, c := range s.Cases {
			if c.Serialized.Body == "" {
				continue // it is about the transport
			}
			ran++
			t.Run(c.ID, func(t *testing.T) {
				var w Writer
				w.Text("Action", c.Given.Name)
				w.Text("Version", s.Metadata.APIVersion)
				if c.Given.Input != nil {
					s.write(&w, c.Given.Input, "", s.filled(c.Given.Input, c.Params))
				}
				require.Equal(t, pairsOf(c.Serialized.Body), pairsOf(string(w.Bytes())))

				// Reading returns what was written, and nothing else.
				r, err := Parse([]byte(c.Serialized.Body), Limits{})
				require.NoError(t, err)
				require.Equal(t, c.Given.Name, *r.String("Action"))
				require.Equal(t, s.Metadata.APIVersion, *r.String("Version"))
				if c.Given.Input != nil {
					got := s.members(r, s.Shapes[c.Given.Input.Shape])
					var again Writer
					s.write(&again, c.Given.Input, "", got)
					require.Subset(t, pairsOf(c.Serialized.Body), pairsOf(string(again.Bytes())))
				}
				require.Empty(t, r.Problems())
			})
		}
	}
	require.Greater(t, ran, 20)
}

// pairsOf makes bodies comparable: the tests do not define an order of pairs.
func pairsOf(body string) []string {
	if body == "" {
		return nil
	}
	pairs := strings.Split(body, "&")
	for i, p := range pairs {
		if text, err := url.QueryUnescape(p); err == nil {
			pairs[i] = text
		}
	}
	sort.Strings(pairs)
	return pairs
}

// filled adds the tokens that a client generates.
func (s *protocolSuite) filled(m *protocolMember, params map[string]any) map[string]any {
	all := map[string]any{}
	for name, v := range params {
		all[name] = v
	}
	for name, member := range s.Shapes[m.Shape].Members {
		if member.IdempotencyToken && all[name] == nil {
			all[name] = "00000000-0000-4000-8000-000000000000"
		}
	}
	return all
}

// queryName returns the name of a member by the protocol's rule.
func queryName(name string, m *protocolMember) string {
	if m.QueryName != "" {
		return m.QueryName
	}
	if m.LocationName != "" {
		name = m.LocationName
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// write writes a value in encoding/json's representation.
func (s *protocolSuite) write(w *Writer, m *protocolMember, name string, v any) {
	shape := s.Shapes[m.Shape]
	switch shape.Type {
	case "structure":
		if name != "" {
			defer w.Leave(w.Enter(name))
		}
		for member, value := range v.(map[string]any) {
			s.write(w, shape.Members[member], queryName(member, shape.Members[member]), value)
		}
	case "list":
		list := v.([]any)
		if s.Shapes[shape.Member.Shape].Type != "structure" {
			Strings(w, name, words(list))
			return
		}
		for k := First(len(list)); k > 0; k = Next(k, len(list)) {
			mark := w.Item(name, k)
			s.write(w, shape.Member, "", list[k-1])
			w.Leave(mark)
		}
	case "boolean":
		w.Bool(name, ptr(v.(bool)))
	case "integer":
		w.Int32(name, ptr(int32(v.(float64))))
	case "float":
		w.Float32(name, ptr(float32(fromJSON(v))))
	case "double":
		w.Float64(name, ptr(fromJSON(v)))
	case "blob":
		w.Blob(name, []byte(v.(string)))
	case "timestamp":
		w.Time(name, ptr(time.UnixMilli(int64(v.(float64)*1000))), m.format(shape))
	default:
		w.Text(name, v.(string))
	}
}

// read is the inverse of write, with a Reader.
func (s *protocolSuite) read(r *Reader, m *protocolMember, name string) (v any, ok bool) {
	shape := s.Shapes[m.Shape]
	switch shape.Type {
	case "structure":
		if name != "" {
			if !r.Enter(name) {
				return nil, false
			}
			defer r.Leave()
		}
		return s.members(r, shape), true
	case "list":
		list := []any{}
		if s.Shapes[shape.Member.Shape].Type != "structure" {
			for _, word := range ReadStrings[string](r, name) {
				list = append(list, word)
			}
		} else {
			for l := r.List(name); l.Next(); {
				list = append(list, s.members(r, s.Shapes[shape.Member.Shape]))
			}
		}
		return list, len(list) > 0
	case "boolean":
		return value(r.Bool(name), func(b bool) any { return b })
	case "integer":
		return value(r.Int32(name), func(i int32) any { return float64(i) })
	case "float":
		return value(r.Float32(name), func(f float32) any { return float64(f) })
	case "double":
		return value(r.Float64(name), func(f float64) any { return f })
	case "blob":
		b := r.Blob(name)
		return string(b), b != nil
	case "timestamp":
		return value(r.Time(name, m.format(shape)), func(t time.Time) any { return float64(t.Unix()) })
	}
	return value(r.String(name), func(s string) any { return s })
}

// members reads the members of a structure that the request has.
func (s *protocolSuite) members(r *Reader, shape *protocolShape) map[string]any {
	got := map[string]any{}
	for name, m := range shape.Members {
		if v, ok := s.read(r, m, queryName(name, m)); ok {
			got[name] = v
		}
	}
	return got
}

func value[T any](p *T, to func(T) any) (any, bool) {
	if p == nil {
		return nil, false
	}
	return to(*p), true
}

func words(list []any) (words []string) {
	for _, v := range list {
		words = append(words, v.(string))
	}
	return words
}

// fromJSON converts numbers that JSON represents as strings.
func fromJSON(v any) float64 {
	if text, ok := v.(string); ok {
		f, _ := strconv.ParseFloat(text, 64)
		return f
	}
	return v.(float64)
}

func (m *protocolMember) format(shape *protocolShape) ec2time.Format {
	for _, name := range []string{m.TimestampFormat, shape.TimestampFormat} {
		switch name {
		case "rfc822":
			return ec2time.HTTPDate
		case "unixTimestamp":
			return ec2time.EpochSeconds
		}
	}
	return ec2time.DateTime
}
