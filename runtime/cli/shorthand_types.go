package cli

// This file converts parsed shorthand to the types of its shapes. The grammar has
// only strings, and cannot distinguish a list of one from a scalar.

import (
	"fmt"
	"strings"
)

// shorthand parses one value, or each of several, and converts the result.
func (a *API) shorthand(s *Shape, value any, file fileReader) (any, error) {
	if text, ok := value.(string); ok {
		if a.isValueOnly(s) && !strings.Contains(text, "=") {
			return map[string]any{"Value": text}, nil
		}
		parsed, err := parseShorthand(text, file)
		if err != nil {
			return nil, err
		}
		return a.typed(s, parsed)
	}
	words, ok := value.([]string)
	if !ok {
		return value, nil
	}
	list := make([]any, 0, len(words))
	for _, word := range words {
		parsed, err := parseShorthand(word, file)
		if err != nil {
			return nil, err
		}
		list = append(list, parsed)
	}
	return a.typed(s, list)
}

// isValueOnly reports whether a structure has a single member, a string called
// Value. Such a structure may be given as that string.
func (a *API) isValueOnly(s *Shape) bool {
	return s.Kind == Structure && len(s.Members) == 1 && s.Members[0].Name == "Value" &&
		a.shape(s.Members[0].Shape).Kind == String
}

// typed converts the leaves of a value. Unknown members stay as they are; the check
// of all parameters reports them.
func (a *API) typed(s *Shape, value any) (any, error) {
	switch v := value.(type) {
	case map[string]any:
		if s.Kind >= Integer && s.Kind <= Double || s.Kind == Boolean {
			return nil, &valueError{fmt.Sprintf("a structure where a value of type %s is expected", s.Kind)}
		}
		return v, a.typedFields(s, v)
	case []any:
		if s.Kind == List {
			return v, a.typedItems(a.shape(s.element().Shape), v)
		}
		if s.Kind.scalar() && s.Kind != String && s.Kind != Blob && s.Kind != Timestamp {
			return nil, &valueError{fmt.Sprintf("a list where a value of type %s is expected", s.Kind)}
		}
	case string:
		if s.Kind.scalar() {
			return typedScalar(s.Kind, v)
		}
	}
	return value, nil
}

func (a *API) typedFields(s *Shape, fields map[string]any) error {
	for name, value := range fields {
		var shape *Shape
		switch {
		case s.Kind == Map:
			shape = a.shape(s.value().Shape)
		case s.Kind != Structure || s.member(name) == nil:
			continue
		default:
			shape = a.shape(s.member(name).Shape)
		}
		if _, list := value.([]any); shape.Kind == List && !list {
			fields[name] = []any{value} // "foo=bar" if foo is a list with the element bar
			continue
		}
		typed, err := a.typed(shape, value)
		if err != nil {
			return err
		}
		fields[name] = typed
	}
	return nil
}

func (a *API) typedItems(element *Shape, items []any) error {
	for i := range items {
		if _, list := items[i].([]any); element.Kind == List && !list {
			items[i] = []any{items[i]}
			continue
		}
		typed, err := a.typed(element, items[i])
		if err != nil {
			return err
		}
		items[i] = typed
	}
	return nil
}

// typedScalar converts one word. Only true and false are booleans; any other word
// stays a string, which the check of the parameters rejects.
func typedScalar(kind Kind, text string) (any, error) {
	if kind != Boolean {
		return convertScalar(kind, text)
	}
	switch strings.ToLower(text) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return text, nil
}
