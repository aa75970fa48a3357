package cli

// This file prints YAML. The library decides how text is quoted and folded, so
// lines may differ from the AWS CLI's; the data are the same.

import (
	"io"

	"gopkg.in/yaml.v3"
)

// printYAML prints one document. A scalar is printed as JSON, which has no end
// marker.
func printYAML(w io.Writer, value any) error {
	if isScalar(value) {
		return printJSON(w, value)
	}
	e := yaml.NewEncoder(w)
	e.SetIndent(2)
	if err := e.Encode(value); err != nil {
		return err
	}
	return e.Close()
}

// printStream prints each page as a list with one element.
func (o *output) printStream(result *result) error {
	for _, p := range result.all {
		value, err := o.search(p)
		if err != nil {
			return err
		}
		if fields, ok := value.(map[string]any); ok && len(fields) == 0 && !result.paged {
			return nil
		}
		if err := printYAML(o.w, []any{value}); err != nil {
			return err
		}
	}
	return nil
}
