package spec

// This file says rules in words: for the messages of generated validators, for
// documentation, and for the report of what changed.

import (
	"math"
	"strconv"
	"strings"
)

// Text is what the rule asserts, one sentence an assertion, with the paths
// that it is about: "Iops is present when VolumeType is io1 or io2".
func (r *Rule) Text() []string {
	var lines []string
	for _, a := range r.Asserts {
		_, own := a.(*BoundsBy) // each of its lines has a condition of its own
		for _, line := range a.Text() {
			if !own {
				line += r.Circumstances("")
			}
			if r.Every != nil {
				line = r.Every.replaceDot(line)
			}
			lines = append(lines, line)
		}
	}
	if r.Wire != "" {
		lines = append(lines, "the request has no "+strings.ReplaceAll(string(r.Wire), "-", " ")+r.Circumstances(""))
	}
	return lines
}

// eachPath says the same of each path, one sentence per path.
func eachPath(list []*Path, what string) []string {
	var lines []string
	for _, p := range list {
		lines = append(lines, p.Text+" "+what)
	}
	return lines
}

// Circumstances is when the rule applies, to be put behind what it asserts about
// a path: " when VolumeType is gp3", "" for always. That the path itself is
// there goes without saying.
func (r *Rule) Circumstances(about string) string {
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
	return " when " + strings.Join(parts, " and ")
}

// Parts are the single conditions that all must hold, each as a Cond of its own.
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

// Text is the condition in words: "VolumeType is io1 or io2 and Iops is absent".
func (c *Cond) Text() string {
	var parts []string
	for _, t := range c.Tests {
		parts = append(parts, t.Path.name()+" "+t.Text())
	}
	if c.Any != nil {
		var any []string
		for _, a := range c.Any {
			any = append(any, a.Text())
		}
		parts = append(parts, strings.Join(any, ", or "))
	}
	for _, a := range c.All {
		parts = append(parts, a.Text())
	}
	switch {
	case c.Not == nil:
	case len(c.Not.Parts()) == 1 && c.Not.Tests != nil:
		t := c.Not.Tests[0]
		parts = append(parts, t.Path.name()+" is not "+strings.Join(t.phrases(), " and "))
	default:
		parts = append(parts, "not ("+c.Not.Text()+")")
	}
	return strings.Join(parts, " and ")
}

// name is the path as a sentence has it.
func (p *Path) name() string {
	if len(p.Steps) == 0 {
		return "the entry"
	}
	return strings.TrimLeft(p.Text, "$.")
}

// Text is the test in words, to be put behind a path: "is at most 300".
func (t *Test) Text() string { return "is " + strings.Join(t.phrases(), " and is ") + t.byDefault() }

// Demand is the test as a demand: "must be at most 300".
func (t *Test) Demand() string {
	return "must be " + strings.Join(t.phrases(), " and be ") + t.byDefault()
}

// byDefault says what an absent value stands for.
func (t *Test) byDefault() string {
	if t.Default == nil {
		return ""
	}
	return " (" + *t.Default + " when it is absent)"
}

// phrases are what the test asks for, each to stand behind "is" or "must be".
func (t *Test) phrases() []string {
	var p []string
	add := func(used bool, phrase string) {
		if used {
			p = append(p, phrase)
		}
	}
	add(t.Presence != AnyPresence, map[Presence]string{Present: "present", Absent: "absent", NonEmpty: "present and not empty", Blank: "absent or empty"}[t.Presence])
	add(t.Known, "one of the known values")
	add(t.OneOf != nil, words(operandTexts(t.OneOf), "or"))
	add(t.NoneOf != nil, "other than "+strings.ReplaceAll(words(operandTexts(t.NoneOf), "and"), equalTo, ""))
	add(t.Min != nil || t.Max != nil, (&Bounds{t.Min, t.Max}).Text(""))
	if t.Length != nil {
		unit := " characters long"
		switch {
		case t.LengthIn == Bytes:
			unit = " bytes long"
		case t.LengthIn == Decoded:
			unit = " bytes long before base64"
		case t.Path.Shape != nil && !isText(t.Path.Shape.Kind):
			unit = " long"
		}
		p = append(p, t.Length.Text(unit))
	}
	add(t.Pattern != "", "of the form "+t.Pattern)
	add(t.NoPattern != "", "free of "+t.NoPattern)
	add(t.Chars != "", "made of "+t.Chars+" only")
	add(t.NoChars != "", "free of "+t.NoChars)
	add(t.Prefix != nil, "something that begins with "+words(t.Prefix, "or"))
	add(t.NoPrefix != nil, "something that does not begin with "+words(t.NoPrefix, "or"))
	add(t.Format != "", Formats[t.Format])
	return p
}

// Text is the bounds in words with a unit behind the number, to be put behind
// "is" or "must be": "at least 3", "between 3 and 128 characters long", "0 to 0".
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

// NumberText is a number as people and Go write it, without needless digits and,
// short of the astronomical, without an exponent.
func NumberText(f float64) string {
	if math.Abs(f) >= 1e21 {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatInt(int64(f), 10)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// PathList is paths as a sentence has them: "Ebs, VirtualName or NoDevice".
func PathList(list []*Path, last string) string { return words(pathTexts(list), last) }

// FirstPath is the first path that a condition tests; nil if it tests none.
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

// equalTo stands before a member that a value is compared with.
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

// words joins words as a sentence does: "a, b or c".
func words(list []string, last string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " " + last + " " + list[len(list)-1]
}
