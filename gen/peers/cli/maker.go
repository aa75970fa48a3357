//go:build whole

package main

// This file generates command lines from the model: options with values in each
// form that the AWS CLI accepts.

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/runtime/cliname"
)

type maker struct {
	model *apimodel.Model
	rand  *rand.Rand
	dir   string
	files int
	depth int
}

func (m *maker) one(in int) bool { return m.rand.IntN(in) == 0 }

// line returns a random line of an operation.
func (m *maker) line(op *apimodel.Operation) command {
	args := []string{"ec2", cliname.Kebab(op.Name)}
	if op.Input != nil {
		shape := m.model.Shapes[op.Input.Shape]
		for _, member := range shape.MemberNames() {
			if slices.Contains(shape.Required, member) && !m.one(40) || m.one(4) {
				args = append(args, m.option(shape, member)...)
			}
		}
	}
	if m.one(3) {
		args = append(args, "--output", []string{"json", "text", "table", "yaml", "yaml-stream"}[m.rand.IntN(5)])
	}
	if m.one(6) {
		args = append(args, "--no-paginate")
	}
	return command{op.Name, args}
}

// option returns an option with its words.
func (m *maker) option(shape *apimodel.Shape, member string) []string {
	name := "--" + cliname.Kebab(member)
	target := m.model.Shapes[shape.Members[member].Shape]
	switch target.Type {
	case "boolean":
		if m.one(2) {
			name = "--no-" + strings.TrimPrefix(name, "--")
		}
		return []string{name}
	case "list":
		element := m.model.Shapes[target.Member.Shape]
		if m.one(4) {
			return []string{name, m.json(target)}
		}
		words := []string{name}
		for range 1 + m.rand.IntN(2) {
			words = append(words, m.word(element))
		}
		return words
	}
	return []string{name, m.word(target)}
}

// word returns a value in one of its forms.
func (m *maker) word(shape *apimodel.Shape) string {
	switch shape.Type {
	case "structure", "list":
		switch {
		case m.one(3):
			return m.json(shape)
		case m.one(12):
			m.files++
			name := path.Join(m.dir, fmt.Sprintf("value-%d-%d.json", m.rand.IntN(1<<30), m.files))
			if err := os.WriteFile(name, []byte(m.json(shape)), 0o600); err == nil {
				return "file://" + name
			}
		}
		return m.shorthand(shape)
	}
	return m.scalar(shape)
}

func (m *maker) json(shape *apimodel.Shape) string {
	data, _ := json.Marshal(m.value(shape)) // plain values always encode
	return string(data)
}

// value returns a random value of a shape.
func (m *maker) value(shape *apimodel.Shape) any {
	m.depth++
	defer func() { m.depth-- }()
	switch shape.Type {
	case "structure":
		fields := map[string]any{}
		for _, name := range shape.MemberNames() {
			if m.depth < 4 && (slices.Contains(shape.Required, name) || m.one(2)) {
				fields[name] = m.value(m.model.Shapes[shape.Members[name].Shape])
			}
		}
		return fields
	case "list":
		list := []any{}
		for range m.rand.IntN(3) {
			list = append(list, m.value(m.model.Shapes[shape.Member.Shape]))
		}
		return list
	case "boolean":
		return m.one(2)
	case "integer", "long":
		return m.rand.IntN(100)
	case "float", "double":
		return float64(m.rand.IntN(100)) / 4
	}
	return m.scalar(shape)
}

var texts = []string{"plain", "two words", "a,b", "x=y", "it's", `say "hi"`, `back\slash`, "Grüße", "-", "a:b",
	"/dev/sda1", "[x", "{y", "#1", "true", "8", "", "new\nline", "trailing "}

func (m *maker) scalar(shape *apimodel.Shape) string {
	switch shape.Type {
	case "integer", "long":
		return fmt.Sprint(m.rand.IntN(100))
	case "float", "double":
		return fmt.Sprint(float64(m.rand.IntN(100)) / 4)
	case "boolean":
		return []string{"true", "false"}[m.rand.IntN(2)]
	case "timestamp":
		return []string{"2022-10-03T20:00:00Z", "2022-10-03", "2022-10-03T20:00:00.5Z", "1664827200",
			"2022-10-03T22:00:00+02:00"}[m.rand.IntN(5)]
	case "blob":
		return "aGVsbG8="
	}
	if len(shape.Enum) > 0 && !m.one(5) {
		return shape.Enum[m.rand.IntN(len(shape.Enum))]
	}
	return texts[m.rand.IntN(len(texts))]
}

// shorthand returns a value in the shorthand syntax.
func (m *maker) shorthand(shape *apimodel.Shape) string {
	fields, ok := m.value(shape).(map[string]any)
	if !ok {
		return m.json(shape)
	}
	var parts []string
	for _, name := range keys(fields) {
		parts = append(parts, name+"="+m.inner(fields[name], true))
	}
	return strings.Join(parts, []string{",", ", "}[m.rand.IntN(2)])
}

func keys(fields map[string]any) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// inner returns a value inside shorthand; at the top, a list may have no brackets.
func (m *maker) inner(value any, top bool) string {
	switch v := value.(type) {
	case map[string]any:
		var parts []string
		for _, name := range keys(v) {
			parts = append(parts, name+"="+m.inner(v[name], false))
		}
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		var parts []string
		for _, item := range v {
			parts = append(parts, m.inner(item, false))
		}
		if _, nested := first(v).(map[string]any); top && !nested && len(v) > 1 && m.one(2) {
			return strings.Join(parts, ",")
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return m.quote(fmt.Sprint(value))
}

func first(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// quote writes a text plain or quoted. Some results are wrong on purpose, because
// ours must reject or misread the same texts as the AWS CLI.
func (m *maker) quote(text string) string {
	switch m.rand.IntN(4) {
	case 0:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	case 1:
		return `'` + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + `'`
	case 2:
		return strings.ReplaceAll(text, ",", `\,`)
	}
	return text
}
