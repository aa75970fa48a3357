//go:build whole

package main

// This file compares two runs.

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

type difference struct{ kind, text string }

// compare lists the differences. JSON and YAML are compared as documents: the AWS
// CLI prints members in the order of AWS's file, we by name.
func compare(c command, theirs, ours outcome) []difference {
	var list []difference
	add := func(kind, format string, args ...any) {
		list = append(list, difference{kind, fmt.Sprintf(format, args...)})
	}
	if theirs.Code != ours.Code {
		add("exit code", "%d, ours %d\n    theirs: %s\n    ours: %s", theirs.Code, ours.Code, short(theirs.Stderr),
			short(ours.Stderr))
	}
	if !slices.Equal(theirs.requests, ours.requests) {
		add("request", "%s", firstDifference(strings.Join(theirs.requests, "\n"), strings.Join(ours.requests, "\n")))
	}
	if theirs.Code == 0 && ours.Code == 0 {
		if text := outputDifference(c, theirs.Stdout, ours.Stdout); text != "" {
			add("output "+c.format(), "%s", text)
		}
	}
	return list
}

func outputDifference(c command, theirs, ours string) string {
	if theirs == ours {
		return ""
	}
	var a, b any
	switch c.format() {
	case "json", "skeleton":
		if json.Unmarshal([]byte(theirs), &a) == nil && json.Unmarshal([]byte(ours), &b) == nil && reflect.DeepEqual(a, b) {
			return ""
		}
	case "yaml", "yaml-stream", "yaml-skeleton":
		if yaml.Unmarshal([]byte(theirs), &a) == nil && yaml.Unmarshal([]byte(ours), &b) == nil &&
			reflect.DeepEqual(floats(a), floats(b)) {
			return ""
		}
	}
	return firstDifference(theirs, ours)
}

// floats converts every number of a YAML document to float64: the AWS CLI's library
// writes 2.0, ours writes 2.
func floats(value any) any {
	switch v := value.(type) {
	case int:
		return float64(v)
	case []any:
		for i := range v {
			v[i] = floats(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = floats(v[k])
		}
	}
	return value
}

// firstDifference returns the first difference of two texts.
func firstDifference(theirs, ours string) string {
	i := 0
	for i < len(theirs) && i < len(ours) && theirs[i] == ours[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("at %d\n    theirs: %q\n    ours:   %q", i, theirs[from:min(len(theirs), i+80)],
		ours[from:min(len(ours), i+80)])
}

func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 200 {
		text = text[:200] + "..."
	}
	return text
}
