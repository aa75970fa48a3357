package spec

// This file is the place "every": members of one name, in whichever request and
// structure they are. What EC2 demands of an id, a CIDR block or an ARN it demands
// wherever one is sent.

import (
	"slices"
	"strings"
)

// Every is a place that is a value: a string, or each string of a list. Absent and
// empty values are not looked at.
type Every struct {
	Names   []string // of the members
	Except  []string // "Placement.GroupId": members of these names that are something else
	Targets []Target // the members, by structure and name; set by link
	Pos     Pos
}

// every is r.Every, made if there is none.
func (r *Rule) every(pos Pos) *Every {
	if r.Every == nil {
		r.Every = &Every{Pos: pos}
	}
	return r.Every
}

// A Target is a member of a structure.
type Target struct {
	Shape  *Shape
	Member *Member
}

// String is the target as except has it.
func (t Target) String() string { return t.Shape.Name + "." + t.Member.Name }

// text is the strings that a member holds: itself, or the element of a list.
func (t Target) text() *Shape {
	s := t.Member.Shape
	if s.Kind == List {
		s = s.Elem.Shape
	}
	if s.Kind == String {
		return s
	}
	return nil
}

// placeEvery resolves the members of every, and reports names that no request has.
func (l *ruleLinker) placeEvery() {
	r, e := l.rule, l.rule.Every
	used := map[string]bool{}
	for _, name := range e.Names {
		for _, t := range l.textMembers()[name] {
			switch {
			case len(r.operations) > 0 && !slices.ContainsFunc(r.Operations,
				func(op *Operation) bool { return l.holds(op, t.Shape) }):
			case slices.Contains(e.Except, t.String()):
				used[t.String()] = true
			default:
				used[name] = true
				e.Targets = append(e.Targets, t)
			}
		}
	}
	slices.SortFunc(e.Targets, func(a, b Target) int { return strings.Compare(a.String(), b.String()) })
	for _, name := range append(slices.Clone(e.Names), e.Except...) {
		if !used[name] {
			l.fail(e.Pos, "name a string, or a list of strings, of a request", "rule %s applies to %s, which no request has",
				quote(r.ID), quote(name))
		}
	}
	a := AssertionOf[*Assert](r)
	if r.at.text != "" || r.When != nil || r.Each != nil || len(r.Asserts) != 1 || a == nil || len(a.Cond.Tests) == 0 ||
		a.Cond.Any != nil || a.Cond.All != nil || a.Cond.Not != nil {
		l.fail(e.Pos, "write only assert: {.: test}", "rule %s applies to values and to structures", quote(r.ID))
		return
	}
	if len(e.Targets) > 0 {
		value := e.Targets[0].text()
		l.cond(a.Cond, bases{here: value, root: value})
	}
}

// textMembers are the members of all requests that are strings or lists of strings, by name.
// They are looked up once for all rules: there are 25,000 members.
func (l *ruleLinker) textMembers() map[string][]Target {
	if l.byMember != nil {
		return l.byMember
	}
	l.byMember = map[string][]Target{}
	for _, s := range l.model.Shapes {
		if s.Kind != Structure || !l.sent()[s] {
			continue
		}
		for _, m := range s.Members {
			if t := (Target{s, m}); t.text() != nil {
				l.byMember[m.Name] = append(l.byMember[m.Name], t)
			}
		}
	}
	return l.byMember
}

// about is the place in words: "ImageId and ImageIds".
func (e *Every) about() string { return words(e.Names, "and") }

// replaceDot says a condition on the value as one on the members.
func (e *Every) replaceDot(line string) string {
	return strings.Replace(line, "the entry", e.about(), 1)
}

// kept is the place with the members of some structures only; nil if there are none.
func (e *Every) kept(has func(*Shape) bool) *Every {
	one := *e
	one.Targets = slices.DeleteFunc(slices.Clone(e.Targets), func(t Target) bool { return !has(t.Shape) })
	if len(one.Targets) == 0 {
		return nil
	}
	return &one
}
