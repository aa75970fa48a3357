// Package generated_test runs the examples of the models against the packages
// that were generated from them.
package generated_test

// Each example is a call: the test decodes its input into the operation's input,
// compares the request body with the example's byte for byte, sends the example's
// response, and compares the output. The input must break exactly the rules that
// the example lists.

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2v20091031"
	"github.com/ec2gen/ec2gen/runtime/awsclient"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
)

func TestExamples(t *testing.T) {
	for dir, client := range map[string]func(awsclient.Options) any{
		"2016-11-15": func(o awsclient.Options) any { return ec2.New(o) },
		"2009-10-31": func(o awsclient.Options) any { return ec2v20091031.New(o) },
	} {
		m, err := spec.Load("../spec/ec2/" + dir)
		require.NoError(t, err)
		for _, op := range m.Operations {
			for _, e := range op.Examples {
				t.Run(dir+"/"+op.Name+"/"+e.Title, func(t *testing.T) { runExample(t, client, op.Name, e) })
			}
		}
	}
}

// runExample makes one call, and checks its request and its output.
func runExample(t *testing.T, client func(awsclient.Options) any, operation string, e *spec.Example) {
	service := &responding{body: e.Response}
	method := reflect.ValueOf(client(awsclient.Options{
		Region:     "us-east-1",
		HTTPClient: service,
		OnUnknownElement: func(_ context.Context, _, path string) {
			assert.Fail(t, "the model does not know an element of the response", path)
		},
	})).MethodByName(operation)
	require.True(t, method.IsValid(), "the client has no method %s", operation)

	in := reflect.New(method.Type().In(1).Elem())
	fill(t, in.Elem(), e.Input)
	returned := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	require.Nil(t, returned[1].Interface(), "%v", returned[1].Interface())
	assert.Equal(t, e.Wire, strings.ReplaceAll(service.received, "&", "\n"))

	want := reflect.New(method.Type().Out(0).Elem())
	if e.Output != nil {
		fill(t, want.Elem(), e.Output)
	}
	got := returned[0]
	want.Elem().FieldByName("ResultMetadata").Set(got.Elem().FieldByName("ResultMetadata"))
	assert.Equal(t, want.Interface(), got.Interface())

	checked, ok := in.Interface().(interface{ Violations() valid.Violations })
	require.True(t, ok, "%s has no Violations", in.Type())
	assert.Equal(t, sorted(e.Breaks), ruleIDs(checked.Violations()))
}

// responding is a service that records a request's body and returns a fixed
// response.
type responding struct {
	status         int // 0: OK
	body, received string
}

func (a *responding) Do(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	a.received = string(data)
	status := a.status
	if status == 0 {
		status = http.StatusOK
	}
	return &http.Response{
		StatusCode: status,
		Header:     http.Header{"Content-Type": {"text/xml;charset=UTF-8"}},
		Body:       io.NopCloser(strings.NewReader(a.body)),
	}, err
}

// fill sets a Go value to a literal of the model.
func fill(t *testing.T, v reflect.Value, x *spec.Value) {
	t.Helper()
	switch {
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), x)
	case v.Type() == reflect.TypeOf(time.Time{}):
		at, err := time.Parse(time.RFC3339Nano, x.Scalar)
		require.NoError(t, err)
		v.Set(reflect.ValueOf(at))
	case v.Type() == reflect.TypeOf([]byte(nil)):
		data, err := base64.StdEncoding.DecodeString(x.Scalar)
		require.NoError(t, err)
		v.SetBytes(data)
	case v.Kind() == reflect.Struct:
		for _, f := range x.Fields {
			field := v.FieldByName(f.Name)
			require.True(t, field.IsValid(), "%s has no field %s", v.Type(), f.Name)
			fill(t, field, f.Value)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), len(x.List), len(x.List)))
		for i, item := range x.List {
			fill(t, v.Index(i), item)
		}
	default:
		fillScalar(t, v, x.Scalar)
	}
}

func fillScalar(t *testing.T, v reflect.Value, text string) {
	t.Helper()
	var err error
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		var b bool
		b, err = strconv.ParseBool(text)
		v.SetBool(b)
	case reflect.Int32, reflect.Int64:
		var n int64
		n, err = strconv.ParseInt(text, 10, v.Type().Bits())
		v.SetInt(n)
	case reflect.Float32, reflect.Float64:
		var f float64
		f, err = strconv.ParseFloat(text, v.Type().Bits())
		v.SetFloat(f)
	default:
		require.FailNow(t, "no literal makes such a value", "%s", v.Type())
	}
	require.NoError(t, err)
}

// ruleIDs returns the rules that were broken, each once, ordered by name.
func ruleIDs(all valid.Violations) []string {
	var ids []string
	for _, v := range all {
		ids = append(ids, v.Rule)
	}
	return sorted(ids)
}

// sorted returns a sorted list without duplicates, or nil if it is empty.
func sorted(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}
