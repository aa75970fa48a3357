package changes

// This file compares operations, and finds the changes that occur in their requests
// and responses.

import (
	"slices"
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

var operationKeys = map[string]verdict{
	"input":       nil, // see body
	"output":      nil, // see body
	"errors":      nil, // see namedErrors
	"since":       always("since-changed"),
	"deprecated":  comesOrGoes("deprecated", "undeprecated", "deprecation-reworded"),
	"hostPrefix":  always("host-prefix-changed"),
	"compression": always("compression-changed"),
	"paginator":   comesOrGoes("paginator-added", "paginator-removed", "paginator-changed"),
	"doc":         always("doc-changed"),
	"examples":    always("examples-changed"),
}

var waiterKeys = map[string]verdict{
	"delay":       always("waiter-changed"),
	"maxAttempts": always("waiter-changed"),
	"acceptors":   always("waiter-changed"),
	"deprecated":  comesOrGoes("deprecated", "undeprecated", "deprecation-reworded"),
	"doc":         always("doc-changed"),
}

// operations compares all operations, after the shapes and rules.
func (c *comparison) operations() {
	byName(c.old.Operations, c.new.Operations, func(o *spec.Operation) string { return o.Name },
		func(old *spec.Operation) {
			c.whole(old.Name, Removed, "operation-removed", Change{Name: old.Name, Old: old.Name, OldPos: old.Pos,
				apply: func(p *patch) {
					p.model.Operations = slices.DeleteFunc(p.model.Operations,
						func(o *spec.Operation) bool { return o.Name == old.Name })
				}})
		},
		func(now *spec.Operation) {
			c.whole(now.Name, Added, "operation-added", Change{Name: now.Name, New: now.Name, NewPos: now.Pos,
				apply: func(p *patch) {
					p.model.Operations = append(p.model.Operations, p.copyOperation(now, p.adopt))
				}})
		}, c.operation)
	sort.Slice(c.report.Operations, func(i,
		j int) bool {
		return c.report.Operations[i].Name < c.report.Operations[j].Name
	})
}

func (c *comparison) whole(name string, status Status, kind string, ch Change) {
	m := &Occurrence{Change: c.add(kind, ch), Side: Whole}
	c.report.Operations = append(c.report.Operations, &Operation{Name: name, Status: status,
		Occurrences: []*Occurrence{m}})
}

// operation compares an operation of both models.
func (c *comparison) operation(old, now *spec.Operation) {
	op := &Operation{Name: now.Name}
	note := func(side Side, kind string, ch Change) {
		ch.OldPos, ch.NewPos = old.Pos, now.Pos
		op.Occurrences = append(op.Occurrences, &Occurrence{Change: c.add(kind, ch), Side: side})
	}
	spec.DiffKeys(old, now, func(key, a, b string) {
		if key == "paginator" && c.skip.paginators {
			return
		}
		if judge := operationKeys[key]; judge != nil {
			note(Whole, judge(a, b), Change{Old: a, New: b, apply: func(p *patch) { p.takeOperation(now, key) }})
		}
	})
	for _, ch := range c.byOp[now.Name] {
		op.Occurrences = append(op.Occurrences, &Occurrence{Change: ch, Side: Whole})
	}
	if !c.skip.waiters {
		c.waiters(old, now, note)
	}
	namedErrors(old, now, note)
	c.body(old, now, note)
	op.Occurrences = append(op.Occurrences, c.met(old, now)...)
	if len(op.Occurrences) > 0 {
		c.report.Operations = append(c.report.Operations, op)
	}
}

// takeOperation sets one key of an operation to the new model's value.
func (p *patch) takeOperation(now *spec.Operation, key string) {
	o := p.ops[now.Name]
	spec.Take(o, now, key)
	switch key {
	case "input":
		o.Input = p.adopt(now.Input)
	case "output":
		o.Output = p.adopt(now.Output)
	}
}

// namedErrors compares the errors that an operation lists.
func namedErrors(old, now *spec.Operation, note func(Side, string, Change)) {
	byName(old.Errors, now.Errors, func(e *spec.Shape) string { return e.Name },
		func(e *spec.Shape) {
			note(Whole, "error-removed", Change{Name: e.Name, Old: e.Name, apply: func(p *patch) {
				o := p.ops[now.Name]
				o.Errors = slices.DeleteFunc(o.Errors, func(x *spec.Shape) bool { return x.Name == e.Name })
			}})
		},
		func(e *spec.Shape) {
			note(Whole, "error-added", Change{Name: e.Name, New: e.Name, apply: func(p *patch) {
				o := p.ops[now.Name]
				o.Errors = append(o.Errors, p.adopt(e))
			}})
		}, func(_, _ *spec.Shape) {})
}

// body compares the input and output shapes of an operation. A renamed shape is a
// change of the shape.
func (c *comparison) body(old, now *spec.Operation, note func(Side, string, Change)) {
	for _, b := range []struct {
		key      string
		side     Side
		old, new *spec.Shape
	}{{"input", Request, old.Input, now.Input}, {"output", Response, old.Output, now.Output}} {
		var kind string
		switch {
		case b.old == nil && b.new == nil:
			continue
		case b.old == nil:
			kind = b.key + "-added"
		case b.new == nil:
			kind = b.key + "-removed"
		case c.pairs.same(b.old, b.new):
			continue
		default:
			kind = kindOfRetype(relateBodies(c.pairs, b.old, b.new))
		}
		note(b.side, kind, Change{Old: describeBody(b.old), New: describeBody(b.new), Members: bodyMembers(b.old, b.new),
			apply: func(p *patch) { p.takeOperation(now, b.key) }})
	}
}

// relateBodies relates two inputs or outputs, whose names Go does not show.
func relateBodies(p *pairing, old, now *spec.Shape) relation {
	return relateMembers(p, old, now, map[pair]bool{})
}

func describeBody(s *spec.Shape) string {
	if s == nil {
		return ""
	}
	return describe(s)
}

func bodyMembers(old, now *spec.Shape) []string {
	switch {
	case old == nil:
		return leaves(now)
	case now == nil:
		return leaves(old)
	}
	return nil
}

// waiters compares an operation's waiters.
func (c *comparison) waiters(old, now *spec.Operation, note func(Side, string, Change)) {
	byName(old.Waiters, now.Waiters, func(w *spec.Waiter) string { return w.Name },
		func(w *spec.Waiter) {
			note(Whole, "waiter-removed", Change{Name: w.Name, Old: w.Name, apply: func(p *patch) {
				o := p.ops[now.Name]
				o.Waiters = slices.DeleteFunc(o.Waiters, func(x *spec.Waiter) bool { return x.Name == w.Name })
			}})
		},
		func(w *spec.Waiter) {
			note(Whole, "waiter-added", Change{Name: w.Name, New: w.Name, apply: func(p *patch) {
				o := p.ops[now.Name]
				o.Waiters = append(o.Waiters, w)
			}})
		},
		func(a, b *spec.Waiter) {
			spec.DiffKeys(a, b, func(key, before, after string) {
				note(Whole, waiterKeys[key](before, after), Change{Name: b.Name, Old: before, New: after, apply: func(p *patch) {
					for _, w := range p.ops[now.Name].Waiters {
						if w.Name == b.Name {
							spec.Take(w, b, key)
						}
					}
				}})
			})
		})
}

// met returns the changes of shapes and rules that occur in an operation.
func (c *comparison) met(old, now *spec.Operation) []*Occurrence {
	request := c.walk(Request, old.Input, now.Input)
	request = append(request, c.metRules(old, now)...)
	response := c.walk(Response, old.Output, now.Output)
	for _, e := range now.Errors {
		if o := errorOf(old, e.Name); o != nil {
			response = append(response, c.walk(Response, o, e)...)
		}
	}
	for _, list := range [][]*Occurrence{request, response} {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	}
	return append(request, response...)
}

func errorOf(o *spec.Operation, name string) *spec.Shape {
	for _, e := range o.Errors {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// A located is a pair of shapes with its path.
type located struct {
	pair
	path string
}

// walk visits all pairs of shapes below a body, nearest first, each once, and
// returns the changes that occur there.
func (c *comparison) walk(side Side, old, now *spec.Shape) []*Occurrence {
	if old == nil || now == nil || !c.pairs.same(old, now) {
		return nil
	}
	var list []*Occurrence
	seen := map[pair]bool{{old, now}: true}
	queue := []located{{pair{old, now}, ""}}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		for _, ch := range c.byPair[at.pair] {
			list = append(list, &Occurrence{Change: ch, Side: side, Path: join(at.path, ch.Member)})
		}
		for _, m := range memberPairs(at.pair) {
			next := pair{m.old.Shape, m.new.Shape}
			if !seen[next] && c.pairs.same(next.old, next.new) {
				seen[next] = true
				queue = append(queue, located{next, join(at.path, m.name)})
			}
		}
	}
	return list
}

// join appends a member to a path: "Images" + "[]" + "Name" is "Images[].Name".
func join(path, member string) string {
	switch {
	case path == "" || member == "":
		return path + member
	case member[0] == '[' || member[0] == '{':
		return path + member
	}
	return path + "." + member
}

// finish completes the report when everything has been compared.
func (c *comparison) finish() *Report {
	reaches := map[*Change][]string{}
	met := map[*Change]bool{}
	for _, o := range c.report.Operations {
		for _, m := range o.Occurrences {
			m.Level = m.Kind.Level(m.Side)
			if !met[m.Change] || m.Level > m.Change.Level {
				met[m.Change], m.Change.Level = true, m.Level
			}
			if names := reaches[m.Change]; len(names) == 0 || names[len(names)-1] != o.Name {
				reaches[m.Change] = append(names, o.Name)
			}
		}
	}
	for _, s := range c.report.Shapes {
		seen := map[string]bool{}
		for _, ch := range s.Changes {
			for _, name := range reaches[ch] {
				if !seen[name] {
					seen[name] = true
					s.Operations = append(s.Operations, name)
				}
			}
		}
		sort.Strings(s.Operations)
	}
	sort.SliceStable(c.report.Shapes, func(i, j int) bool { return c.report.Shapes[i].Name < c.report.Shapes[j].Name })
	return &c.report
}
