package spec

// This file is what a model must meet beyond its form: tables of checks, one
// function each. A check sees a linked model and reports; it changes nothing.
// Here are the tables and the checks of shapes; those of operations and of
// literals are in check_operation.go and check_value.go. Each id has a case in
// testdata that fails for it.

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// A check is one thing that a model must meet.
type check struct {
	id  string // names its case in testdata
	run func(c *checker)
}

// formChecks see to it that every thing is complete and of one kind. The
// others may rely on it, and do not run when one of these fails.
var formChecks = []check{
	{"service", checkService},
	{"type", checkType},
	{"keys-of-type", checkKeysOfType},
	{"parts-of-type", checkPartsOfType},
	{"operation-shapes", checkOperationShapes},
}

// checks are all others.
var checks = []check{
	{"endless", checkEndless},
	{"endless-required", checkEndlessRequired},
	{"wire-names", checkWireNames},
	{"wire-reserved", checkReserved},
	{"enum-values", checkEnumValues},
	{"bounds", checkBounds},
	{"pattern", checkPatterns},
	{"member-flags", checkMemberFlags},
	{"default", checkDefaults},
	{"host-prefix", checkHostPrefix},
	{"paginator", checkPaginators},
	{"waiter", checkWaiters},
	{"example", checkExamples},
	{"error-codes", checkErrorCodes},
}

// runChecks runs all of them.
func runChecks(c *checker) {
	for _, list := range [][]check{formChecks, checks} {
		for _, one := range list {
			one.run(c)
		}
		if len(c.faults.list) > 0 {
			return
		}
	}
}

// A checker runs checks on a model.
type checker struct {
	model   *Model
	faults  *faults
	places  places
	owner   Pos // where what is being looked at begins
	context context
}

// within runs f on a part of what is being looked at.
func (c *checker) within(what, name string, f func()) {
	c.context.enter(what, name)
	f()
	c.context.leave()
}

// at makes a position that of what is being looked at; undo ends that.
func (c *checker) at(p Pos) (undo func()) {
	old := c.owner
	if p != (Pos{}) {
		c.owner = p
	}
	return func() { c.owner = old }
}

// fault reports a mistake where a field of the model was written, or else at
// what is being looked at. field is the field's address, or nil.
func (c *checker) fault(field any, remedy, format string, args ...any) *Error {
	at := c.owner
	if p, ok := c.places[field]; ok && field != nil {
		at = p
	}
	e := &Error{Pos: at, Msg: c.context.String() + fmt.Sprintf(format, args...), Remedy: remedy}
	c.faults.add(e)
	return e
}

// text holds a text against its rule.
func (c *checker) text(key, s string, rule *textRule) {
	if wrong := rule.wrong(rule.trim(s)); wrong != "" {
		c.within(key, "", func() { c.fault(nil, rule.want, "%s", wrong) })
	}
}

// eachShape runs f within each shape.
func (c *checker) eachShape(f func(s *Shape)) {
	for _, s := range c.model.Shapes {
		undo := c.at(s.Pos)
		c.within("shape", s.Name, func() { f(s) })
		undo()
	}
}

// eachMember runs f within each member, element, key and value.
func (c *checker) eachMember(f func(s *Shape, m *Member)) {
	c.eachShape(func(s *Shape) {
		for _, m := range s.Members {
			c.member(s, "member", m.Name, m, f)
		}
		c.member(s, "key", "", s.Key, f)
		c.member(s, elemWord(s), "", s.Elem, f)
	})
}

func (c *checker) member(s *Shape, what, name string, m *Member, f func(*Shape, *Member)) {
	if m != nil {
		undo := c.at(m.Pos)
		c.within(what, name, func() { f(s, m) })
		undo()
	}
}

func elemWord(s *Shape) string {
	if s.Kind == Map {
		return "value"
	}
	return "element"
}

func checkService(c *checker) {
	s := &c.model.Service
	defer c.at(s.Pos)()
	c.within("service", "", func() {
		for _, need := range []struct{ key, value string }{{"id", s.ID}, {"protocol", s.Protocol}, {"apiVersion", s.APIVersion}} {
			if need.value == "" {
				c.fault(nil, "add it", "there is no %s", need.key)
			}
		}
		if s.Protocol != "" && s.Protocol != "ec2" {
			c.fault(&s.Protocol, "only ec2 is implemented", "protocol %s", quote(s.Protocol))
		}
	})
}

func checkType(c *checker) {
	c.eachShape(func(s *Shape) {
		if s.Kind == Invalid {
			c.fault(nil, "add it, such as type: structure", "there is no type")
		}
	})
}

// The kinds, grouped by what they can have. (AWS gives lengths to some enums.)
var (
	textKinds   = []Kind{String, Enum}
	sizedKinds  = []Kind{String, Enum, Blob, List, Map}
	numberKinds = []Kind{Integer, Long, Float, Double}
	scalarKinds = []Kind{String, Enum, Boolean, Integer, Long, Float, Double, Timestamp}
)

// typeKeys are the keys that only some types of shape have.
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

// memberKeys are the keys that only members of some types of shape have.
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
			return // said by other checks
		}
		for _, k := range memberKeys {
			if at, present := k.field(m); present && !slices.Contains(k.kinds, m.Shape.Kind) {
				c.fault(at, "remove it", "shape %s is of type %s, which has no %s", quote(m.Shape.Name), m.Shape.Kind, k.name)
			}
		}
	})
}

func (c *checker) noKey(at any, kind Kind, key string) {
	c.fault(at, "remove it, or change the type", "a shape of type %s has no %s", kind, key)
}

// elemKeys checks the two keys that set Elem. Where nothing is known of keys,
// as in an importer's model, Elem itself must fit.
func (c *checker) elemKeys(s *Shape) {
	known := false
	for of, key := range map[Kind]string{List: "element", Map: "value"} {
		at := elemKey{s, of}
		_, written := c.places[at]
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
			c.fault(nil, "add it, such as element: {shape: String}", "a list without the key \"element\"")
		case s.Kind == Map && (s.Key == nil || s.Elem == nil):
			c.fault(nil, "add both, such as key: {shape: String}", "a map without the keys \"key\" and \"value\"")
		case s.Kind == Enum && len(s.Values) == 0:
			c.fault(nil, "list them, or make the type string", "an enum without values")
		}
	})
	c.eachMember(func(s *Shape, m *Member) {
		switch {
		case m.Shape == nil:
			c.fault(nil, "add it, such as shape: String", "there is no shape")
		case m == s.Key && m.Shape.Kind != String && m.Shape.Kind != Enum:
			c.fault(&m.Shape, "name a string or an enum", "shape %s is of type %s, which no key can be", quote(m.Shape.Name), m.Shape.Kind)
		}
	})
}

// maxNesting is how deep lists and maps may hold each other directly: each
// level is a loop in generated code. EC2 has one.
const maxNesting = 8

// checkEndless finds lists and maps that hold themselves with no structure
// between, which no value ever ends, or go on for too long.
func checkEndless(c *checker) {
	c.eachShape(func(s *Shape) {
		chain := []*Shape{}
		for at := s; at.Kind == List || at.Kind == Map; at = at.Elem.Shape {
			switch {
			case len(chain) > 0 && at == s:
				c.fault(&s.Elem.Shape, "put a structure between, or name another shape", "a %s that holds itself and never ends", s.Kind)
				return
			case slices.Contains(chain, at):
				return // that one is endless, and reported
			case len(chain) == maxNesting:
				c.fault(&s.Elem.Shape, "put a structure between", "lists and maps hold each other more than %d deep", maxNesting)
				return
			}
			chain = append(chain, at)
		}
	})
}

// checkEndlessRequired finds structures that need themselves.
func checkEndlessRequired(c *checker) {
	const (
		unseen = iota
		open
		done
	)
	state := map[*Shape]int{}
	var visit func(s *Shape)
	visit = func(s *Shape) {
		state[s] = open
		for _, m := range s.Members {
			if !m.Required || m.Shape.Kind != Structure {
				continue
			}
			switch state[m.Shape] {
			case unseen:
				visit(m.Shape)
			case open:
				undo := c.at(m.Pos)
				c.context.within = []string{"shape", s.Name, "member", m.Name}
				c.fault(&m.Required, "make one member of the circle optional", "required, and so %s holds itself and never ends", quote(m.Shape.Name))
				undo()
			}
		}
		state[s] = done
	}
	for _, s := range c.model.Shapes {
		if s.Kind == Structure && state[s] == unseen {
			visit(s)
		}
	}
	c.context.within = nil
}

// checkWireNames finds members that the wire cannot tell apart: by query name
// in what requests hold, by XML name in what responses hold.
func checkWireNames(c *checker) {
	var in, out []Step
	for _, o := range c.model.Operations {
		roots := o.roots()
		if o.Input != nil {
			in, roots = append(in, roots[0]), roots[1:]
		}
		out = append(out, roots...)
	}
	requests, responses := reachable(in), reachable(out)
	c.eachShape(func(s *Shape) {
		if requests[s] {
			c.unique(s, "query name", func(m *Member) (string, any) { return m.QueryName(), first(c, &m.Query, &m.XML) })
		}
		if responses[s] {
			c.unique(s, "XML name", func(m *Member) (string, any) {
				if m.XMLAttribute {
					return "@" + m.XMLName(), &m.XML
				}
				return m.XMLName(), &m.XML
			})
		}
	})
}

// first is the first of the fields that was written.
func first(c *checker, fields ...any) any {
	for _, f := range fields {
		if _, ok := c.places[f]; ok {
			return f
		}
	}
	return nil
}

// unique reports members of s that share a name with an earlier one.
func (c *checker) unique(s *Shape, what string, name func(*Member) (string, any)) {
	seen := make(map[string]*Member, len(s.Members))
	for _, m := range s.Members {
		n, field := name(m)
		if other := seen[n]; other != nil {
			c.member(s, "member", m.Name, m, func(*Shape, *Member) {
				c.fault(field, "give one of them another", "has the %s %s, as member %s has", what, quote(n), quote(other.Name)).Related = []Pos{other.Pos}
			})
		}
		seen[n] = m
	}
}

// checkReserved finds input members that would overwrite the request's own parameters.
func checkReserved(c *checker) {
	done := map[*Shape]bool{}
	for _, o := range c.model.Operations {
		if o.Input == nil || done[o.Input] {
			continue
		}
		done[o.Input] = true
		for _, m := range o.Input.Members {
			if n := m.QueryName(); n == "Action" || n == "Version" {
				undo := c.at(m.Pos)
				c.context.enter("shape", o.Input.Name)
				c.member(o.Input, "member", m.Name, m, func(*Shape, *Member) {
					c.fault(first(c, &m.Query, &m.XML), "give it another query name", "has the query name %s, which every request has already", quote(n))
				})
				c.context.leave()
				undo()
			}
		}
	}
}

func checkEnumValues(c *checker) {
	c.eachShape(func(s *Shape) {
		seen := make(map[string]*EnumValue, len(s.Values))
		for _, v := range s.Values {
			if other := seen[v.Value]; other != nil {
				undo := c.at(v.Pos)
				c.fault(nil, "keep one of the two", "value %s is there twice", quote(v.Value)).Related = []Pos{other.Pos}
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

// constraints checks the bounds of one thing; outer are those of its shape.
func (c *checker) constraints(own, outer *Constraints) {
	if outer == nil {
		outer = &Constraints{}
	}
	c.within("length", "", func() {
		c.bounds(&own.Length, outer.Length)
		if b := own.Length; b != nil {
			for _, end := range []**float64{&b.Min, &b.Max} {
				if *end != nil && (**end < 0 || **end != math.Trunc(**end)) {
					c.fault(end, "write a whole number from 0", "%v is not a length", **end)
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
		c.fault(field, "add min or max, or remove it", "bounds without an end")
	case b.Min != nil && b.Max != nil && *b.Min > *b.Max:
		c.fault(&b.Min, "exchange them", "min %v is more than max %v", *b.Min, *b.Max)
	case outer == nil:
	case b.Min != nil && outer.Max != nil && *b.Min > *outer.Max:
		c.fault(&b.Min, "mend one of the two", "min %v is more than max %v of the shape", *b.Min, *outer.Max)
	case b.Max != nil && outer.Min != nil && *b.Max < *outer.Min:
		c.fault(&b.Max, "mend one of the two", "max %v is less than min %v of the shape", *b.Max, *outer.Min)
	}
}

func checkPatterns(c *checker) {
	c.eachShape(func(s *Shape) { c.pattern(&s.Pattern) })
	c.eachMember(func(_ *Shape, m *Member) { c.pattern(&m.Pattern) })
}

// pattern compiles a pattern; nil when it is wrong or not there.
func (c *checker) pattern(p *string) *regexp.Regexp {
	if *p == "" {
		return nil
	}
	re, err := regexp.Compile(*p)
	if err != nil {
		c.within("pattern", "", func() {
			c.fault(p, "write it in Go's syntax (RE2), which has no lookahead and no back-references", "%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		})
	}
	return re
}

// checkMemberFlags checks what only members of some structures can be.
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
			}{{"required", &m.Required}, {"idempotencyToken", &m.IdempotencyToken}, {"xmlAttribute", &m.XMLAttribute}, {"flattened", &m.Flattened}} {
				if *f.at {
					c.fault(f.at, "remove it", "%s is for members of structures", f.name)
				}
			}
		}
	})
}
