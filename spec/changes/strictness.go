package changes

// This file decides whether a changed rule rejects more or less. It compares the
// parts of the two rules one by one. If the rules differ in form, the rule checks
// something else.

import (
	"reflect"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// ruleVerdict returns the kind of a change of a rule's requirement; sameAt says
// whether it is still about the same structure.
func ruleVerdict(old, now *spec.Rule, sameAt bool) string {
	var t tally
	t.equal(sameAt)
	t.conds(old.When, now.When, -1)
	t.conds(old.Where, now.Where, -1)
	t.scope(old, now)
	t.asserts(old, now)
	t.equal(everyTexts(old) == everyTexts(now))
	t.equal(pathText(old.Each) == pathText(now.Each) && old.Wire == now.Wire)
	t.sets(ids(old.Unless), ids(now.Unless), -1)
	switch {
	case t.other || t.more && t.less || !t.more && !t.less:
		return "rule-changed"
	case t.more:
		return "rule-tightened"
	}
	return "rule-loosened"
}

// asserts compares the assertions of two rules. A kind without its own comparison
// is another requirement if its text differs.
func (t *tally) asserts(old, now *spec.Rule) {
	t.sets(texts(spec.AssertionOf[*spec.Require](old).Members()), texts(spec.AssertionOf[*spec.Require](now).Members()),
		+1)
	t.sets(texts(spec.AssertionOf[*spec.Forbid](old).Members()), texts(spec.AssertionOf[*spec.Forbid](now).Members()), +1)
	t.sets(texts(spec.AssertionOf[*spec.AnyOf](old).Members()), texts(spec.AssertionOf[*spec.AnyOf](now).Members()), -1)
	t.sets(texts(spec.AssertionOf[*spec.AtMostOne](old).Members()),
		texts(spec.AssertionOf[*spec.AtMostOne](now).Members()), +1)
	t.conds(asserted(old), asserted(now), +1)
	t.counts(spec.AssertionOf[*spec.Count](old), spec.AssertionOf[*spec.Count](now))
	t.ratios(spec.AssertionOf[*spec.Ratio](old), spec.AssertionOf[*spec.Ratio](now))
	t.tables(spec.AssertionOf[*spec.BoundsBy](old), spec.AssertionOf[*spec.BoundsBy](now))
	t.equal(distinctText(spec.AssertionOf[*spec.Distinct](old)) == distinctText(spec.AssertionOf[*spec.Distinct](now)))
	t.equal(slices.Equal(otherTexts(old), otherTexts(now)))
}

// everyTexts returns the text of a rule's key every.
func everyTexts(r *spec.Rule) (text string) {
	if r.Every != nil {
		text = strings.Join(r.Every.Names, " ") + " but " + strings.Join(r.Every.Except, " ")
	}
	return text
}

// asserted returns the condition that a rule asserts, or nil.
func asserted(r *spec.Rule) *spec.Cond {
	if a := spec.AssertionOf[*spec.Assert](r); a != nil {
		return a.Cond
	}
	return nil
}

// otherTexts returns the texts of the assertions without their own comparison.
func otherTexts(r *spec.Rule) (texts []string) {
	for _, a := range r.Asserts {
		switch a.(type) {
		case *spec.Require, *spec.Forbid, *spec.AnyOf, *spec.AtMostOne, *spec.Assert, *spec.Count, *spec.Ratio,
			*spec.BoundsBy, *spec.Distinct:
		default:
			texts = append(texts, a.Text()...)
		}
	}
	return texts
}

// A tally collects whether the new rule rejects more, rejects less, or is another
// rule. A sign of -1 means that more of a thing makes a rule reject less.
type tally struct{ more, less, other bool }

func (t *tally) equal(same bool) { t.other = t.other || !same }

func (t *tally) grew(sign int) {
	if sign > 0 {
		t.more = true
	} else {
		t.less = true
	}
}

// sets compares two sets. With sign +1, a larger set rejects more.
func (t *tally) sets(old, now []string, sign int) {
	if !covers(old, now) {
		t.grew(sign)
	}
	if !covers(now, old) {
		t.grew(-sign)
	}
}

// covers reports whether all of part are in whole.
func covers(whole, part []string) bool {
	for _, s := range part {
		if !slices.Contains(whole, s) {
			return false
		}
	}
	return true
}

// scope compares the operations of a rule.
func (t *tally) scope(old, now *spec.Rule) {
	names := func(r *spec.Rule) (list []string) {
		for _, o := range r.Operations {
			list = append(list, o.Name)
		}
		return list
	}
	a, b := names(old), names(now)
	switch {
	case len(a) == 0 && len(b) > 0: // from all to some
		t.grew(-1)
	case len(b) == 0 && len(a) > 0:
		t.grew(+1)
	default:
		t.sets(a, b, +1)
	}
}

// conds compares two conditions of the same form. In an assertion (+1) a
// narrower condition rejects more, in a selection (-1) it rejects less.
func (t *tally) conds(old, now *spec.Cond, sign int) {
	switch {
	case old == nil && now == nil:
		return
	case old == nil:
		t.grew(sign)
		return
	case now == nil:
		t.grew(-sign)
		return
	case len(old.Tests) != len(now.Tests) || len(old.Any) != len(now.Any) || len(old.All) != len(now.All):
		t.other = true
		return
	}
	for i := range old.Tests {
		t.tests(old.Tests[i], now.Tests[i], sign)
	}
	for i := range old.Any {
		t.conds(old.Any[i], now.Any[i], sign)
	}
	for i := range old.All {
		t.conds(old.All[i], now.All[i], sign)
	}
	if (old.Not == nil) != (now.Not == nil) {
		t.other = true
	} else {
		t.conds(old.Not, now.Not, -sign)
	}
}

func (t *tally) tests(old, now *spec.Test, sign int) {
	t.bounds(&spec.Bounds{Min: old.Min, Max: old.Max}, &spec.Bounds{Min: now.Min, Max: now.Max}, sign)
	t.bounds(old.Length, now.Length, sign)
	t.options(operands(old.OneOf), operands(now.OneOf), sign)
	t.sets(operands(old.NoneOf), operands(now.NoneOf), sign)
	t.options(old.Prefix, now.Prefix, sign)
	t.sets(old.NoPrefix, now.NoPrefix, sign)
	t.equal(restOf(old) == restOf(now) && reflect.DeepEqual(folds(old.Fold), folds(now.Fold)))
}

// A testRest has the fields that must be equal in two tests so that their numbers
// and sets can be compared.
type testRest struct {
	path                               string
	presence                           spec.Presence
	known                              bool
	unit                               spec.Unit
	pattern, noPattern, chars, noChars string
	format, byDefault                  string
}

func restOf(t *spec.Test) testRest {
	r := testRest{pathText(t.Path), t.Presence, t.Known, t.LengthIn, t.Pattern, t.NoPattern, t.Chars, t.NoChars,
		t.Format, ""}
	if t.Default != nil {
		r.byDefault = "=" + *t.Default
	}
	return r
}

func folds(list []spec.Fold) (texts []string) {
	for _, f := range list {
		texts = append(append(texts, string(f.Op)), f.Args...)
	}
	return texts
}

// options compares lists of allowed values; an empty list allows everything.
func (t *tally) options(old, now []string, sign int) {
	switch {
	case len(old) == 0 && len(now) > 0:
		t.grew(sign)
	case len(now) == 0 && len(old) > 0:
		t.grew(-sign)
	default:
		t.sets(old, now, -sign)
	}
}

func (t *tally) bounds(old, now *spec.Bounds, sign int) {
	switch boundsVerdict("", old, now) {
	case "-tightened":
		t.grew(sign)
	case "-loosened":
		t.grew(-sign)
	case "-changed":
		t.other = true
	}
}

func (t *tally) counts(old, now *spec.Count) {
	if old == nil || now == nil {
		t.equal(old == now)
		return
	}
	t.equal(pathText(old.Of) == pathText(now.Of))
	t.bounds(old.Bounds(), now.Bounds(), +1)
	if (old.Where == nil) != (now.Where == nil) {
		t.other = true
		return
	}
	var where tally
	where.conds(old.Where, now.Where, +1)
	t.equal(where == tally{}) // counting other elements can reject more or less
}

func (t *tally) ratios(old, now *spec.Ratio) {
	if old == nil || now == nil {
		t.equal(old == now)
		return
	}
	t.equal(pathText(old.Of) == pathText(now.Of) && pathText(old.Times) == pathText(now.Times))
	t.bounds(&spec.Bounds{Max: &old.AtMost}, &spec.Bounds{Max: &now.AtMost}, +1)
	for _, p := range [][2]*float64{{old.Default, now.Default}, {old.Free, now.Free}} {
		if p[0] == nil || p[1] == nil {
			t.equal(p[0] == p[1])
			continue
		}
		t.bounds(&spec.Bounds{Max: p[0]}, &spec.Bounds{Max: p[1]}, +1)
	}
}

// tables compares bounds by the value of another member.
func (t *tally) tables(old, now *spec.BoundsBy) {
	if old == nil || now == nil {
		t.equal(old == now)
		return
	}
	t.equal(pathText(old.Of) == pathText(now.Of) && pathText(old.By) == pathText(now.By))
	t.bounds(old.Absent, now.Absent, +1)
	t.bounds(old.Other, now.Other, +1)
	rows := map[string]*spec.Bounds{}
	for i := range old.Table {
		rows[old.Table[i].Value] = &old.Table[i].Bounds
	}
	for i := range now.Table {
		was := rows[now.Table[i].Value]
		if was == nil {
			was = old.Other
		}
		t.bounds(was, &now.Table[i].Bounds, +1)
		delete(rows, now.Table[i].Value)
	}
	for _, gone := range rows {
		t.bounds(gone, now.Other, +1)
	}
}

func pathText(p *spec.Path) string {
	if p == nil {
		return ""
	}
	return p.Text
}

func texts(paths []*spec.Path) (list []string) {
	for _, p := range paths {
		list = append(list, p.Text)
	}
	return list
}

func ids(rules []*spec.Rule) (list []string) {
	for _, r := range rules {
		list = append(list, r.ID)
	}
	return list
}

func operands(list []spec.Operand) (texts []string) {
	for _, o := range list {
		if o.Ref != nil {
			texts = append(texts, "$"+o.Ref.Text)
		} else {
			texts = append(texts, "="+o.Value)
		}
	}
	return texts
}

func distinctText(d *spec.Distinct) string {
	if d == nil {
		return ""
	}
	text := pathText(d.Of)
	for _, f := range folds(d.Fold) {
		text += " " + f
	}
	if d.Written {
		text += " written"
	}
	return text
}
