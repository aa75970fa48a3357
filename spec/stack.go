package spec

// This file builds a model from layers: first the facts, which a tool wrote, then
// overlays. Overlays of one layer belong together, so two of them must not set the
// same thing; a later layer may override an earlier one. A lenient layer was
// written for other facts: entries that do not fit are omitted and reported.

import (
	"errors"
	"math"
	"slices"
	"sort"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// A Stack has the parts of a model.
type Stack struct {
	// The facts: a model file, or a function that imports them. It is called again
	// if a lenient layer does not fit, because overlays change its result.
	Model  []Source // one file
	Import func() (*Model, error)
	Layers []Layer // later layers override earlier ones
}

// A Layer is a set of overlays that belong together.
type Layer struct {
	Files   []Source
	Lenient bool // omit entries that do not fit
}

// maxPasses limits how often the stack is linked again without the entries that did
// not fit. Each pass reaches one more stage, and there are seven.
const maxPasses = 20

// Link reads, links and checks the model. It also returns the errors of entries
// that were omitted from lenient layers. The error is an Errors if it is about
// content.
func (s Stack) Link() (m *Model, misfits Errors, err error) {
	facts := parseAll(s.Model)
	layers := make([][]parsed, len(s.Layers))
	lenient := map[string]*yaml.Node{}
	for i, l := range s.Layers {
		layers[i] = parseAll(l.Files)
		for _, f := range layers[i] {
			if l.Lenient {
				lenient[f.name] = f.root
			}
		}
	}
	for range maxPasses {
		m, err = s.pass(facts, layers)
		var list Errors
		if !errors.As(err, &list) {
			break
		}
		left := prune(list, lenient)
		if len(left) == 0 {
			break
		}
		misfits = append(misfits, left...)
		for i := range layers {
			layers[i] = slices.DeleteFunc(layers[i],
				func(f parsed) bool { return lenient[f.name] != nil && len(f.root.Content) == 0 })
		}
	}
	return m, misfits.Sorted(), err
}

// pass links the stack once.
func (s Stack) pass(facts []parsed, layers [][]parsed) (*Model, error) {
	l := emptyLinker(&Model{}, s.size())
	switch {
	case s.Import != nil:
		m, err := s.Import()
		if err != nil {
			return nil, err
		}
		l = newLinker(m)
	case len(facts) > 0:
		if l.read(facts[0], nil); facts[0].fault != nil {
			return l.finish()
		}
	}
	for _, files := range layers {
		l.layer(files)
	}
	return l.finish()
}

// size returns the approximate number of values with positions.
func (s Stack) size() int {
	const each = 20 // bytes of a file per value
	n := 0
	for _, f := range s.Model {
		n += len(f.Data)
	}
	return n / each
}

// prune removes the entries with errors from lenient files, and returns these
// errors.
func prune(list Errors, lenient map[string]*yaml.Node) (left Errors) {
	gone := map[string][]span{}
	for _, e := range list {
		root, at := lenient[e.Pos.File], point{e.Pos.Line, e.Pos.Col}
		if root == nil {
			continue
		}
		if slices.ContainsFunc(gone[e.Pos.File], func(s span) bool { return s.has(at) }) {
			left = append(left, e) // a second mistake in the same entry
			continue
		}
		if r := removeAt(root, at); r != nil {
			gone[e.Pos.File] = append(gone[e.Pos.File], *r)
			left = append(left, e)
		}
	}
	return left
}

// A point is a position in a file.
type point struct{ line, col int }

func pointOf(n *yaml.Node) point { return point{n.Line, n.Column} }

func (p point) before(q point) bool { return p.line < q.line || p.line == q.line && p.col < q.col }

// A span is the text of an entry: from its first character up to the next entry.
type span struct{ from, to point }

func (s span) has(p point) bool { return !p.before(s.from) && p.before(s.to) }

// endOfFile is after every position.
var endOfFile = point{line: math.MaxInt}

// removeAt removes the entry at a position: a whole rule or example, otherwise the
// innermost key or list item, and whatever is empty without it. It removes an error
// code that no operation returns any more. It returns the removed span, or nil if
// nothing was removed.
func removeAt(n *yaml.Node, at point) *span {
	removed, _ := removeIn(n, at, endOfFile)
	return removed
}

// removeIn is removeAt in a node that ends at end. idle reports that the entry with
// the node has no purpose any more.
func removeIn(n *yaml.Node, at, end point) (removed *span, idle bool) {
	step := 1
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	i := entryAt(n, step, at)
	if i < 0 {
		return nil, false
	}
	if next := i + step; next < len(n.Content) {
		end = pointOf(n.Content[next])
	}
	entry := n.Content[i : i+step]
	last := entry[step-1]
	if step == 2 && isList(entry, "rules", "examples") {
		removed = removeItem(last, at, end)
	} else {
		removed, idle = removeIn(last, at, end)
	}
	if empty := last.Kind != yaml.ScalarNode && len(last.Content) == 0; removed == nil || idle || empty {
		removed = &span{pointOf(entry[0]), end}
		n.Content = append(n.Content[:i:i], n.Content[i+step:]...)
		return removed, step == 2 && isIdle(n, entry)
	}
	return removed, false
}

// isIdle reports whether a mapping has no purpose without the removed entry: an
// enum's value without a name, or an error code without operations.
func isIdle(n *yaml.Node, removed []*yaml.Node) bool {
	if isList(removed, "operations", "members") {
		// (A date in the table since has such lists as well, next to shapes and
		// values.)
		return !slices.ContainsFunc(sinceSections, func(key string) bool { return valueOf(n, key) != nil })
	}
	return removed[0].Value == "value" && removed[1].Kind == yaml.ScalarNode
}

// isList reports whether an entry is a list under one of the keys.
func isList(entry []*yaml.Node, keys ...string) bool {
	return entry[1].Kind == yaml.SequenceNode && slices.Contains(keys, entry[0].Value)
}

// removeItem removes the item of a list that contains a position.
func removeItem(n *yaml.Node, at, end point) *span {
	i := entryAt(n, 1, at)
	if i < 0 {
		return nil
	}
	if i+1 < len(n.Content) {
		end = pointOf(n.Content[i+1])
	}
	removed := &span{pointOf(n.Content[i]), end}
	n.Content = append(n.Content[:i:i], n.Content[i+1:]...)
	return removed
}

// entryAt returns the index of the entry, of step nodes each, that contains a
// position: the last one that does not begin after it, or -1 if all do.
func entryAt(n *yaml.Node, step int, at point) int {
	count := sort.Search(len(n.Content)/step, func(i int) bool { return at.before(pointOf(n.Content[i*step])) })
	return (count - 1) * step
}

// replaceRules removes rules of earlier layers that have the id of a rule in the
// files.
func (l *linker) replaceRules(files []parsed) {
	if len(l.model.Rules) == 0 {
		return
	}
	own := map[string]bool{}
	for _, f := range files {
		for id, n := range ruleNodes(f.root) {
			own[id] = true
			if equalNodes(l.rules[id], n) {
				l.faults.add(&Error{Pos: yamlread.PosOf(f.name, n),
					Msg:    "rule " + quote(id) + " is redundant: equal to the rule that it replaces",
					Remedy: "remove it", Kind: yamlread.Redundant, Name: id})
			}
		}
	}
	rules := l.model.Rules
	l.model.Rules = nil
	for _, r := range rules {
		if !own[r.ID] {
			l.model.Rules = append(l.model.Rules, r)
		}
	}
}

// ruleNodes returns the rules of a file by id.
func ruleNodes(root *yaml.Node) map[string]*yaml.Node {
	list := map[string]*yaml.Node{}
	if root == nil || root.Kind != yaml.MappingNode {
		return list
	}
	if rules := valueOf(root, "rules"); rules != nil {
		for _, n := range rules.Content {
			if id := valueOf(n, "id"); id != nil {
				list[id.Value] = n
			}
		}
	}
	return list
}

// equalNodes reports whether two values have the same content.
func equalNodes(a, b *yaml.Node) bool {
	if a == nil || a.Kind != b.Kind || a.Value != b.Value || len(a.Content) != len(b.Content) {
		return false
	}
	for i := range a.Content {
		if !equalNodes(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}
