package jsonwalk

// This file compares the Reader with encoding/json, and tests the positions and
// messages of its errors.

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

func newReader(t testing.TB, text string) *Reader {
	t.Helper()
	r, err := New("m.json", []byte(text))
	require.NoError(t, err)
	return r
}

// documents have every kind of value, in every kind of white space.
var documents = []string{
	`{}`, `[]`, `""`, `0`, `true`, `false`, `null`, " \t\r\n{ } ",
	`{"a":{"b":[1,2,{"c":null}],"d":"e"},"f":[],"g":{}}`,
	" {\n\t\"a\" : [ 1 , -2.5e3 , \"x\" ] , \"b\" : { } }\n",
	`["\"", "\\", "\\\"", "a\\", "\u00e9\n\/", "}{][,:"]`,
	`{"\u0061": 1, "é": "日本", "": [[[[]]], {"":{}}]}`,
	`[true,false,null,0,-0,1e9,"true"]`,
	"[\"\xff\", \"a\xc3\"]",
}

// walk reads any value with the Reader's methods.
func walk(r *Reader) any {
	switch r.Kind() {
	case Object:
		m := map[string]any{}
		for key := range r.Object() {
			m[key] = walk(r)
		}
		return m
	case Array:
		list := []any{}
		for i := range r.Array() {
			if i != len(list) {
				r.Fail("index %d", i)
			}
			list = append(list, walk(r))
		}
		return list
	case Text:
		return r.String()
	case Number:
		return r.Float()
	case Bool:
		return r.Bool()
	}
	r.Skip()
	return nil
}

func TestReadsWhatEncodingJSONReads(t *testing.T) {
	for _, text := range documents {
		var want any
		require.NoError(t, json.Unmarshal([]byte(text), &want), text)
		r := newReader(t, text)
		assert.Equal(t, want, walk(r), text)
		assert.NoError(t, r.Err(), text)
	}
}

func FuzzReader(f *testing.F) {
	for _, text := range documents {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := New("m.json", []byte(text))
		if (err == nil) != json.Valid([]byte(text)) {
			t.Fatalf("%q: %v", text, err)
		}
		if err != nil {
			return
		}
		var want any
		overflow := json.Unmarshal([]byte(text), &want) != nil // 1e999
		got := walk(r)
		if (r.Err() != nil) != overflow {
			t.Fatalf("%q: %v", text, r.Err())
		}
		if !overflow {
			assert.Equal(t, want, got, text)
		}
	})
}

// Values that a loop's body does not read are skipped, and leaving a loop skips the
// rest.
func TestSkipping(t *testing.T) {
	const text = `{"a": {"x": ["}", {"y": "\""}]}, "b": [1, [2], "]"], "c": 3, "d": "last"}`
	for _, read := range []string{"a", "b", "c", "d"} {
		r := newReader(t, text)
		var keys []string
		for key := range r.Object() {
			keys = append(keys, key)
			if key == read {
				r.Raw()
			}
		}
		require.NoError(t, r.Err())
		assert.Equal(t, []string{"a", "b", "c", "d"}, keys)
	}
	r := newReader(t, "["+text+", [1, 2, 3], 7]")
	for i := range r.Array() {
		switch i {
		case 0:
			for range r.Object() {
				break
			}
		case 1:
			for n := range r.Array() {
				if n == 1 {
					break
				}
			}
		case 2:
			assert.Equal(t, 7, r.Int())
		}
	}
	assert.NoError(t, r.Err())
}

func TestPositions(t *testing.T) {
	r := newReader(t, "{\n  \"é\": [1,\n\t22, \"日本\", 3],\n \"b\": {\"c\": null}}")
	var got []string
	note := func(what string, at spec.Pos) { got = append(got, fmt.Sprintf("%s %d:%d", what, at.Line, at.Col)) }
	for key := range r.Object() {
		note(key, r.KeyPos())
		note("value", r.Pos())
		if key == "é" {
			for range r.Array() {
				note("item", r.Pos())
			}
			note("again", r.KeyPos()) // before the last counted position
			continue
		}
		for inner := range r.Object() {
			note(inner, r.KeyPos())
		}
	}
	assert.Equal(t, []string{
		"é 2:3", "value 2:8", "item 2:9", "item 3:2", "item 3:6", "item 3:12", "again 2:3",
		"b 4:2", "value 4:7", "c 4:8",
	}, got)
	assert.Equal(t, "m.json", r.Pos().File)
}

func TestLater(t *testing.T) {
	r := newReader(t, `{"a": {"b": [1, "two"]}, "c": 3}`)
	var later *Reader
	for key := range r.Object() {
		if key == "a" {
			later = r.Later()
		} else {
			assert.Equal(t, 3, r.Int())
		}
	}
	for range 2 { // a copy can be read again
		c := *later
		assert.Equal(t, map[string]any{"b": []any{1.0, "two"}}, walk(&c))
	}
	for range later.Object() {
		for range later.Array() {
			later.Bool()
		}
	}
	assert.EqualError(t, r.Err(), "m.json:1:14: a.b.0: a number, want a boolean") // shared
	assert.Empty(t, r.String())
}

// Equal names are one string, even if escaped.
func TestNames(t *testing.T) {
	r := newReader(t, `["Image", "\u0049mage", "Image"]`)
	for range r.Array() {
		assert.Equal(t, "Image", r.Name())
	}
	assert.NoError(t, r.Err())
}

func TestScalarAndRaw(t *testing.T) {
	r := newReader(t, `["a\n", 1.50, true, null]`)
	var got []string
	for range r.Array() {
		got = append(got, r.Scalar())
	}
	assert.Equal(t, []string{"a\n", "1.50", "true", "null"}, got)
	r = newReader(t, `[ {"a": [1, "}"]} , "x\n" ]`)
	got = nil
	for range r.Array() {
		got = append(got, r.Raw())
	}
	assert.Equal(t, []string{`{"a": [1, "}"]}`, `"x\n"`}, got)
}

// After the first error, everything is empty and every loop ends.
func TestErrors(t *testing.T) {
	read := map[string]func(r *Reader) any{
		"String": func(r *Reader) any { return r.String() },
		"Name":   func(r *Reader) any { return r.Name() },
		"Bool":   func(r *Reader) any { return r.Bool() },
		"Int":    func(r *Reader) any { return r.Int() },
		"Float":  func(r *Reader) any { return r.Float() },
		"Scalar": func(r *Reader) any { return r.Scalar() },
		"Raw":    func(r *Reader) any { return r.Raw() },
		"Object": func(r *Reader) any { return len(walkKeys(r)) },
		"Array": func(r *Reader) any {
			n := 0
			for range r.Array() {
				n++
			}
			return n
		},
	}
	for _, c := range []struct{ value, read, want string }{
		{`7`, "String", "a number, want a string"},
		{`null`, "Name", "null, want a string"},
		{`"true"`, "Bool", "a string, want a boolean"},
		{`false`, "Int", "a boolean, want a number"},
		{`1.5`, "Int", "want a whole number"},
		{`99999999999999999999`, "Int", "want a whole number"},
		{`"1"`, "Float", "a string, want a number"},
		{`-1e400`, "Float", "number out of range"},
		{`[1]`, "Scalar", "an array, want a plain value"},
		{`{"a": 1}`, "Scalar", "an object, want a plain value"},
		{`[]`, "Object", "an array, want an object"},
		{`{}`, "Array", "an object, want an array"},
	} {
		r := newReader(t, "{\"x\": [0, {\n \"y\":  "+c.value+", \"z\": 1}]}")
		for range r.Object() {
			for i := range r.Array() {
				if i == 0 {
					continue
				}
				for range r.Object() {
					assert.Zero(t, read[c.read](r), "%s of %s", c.read, c.value)
				}
			}
		}
		assert.EqualError(t, r.Err(), "m.json:2:8: x.1.y: "+c.want, "%s of %s", c.read, c.value)
		for name, f := range read {
			assert.Zero(t, f(r), "%s after an error", name)
		}
		assert.Equal(t, Null, r.Kind())
	}
}

func walkKeys(r *Reader) (keys []string) {
	for key := range r.Object() {
		keys = append(keys, key)
	}
	return keys
}

// Only the first error counts.
func TestFirstError(t *testing.T) {
	r := newReader(t, `{"a": 1}`)
	r.Fail("first %d", 1)
	r.Fail("second")
	r.Stop(errors.New("third"))
	assert.EqualError(t, r.Err(), "m.json:1:1: first 1")
	r = newReader(t, `{}`)
	r.Stop(errors.New("as it is"))
	assert.EqualError(t, r.Err(), "as it is")
}

func TestNotJSON(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "m.json: the file is empty; give one of AWS's model files"},
		{" \n", "m.json: the file is empty; give one of AWS's model files"},
		{`{"a": [1, 2`, "m.json:1:12: unexpected end of JSON; the file is cut off: fetch it again"},
		{`"a`, "m.json:1:3: unexpected end of JSON; the file is cut off: fetch it again"},
		{"{\n\"a\": }", "m.json:2:6: not JSON: invalid character '}' looking for beginning of value; give one of AWS's " +
			"model files, as it was published"},
		{"{}x", "m.json:1:3: not JSON: invalid character 'x' after top-level value; give one of AWS's model files, as it " +
			"was published"},
		{"hello", "m.json:1:1: not JSON: invalid character 'h' looking for beginning of value; give one of AWS's model " +
			"files, as it was published"},
		{"[\"\xc3\xa9\", x]", "m.json:1:7: not JSON: invalid character 'x' looking for beginning of value; give one of " +
			"AWS's model files, as it was published"},
	} {
		r, err := New("m.json", []byte(c.text))
		assert.Nil(t, r)
		assert.EqualError(t, err, c.want, c.text)
	}
	_, err := New("m.json", []byte(strings.Repeat("[", 20000)))
	assert.ErrorContains(t, err, "m.json:1:10001: not JSON: invalid character '[' exceeded max depth")
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]string{
		`{}`: "an object", `[]`: "an array", `""`: "a string", `-1`: "a number", `true`: "a boolean", `null`: "null",
	} {
		assert.Equal(t, want, newReader(t, text).Kind().String())
	}
}
