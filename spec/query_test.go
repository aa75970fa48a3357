package spec

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// responseOf returns a structure in which a path of names leads to a text: names
// with [] are lists.
func responseOf(path string) *Shape {
	s := &Shape{Name: "Text", Kind: String}
	words := strings.Split(path, ".")
	for i := len(words) - 1; i >= 0; i-- {
		name, each := strings.CutSuffix(words[i], "[]")
		if each {
			s = &Shape{Name: "List", Kind: List, Elem: &Member{Shape: s}}
		}
		s = &Shape{Name: "Out", Kind: Structure, Members: []*Member{{Name: name, Shape: s}}}
	}
	return s
}

// TestPublishedWaiters has each form of argument in waiters of the versions of EC2
// published since 2014, with its matchers.
func TestPublishedWaiters(t *testing.T) {
	for _, c := range []struct{ matcher, argument, path, expected string }{
		{"path", "length(Images[]) > `0`", "Images[].ImageId", "true"},
		{"path", "length(KeyPairs[].KeyName) > `0`", "KeyPairs[].KeyName", "true"},
		{"path", "length(SecurityGroupVpcAssociations[]) == `0`", "SecurityGroupVpcAssociations[].State", "true"},
		{"path", "length(PasswordData) > `0`", "PasswordData", "true"},
		{"path", "length(Output || '') > `0`", "Output", "true"},
		{"pathAll", "length(KeyPairs[].KeyName) > `0`", "KeyPairs[].KeyName", "true"},
		{"pathAll", "Reservations[].Instances[].State.Name", "Reservations[].Instances[].State.Name", "running"},
		{"pathAny", "InstanceStatuses[].SystemStatus.Status", "InstanceStatuses[].SystemStatus.Status", "ok"},
	} {
		a := Acceptor{Matcher: c.matcher, Argument: c.argument, Expected: c.expected}
		q, err := a.Query(&Operation{Output: responseOf(c.path)})
		if assert.NoError(t, err, c.argument) {
			assert.Equal(t, strings.HasPrefix(c.argument, "length"), q.Operator != "", c.argument)
		}
	}
}

func TestQueryErrors(t *testing.T) {
	for text, want := range map[string]string{
		"Images[].Name":               `"Images[].Name": unknown member "Name"; did you mean "Names"?`,
		"Images[].Names.X":            `"X" is not a member of a structure; end the path there`,
		"Images.Names":                `"Names" is not a member of a structure`,
		"Images[?Names=='x']":         "is not supported; write a path",
		"Images[0].Names":             "is not supported; write a path",
		"*.Names":                     "is not supported; write a path",
		"length(Images[]) > Images":   "a comparison with anything but a whole number in backquotes is not supported",
		"length(Images[]) > `1.5`":    "a comparison with anything but a whole number in backquotes is not supported",
		"sum(Images[]) > `0`":         "a comparison of anything but length(...) is not supported",
		"length(Images || 'x') > `0`": "OrExpression is not supported",
		"Images[":                     "write JMESPath",
		"":                            "write JMESPath",
	} {
		_, err := ParseQuery(text, responseOf("Images[].Names"))
		var wrong *QueryError
		require.True(t, errors.As(err, &wrong), "%q: %v", text, err)
		assert.ErrorContains(t, err, want, text)
	}
}

func FuzzQuery(f *testing.F) {
	for _, text := range []string{"A[].B", "length(A[].B || '') > `0`", "A[?B=='x'] | [0]", "@", "a.*", "A[].{B: C}", "&A",
		"!A"} {
		f.Add(text)
	}
	out := responseOf("A[].B")
	f.Fuzz(func(t *testing.T, text string) {
		if q, err := ParseQuery(text, out); err == nil && len(q.Steps) == 0 {
			t.Fatalf("%q leads nowhere", text)
		}
	})
}
