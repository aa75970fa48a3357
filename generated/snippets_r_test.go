package generated_test

// This file reads R as far as the snippets and paws' document use it: a call with named
// arguments, whose values are strings, numbers, TRUE, FALSE, lists and calls of functions
// that make a value of a string. The document shows alternatives: "a"|"b".

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// An rValue is a value of R: a scalar with its kind, or a list with names or without.
type rValue struct {
	kind  string // string, number, boolean, list, call
	text  string
	names []string
	items []rValue
}

var rToken = regexp.MustCompile("^\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`|[A-Za-z][A-Za-z0-9_.$:]*|-?[0-9.]+|<-|[(),=|])")

// An rReader reads tokens.
type rReader struct {
	t    *testing.T
	rest string
}

func (r *rReader) next() string {
	m := rToken.FindStringSubmatch(r.rest)
	if m == nil {
		require.Empty(r.t, strings.TrimSpace(r.rest), "not R")
		return ""
	}
	r.rest = r.rest[len(m[0]):]
	return m[1]
}

func (r *rReader) peek() string {
	rest := r.rest
	defer func() { r.rest = rest }()
	return r.next()
}

// value reads a value and, in a document, its alternatives, of which the first counts.
func (r *rReader) value() rValue {
	v := r.one()
	for r.peek() == "|" {
		r.next()
		assert.Equal(r.t, v.kind, r.one().kind, "alternatives are of one kind")
	}
	return v
}

func (r *rReader) one() rValue {
	switch word := r.next(); {
	case word == "TRUE" || word == "FALSE":
		return rValue{kind: "boolean", text: strings.ToLower(word)}
	case word[0] == '"':
		var text string
		require.NoError(r.t, json.Unmarshal([]byte(word), &text), word)
		return rValue{kind: "string", text: text}
	case word[0] == '-' || '0' <= word[0] && word[0] <= '9':
		return rValue{kind: "number", text: word}
	case r.peek() == "(":
		v := r.arguments()
		if v.kind = "list"; word != "list" {
			v.kind, v.text = "call", word
		}
		return v
	default:
		require.FailNow(r.t, "not a value", word)
		return rValue{}
	}
}

// arguments reads (a = 1, "b").
func (r *rReader) arguments() (v rValue) {
	require.Equal(r.t, "(", r.next())
	for r.peek() != ")" {
		name, rest := "", r.rest
		if word := r.next(); word != "" && r.peek() == "=" {
			r.next()
			name = strings.Trim(word, "`")
		} else {
			r.rest = rest
		}
		v.names, v.items = append(v.names, name), append(v.items, r.value())
		if r.peek() != "," {
			break
		}
		r.next()
	}
	require.Equal(r.t, ")", r.next())
	return v
}

// rCall reads the last call of a snippet or a document: svc$name(...).
func rCall(t *testing.T, text string) (name string, v rValue) {
	_, text, ok := strings.Cut(text, "svc$")
	require.True(t, ok, text)
	at := strings.Index(text, "(")
	r := &rReader{t, text[at:]}
	v = r.arguments()
	v.kind = "list"
	require.Empty(t, strings.TrimSpace(r.rest))
	return text[:at], v
}

// scalar returns a value's text in a request.
func (v rValue) scalar(t *testing.T) string {
	if v.kind != "call" {
		return v.text
	}
	switch text := v.items[0].text; v.text {
	case "charToRaw":
		return base64.StdEncoding.EncodeToString([]byte(text))
	case "as.POSIXct":
		at, err := time.Parse("2006-01-02 15:04:05", text)
		require.NoError(t, err)
		return at.Format("2006-01-02T15:04:05Z")
	default:
		require.FailNow(t, "unknown function", v.text)
		return ""
	}
}

// query writes a value's parameters, by the model's names.
func (v rValue) query(t *testing.T, form url.Values, name string, s *spec.Shape) {
	switch s.Kind {
	case spec.Structure:
		for i, member := range v.names {
			m := s.Member(member)
			require.NotNil(t, m, "%s has no member %s", s.Name, member)
			v.items[i].query(t, form, strings.TrimPrefix(name+"."+m.QueryName(), "."), m.Shape)
		}
	case spec.List:
		for i, item := range v.items {
			item.query(t, form, fmt.Sprintf("%s.%d", name, i+1), s.Elem.Shape)
		}
	default:
		form.Set(name, v.scalar(t))
	}
}

// TestSnippetsOfR reads each R snippet and writes its parameters with the model's names.
func TestSnippetsOfR(t *testing.T) {
	model := loadModel(t, "2016-11-15")
	for _, c := range snippetCalls(t) {
		_, v := rCall(t, c.text["r"])
		form := url.Values{"Action": {c.operation}, "Version": {"2016-11-15"}}
		if in := model.Operation(c.operation).Input; in != nil {
			v.query(t, form, "", in)
		}
		assert.Equal(t, c.form(t), form, "%s (%s)", c.operation, c.title)
	}
}

// TestSnippetsOfRAreThePawsForm compares the snippets of RegisterImage with the form of
// paws' document: the function's name, and of each argument and element the kind. Members
// younger than the document are not in it.
func TestSnippetsOfRAreThePawsForm(t *testing.T) {
	if os.Getenv("EC2GEN_NO_REFERENCE") != "" {
		t.Skip("AWS's texts are not here")
	}
	page, err := os.ReadFile(spectest.Shared(t, "reference/sources/paws-ec2_register_image.txt"))
	require.NoError(t, err)
	name, form := rCall(t, string(page)[strings.Index(string(page), "### Request syntax"):])
	require.Len(t, form.items, 17)
	compared := 0
	for _, c := range snippetCalls(t) {
		if c.operation == "RegisterImage" {
			own, v := rCall(t, c.text["r"])
			assert.Equal(t, name, own)
			compared += sameForm(t, form, v)
		}
	}
	assert.Greater(t, compared, 30)
}

// younger has members that are not in paws' document of 2023.
var younger = map[string]bool{"TagSpecifications": true}

func sameForm(t *testing.T, form, v rValue) (compared int) {
	assert.Equal(t, form.kind, v.kind)
	for i, name := range v.names {
		at := 0
		if name != "" {
			if at = indexOf(form.names, name); at < 0 {
				assert.True(t, younger[name], "paws' form has no %s", name)
				continue
			}
		}
		compared += 1 + sameForm(t, form.items[at], v.items[i])
	}
	return compared
}

func indexOf(list []string, word string) int {
	for i, w := range list {
		if w == word {
			return i
		}
	}
	return -1
}
