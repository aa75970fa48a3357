package ec2_test

// This file tests the examples as data, without generated code: the wire form is
// the encoded input, the response is XML of the model, and the rules that an
// example violates exist. Generated packages run the examples, too.

import (
	"encoding/xml"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

func TestExamples(t *testing.T) {
	counts := map[string]int{}
	for _, version := range []string{current, oldest} {
		m := load(t, version)
		for _, op := range m.Operations {
			for _, e := range op.Examples {
				counts[version+" "+op.Name]++
				t.Run(version+"/"+op.Name+"/"+e.Title, func(t *testing.T) {
					form := url.Values{"Action": {op.Name}, "Version": {m.Service.APIVersion}}
					encode(t, form, op.Input, e.Input, "")
					assert.Equal(t, strings.ReplaceAll(form.Encode(), "&", "\n"), e.Wire)
					checkXML(t, e.Response, op)
					for _, id := range e.Breaks {
						known := slices.ContainsFunc(m.Rules, func(r *spec.Rule) bool { return r.ID == id })
						assert.True(t, known, "there is no rule %q", id)
					}
				})
			}
		}
	}
	for _, of := range []string{current + " RegisterImage", oldest + " RegisterImage"} {
		assert.Equal(t, 3, counts[of], "examples of %s", of)
	}
	for _, op := range documented(t, current).Operations {
		assert.NotZero(t, counts[current+" "+op.Name], "%s has no example", op.Name)
	}
}

// encode adds a literal to a form, by the rules of EC2 Query.
func encode(t *testing.T, form url.Values, s *spec.Shape, v *spec.Value, prefix string) {
	t.Helper()
	switch s.Kind {
	case spec.Structure:
		for _, f := range v.Fields {
			member := s.Member(f.Name)
			require.NotNil(t, member, "%s has no member %s", s.Name, f.Name)
			encode(t, form, member.Shape, f.Value, strings.TrimPrefix(prefix+"."+member.QueryName(), "."))
		}
	case spec.List:
		for i, item := range v.List {
			encode(t, form, s.Elem.Shape, item, prefix+"."+strconv.Itoa(i+1))
		}
	default:
		form.Set(prefix, v.Scalar)
	}
}

// checkXML requires that the operation's output has every element of a response at
// its path.
func checkXML(t *testing.T, answer string, op *spec.Operation) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(answer))
	var at []*spec.Shape // of the open elements; nil for one without a shape
	for {
		token, err := d.Token()
		if err == io.EOF {
			require.Empty(t, at)
			return
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if len(at) == 0 {
				assert.Equal(t, op.Name+"Response", name)
				at = append(at, op.Output)
				continue
			}
			if len(at) == 1 && (name == "requestId" || op.Output == nil && name == "return") {
				at = append(at, nil)
				continue
			}
			inner := child(at[len(at)-1], name)
			require.NotNil(t, inner, "element <%s> is not in the model", name)
			at = append(at, inner)
		case xml.EndElement:
			at = at[:len(at)-1]
		}
	}
}

// child returns the shape of an element inside one of shape s, or nil if there is
// none.
func child(s *spec.Shape, element string) *spec.Shape {
	if s == nil {
		return nil
	}
	if s.Kind == spec.List && element == "item" {
		return s.Elem.Shape
	}
	for _, f := range s.Members {
		if f.XMLName() == element {
			return f.Shape
		}
	}
	return nil
}
