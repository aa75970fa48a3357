package generated_test

// This file reads a request as a server does, by the model and not by generated
// code, so that rules about the wire can be tried on bodies.

import (
	"net/url"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
)

// versions has versions of the API; a server has its own list.
var versions = map[string]bool{"2009-10-31": true, "2016-11-15": true}

// wireViolations returns the violations on the wire of a body of RegisterImage.
func (s subject) wireViolations(t *testing.T, body string) valid.Violations {
	model := loadModel(t, s.model)
	form, err := url.ParseQuery(body)
	require.NoError(t, err)
	c := valid.Collector{Operation: form.Get("Action")}
	switch rules := s.rules; {
	case c.Operation == "":
		c.Wire(rules, string(spec.WireActionMissing), "Action", "is required")
	case model.Operation(c.Operation) == nil:
		c.Wire(rules, string(spec.WireActionUnknown), "Action", "names no operation")
	case !versions[form.Get("Version")]:
		c.Wire(rules, string(spec.WireVersionUnknown), "Version", "names no version of the API")
	}
	r, err := ec2query.Parse([]byte(body), ec2query.Limits{})
	require.NoError(t, err)
	r.Ignore("Action", "Version", "AWSAccessKeyId", "Timestamp", "Expires", "SignatureMethod", "SignatureVersion",
		"Signature")
	in := s.input(t, "RegisterImage")
	readStructure(r, model.Operation("RegisterImage").Input, reflect.ValueOf(in).Elem())
	for _, p := range r.Problems() {
		c.Wire(s.rules, string(p.Kind), p.Key, p.Detail)
	}
	return append(c.Violations(), in.Violations()...)
}

// readStructure fills a structure from the current scope.
func readStructure(r *ec2query.Reader, s *spec.Shape, to reflect.Value) {
	for _, m := range s.Members {
		readMember(r, m.QueryName(), m.Shape, to.FieldByName(m.Name))
	}
}

func readMember(r *ec2query.Reader, name string, s *spec.Shape, to reflect.Value) {
	switch s.Kind {
	case spec.Structure:
		if r.Enter(name) {
			to.Set(reflect.New(to.Type().Elem()))
			readStructure(r, s, to.Elem())
			r.Leave()
		}
	case spec.List:
		if s.Elem.Shape.Kind != spec.Structure {
			to.Set(reflect.ValueOf(ec2query.ReadStrings[string](r, name)))
			return
		}
		for l := r.List(name); l.Next(); {
			to.Set(reflect.Append(to, reflect.Zero(to.Type().Elem())))
			readStructure(r, s.Elem.Shape, to.Index(to.Len()-1))
		}
	case spec.Enum:
		to.SetString(r.Enum(name))
	case spec.Boolean:
		to.Set(reflect.ValueOf(r.Bool(name)))
	case spec.Integer:
		to.Set(reflect.ValueOf(r.Int32(name)))
	default:
		to.Set(reflect.ValueOf(r.String(name)))
	}
}
