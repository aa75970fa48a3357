package cli

// This file converts the arguments of an option to a parameter, according to the
// member's shape: JSON, shorthand or plain text.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// An optionError is a value that an option does not accept. The exit code is 252.
type optionError struct{ option, text string }

func (e *optionError) Error() string {
	return fmt.Sprintf("Error parsing parameter '%s': %s", e.option, e.text)
}

// A valueError is a text of the wrong type, in a case for which the AWS CLI's exit
// code is 255.
type valueError struct{ text string }

func (e *valueError) Error() string { return e.text }

// unpack converts an option's value to a parameter: a string, a list of strings, or
// the content of a file.
func (a *API) unpack(name string, shape *Shape, value any, file fileReader) (any, error) {
	if a.takesShorthand(shape) && !looksLikeJSON(value) {
		parsed, err := a.shorthand(shape, value, file)
		var bad *shorthandError
		if errors.As(err, &bad) {
			return nil, &optionError{name, err.Error()}
		}
		return parsed, err
	}
	return a.convert(name, shape, value)
}

// takesShorthand reports whether values of the shape may be in shorthand: all but
// scalars and lists of scalars.
func (a *API) takesShorthand(s *Shape) bool {
	return s.Kind == Structure || s.Kind == Map || s.Kind == List && !a.shape(s.element().Shape).Kind.scalar()
}

func looksLikeJSON(value any) bool {
	text, _ := value.(string)
	if list, ok := value.([]string); ok && len(list) > 0 {
		text = list[0]
	}
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{")
}

// convert converts a value that is not shorthand to a parameter.
func (a *API) convert(name string, s *Shape, value any) (any, error) {
	switch s.Kind {
	case List:
		return a.convertList(name, s, value)
	case Map, Structure:
		text, _ := value.(string)
		if !strings.HasPrefix(strings.TrimLeftFunc(text, isSpace), "{") {
			return nil, &optionError{name, "Invalid JSON:\n" + text}
		}
		return parseJSONOption(name, text)
	}
	return convertScalar(s.Kind, value)
}

func (a *API) convertList(name string, s *Shape, value any) (any, error) {
	words, several := value.([]string)
	if text, ok := value.(string); ok {
		words = []string{text}
	}
	if len(words) == 1 && strings.HasPrefix(strings.TrimSpace(words[0]), "[") {
		return parseJSONOption(name, words[0])
	}
	if !several {
		return nil, &optionError{name, fmt.Sprintf("expected a JSON list, received: %v", value)}
	}
	list := make([]any, 0, len(words))
	for _, word := range words {
		item, err := a.convert(name, a.shape(s.element().Shape), word)
		var bad *valueError
		if errors.As(err, &bad) {
			return nil, &optionError{name, word}
		}
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, nil
}

// convertScalar converts a text to a scalar. A value of another type, such as the
// bytes of a file, is checked with all other parameters.
func convertScalar(kind Kind, value any) (any, error) {
	text, ok := value.(string)
	if !ok {
		return value, nil
	}
	switch kind {
	case Integer, Long:
		return parseInteger(text)
	case Float, Double:
		return parseFloat(text)
	case Boolean:
		return text != "" && !strings.EqualFold(text, "false"), nil
	}
	return text, nil
}

// parseInteger parses an integer as Python's int does: with spaces around it and
// underscores inside.
func parseInteger(text string) (any, error) {
	digits := strings.TrimFunc(text, isSpace)
	if !strings.Contains(digits, "__") && !strings.HasPrefix(digits, "_") && !strings.HasSuffix(digits, "_") {
		digits = strings.ReplaceAll(digits, "_", "")
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return nil, &valueError{fmt.Sprintf("invalid literal for int() with base 10: '%s'", text)}
	}
	return n, nil
}

func parseFloat(text string) (any, error) {
	f, err := strconv.ParseFloat(strings.TrimFunc(text, isSpace), 64)
	if err != nil && !math.IsInf(f, 0) {
		return nil, &valueError{fmt.Sprintf("could not convert string to float: '%s'", text)}
	}
	return f, nil
}

func parseJSONOption(name, text string) (any, error) {
	value, err := parseJSON(text)
	if err != nil {
		return nil, &optionError{name, fmt.Sprintf("Invalid JSON: %v\nJSON received: %s", err, text)}
	}
	return value, nil
}

// parseJSON reads one JSON value. Numbers without a fraction are integers.
func parseJSON(text string) (any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, jsonPosition(text, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("extra data after character %d", d.InputOffset())
	}
	return plainNumbers(value), nil
}

// jsonPosition adds line and column to a syntax error.
func jsonPosition(text string, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) || int(syntax.Offset) > len(text) {
		return err
	}
	before := text[:syntax.Offset]
	line := 1 + strings.Count(before, "\n")
	return fmt.Errorf("%w: line %d column %d", err, line, len(before)-strings.LastIndexByte(before, '\n')-1)
}

// plainNumbers replaces json.Number with int64 and float64.
func plainNumbers(value any) any {
	switch v := value.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = plainNumbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = plainNumbers(v[k])
		}
	}
	return value
}
