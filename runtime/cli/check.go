package cli

// This file checks parameters against their shapes before anything is sent, as
// botocore does: required and unknown members, types, and minimum lengths and
// numbers. The model's other rules are checked in rules.go.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A parameterError lists what is wrong with the parameters. The exit code is 252.
type parameterError struct{ problems []string }

func (e *parameterError) Error() string {
	return "Parameter validation failed:\n" + strings.Join(e.problems, "\n")
}

// check reports everything that is wrong with the parameters of an operation.
func (a *API) check(op *Operation, params map[string]any) error {
	if op.Input == "" {
		return nil
	}
	c := checker{api: a}
	c.structure("", a.shape(op.Input), params)
	if c.problems != nil {
		return &parameterError{c.problems}
	}
	return nil
}

type checker struct {
	api      *API
	problems []string
}

func (c *checker) add(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// value checks one value; path is where it is.
func (c *checker) value(path string, s *Shape, value any) {
	if !hasType(s.Kind, value) {
		c.add("Invalid type for parameter %s, value: %s, type: %s, valid types: %s",
			display(path), show(value), typeName(value), strings.Join(takenBy(s.Kind), ", "))
		return
	}
	switch v := value.(type) {
	case map[string]any:
		if s.Kind == Map {
			c.entries(path, s, v)
		} else {
			c.structure(path, s, v)
		}
	case []any:
		c.length(path, s, len(v))
		for i, item := range v {
			c.value(path+"["+strconv.Itoa(i)+"]", c.api.shape(s.element().Shape), item)
		}
	case string:
		if s.Kind == String {
			c.length(path, s, utf8.RuneCountInString(v))
		}
	case int64:
		c.number(path, s, float64(v))
	case float64:
		c.number(path, s, v)
	}
}

func (c *checker) structure(path string, s *Shape, fields map[string]any) {
	for _, m := range s.Members {
		if _, ok := fields[m.Name]; m.Required && !m.Token && !ok {
			c.add("Missing required parameter in %s: %q", display(path), m.Name)
		}
	}
	for _, name := range sortedKeys(fields) {
		m := s.member(name)
		if m == nil {
			c.add("Unknown parameter in %s: %q, must be one of: %s%s", display(path), name,
				strings.Join(memberNames(s), ", "), didYouMean(name, memberNames(s)))
			continue
		}
		c.value(path+"."+name, c.api.shape(m.Shape), fields[name])
	}
}

func (c *checker) entries(path string, s *Shape, fields map[string]any) {
	for _, name := range sortedKeys(fields) {
		c.value(fmt.Sprintf("%s (key: %s)", path, name), c.api.shape(s.key().Shape), name)
		c.value(path+"."+name, c.api.shape(s.value().Shape), fields[name])
	}
}

func (c *checker) length(path string, s *Shape, n int) {
	if s.Bounded && float64(n) < s.Min {
		c.add("Invalid length for parameter %s, value: %d, valid min length: %v", display(path), n, s.Min)
	}
}

func (c *checker) number(path string, s *Shape, n float64) {
	if s.Bounded && n < s.Min {
		c.add("Invalid value for parameter %s, value: %v, valid min value: %v", display(path), n, s.Min)
	}
}

// display returns a path for messages: without the first dot, or "input" for the
// whole input.
func display(path string) string {
	if path == "" {
		return "input"
	}
	return strings.TrimPrefix(path, ".")
}

// hasType reports whether a value can be sent as this kind.
func hasType(kind Kind, value any) bool {
	switch value.(type) {
	case string:
		return kind == String || kind == Blob || kind == Timestamp && isTime(value)
	case bool:
		return kind == Boolean
	case int64:
		return kind >= Integer && kind <= Double || kind == Timestamp
	case float64:
		return kind == Float || kind == Double || kind == Timestamp
	case []byte:
		return kind == Blob
	case []any:
		return kind == List
	case map[string]any:
		return kind == Structure || kind == Map
	case time.Time:
		return kind == Timestamp
	}
	return false
}

func isTime(value any) bool {
	_, err := parseTime(value)
	return err == nil
}

// takenBy returns the types that a kind accepts, for messages.
func takenBy(kind Kind) []string {
	switch kind {
	case Blob:
		return []string{"base64 text", "fileb://"}
	case Float, Double:
		return []string{"number"}
	case Timestamp:
		return []string{"time stamp such as 2006-01-02T15:04:05Z", "seconds since 1970"}
	}
	return []string{kind.String()}
}

// typeName returns the type of a value, for messages.
func typeName(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case int64:
		return "integer"
	case float64:
		return "number"
	case []byte:
		return "bytes"
	case []any:
		return "list"
	}
	return "structure"
}

// show formats a value for a message, shortened.
func show(value any) string {
	text := fmt.Sprint(value)
	if b, ok := value.([]byte); ok {
		text = fmt.Sprintf("%d bytes", len(b))
	}
	if len(text) > 100 {
		text = strings.ToValidUTF8(text[:100], "") + "..."
	}
	return text
}

func memberNames(s *Shape) []string {
	names := make([]string, len(s.Members))
	for i := range s.Members {
		names[i] = s.Members[i].Name
	}
	return names
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
