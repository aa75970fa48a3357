package cli

// This file prints skeletons: parameters to fill in, and an example of a result.

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"
)

// skeleton prints a skeleton of the input if requested. call.go prints a skeleton
// of the result, after checking the parameters.
func (c *command) skeleton() (done bool, err error) {
	switch text(c.given, "skeleton") {
	case "input":
		value := any(map[string]any{})
		if c.op.Input != "" {
			value = (&skeletons{api: c.api}).value(c.api.shape(c.op.Input), "")
		}
		return true, printJSON(c.Stdout, value)
	case "yaml-input":
		return true, c.yamlSkeleton()
	}
	return false, nil
}

// skeletons creates values that show the form of a shape.
type skeletons struct {
	api   *API
	names bool // strings are the names of their members, as in results
	stack []string
}

func (s *skeletons) value(shape *Shape, name string) any {
	s.stack = append(s.stack, shape.Name)
	defer func() { s.stack = s.stack[:len(s.stack)-1] }()
	switch shape.Kind {
	case Structure:
		fields := map[string]any{}
		if s.depth(shape.Name) > 1 {
			return fields
		}
		for _, m := range shape.Members {
			fields[m.Name] = s.value(s.api.shape(m.Shape), m.Name)
		}
		return fields
	case List:
		element := shape.element().Shape
		return []any{s.value(s.api.shape(element), element)}
	case Map:
		return map[string]any{"KeyName": s.value(s.api.shape(shape.value().Shape), "")}
	case Boolean:
		return true
	case Integer, Long:
		return int64(0)
	case Float, Double:
		return 0.0
	case Timestamp:
		return "1970-01-01T00:00:00"
	case Blob:
		return nil
	}
	return s.word(shape, name)
}

func (s *skeletons) word(shape *Shape, name string) any {
	switch {
	case s.names:
		return name
	case len(shape.Enum) > 0:
		return shape.Enum[0]
	}
	return ""
}

// depth returns how often the shape contains itself at this point.
func (s *skeletons) depth(name string) int {
	n := 0
	for _, outer := range s.stack {
		if outer == name {
			n++
		}
	}
	return n
}

// yamlSkeleton prints the input as YAML with a comment per member.
func (c *command) yamlSkeleton() error {
	node := &yaml.Node{Kind: yaml.MappingNode}
	if c.op.Input != "" {
		node = (&skeletons{api: c.api}).node(c.api.shape(c.op.Input), "")
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(node); err != nil {
		return err
	}
	_, err := c.Stdout.Write(b.Bytes())
	return err
}

// node is like value, with comments.
func (s *skeletons) node(shape *Shape, name string) *yaml.Node {
	s.stack = append(s.stack, shape.Name)
	defer func() { s.stack = s.stack[:len(s.stack)-1] }()
	node := &yaml.Node{}
	switch shape.Kind {
	case Structure:
		node.Kind = yaml.MappingNode
		if s.depth(shape.Name) > 1 {
			return node
		}
		for _, m := range shape.Members {
			value := s.node(s.api.shape(m.Shape), m.Name)
			key := &yaml.Node{Kind: yaml.ScalarNode, Value: m.Name}
			comment := memberComment(&m, s.api.shape(m.Shape))
			if value.Kind == yaml.ScalarNode {
				value.LineComment = comment
			} else {
				key.HeadComment = comment
			}
			node.Content = append(node.Content, key, value)
		}
	case List:
		node.Kind = yaml.SequenceNode
		element := shape.element().Shape
		node.Content = []*yaml.Node{s.node(s.api.shape(element), element)}
	case Map:
		node.Kind = yaml.MappingNode
		node.Content = []*yaml.Node{{Kind: yaml.ScalarNode, Value: "KeyName"}, s.node(s.api.shape(shape.value().Shape), "")}
	case Blob:
		node.Kind, node.Tag, node.Value = yaml.ScalarNode, "!!binary", ""
	case Timestamp:
		node.Kind, node.Tag, node.Value = yaml.ScalarNode, "!!timestamp", "1970-01-01 00:00:00"
	default:
		s.stack = s.stack[:len(s.stack)-1]
		_ = node.Encode(s.value(shape, name)) // a scalar, which always encodes
		s.stack = append(s.stack, shape.Name)
	}
	return node
}

// memberComment says whether a member is required, what it is and which values it
// accepts.
func memberComment(m *Member, shape *Shape) string {
	var parts []string
	if m.Required {
		parts = append(parts, "[REQUIRED]")
	}
	if doc := firstSentence(m.Doc); doc != "" {
		parts = append(parts, doc)
	}
	if len(shape.Enum) > 0 {
		parts = append(parts, "Valid values are: "+strings.Join(shape.Enum, ", ")+".")
	}
	return strings.Join(parts, " ")
}

// firstSentence returns the first sentence of documentation, on one line.
func firstSentence(doc string) string {
	line := strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(line, ". "); i >= 0 {
		return line[:i+1]
	}
	return line
}
