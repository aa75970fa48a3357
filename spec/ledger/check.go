package ledger

// This file compares the ledger with the sentences, and its statements about the
// model with the model.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A Problem is one mistake in a ledger.
type Problem struct {
	File string
	Line int // of the ledger; 0 for a sentence without a line
	Msg  string
}

func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Msg
	}
	return fmt.Sprintf("%s:%d:1: %s", p.File, p.Line, p.Msg)
}

// Check returns all mistakes in the entries of a file: sentences without an
// entry, entries without a sentence, rules that do not exist or are about
// something else, facts that the model does not state. The model m has the
// rules and the facts.
func Check(file string, entries []*Entry, sentences []*Sentence, m *spec.Model) []Problem {
	c := &ledgerCheck{file: file, rules: map[string]*spec.Rule{}, members: map[string]*spec.Member{}}
	for _, r := range m.Rules {
		c.rules[r.ID] = r
	}
	for _, s := range m.Shapes {
		for _, member := range s.Members {
			c.members[s.Name+"."+member.Name] = member
		}
	}
	byPrint := map[string]*Entry{}
	for _, e := range entries {
		byPrint[e.Fingerprint] = e
	}
	used := map[*Entry]bool{}
	for _, s := range sentences {
		if !s.Picked {
			continue
		}
		e := byPrint[s.Fingerprint]
		if e == nil {
			c.fail(0, "%s at %s has no line; run ec2ledger write and set its outcome: %s", s.Fingerprint, s.Places[0],
				s.Text)
			continue
		}
		used[e] = true
		c.entry(e, s)
	}
	for _, e := range entries {
		if !used[e] {
			c.fail(e.Line, "no sentence has the fingerprint %s (%s); remove the line%s", e.Fingerprint, e.Places[0],
				e.ruleAdvice())
		}
	}
	return c.problems
}

type ledgerCheck struct {
	file     string
	rules    map[string]*spec.Rule
	members  map[string]*spec.Member
	problems []Problem
}

func (c *ledgerCheck) fail(line int, format string, args ...any) {
	c.problems = append(c.problems, Problem{c.file, line, fmt.Sprintf(format, args...)})
}

// entry checks a line against its sentence and the model.
func (c *ledgerCheck) entry(e *Entry, s *Sentence) {
	for _, place := range s.Places {
		if !e.Covers(place) {
			c.fail(e.Line, "the sentence is also at %s; add the place, and check that %s holds there", place, e.Outcomes[0])
		}
	}
	for _, pattern := range e.Places {
		one := &Entry{Places: []string{pattern}}
		if !slices.ContainsFunc(s.Places, one.Covers) {
			c.fail(e.Line, "the sentence is no longer at %s; remove the place", pattern)
		}
	}
	for _, o := range e.Outcomes {
		switch o.Kind {
		case Rule:
			c.ruleOutcome(e, o)
		case Model:
			c.modelOutcome(e, o, s)
		}
	}
}

func (c *ledgerCheck) ruleOutcome(e *Entry, o Outcome) {
	for _, id := range o.Args {
		if c.rules[id] == nil {
			c.fail(e.Line, "unknown rule %q", id)
		}
	}
}

// modelOutcome checks that the model states the facts at each place that is a member.
func (c *ledgerCheck) modelOutcome(e *Entry, o Outcome, s *Sentence) {
	for _, place := range s.Places {
		member := c.members[place]
		if member == nil {
			continue // an operation
		}
		for _, fact := range o.Args {
			if !states(member, fact) {
				c.fail(e.Line, "the model states no %s of %s", fact, place)
			}
		}
	}
}

// states reports whether the model states a fact about a member.
func states(m *spec.Member, fact string) bool {
	elem := m.Shape
	if elem.Kind == spec.List {
		elem = elem.Elem.Shape
	}
	switch fact {
	case "required":
		return m.Required
	case "range":
		return m.Range != nil || m.Shape.Range != nil
	case "length":
		return m.Length != nil || m.Shape.Length != nil
	case "enum":
		return elem.Kind == spec.Enum
	case "pattern":
		return m.Pattern != "" || m.Shape.Pattern != ""
	case "default":
		// A structure with one value cannot have a default in the model language.
		return m.Default != "" || m.Shape.Kind == spec.Structure || m.Shape.Kind == spec.List
	case "token":
		return m.IdempotencyToken
	}
	return elem.Kind != spec.String // type
}

// ruleAdvice names the rules based on a removed sentence.
func (e *Entry) ruleAdvice() string {
	if ids := e.Rules(); len(ids) > 0 {
		return ", and review the rules " + strings.Join(ids, ", ")
	}
	return ""
}

// Rules returns the ids of the rules based on the sentence.
func (e *Entry) Rules() []string {
	var ids []string
	for _, o := range e.Outcomes {
		if o.Kind == Rule {
			ids = append(ids, o.Args...)
		}
	}
	return ids
}
