package cli

// This file reads parameters from --cli-input-json and --cli-input-yaml. Options on
// the command line override them.

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// readInput adds the members that no option set.
func (c *command) readInput(params map[string]any) error {
	fromJSON, hasJSON := c.given["cli_input_json"].(string)
	fromYAML, hasYAML := c.given["cli_input_yaml"].(string)
	var fields map[string]any
	var err error
	switch {
	case hasJSON && hasYAML:
		return usagef("Only one --cli-input- parameter may be specified.")
	case hasJSON:
		fields, err = c.inputFields("--cli-input-json", fromJSON, parseJSON)
	case hasYAML:
		fields, err = c.inputFields("--cli-input-yaml", fromYAML, parseYAML)
	}
	if err != nil {
		return err
	}
	for name, value := range fields {
		setDefault(params, name, value)
	}
	return nil
}

func (c *command) inputFields(option, word string, parse func(string) (any, error)) (map[string]any, error) {
	content, err := c.fromFile(option, word)
	if err != nil {
		return nil, err
	}
	if data, ok := content.([]byte); ok {
		content = string(data)
	}
	value, err := parse(content.(string))
	if err != nil {
		return nil, &optionError{option, fmt.Sprintf("invalid input: %v", err)}
	}
	fields, ok := value.(map[string]any)
	if !ok {
		return nil, &optionError{option, "Invalid type: expecting map, received " + typeName(value)}
	}
	return fields, nil
}

// parseYAML reads one YAML document.
func parseYAML(text string) (any, error) {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return nil, err
	}
	return plainYAML(value)
}

// plainYAML converts YAML values to the types that JSON has.
func plainYAML(value any) (any, error) {
	switch v := value.(type) {
	case int:
		return int64(v), nil
	case uint64:
		return float64(v), nil
	case []any:
		for i := range v {
			item, err := plainYAML(v[i])
			if err != nil {
				return nil, err
			}
			v[i] = item
		}
	case map[string]any:
		for k := range v {
			item, err := plainYAML(v[k])
			if err != nil {
				return nil, err
			}
			v[k] = item
		}
	case map[any]any:
		return nil, fmt.Errorf("key %v is not a string", v)
	}
	return value, nil
}
