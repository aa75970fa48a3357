package reference

// This file finds the rules of each request, and their members.

import (
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// addRules describes the rules and sorts them by their structures.
func (b *builder) addRules() {
	for _, r := range b.plan.Validation.Rules {
		own := &Rule{ID: r.ID, Anchor: "rule-" + safe(r.ID), Level: r.Level.String(), Code: r.Code, Text: r.Text(),
			Reason: r.Because,
			Source: r.Source, History: r.History, At: at(r.Rule), Wire: r.Wire != "", rule: r.Rule}
		b.rules[r.Rule] = own
		b.Rules = append(b.Rules, own)
		for _, place := range r.Structures {
			b.at(place.Shape.Shape, r)
		}
		for s := range r.Values {
			b.at(s.Shape, r)
		}
	}
	for _, list := range b.rulesAt {
		slices.SortFunc(list, func(x, y *plan.Rule) int { return strings.Compare(x.ID, y.ID) })
	}
}

func (b *builder) at(s *spec.Shape, r *plan.Rule) {
	if !slices.Contains(b.rulesAt[s], r) {
		b.rulesAt[s] = append(b.rulesAt[s], r)
	}
}

// at returns the subject of a rule, for the page of all rules.
func at(r *spec.Rule) string {
	switch {
	case r.At != nil && r.Each != nil:
		return r.At.Name + "." + r.Each.Text
	case r.At != nil:
		return r.At.Name
	case r.Every != nil:
		return strings.Join(r.Every.Names, ", ")
	}
	return "the request"
}

// addRulesAt adds the rules at a structure of the request to the members below id
// that they are about.
func (o *outline) addRulesAt(s *plan.Shape, id string) {
	for _, r := range o.rulesAt[s.Shape] {
		if !r.AppliesTo(o.op.Operation) {
			continue
		}
		own := o.builder.rules[r.Rule]
		asserted := o.asserted(r, s, id)
		if r.Every != nil && len(asserted) == 0 {
			continue
		}
		first := id
		if len(asserted) > 0 {
			first = asserted[0]
		}
		at := &RuleAt{Rule: own, Member: first}
		o.applied = append(o.applied, at)
		for _, member := range asserted {
			o.rules[member] = append(o.rules[member], at)
		}
		for _, member := range o.tested(r.Rule, id) {
			if !slices.Contains(asserted, member) {
				o.conditions[member] = append(o.conditions[member], own)
			}
		}
	}
}

// addSharedRules is like addRulesAt, for the page of a shape, which has no
// operation: it adds the rules of all operations about the shape's own members.
func (o *outline) addSharedRules() {
	for _, r := range o.rulesAt[o.shared.Shape] {
		own := o.builder.rules[r.Rule]
		for _, member := range o.asserted(r, o.shared, "") {
			o.rules[member] = append(o.rules[member], &RuleAt{Rule: own, Member: member, Shared: true})
		}
	}
}

// asserted returns the members that a rule's assertions are about.
func (o *outline) asserted(r *plan.Rule, s *plan.Shape, id string) (ids []string) {
	if r.Every != nil {
		for _, target := range r.Every.Targets {
			if target.Shape == s.Shape {
				ids = append(ids, dotted(id, safe(target.Member.Name)))
			}
		}
		return ids
	}
	for _, a := range r.Asserts {
		for _, p := range a.About() {
			ids = add(ids, resolve(r.Rule, p, id))
		}
	}
	return ids
}

// tested returns the members that the conditions of a rule test.
func (o *outline) tested(r *spec.Rule, id string) (ids []string) {
	for _, c := range r.Conds() {
		c.Walk(func(t *spec.Test) { ids = add(ids, resolve(r, t.Path, id)) })
	}
	return ids
}

// resolve returns the ID of the member at the end of a path of a rule at id.
func resolve(r *spec.Rule, p *spec.Path, id string) string {
	if p == nil {
		return id
	}
	if r.Each != nil && p.Base != spec.Root {
		id = steps(id, r.Each)
	}
	return steps(id, p)
}

func steps(id string, p *spec.Path) string {
	for _, s := range p.Steps {
		id = dotted(id, safe(s.Name))
	}
	return id
}

func add(ids []string, id string) []string {
	if id == "" || slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// used returns the rules of the request without duplicates, by level and id.
func (o *outline) used() (list []*RuleAt) {
	seen := map[*Rule]bool{}
	for _, at := range o.applied {
		if seen[at.Rule] {
			continue
		}
		seen[at.Rule] = true
		list = append(list, at)
		at.Uses = append(at.Uses, &Use{o.page, at.Member})
	}
	slices.SortFunc(list, func(a, b *RuleAt) int {
		if a.rule.Level != b.rule.Level {
			return int(b.rule.Level - a.rule.Level)
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}
