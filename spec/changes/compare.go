package changes

// This file compares the things that both models have: the service, shapes,
// members, values and error codes. Each has a table that maps the keys of the model
// language to kinds of changes; a test compares the tables with the language, so
// that a new key cannot be missed.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A comparison is the state of one Compare.
type comparison struct {
	old, new *spec.Model
	pairs    *pairing
	byPair   map[pair][]*Change // of a shape and its members
	byRule   []ruleChange
	byOp     map[string][]*Change // the parts of an operation that the model cannot express
	skip     skipped
	report   Report
}

// skipped are the parts that one of the two sources lacks.
type skipped struct{ paginators, waiters, filters bool }

func newComparison(old, now Input) *comparison {
	c := &comparison{old: old.Model, new: now.Model, pairs: pairShapes(old.Model, now.Model),
		byPair: map[pair][]*Change{}, byOp: map[string][]*Change{}}
	c.skip.paginators = c.onlyOne("paginators", "paginators-1.json next to", old.NoPaginators, now.NoPaginators)
	c.skip.waiters = c.onlyOne("waiters", "waiters-2.json next to", old.NoWaiters, now.NoWaiters)
	c.skip.filters = c.onlyOne("names of filters", "documentation in", !old.Model.KnowsFilters(),
		!now.Model.KnowsFilters())
	return c
}

// onlyOne reports whether exactly one of the two models has a file, or documentation,
// and adds a note if so.
func (c *comparison) onlyOne(what, file string, oldLacks, newLacks bool) bool {
	if oldLacks == newLacks {
		return false
	}
	side := "new"
	if oldLacks {
		side = "old"
	}
	c.report.Notes = append(c.report.Notes,
		fmt.Sprintf("%s are not compared: no %s the %s model", what, file, side))
	return true
}

// add adds a change.
func (c *comparison) add(kind string, ch Change) *Change {
	ch.Kind = kindByID[kind]
	ch.Level = ch.Kind.Request
	c.report.Changes = append(c.report.Changes, &ch)
	return &ch
}

// A verdict returns the kind of a difference between two texts of a key.
type verdict func(old, now string) string

// always returns the same kind for all texts.
func always(kind string) verdict { return func(_, _ string) string { return kind } }

// comesOrGoes returns the verdict with kinds for a key that is added, removed or
// changed.
func comesOrGoes(added, removed, changed string) verdict {
	return func(old, now string) string {
		switch {
		case old == "":
			return added
		case now == "":
			return removed
		}
		return changed
	}
}

var serviceKeys = map[string]verdict{
	"id":             always("service-reworded"),
	"title":          always("service-reworded"),
	"protocol":       always("service-changed"),
	"apiVersion":     always("service-changed"),
	"xmlNamespace":   always("service-changed"),
	"endpointPrefix": always("service-changed"),
	"signingName":    always("service-changed"),
	"doc":            always("service-reworded"),
}

func (c *comparison) service() {
	old, now := &c.old.Service, &c.new.Service
	spec.DiffKeys(old, now, func(key, a, b string) {
		c.report.Model = append(c.report.Model, c.add(serviceKeys[key](a, b), Change{
			Name: key, Old: a, New: b, OldPos: old.Pos, NewPos: now.Pos,
			apply: func(p *patch) { spec.Take(&p.model.Service, now, key) },
		}))
	})
}

var errorCodeKeys = map[string]verdict{
	"goName": always("go-name-changed"),
	"status": always("error-status-changed"),
	"fields": nil, // see errorFields

	"operations": always("doc-changed"), "members": always("doc-changed"),
	"doc":    always("doc-changed"),
	"source": always("doc-changed"),
}

func (c *comparison) errorCodes() {
	add := func(kind string, ch Change) { c.report.Model = append(c.report.Model, c.add(kind, ch)) }
	byName(c.old.Errors, c.new.Errors, func(e *spec.ErrorCode) string { return e.Code },
		func(old *spec.ErrorCode) {
			add("error-code-removed", Change{Name: old.Code, Old: old.Code, OldPos: old.Pos, apply: func(p *patch) {
				p.model.Errors = slices.DeleteFunc(p.model.Errors, func(e *spec.ErrorCode) bool { return e.Code == old.Code })
			}})
		},
		func(now *spec.ErrorCode) {
			add("error-code-added", Change{Name: now.Code, New: now.Code, NewPos: now.Pos, apply: func(p *patch) {
				p.model.Errors = append(p.model.Errors, now)
			}})
		},
		func(old, now *spec.ErrorCode) {
			spec.DiffKeys(old, now, func(key, a, b string) {
				if judge := errorCodeKeys[key]; judge != nil {
					add(judge(a, b), Change{Name: now.Code, Old: a, New: b, OldPos: old.Pos, NewPos: now.Pos, apply: func(p *patch) {
						spec.Take(p.errorCode(old), now, key)
					}})
				}
			})
			errorFields(old, now, add)
		})
}

// errorFields compares the fields that typed errors extract from messages.
func errorFields(old, now *spec.ErrorCode, add func(string, Change)) {
	set := func(p *patch, name string, field ...spec.ErrorField) {
		e := p.errorCode(old)
		e.Fields = append(slices.DeleteFunc(slices.Clone(e.Fields), func(f spec.ErrorField) bool { return f.Name == name }),
			field...)
		slices.SortFunc(e.Fields, func(a, b spec.ErrorField) int { return strings.Compare(a.Name, b.Name) })
	}
	byName(pointers(old.Fields), pointers(now.Fields), func(f *spec.ErrorField) string { return f.Name },
		func(f *spec.ErrorField) {
			add("error-field-removed", Change{Name: old.Code + "." + f.Name, Old: f.Pattern, OldPos: f.Pos,
				apply: func(p *patch) { set(p, f.Name) }})
		},
		func(f *spec.ErrorField) {
			add("error-field-added", Change{Name: now.Code + "." + f.Name, New: f.Pattern, NewPos: f.Pos,
				apply: func(p *patch) { set(p, f.Name, *f) }})
		},
		func(a, b *spec.ErrorField) {
			kind, was, is := "error-field-changed", a.Pattern, b.Pattern
			if was == is {
				kind, was, is = "doc-changed", a.Doc, b.Doc
			}
			if was != is {
				add(kind, Change{Name: now.Code + "." + b.Name, Old: was, New: is, OldPos: a.Pos, NewPos: b.Pos,
					apply: func(p *patch) { set(p, b.Name, *b) }})
			}
		})
}

func pointers[T any](list []T) (ps []*T) {
	for i := range list {
		ps = append(ps, &list[i])
	}
	return ps
}

// byName calls gone, came and both for the entries of two lists, by name.
func byName[T any](old, now []*T, name func(*T) string, gone, came func(*T), both func(old, now *T)) {
	news := map[string]*T{}
	for _, n := range now {
		news[name(n)] = n
	}
	olds := map[string]bool{}
	for _, o := range old {
		olds[name(o)] = true
		if n := news[name(o)]; n != nil {
			both(o, n)
		} else {
			gone(o)
		}
	}
	for _, n := range now {
		if !olds[name(n)] {
			came(n)
		}
	}
}

// shapes compares every pair of shapes.
func (c *comparison) shapes() {
	for _, at := range c.pairs.list {
		if list := c.shape(at); len(list) > 0 {
			c.byPair[at] = list
			c.report.Shapes = append(c.report.Shapes, &Shape{Name: at.new.Name, Changes: list})
		}
	}
}

var shapeKeys = map[string]verdict{
	"error":      always("error-body-changed"),
	"length":     nil, // see eachLimit
	"range":      nil, // see eachLimit
	"pattern":    comesOrGoes("pattern-tightened", "pattern-loosened", "pattern-changed"),
	"format":     always("format-changed"),
	"sensitive":  always("sensitive-changed"),
	"deprecated": comesOrGoes("deprecated", "undeprecated", "deprecation-reworded"),
	"goName":     always("go-name-changed"),
	"doc":        always("doc-changed"),
	"type":       nil, // see shape: a shape of another kind is a different shape
}

// shape compares two shapes and their members.
func (c *comparison) shape(at pair) (list []*Change) {
	old, now := at.old, at.new
	add := func(kind string, ch Change) {
		ch.Shape = now.Name
		list = append(list, c.add(kind, ch))
	}
	if old.Name != now.Name {
		kind := "shape-renamed"
		if hasGoType(now) && !c.pairs.roots[now] {
			kind = "type-renamed"
		}
		add(kind, Change{Old: old.Name, New: now.Name, OldPos: old.Pos, NewPos: now.Pos,
			apply: func(p *patch) { p.shape(old).Name = now.Name }})
	}
	if old.Kind != now.Kind {
		add(kindOfRetype(relate(c.pairs, old, now)), Change{Old: describe(old), New: describe(now), OldPos: old.Pos,
			NewPos: now.Pos,
			apply:  func(p *patch) { p.replace(old, now) }})
		return list
	}
	note := func(key, kind, a, b string) {
		add(kind, Change{Old: a, New: b, OldPos: old.Pos, NewPos: now.Pos,
			apply: func(p *patch) { spec.Take(p.shape(old), now, key) }})
	}
	eachLimit(&old.Constraints, &now.Constraints, note)
	spec.DiffKeys(old, now, func(key, a, b string) {
		if judge := shapeKeys[key]; judge != nil {
			note(key, judge(a, b), a, b)
		}
	})
	c.values(at, add)
	c.members(at, add)
	return list
}

// hasGoType reports whether Go shows the shape's name.
func hasGoType(s *spec.Shape) bool { return s.Kind == spec.Structure || s.Kind == spec.Enum }

var valueKeys = map[string]verdict{
	"value":      nil, // the key of values
	"name":       always("enum-value-renamed"),
	"since":      always("since-changed"),
	"deprecated": comesOrGoes("deprecated", "undeprecated", "deprecation-reworded"),
	"goName":     always("enum-value-renamed"),
	"doc":        always("doc-changed"),
}

// values compares the values of an enum.
func (c *comparison) values(at pair, add func(string, Change)) {
	byName(at.old.Values, at.new.Values, func(v *spec.EnumValue) string { return v.Value },
		func(old *spec.EnumValue) {
			add("enum-value-removed", Change{Name: old.Value, Old: old.Value, OldPos: old.Pos, apply: func(p *patch) {
				s := p.shape(at.old)
				s.Values = slices.DeleteFunc(s.Values, func(v *spec.EnumValue) bool { return v.Value == old.Value })
			}})
		},
		func(now *spec.EnumValue) {
			add("enum-value-added", Change{Name: now.Value, New: now.Value, NewPos: now.Pos, apply: func(p *patch) {
				p.shape(at.old).Values = append(p.shape(at.old).Values, now)
				p.orderValues(at.old, at.new)
			}})
		},
		func(old, now *spec.EnumValue) {
			spec.DiffKeys(old, now, func(key, a, b string) {
				add(valueKeys[key](a, b), Change{Name: now.Value, Old: a, New: b, OldPos: old.Pos, NewPos: now.Pos,
					apply: func(p *patch) {
						spec.Take(p.value(at.old, old.Value), now, key)
					}})
			})
		})
	if a, b := commonValues(at.old, at.new), commonValues(at.new, at.old); !slices.Equal(a, b) {
		add("enum-order-changed", Change{Old: strings.Join(a, ", "), New: strings.Join(b, ", "), OldPos: at.old.Pos,
			NewPos: at.new.Pos,
			apply:  func(p *patch) { p.reorder[at.old] = true; p.orderValues(at.old, at.new) }})
	}
}

// commonValues returns the values of s that o also has, in the order of s.
func commonValues(s, o *spec.Shape) []string {
	has := map[string]bool{}
	for _, v := range o.Values {
		has[v.Value] = true
	}
	var list []string
	for _, v := range s.Values {
		if has[v.Value] {
			list = append(list, v.Value)
		}
	}
	return list
}
