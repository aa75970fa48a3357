package spec

// This file checks shapes one by one: each is complete, has only keys of its type,
// and has constraints that values can satisfy.

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

func checkService(c *checker) {
	s := &c.model.Service
	defer c.at(s.Pos)()
	c.within("service", "", func() {
		for _, required := range []struct{ key, value string }{{"id", s.ID}, {"protocol", s.Protocol},
			{"apiVersion", s.APIVersion}} {
			if required.value == "" {
				c.fault(nil, "add it", "missing %s", required.key)
			}
		}
		if s.Protocol != "" && s.Protocol != Protocol {
			c.fault(&s.Protocol, "only "+Protocol+" is implemented", "unsupported protocol %s", quote(s.Protocol))
		}
	})
}

func checkType(c *checker) {
	c.eachShape(func(s *Shape) {
		if s.Kind == Invalid {
			c.fault(nil, "add it, such as type: structure", "missing type")
		}
	})
}

// The kinds, grouped by the constraints that they can have. (Some of AWS's enums
// have lengths.)
var (
	textKinds   = []Kind{String, Enum}
	sizedKinds  = []Kind{String, Enum, Blob, List, Map}
	numberKinds = []Kind{Integer, Long, Float, Double}
	scalarKinds = []Kind{String, Enum, Boolean, Integer, Long, Float, Double, Timestamp}
)

// typeKeys has the keys that only some types of shape may have.
var typeKeys = []struct {
	name  string
	kinds []Kind
	field func(s *Shape) (at any, present bool)
}{
	{"members", []Kind{Structure}, func(s *Shape) (any, bool) { return &s.Members, len(s.Members) > 0 }},
	{"error", []Kind{Structure}, func(s *Shape) (any, bool) { return &s.Error, s.Error != nil }},
	{"key", []Kind{Map}, func(s *Shape) (any, bool) { return &s.Key, s.Key != nil }},
	{"values", []Kind{Enum}, func(s *Shape) (any, bool) { return &s.Values, len(s.Values) > 0 }},
	{"length", sizedKinds, func(s *Shape) (any, bool) { return &s.Length, s.Length != nil }},
	{"range", numberKinds, func(s *Shape) (any, bool) { return &s.Range, s.Range != nil }},
	{"pattern", textKinds, func(s *Shape) (any, bool) { return &s.Pattern, s.Pattern != "" }},
	{"format", []Kind{Timestamp}, func(s *Shape) (any, bool) { return &s.Format, s.Format != 0 }},
}

// memberKeys has the keys that only members of some types of shape may have.
var memberKeys = []struct {
	name  string
	kinds []Kind
	field func(m *Member) (at any, present bool)
}{
	{"length", sizedKinds, func(m *Member) (any, bool) { return &m.Length, m.Length != nil }},
	{"range", numberKinds, func(m *Member) (any, bool) { return &m.Range, m.Range != nil }},
	{"pattern", textKinds, func(m *Member) (any, bool) { return &m.Pattern, m.Pattern != "" }},
	{"format", []Kind{Timestamp}, func(m *Member) (any, bool) { return &m.Format, m.Format != 0 }},
	{"flattened", []Kind{List, Map}, func(m *Member) (any, bool) { return &m.Flattened, m.Flattened }},
	{"xmlAttribute", scalarKinds, func(m *Member) (any, bool) { return &m.XMLAttribute, m.XMLAttribute }},
	{"default", scalarKinds, func(m *Member) (any, bool) { return &m.Default, m.Default != "" }},
	{"idempotencyToken", []Kind{String}, func(m *Member) (any, bool) { return &m.IdempotencyToken, m.IdempotencyToken }},
	{"filters", []Kind{List}, func(m *Member) (any, bool) { return &m.Filters, len(m.Filters) > 0 }},
	{"hostLabel", []Kind{String}, func(m *Member) (any, bool) { return &m.HostLabel, m.HostLabel }},
}

func checkKeysOfType(c *checker) {
	c.eachShape(func(s *Shape) {
		if s.Kind == Invalid {
			return
		}
		for _, k := range typeKeys {
			if at, present := k.field(s); present && !slices.Contains(k.kinds, s.Kind) {
				c.noKey(at, s.Kind, k.name)
			}
		}
		c.elemKeys(s)
	})
	c.eachMember(func(_ *Shape, m *Member) {
		if m.Shape == nil || m.Shape.Kind == Invalid {
			return // other checks report it
		}
		for _, k := range memberKeys {
			if at, present := k.field(m); present && !slices.Contains(k.kinds, m.Shape.Kind) {
				c.fault(at, "remove it", "shape %s is of type %s, which does not take %s", quote(m.Shape.Name), m.Shape.Kind,
					k.name)
			}
		}
	})
}

func (c *checker) noKey(at any, kind Kind, key string) {
	c.fault(at, "remove it, or change the type", "type %s does not take %s", kind, key)
}

// elemKeys checks the two keys that set Elem. If the keys are unknown, as in an
// importer's model, it checks Elem itself.
func (c *checker) elemKeys(s *Shape) {
	known := false
	for of, key := range map[Kind]string{List: "element", Map: "value"} {
		at := elemKey{s, of}
		_, written := c.positions[at]
		if known = known || written; written && s.Kind != of {
			c.noKey(at, s.Kind, key)
		}
	}
	if s.Elem != nil && !known && s.Kind != List && s.Kind != Map {
		c.noKey(nil, s.Kind, "element")
	}
}

func checkPartsOfType(c *checker) {
	c.eachShape(func(s *Shape) {
		switch {
		case s.Kind == List && s.Elem == nil:
			c.fault(nil, "add it, such as element: {shape: String}", "a list requires the key \"element\"")
		case s.Kind == Map && (s.Key == nil || s.Elem == nil):
			c.fault(nil, "add both, such as key: {shape: String}", "a map requires the keys \"key\" and \"value\"")
		case s.Kind == Enum && len(s.Values) == 0:
			c.fault(nil, "list them, or change the type to string", "an enum requires values")
		}
	})
	c.eachMember(func(s *Shape, m *Member) {
		switch {
		case m.Shape == nil:
			c.fault(nil, "add it, such as shape: String", "missing shape")
		case m == s.Key && m.Shape.Kind != String && m.Shape.Kind != Enum:
			c.fault(&m.Shape, "name a string or an enum", "shape %s is of type %s, which cannot be a key", quote(m.Shape.Name),
				m.Shape.Kind)
		}
	})
}

func checkEnumValues(c *checker) {
	c.eachShape(func(s *Shape) {
		seen := make(map[string]*EnumValue, len(s.Values))
		for _, v := range s.Values {
			if other := seen[v.Value]; other != nil {
				undo := c.at(v.Pos)
				c.fault(nil, "remove one of the two", "duplicate value %s", quote(v.Value)).Related = []Pos{other.Pos}
				undo()
			}
			seen[v.Value] = v
		}
	})
}

func checkBounds(c *checker) {
	c.eachShape(func(s *Shape) { c.constraints(&s.Constraints, nil) })
	c.eachMember(func(_ *Shape, m *Member) { c.constraints(&m.Constraints, &m.Shape.Constraints) })
}

// constraints checks the constraints of a shape or a member; outer are those of the
// member's shape.
func (c *checker) constraints(own, outer *Constraints) {
	if outer == nil {
		outer = &Constraints{}
	}
	c.within("length", "", func() {
		c.bounds(&own.Length, outer.Length)
		if b := own.Length; b != nil {
			for _, end := range []**float64{&b.Min, &b.Max} {
				if *end != nil && (**end < 0 || **end != math.Trunc(**end)) {
					c.fault(end, "use a whole number of at least 0", "%v is not a length", **end)
				}
			}
		}
	})
	c.within("range", "", func() { c.bounds(&own.Range, outer.Range) })
}

func (c *checker) bounds(field **Bounds, outer *Bounds) {
	b := *field
	switch {
	case b == nil:
	case b.Min == nil && b.Max == nil:
		c.fault(field, "add min or max, or remove it", "neither min nor max")
	case b.Min != nil && b.Max != nil && *b.Min > *b.Max:
		c.fault(&b.Min, "swap them", "min %v is greater than max %v", *b.Min, *b.Max)
	case outer == nil:
	case b.Min != nil && outer.Max != nil && *b.Min > *outer.Max:
		c.fault(&b.Min, "fix one of the two", "min %v is greater than max %v of the shape", *b.Min, *outer.Max)
	case b.Max != nil && outer.Min != nil && *b.Max < *outer.Min:
		c.fault(&b.Max, "fix one of the two", "max %v is less than min %v of the shape", *b.Max, *outer.Min)
	}
}

func checkPatterns(c *checker) {
	c.eachShape(func(s *Shape) { c.pattern(&s.Pattern) })
	c.eachMember(func(_ *Shape, m *Member) { c.pattern(&m.Pattern) })
}

// pattern compiles a pattern. It returns nil if the pattern is missing or wrong.
func (c *checker) pattern(p *string) *regexp.Regexp {
	if *p == "" {
		return nil
	}
	re, err := regexp.Compile(*p)
	if err != nil {
		c.within("pattern", "", func() {
			c.fault(p, "write it in Go's syntax (RE2), which has no lookahead and no back-references", "%s",
				strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		})
	}
	return re
}

// checkMemberFlags checks flags that only members of some structures may have.
func checkMemberFlags(c *checker) {
	inputs := map[*Shape]bool{}
	for _, o := range c.model.Operations {
		inputs[o.Input] = true
	}
	c.eachMember(func(s *Shape, m *Member) {
		top := s.Kind == Structure && inputs[s]
		if m.HostLabel && !top {
			c.fault(&m.HostLabel, "remove it", "hostLabel, but %s is not an operation's input", quote(s.Name))
		}
		if s.Kind != Structure {
			for _, f := range []struct {
				name string
				at   *bool
			}{{"required", &m.Required}, {"idempotencyToken", &m.IdempotencyToken}, {"xmlAttribute", &m.XMLAttribute},
				{"flattened", &m.Flattened}} {
				if *f.at {
					c.fault(f.at, "remove it", "%s is for members of structures", f.name)
				}
			}
		}
	})
}
