package spec

// This file describes rules in words, for the messages of generated validators, for
// documentation, and for reports of changes.

import (
	"math"
	"strconv"
	"strings"
)

// Text returns the rule's requirements, one sentence per assertion, with its
// paths: "Iops is set if VolumeType is io1 or io2".
func (r *Rule) Text() []string {
	var lines []string
	for _, a := range r.Asserts {
		_, own := a.(*BoundsBy) // each of its lines has its own condition
		for _, line := range a.Text() {
			if !own {
				line += r.ConditionText("")
			}
			if r.Every != nil {
				line = r.Every.replaceDot(line)
			}
			lines = append(lines, line)
		}
	}
	if r.Wire != "" {
		lines = append(lines, "the request has no "+strings.ReplaceAll(string(r.Wire), "-", " ")+r.ConditionText(""))
	}
	return lines
}

// eachPath returns one sentence per path, with the same predicate.
func eachPath(list []*Path, what string) []string {
	var lines []string
	for _, p := range list {
		lines = append(lines, p.Text+" "+what)
	}
	return lines
}

// ConditionText returns the condition of the rule, to follow an assertion about a
// path: " if VolumeType is gp3", or "" if the rule always applies. It omits a
// condition that the path itself is set.
func (r *Rule) ConditionText(about string) string {
	var parts []string
	for _, c := range []*Cond{r.When, r.Where} {
		if c == nil {
			continue
		}
		for _, part := range c.Parts() {
			if p := part.Tests; len(p) == 0 || p[0].Path.Text != about || p[0].Presence != Present && p[0].Presence != NonEmpty {
				parts = append(parts, part.Text())
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " if " + strings.Join(parts, " and ")
}

// Parts returns the conditions that must all hold, each as a separate Cond.
func (c *Cond) Parts() []*Cond {
	var list []*Cond
	for _, t := range c.Tests {
		list = append(list, &Cond{Tests: []*Test{t}, Pos: t.Pos})
	}
	if c.Any != nil {
		list = append(list, &Cond{Any: c.Any, Pos: c.Pos})
	}
	list = append(list, c.All...)
	if c.Not != nil {
		list = append(list, &Cond{Not: c.Not, Pos: c.Pos})
	}
	return list
}

// Text returns the condition in words: "VolumeType is io1 or io2 and Iops is not
// set".
func (c *Cond) Text() string {
	var parts []string
	for _, t := range c.Tests {
		parts = append(parts, t.Path.name()+" "+t.Text())
	}
	if c.Any != nil {
		var texts []string
		for _, a := range c.Any {
			texts = append(texts, a.Text())
		}
		parts = append(parts, strings.Join(texts, ", or "))
	}
	for _, a := range c.All {
		parts = append(parts, a.Text())
	}
	switch {
	case c.Not == nil:
	case len(c.Not.Parts()) == 1 && c.Not.Tests != nil:
		t := c.Not.Tests[0]
		parts = append(parts, t.Path.name()+" "+t.Denial())
	default:
		parts = append(parts, "not ("+c.Not.Text()+")")
	}
	return strings.Join(parts, " and ")
}

// name returns the path for a sentence.
func (p *Path) name() string {
	if len(p.Steps) == 0 {
		return "the entry"
	}
	return strings.TrimLeft(p.Text, "$.")
}

// Text returns the test in words, to follow a path: "is at most 300".
func (t *Test) Text() string {
	return joinPhrases(t.phrases(), func(p phrase) string { return p.is }) + t.defaultText()
}

// Denial returns the negated test in words, to follow a path: "is not at most 300".
func (t *Test) Denial() string {
	return joinPhrases(t.phrases(), func(p phrase) string { return p.isNot })
}

// Demand returns the test as a requirement: "must be at most 300".
func (t *Test) Demand() string {
	return joinPhrases(t.phrases(), func(p phrase) string { return p.must }) + t.defaultText()
}

// defaultText returns the value of a missing member.
func (t *Test) defaultText() string {
	if t.Default == nil {
		return ""
	}
	return " (default: " + *t.Default + ")"
}

// A phrase is one requirement of a test in its three forms: as a condition, as the
// negated condition, and as a requirement.
type phrase struct{ is, isNot, must string }

// adjective returns a phrase with the verb be: "is empty", "is not empty", "must be
// empty".
func adjective(text string) phrase {
	return phrase{is: "is " + text, isNot: "is not " + text, must: "must be " + text}
}

// verb returns a phrase with another verb: "begins with a", "does not begin
// with a", "must begin with a".
func verb(infinitive, third, rest string) phrase {
	return phrase{is: third + rest, isNot: "does not " + infinitive + rest, must: "must " + infinitive + rest}
}

// negative returns the opposite of a phrase whose requirement begins with "must ".
func negative(p phrase) phrase {
	return phrase{is: p.isNot, isNot: p.is, must: "must not " + strings.TrimPrefix(p.must, "must ")}
}

// joinPhrases joins one form of each phrase.
func joinPhrases(list []phrase, form func(phrase) string) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = form(p)
	}
	return strings.Join(texts, " and ")
}

// presencePhrases has the phrases for presence. For Blank and NonEmpty an empty
// string counts as missing, so that "empty" describes both.
var presencePhrases = map[Presence]phrase{
	Present:  adjective("set"),
	Absent:   negative(adjective("set")),
	Blank:    adjective("empty"),
	NonEmpty: negative(adjective("empty")),
}

// phrases returns the requirements of the test.
func (t *Test) phrases() []phrase {
	var list []phrase
	add := func(used bool, p phrase) {
		if used {
			list = append(list, p)
		}
	}
	add(t.Presence != AnyPresence, presencePhrases[t.Presence])
	add(t.Known, adjective("one of the known values"))
	add(t.OneOf != nil, adjective(words(operandTexts(t.OneOf), "or")))
	add(t.NoneOf != nil, negative(adjective(words(operandTexts(t.NoneOf), "or"))))
	add(t.Min != nil || t.Max != nil, adjective((&Bounds{t.Min, t.Max}).Text("")))
	if t.Length != nil {
		add(true, adjective(t.Length.Text(t.lengthUnit())))
	}
	add(t.Pattern != "", verb("match", "matches", " "+t.Pattern))
	add(t.NoPattern != "", negative(verb("match", "matches", " "+t.NoPattern)))
	add(t.Chars != "", verb("contain", "contains", " only "+t.Chars))
	add(t.NoChars != "", negative(verb("contain", "contains", " any of "+t.NoChars)))
	add(t.Prefix != nil, verb("begin", "begins", " with "+words(t.Prefix, "or")))
	add(t.NoPrefix != nil, negative(verb("begin", "begins", " with "+words(t.NoPrefix, "or"))))
	add(t.Format != "", adjective(Formats[t.Format]))
	return list
}

// lengthUnit returns the unit of the length that a test limits.
func (t *Test) lengthUnit() string {
	switch {
	case t.LengthIn == Bytes:
		return " bytes long"
	case t.LengthIn == Decoded:
		return " bytes long before base64 encoding"
	case t.Path.Shape != nil && !isText(t.Path.Shape.Kind):
		return " long"
	}
	return " characters long"
}

// Text returns the bounds in words with a unit after the number, to follow "is" or
// "must be": "at least 3", "between 3 and 128 characters long", "0 to 0".
func (b *Bounds) Text(unit string) string {
	if last := b.Max; last != nil && *last == 1 || last == nil && b.Min != nil && *b.Min == 1 {
		unit = strings.Replace(strings.Replace(unit, "characters", "character", 1), "entries", "entry", 1)
	}
	switch {
	case b.Min != nil && b.Max != nil && *b.Min == *b.Max:
		return NumberText(*b.Min) + unit
	case b.Min != nil && b.Max != nil:
		return "between " + NumberText(*b.Min) + " and " + NumberText(*b.Max) + unit
	case b.Min != nil:
		return "at least " + NumberText(*b.Min) + unit
	case b.Max != nil && *b.Max == 0 && unit != "":
		return "empty"
	case b.Max != nil:
		return "at most " + NumberText(*b.Max) + unit
	}
	return "anything"
}

// NumberText formats a number as people and Go write it: without unnecessary digits
// and, unless it is huge, without an exponent.
func NumberText(f float64) string {
	if math.Abs(f) >= 1e21 {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatInt(int64(f), 10)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// PathList returns paths joined as in a sentence: "Ebs, VirtualName or NoDevice".
func PathList(list []*Path, last string) string { return words(pathTexts(list), last) }

// FirstPath returns the first path that a condition tests, or nil if there is none.
func (c *Cond) FirstPath() *Path {
	var first *Path
	c.Walk(func(t *Test) {
		if first == nil {
			first = t.Path
		}
	})
	return first
}

func pathTexts(list []*Path) []string {
	var texts []string
	for _, p := range list {
		texts = append(texts, p.Text)
	}
	return texts
}

// equalTo precedes a member that a value is compared with.
const equalTo = "equal to "

func operandTexts(list []Operand) []string {
	var texts []string
	for _, o := range list {
		switch {
		case o.Ref != nil:
			texts = append(texts, equalTo+o.Ref.name())
		case o.Value == "":
			texts = append(texts, `""`)
		default:
			texts = append(texts, o.Value)
		}
	}
	return texts
}

// words joins words as in a sentence: "a, b or c".
func words(list []string, last string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " " + last + " " + list[len(list)-1]
}
