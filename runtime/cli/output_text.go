package cli

// This file prints text: one line per structure with its scalars in the order of
// their names, separated by tabs, then its nested structures. Each line begins with
// the name of its member in upper case.

import (
	"bufio"
	"maps"
	"slices"
	"strings"
)

// printText prints pages as they arrive, and at the end the token of the next page.
func (o *output) printText(result *result) error {
	b := bufio.NewWriter(o.w)
	for _, p := range result.pages() {
		value, err := o.search(p)
		if err != nil {
			return err
		}
		writeText(b, value, "", nil)
	}
	if result.resume != "" {
		value, err := o.search(map[string]any{"NextToken": map[string]any{"NextToken": result.resume}})
		if err != nil {
			return err
		}
		writeText(b, value, "", nil)
	}
	return b.Flush()
}

// writeText prints a value. label is the name of its member; columns are the
// scalars that every structure of a list prints.
func writeText(b *bufio.Writer, value any, label string, columns []string) {
	switch v := value.(type) {
	case map[string]any:
		writeTextFields(b, v, label, columns)
	case []any:
		writeTextItems(b, v, label)
	default:
		b.WriteString(scalarText(v) + "\n")
	}
}

func writeTextFields(b *bufio.Writer, fields map[string]any, label string, columns []string) {
	var cells, others []string
	if columns == nil {
		for _, key := range sortedKeys(fields) {
			if isScalar(fields[key]) {
				cells = append(cells, scalarText(fields[key]))
			} else {
				others = append(others, key)
			}
		}
	} else {
		for _, key := range columns {
			value, ok := fields[key]
			if !ok {
				value = ""
			}
			cells = append(cells, scalarText(value))
		}
		others = slices.DeleteFunc(sortedKeys(fields), func(key string) bool { return slices.Contains(columns, key) })
	}
	if len(cells) > 0 {
		if label != "" {
			cells = append([]string{strings.ToUpper(label)}, cells...)
		}
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
	for _, key := range others {
		writeText(b, fields[key], key, nil)
	}
}

func writeTextItems(b *bufio.Writer, items []any, label string) {
	switch {
	case len(items) == 0:
	case slices.ContainsFunc(items, isFields):
		columns := scalarColumns(items)
		for _, item := range items {
			writeText(b, item, label, columns)
		}
	case slices.ContainsFunc(items, func(v any) bool { return !isScalar(v) }):
		var scalars []any
		for _, item := range items {
			if isScalar(item) {
				scalars = append(scalars, item)
			}
		}
		if len(scalars) > 0 {
			writeTextScalars(b, scalars, label)
		}
		for _, item := range items {
			if !isScalar(item) {
				writeText(b, item, label, nil)
			}
		}
	default:
		writeTextScalars(b, items, label)
	}
}

func isFields(v any) bool { _, ok := v.(map[string]any); return ok }

// scalarColumns returns the names of all scalars in the structures of a list.
func scalarColumns(items []any) []string {
	names := map[string]bool{}
	for _, item := range items {
		fields, _ := item.(map[string]any)
		for key, value := range fields {
			if isScalar(value) {
				names[key] = true
			}
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(names))...)
}

func writeTextScalars(b *bufio.Writer, items []any, label string) {
	cells := make([]string, len(items))
	for i, item := range items {
		cells[i] = scalarText(item)
		if label != "" {
			b.WriteString(strings.ToUpper(label) + "\t" + cells[i] + "\n")
		}
	}
	if label == "" {
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
}
