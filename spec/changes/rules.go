package changes

// This file compares rules. A rule with the same requirement and other limits is
// tightened or loosened; a rule with another requirement is changed.

import (
	"maps"
	"slices"

	"github.com/ec2gen/ec2gen/spec"
)

// A ruleChange is a change of a rule, with the rule in both models.
type ruleChange struct {
	*Change
	old, new *spec.Rule
}

// ruleWords has the keys of a rule that are for people.
var ruleWords = []string{"message", "because", "source", "history"}

func (c *comparison) rules() {
	byName(c.old.Rules, c.new.Rules, func(r *spec.Rule) string { return r.ID },
		func(old *spec.Rule) {
			c.rule(old, nil, "rule-removed", Change{Old: old.Level.String(), apply: func(p *patch) {
				p.model.Rules = slices.DeleteFunc(p.model.Rules, func(r *spec.Rule) bool { return r.ID == old.ID })
			}})
		},
		func(now *spec.Rule) {
			c.rule(nil, now, "rule-added", Change{New: now.Level.String(), apply: func(p *patch) {
				copied := *now
				p.model.Rules = append(p.model.Rules, &copied)
			}})
		}, c.ruleParts)
}

// ruleParts compares a rule of both models: its level, its code, its texts, and its
// requirement.
func (c *comparison) ruleParts(old, now *spec.Rule) {
	words, substance := false, [2]string{}
	sameAt := old.At == now.At || old.At != nil && now.At != nil && c.pairs.same(old.At, now.At)
	eachFact(old, now, func(key, a, b string) {
		switch {
		case key == "at" && sameAt: // the structure was renamed, which is its own change
		case key == "level":
			kind := "rule-level-raised"
			if now.Level < old.Level {
				kind = "rule-level-lowered"
			}
			c.rule(old, now, kind, Change{Old: a, New: b, apply: func(p *patch) { p.rule(old).Level = now.Level }})
		case key == "code":
			c.rule(old, now, "rule-code-changed", Change{Old: a, New: b, apply: func(p *patch) { p.rule(old).Code = now.Code }})
		case slices.Contains(ruleWords, key):
			words = true
		default:
			substance[0] = note(substance[0], key, a)
			substance[1] = note(substance[1], key, b)
		}
	})
	if words {
		c.rule(old, now, "rule-reworded", Change{apply: func(p *patch) {
			r := p.rule(old)
			r.Message, r.Because, r.Source, r.History = now.Message, now.Because, now.Source, now.History
		}})
	}
	if substance != [2]string{} {
		c.rule(old, now, ruleVerdict(old, now, sameAt), Change{Old: substance[0], New: substance[1], apply: func(p *patch) {
			r := p.rule(old)
			kept := *r
			*r = *now
			r.Level, r.Code, r.Message, r.Because, r.Source, r.History = kept.Level, kept.Code, kept.Message, kept.Because,
				kept.Source, kept.History
		}})
	}
}

func note(text, key, value string) string {
	if value == "" {
		value = "none"
	}
	if text != "" {
		text += "; "
	}
	return text + key + ": " + value
}

// eachFact calls f for each key with different values in two rules, sorted by key.
func eachFact(old, now *spec.Rule, f func(key, old, now string)) {
	said := map[string][2]string{}
	for side, r := range []*spec.Rule{old, now} {
		for _, fact := range r.Facts() {
			both := said[fact.Key]
			both[side] = fact.Text
			said[fact.Key] = both
		}
	}
	for _, key := range slices.Sorted(maps.Keys(said)) {
		if both := said[key]; both[0] != both[1] {
			f(key, both[0], both[1])
		}
	}
}

// rule records a change of a rule; old or new may be nil.
func (c *comparison) rule(old, now *spec.Rule, kind string, ch Change) {
	r := now
	if r == nil {
		r = old
	}
	ch.Name = r.ID
	if r.At != nil {
		ch.Shape = r.At.Name
	}
	if old != nil {
		ch.OldPos = old.Pos
	}
	if now != nil {
		ch.NewPos = now.Pos
	}
	added := c.add(kind, ch)
	if r.At == nil {
		c.report.Model = append(c.report.Model, added)
		return
	}
	c.byRule = append(c.byRule, ruleChange{added, old, now})
}

func (p *patch) rule(old *spec.Rule) *spec.Rule {
	for _, r := range p.model.Rules {
		if r.ID == old.ID {
			return r
		}
	}
	return &spec.Rule{} // removed by another change
}

// metRules returns the changes of rules that apply to an operation's requests.
func (c *comparison) metRules(old, now *spec.Operation) []*Occurrence {
	var list []*Occurrence
	if len(c.byRule) == 0 {
		return nil
	}
	oldPaths, newPaths := paths(old.Input), paths(now.Input)
	for _, r := range c.byRule {
		path, met := "", false
		if r.old != nil && r.old.AppliesTo(old) {
			path, met = oldPaths[r.old.At.Name]
		}
		if r.new != nil && r.new.AppliesTo(now) {
			if p, ok := newPaths[r.new.At.Name]; ok {
				path, met = p, true
			}
		}
		if met {
			list = append(list, &Occurrence{Change: r.Change, Side: Request, Path: path})
		}
	}
	return list
}

// paths returns the shortest paths to the structures below a shape, by their names.
func paths(root *spec.Shape) map[string]string {
	found := map[string]string{}
	if root == nil {
		return found
	}
	found[root.Name] = ""
	queue := []*spec.Shape{root}
	visit := func(s *spec.Shape, path string) {
		if _, seen := found[s.Name]; !seen {
			found[s.Name] = path
			queue = append(queue, s)
		}
	}
	for i := 0; i < len(queue); i++ {
		s := queue[i]
		at := found[s.Name]
		for _, m := range s.Members {
			visit(m.Shape, join(at, m.Name))
		}
		if s.Key != nil {
			visit(s.Key.Shape, join(at, "{key}"))
			visit(s.Elem.Shape, join(at, "{value}"))
		} else if s.Elem != nil {
			visit(s.Elem.Shape, join(at, "[]"))
		}
	}
	return found
}
