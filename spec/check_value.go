package spec

// This file checks literals in model files, of examples and defaults, against their
// shapes.

import (
	"slices"
	"strconv"
)

func checkDefaults(c *checker) {
	c.eachMember(func(_ *Shape, m *Member) {
		if m.Default == "" {
			return
		}
		c.within("default", "", func() {
			if m.Shape.Kind == Enum {
				c.knownValue(&m.Default, m.Default, m.Shape)
			}
			c.scalar(&m.Default, m.Default, m.Shape)
		})
	})
}

func (c *checker) knownValue(field any, text string, s *Shape) {
	known := make([]string, len(s.Values))
	for i, v := range s.Values {
		if known[i] = v.Value; v.Value == text {
			return
		}
	}
	c.fault(field, didYouMean(text, known, "use one of its values"), "%s is not a value of %s", quote(text), quote(s.Name))
}

// scalar checks that a text can be a value of a scalar shape. Enums are open, and
// rules check the content of strings.
func (c *checker) scalar(field any, text string, s *Shape) {
	var err error
	switch s.Kind {
	case Boolean:
		if text != "true" && text != "false" {
			c.fault(field, "write true or false", "%s is not a boolean", quote(text))
		}
		return
	case Integer:
		_, err = strconv.ParseInt(text, 10, 32)
	case Long:
		_, err = strconv.ParseInt(text, 10, 64)
	case Float:
		_, err = strconv.ParseFloat(text, 32)
	case Double:
		_, err = strconv.ParseFloat(text, 64)
	}
	if err != nil {
		c.fault(field, "write a number in its range", "%s is not a value of type %s", quote(text), s.Kind)
	}
}

func checkExamples(c *checker) {
	c.eachOperation(func(o *Operation) {
		for i, e := range o.Examples {
			undo := c.at(e.Pos)
			c.within("example", strconv.Itoa(i+1), func() {
				c.literal("input", e.Input, o.Input)
				c.literal("output", e.Output, o.Output)
				if e.Input == nil && e.Wire == "" {
					c.fault(nil, "add input or wire", "the example shows neither input nor wire")
				}
			})
			undo()
		}
	})
}

// checkBreaks checks that the rules in an example's breaks exist.
func checkBreaks(c *checker) {
	known := keysOf(automaticRules)
	for _, r := range c.model.Rules {
		known = append(known, r.ID)
	}
	c.eachOperation(func(o *Operation) {
		for i, e := range o.Examples {
			undo := c.at(e.Pos)
			c.within("example", strconv.Itoa(i+1), func() {
				for j, id := range e.Breaks {
					if !slices.Contains(known, id) {
						c.fault(&e.Breaks[j], didYouMean(id, known, "name an existing rule"), "breaks: unknown rule %s", quote(id))
					}
				}
			})
			undo()
		}
	})
}

// literal checks an example's input or output.
func (c *checker) literal(what string, v *Value, s *Shape) {
	if v == nil {
		return
	}
	c.within(what, "", func() {
		if s == nil {
			if len(v.Fields) > 0 || !v.IsMap {
				undo := c.at(v.Pos)
				c.fault(nil, "remove it", "the operation has none")
				undo()
			}
			return
		}
		c.value(v, s)
	})
}

// value checks a literal against a shape.
func (c *checker) value(v *Value, s *Shape) {
	defer c.at(v.Pos)()
	switch s.Kind {
	case Structure:
		if !v.IsMap {
			c.fault(nil, "write a mapping", "%s is a structure", quote(s.Name))
		}
		for _, f := range v.Fields {
			m := s.Member(f.Name)
			if m == nil {
				c.fault(fieldKey{f.Value}, membersOf(s, f.Name), "%s has no member %s", quote(s.Name), quote(f.Name))
				continue
			}
			c.within(f.Name, "", func() { c.value(f.Value, m.Shape) })
		}
	case List:
		if !v.IsList {
			c.fault(nil, "write a list", "%s is a list", quote(s.Name))
		}
		for i, item := range v.List {
			c.within("element", strconv.Itoa(i+1), func() { c.value(item, s.Elem.Shape) })
		}
	case Map:
		if !v.IsMap {
			c.fault(nil, "write a mapping", "%s is a map", quote(s.Name))
		}
		for _, f := range v.Fields {
			c.within(f.Name, "", func() { c.value(f.Value, s.Elem.Shape) })
		}
	default:
		if v.IsList || v.IsMap {
			c.fault(nil, "write a single value", "%s is of type %s", quote(s.Name), s.Kind)
			return
		}
		c.scalar(nil, v.Scalar, s)
	}
}
