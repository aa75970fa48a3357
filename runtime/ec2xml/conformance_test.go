package ec2xml

// This file reads the responses of the EC2 Query protocol tests that AWS publishes.
// Its decoder interprets their shapes at run time, as generated decoders do at
// compile time.

import (
	"encoding/json"
	"math"
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
	Key, Value      *protocolMember // map
	TimestampFormat string
}

type protocolMember struct {
	Shape           string
	LocationName    string
	Flattened       bool
	TimestampFormat string
}

type protocolSuite struct {
	Shapes map[string]*protocolShape
	Cases  []struct {
		ID    string
		Given struct {
			Output *protocolMember
			Errors []protocolMember
		}
		Result    map[string]any
		Error     map[string]any
		ErrorCode string
		Response  struct{ Body string }
	}
}

func TestProtocolResponses(t *testing.T) {
	var suites []protocolSuite
	require.NoError(t, json.Unmarshal(spectest.Read(t, "conformance/ec2query/output.json"), &suites))
	ran := 0
	for _, s := range suites {
		for _, c := range s.Cases {
			ran++
			t.Run(c.ID, func(t *testing.T) {
				if c.ErrorCode != "" {
					e, err := ParseError([]byte(c.Response.Body))
					require.NoError(t, err)
					require.Equal(t, Error{c.ErrorCode, "Hi", "foo-id"}, e)
					d := NewErrorDecoder([]byte(c.Response.Body), Limits{})
					require.Equal(t, c.Error, s.structure(d, s.Shapes[c.Given.Errors[0].Shape]))
					require.NoError(t, d.Err())
					return
				}
				d := NewDecoder([]byte(c.Response.Body), Limits{})
				got := map[string]any{}
				if c.Given.Output != nil {
					got = s.structure(d, s.Shapes[c.Given.Output.Shape])
				}
				for d.Next() {
					d.Unknown()
				}
				require.NoError(t, d.Err())
				require.Empty(t, d.UnknownElements())
				if c.Result == nil {
					c.Result = map[string]any{}
				}
				require.Equal(t, c.Result, got)
			})
		}
	}
	require.Greater(t, ran, 20)
}

func (s *protocolSuite) structure(d *Decoder, shape *protocolShape) map[string]any {
	got := map[string]any{}
	for d.Next() {
		known := false
		for name, m := range shape.Members {
			element := name
			if m.LocationName != "" {
				element = m.LocationName
			}
			if known = string(d.Name()) == element; !known {
				continue
			}
			list := s.Shapes[m.Shape]
			if m.Flattened && list.Type == "list" {
				items, _ := got[name].([]any)
				got[name] = append(items, s.value(d, list.Member))
			} else {
				got[name] = s.value(d, m)
			}
			break
		}
		if !known {
			d.Unknown()
		}
	}
	return got
}

// value reads one member, in encoding/json's representation of the expected result.
func (s *protocolSuite) value(d *Decoder, m *protocolMember) any {
	shape := s.Shapes[m.Shape]
	switch shape.Type {
	case "structure":
		return s.structure(d, shape)
	case "list":
		item := "member"
		if shape.Member.LocationName != "" {
			item = shape.Member.LocationName
		}
		list := []any{}
		for d.NextNamed(item) {
			list = append(list, s.value(d, shape.Member))
		}
		return list
	case "map":
		got := map[string]any{}
		for d.NextNamed("entry") {
			var key string
			for d.Next() {
				if string(d.Name()) == "key" {
					key = d.Text()
				} else {
					got[key] = s.value(d, shape.Value)
				}
			}
		}
		return got
	case "boolean":
		return *d.Bool()
	case "integer", "long":
		return float64(*d.Int64())
	case "float", "double":
		return jsonFloat(*d.Float64())
	case "blob":
		return string(d.Blob())
	case "timestamp":
		return float64(d.Time(format(m.TimestampFormat, shape.TimestampFormat)).UnixNano()) / float64(time.Second)
	}
	return d.Text()
}

func jsonFloat(v float64) any {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	}
	return v
}

func format(names ...string) ec2time.Format {
	for _, name := range names {
		switch name {
		case "rfc822":
			return ec2time.HTTPDate
		case "unixTimestamp":
			return ec2time.EpochSeconds
		}
	}
	return ec2time.DateTime
}
