package spec

// This file is what a model must meet beyond its form: tables of checks, one
// function each. A check sees a linked model and reports; it changes nothing.
// The checks are in check_shape.go, check_wire.go, check_operation.go and
// check_value.go. Each id has a case in testdata that fails for it.

import "fmt"

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

// ruleChecks need linked rules.
var ruleChecks = []check{
	{"breaks", checkBreaks},
}

// run runs lists of checks, each list only when those before found nothing.
func (c *checker) run(lists ...[]check) {
	for _, list := range lists {
		if c.faults.Len() > 0 {
			return
		}
		for _, one := range list {
			one.run(c)
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
