package spec

// This file puts a model together in layers: the facts at the bottom, which a
// tool wrote, then overlays. Overlays of one layer belong together, so two of them
// that set the same thing are a mistake; a later layer may override an earlier
// one. A lenient layer is one that was written for other facts: what does not fit
// these is left out and reported.

import (
	"errors"
	"math"
	"slices"
	"sort"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// A Stack is what a model is made of.
type Stack struct {
	// The facts: a model file, or a function that imports them. It is called again
	// when a lenient layer does not fit, as overlays change what it returns.
	Model  []Source // one file
	Import func() (*Model, error)
	Layers []Layer // the later overrides the earlier
}

// A Layer is overlays that belong together.
type Layer struct {
	Files   []Source
	Lenient bool // leave out what does not fit
}

// maxPasses bounds how often the stack is linked again without what did not fit.
// Each pass sees one stage further, and there are seven.
const maxPasses = 20

// Link reads, links and checks the model. It also returns what was left out of
// lenient layers, and why. The error is an Errors if it is about content.
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

// size is about how many values of the stack have positions.
func (s Stack) size() int {
	const each = 20 // bytes of a file for one value
	n := 0
	for _, f := range s.Model {
		n += len(f.Data)
	}
	return n / each
}

// prune removes from lenient files what errors are about, and returns these errors.
func prune(list Errors, lenient map[string]*yaml.Node) (left Errors) {
	gone := map[string][]span{}
	for _, e := range list {
		root, at := lenient[e.Pos.File], point{e.Pos.Line, e.Pos.Col}
		if root == nil {
			continue
		}
		if slices.ContainsFunc(gone[e.Pos.File], func(s span) bool { return s.has(at) }) {
			left = append(left, e) // the second mistake of an entry
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

// endOfFile is behind every place.
var endOfFile = point{line: math.MaxInt}

// removeAt removes the entry at a position: a rule or an example as a whole, of
// everything else the innermost key or list item, and what is empty without it. Of
// an error code that may come of nothing any more, all is removed. It returns the span
// of what is gone; nil if nothing is.
func removeAt(n *yaml.Node, at point) *span {
	removed, _ := removeIn(n, at, endOfFile)
	return removed
}

// removeIn is removeAt in a node that ends at a place. idle says that the entry that
// has the node has lost its purpose.
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

// isIdle reports whether a mapping has no purpose without the entry that was
// removed: an enum's value that has no name, or an error code of no operation.
func isIdle(n *yaml.Node, removed []*yaml.Node) bool {
	if isList(removed, "operations", "members") {
		// (A date of the table since has such lists as well, beside shapes and values.)
		return !slices.ContainsFunc(sinceSections, func(key string) bool { return valueOf(n, key) != nil })
	}
	return removed[0].Value == "value" && removed[1].Kind == yaml.ScalarNode
}

// isList reports whether an entry is a list under one of some keys.
func isList(entry []*yaml.Node, keys ...string) bool {
	return entry[1].Kind == yaml.SequenceNode && slices.Contains(keys, entry[0].Value)
}

// removeItem removes the item of a list that has a position in it.
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

// entryAt is the index of the entry, of so many nodes, that has a position in it:
// the last that does not begin after it. -1 if all do.
func entryAt(n *yaml.Node, step int, at point) int {
	count := sort.Search(len(n.Content)/step, func(i int) bool { return at.before(pointOf(n.Content[i*step])) })
	return (count - 1) * step
}

// replaceRules removes the rules of earlier layers whose ids the files give to
// rules of their own.
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

// ruleNodes are the rules of a file, by id.
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

// equalNodes reports whether two values are written the same.
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
