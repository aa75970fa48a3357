package awsmodel

// This file tests that AWS's files pass the same checks as YAML, and that parts
// that the model cannot express are omitted and reported.

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

const service = `"metadata": {"apiVersion": "2016-11-15", "endpointPrefix": "ec2", "protocol": "ec2", "serviceId": "EC2", "xmlNamespace": "http://ec2.amazonaws.com/doc/2016-11-15"}`

// lists returns an operation whose request has n nested lists.
func lists(n int, last string) string {
	var b strings.Builder
	b.WriteString(`{` + service + `, "operations": {"Ping": {"name": "Ping", "input": {"shape": "In"}}}, "shapes": {"In": {"type": "structure", "members": {"L": {"shape": "L0"}}}`)
	for i := range n {
		next := "L" + string(rune('a'+i/26)) + string(rune('a'+i%26))
		if i == n-1 {
			next = last
		}
		name := "L0"
		if i > 0 {
			name = "L" + string(rune('a'+(i-1)/26)) + string(rune('a'+(i-1)%26))
		}
		b.WriteString(`, "` + name + `": {"type": "list", "member": {"shape": "` + next + `"}}`)
	}
	return b.String() + `, "S": {"type": "string"}}}`
}

func TestSameChecks(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a list of itself":  {lists(1, "L0"), `shape "L0": the list contains itself without end`},
		"a circle of lists": {lists(3, "L0"), `the list contains itself without end`},
		"nested lists":      {lists(600, "S"), `more than 8 deep`},
		"no apiVersion":     {strings.Replace(botocoreModel, `"apiVersion": "2016-11-15", `, "", 1), "apiVersion"},
		"empty apiVersion": {strings.Replace(botocoreModel, `"2016-11-15", "endpointPrefix"`, `"", "endpointPrefix"`, 1),
			"apiVersion"},
	} {
		_, _, err := Read(write(t, "service-2.json", []byte(c.text)), Options{})
		var list spec.Errors
		if assert.True(t, errors.As(err, &list), "%s: %v", name, err) {
			assert.ErrorContains(t, err, c.want, name)
		}
	}
}

const waiting = `{` + service + `,
 "operations": {"Describe": {"name": "Describe", "http": {"method": "GET", "requestUri": "/x/{Name}"}, "output": {"shape": "Out"}}},
 "shapes": {"Out": {"type": "structure", "members": {"State": {"shape": "S"}, "NextToken": {"shape": "S"}}}, "S": {"type": "string", "pattern": "(?=x)"}}
}`

func TestPartsThatAreLeftOut(t *testing.T) {
	files := map[string][]byte{
		"m/service-2.json": []byte(waiting),
		"m/waiters-2.json": []byte(`{"waiters": {
  "Ready": {"operation": "Describe", "delay": 5, "maxAttempts": 9, "acceptors": [{"state": "success", "matcher": "path", "argument": "State", "expected": "ready"}]},
  "Odd": {"operation": "Describe", "delay": 5, "maxAttempts": 9, "acceptors": [{"state": "success", "matcher": "path", "argument": "State | to_string(@)", "expected": "ready"}]},
  "Gone": {"operation": "Vanished", "delay": 5, "maxAttempts": 9, "acceptors": []}
 }}`),
		"m/paginators-1.json": []byte(`{"pagination": {"Describe": {"input_token": "NextToken", "output_token": "NextToken"}, "Vanished": {}}}`),
	}
	s, err := ReadFiles(files, "m/service-2.json", Options{})
	require.NoError(t, err)
	m, err := spec.Link(s.Model)
	require.NoError(t, err)
	require.Len(t, m.Operations[0].Waiters, 1)
	assert.Equal(t, "Ready", m.Operations[0].Waiters[0].Name)
	var notes []string
	for _, r := range s.Reports {
		notes = append(notes, r.String())
	}
	all := strings.Join(notes, "\n")
	for _, want := range []string{
		`http.method is "GET": left out`, `http.requestUri is "/x/{Name}": left out`, `pattern "(?=x)": left out`,
		`operation "Describe": its waiter Odd is left out: "State | to_string(@)": Pipe is not supported`,
		`waiter "Gone" of the unknown operation "Vanished": left out`,
		`paginator of the unknown operation "Vanished": left out`,
		`operation "Describe": its paginator is left out`,
	} {
		assert.Contains(t, all, want)
	}
}

// FuzzRead gives any text to the readers of both forms: they return an error, or a
// model that passes its checks and loads again from its YAML, and never panic.
func FuzzRead(f *testing.F) {
	for _, text := range []string{botocoreModel, smithyModel, waiting, lists(1, "L0"), lists(3, "S"), "{}", "[",
		`{"smithy": "2.0"}`} {
		f.Add([]byte(text), []byte(`{"waiters": {}}`))
	}
	f.Fuzz(func(t *testing.T, model, waiters []byte) {
		s, err := ReadFiles(map[string][]byte{"service-2.json": model, "waiters-2.json": waiters}, "service-2.json",
			Options{Docs: true})
		if err != nil {
			return
		}
		m, err := spec.Link(s.Model)
		if err != nil {
			return
		}
		if _, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: spec.Encode(m)}}); err != nil {
			t.Fatalf("the model does not load again: %v", err)
		}
	})
}
