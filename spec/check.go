package spec

// This file has the checks of a model beyond its form: tables of checks, one
// function each. A check reads a linked model and reports mistakes; it changes
// nothing. The checks are in check_shape.go, check_wire.go, check_operation.go
// and check_value.go. Each id has a case in testdata that fails its check.

import "fmt"

// A check is one requirement of a model.
type check struct {
	id  string // also the name of its case in testdata
	run func(c *checker)
}

// formChecks check that everything is complete and of one kind. The other checks
// rely on that, and do not run if one of these fails.
var formChecks = []check{
	{"service", checkService},
	{"type", checkType},
	{"keys-of-type", checkKeysOfType},
	{"parts-of-type", checkPartsOfType},
	{"operation-shapes", checkOperationShapes},
}

// checks are all other checks.
var checks = []check{
	{"endless", checkEndless},
	{"endless-required", checkEndlessRequired},
	{"wire-names", checkWireNames},
	{"wire-reserved", checkReserved},
	{"enum-values", checkEnumValues},
	{"bounds", checkBounds},
	{"pattern", checkPatterns},
	{"member-flags", checkMemberFlags},
	{"filters", checkFilters},
	{"default", checkDefaults},
	{"host-prefix", checkHostPrefix},
	{"paginator", checkPaginators},
	{"waiter", checkWaiters},
	{"example", checkExamples},
	{"error-codes", checkErrorCodes},
}

// ruleChecks require linked rules.
var ruleChecks = []check{
	{"breaks", checkBreaks},
}

// run runs lists of checks. Each list runs only if those before it found nothing.
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
	model     *Model
	faults    *faults
	positions positions
	owner     Pos // position of the checked thing
	context   context
}

// within runs f on a part of the checked thing.
func (c *checker) within(what, name string, f func()) {
	c.context.enter(what, name)
	f()
	c.context.leave()
}

// at sets the position of the checked thing; undo restores the previous one.
func (c *checker) at(p Pos) (undo func()) {
	old := c.owner
	if p != (Pos{}) {
		c.owner = p
	}
	return func() { c.owner = old }
}

// fault reports a mistake at the position of a field of the model, or otherwise of
// the checked thing. field is the field's address, or nil.
func (c *checker) fault(field any, remedy, format string, args ...any) *Error {
	at := c.owner
	if p, ok := c.positions[field]; ok && field != nil {
		at = p
	}
	e := &Error{Pos: at, Msg: c.context.String() + fmt.Sprintf(format, args...), Remedy: remedy}
	c.faults.add(e)
	return e
}

// text checks a text against its rule.
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
