package spec

// This file implements the key every: all members with a name, in any request and
// structure. EC2's requirements on an ID, a CIDR block or an ARN apply wherever one
// is sent.

import (
	"slices"
	"strings"
)

// Every selects values: a string, or each string of a list. Absent and empty values
// are not checked.
type Every struct {
	Names   []string // of the members
	Except  []string // "Placement.GroupId": members with these names but another meaning
	Targets []Target // the members, by structure and name; set by link
	Pos     Pos
}

// every returns r.Every and creates it if it is nil.
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

// String returns the target in the form of except.
func (t Target) String() string { return t.Shape.Name + "." + t.Member.Name }

// text returns the string shape of a member: its own, or that of a list's element.
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

// scopeEvery resolves the members of every, and reports names that are in no
// request.
func (l *ruleLinker) scopeEvery() {
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

// textMembers returns the members of all requests that are strings or lists of
// strings, by name. It computes them once for all rules: there are 25,000 members.
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

// about returns the names as text: "ImageId and ImageIds".
func (e *Every) about() string { return words(e.Names, "and") }

// replaceDot converts a sentence about the value to one about the members.
func (e *Every) replaceDot(line string) string {
	return strings.Replace(line, "the entry", e.about(), 1)
}

// kept returns e with only the members of some structures, or nil if there are
// none.
func (e *Every) kept(has func(*Shape) bool) *Every {
	one := *e
	one.Targets = slices.DeleteFunc(slices.Clone(e.Targets), func(t Target) bool { return !has(t.Shape) })
	if len(one.Targets) == 0 {
		return nil
	}
	return &one
}
