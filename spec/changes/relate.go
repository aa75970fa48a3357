package changes

// This file relates two different shapes at the same path: whether the wire, the Go
// type or the limits differ.

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A relation is the difference between a shape and its replacement; greater values
// include lesser ones.
type relation int

const (
	alike relation = iota // no noticeable difference
	looser
	tighter
	otherGo   // another Go type of the same kind: a name
	otherKind // another Go type on the same wire
	otherWire
)

// kindOfRetype returns the kind of a change that replaces one shape with another.
func kindOfRetype(r relation) string {
	return [...]string{"shape-renamed", "type-loosened", "type-tightened", "type-renamed", "go-type-changed",
		"type-changed"}[r]
}

// relate compares two shapes as a value on the wire, as a Go type, and by their limits.
func relate(p *pairing, old, now *spec.Shape) relation {
	return relateDeep(p, old, now, map[pair]bool{})
}

func relateDeep(p *pairing, old, now *spec.Shape, above map[pair]bool) relation {
	if above[pair{old, now}] {
		return alike // decided at the start of the cycle
	}
	above[pair{old, now}] = true
	if old.Kind != now.Kind {
		return relateKinds(old.Kind, now.Kind)
	}
	worst := relateLimits(&old.Constraints, &now.Constraints)
	worse := func(r relation) { worst = max(worst, r) }
	if old.Format != now.Format {
		worse(otherWire)
	}
	if hasGoType(old) && old.Name != now.Name {
		worse(otherGo)
	}
	switch old.Kind {
	case spec.Enum:
		if len(commonValues(old, now)) < len(old.Values) {
			worse(tighter)
		}
	case spec.List, spec.Map:
		for _, m := range memberPairs(pair{old, now}) {
			worse(relateDeep(p, m.old.Shape, m.new.Shape, above))
			if m.old.XMLName() != m.new.XMLName() {
				worse(otherWire)
			}
		}
	case spec.Structure:
		worse(relateMembers(p, old, now, above))
	}
	return worst
}

// relateMembers compares two structures: the new one must have all members of the
// old one, and must not require more.
func relateMembers(p *pairing, old, now *spec.Shape, above map[pair]bool) relation {
	worst := alike
	kept := map[*spec.Member]bool{}
	for _, m := range memberPairs(pair{old, now}) {
		kept[m.old], kept[m.new] = true, true
		r := relateDeep(p, m.old.Shape, m.new.Shape, above)
		if m.old.QueryName() != m.new.QueryName() || m.old.XMLName() != m.new.XMLName() ||
			m.old.Flattened != m.new.Flattened || m.new.Required && !m.old.Required {
			r = otherWire
		}
		worst = max(worst, r, relateLimits(&m.old.Constraints, &m.new.Constraints))
	}
	for _, m := range old.Members {
		if !kept[m] {
			return otherWire
		}
	}
	for _, m := range now.Members {
		if !kept[m] && m.Required {
			return otherWire
		}
	}
	return worst
}

// sameWire has groups of kinds with the same form on the wire. Numbers of different
// widths are in one group.
var sameWire = [][]spec.Kind{
	{spec.String, spec.Enum},
	{spec.Integer, spec.Long},
	{spec.Float, spec.Double},
}

func relateKinds(a, b spec.Kind) relation {
	for _, group := range sameWire {
		if (group[0] == a || group[1] == a) && (group[0] == b || group[1] == b) {
			return otherKind
		}
	}
	return otherWire
}

// relateLimits compares the limits of two shapes.
func relateLimits(old, now *spec.Constraints) relation {
	worst := alike
	for _, kind := range []string{
		boundsVerdict("length", old.Length, now.Length),
		boundsVerdict("range", old.Range, now.Range),
		patternVerdict(old.Pattern, now.Pattern),
	} {
		switch {
		case kind == "":
		case strings.HasSuffix(kind, "-loosened"):
			worst = max(worst, looser)
		default:
			worst = max(worst, tighter)
		}
	}
	return worst
}

func patternVerdict(old, now string) string {
	if old == now {
		return ""
	}
	return comesOrGoes("pattern-tightened", "pattern-loosened", "pattern-changed")(old, now)
}

// boundsVerdict returns the kind of a difference between bounds, or "".
func boundsVerdict(what string, old, now *spec.Bounds) string {
	var none spec.Bounds
	if old == nil {
		old = &none
	}
	if now == nil {
		now = &none
	}
	inf := math.Inf(1)
	low := cmp.Compare(at(now.Min, -inf), at(old.Min, -inf))
	high := cmp.Compare(at(old.Max, inf), at(now.Max, inf))
	switch {
	case low == 0 && high == 0:
		return ""
	case low <= 0 && high <= 0:
		return what + "-loosened"
	case low >= 0 && high >= 0:
		return what + "-tightened"
	}
	return what + "-changed"
}

// at returns a limit, or infinity if there is none.
func at(end *float64, open float64) float64 {
	if end == nil {
		return open
	}
	return *end
}

// eachLimit calls f for length and range if they differ.
func eachLimit(old, now *spec.Constraints, f func(key, kind, old, now string)) {
	if kind := boundsVerdict("length", old.Length, now.Length); kind != "" {
		f("length", kind, span(old.Length), span(now.Length))
	}
	if kind := boundsVerdict("range", old.Range, now.Range); kind != "" {
		f("range", kind, span(old.Range), span(now.Range))
	}
}

// span formats bounds for people: "1..5", "..5"; "" for none.
func span(b *spec.Bounds) string {
	if b == nil {
		return ""
	}
	return end(b.Min) + ".." + end(b.Max)
}

// describe describes a shape for people: its name and its type.
func describe(s *spec.Shape) string {
	text := s.Name
	if k := s.Kind.String(); !strings.EqualFold(k, s.Name) {
		text += " (" + k + ")"
	}
	if l := limits(&s.Constraints); l != "" {
		text += " " + l
	}
	return text
}

func limits(c *spec.Constraints) string {
	var list []string
	if c.Length != nil {
		list = append(list, "length "+span(c.Length))
	}
	if c.Range != nil {
		list = append(list, "range "+span(c.Range))
	}
	if c.Pattern != "" {
		list = append(list, "pattern "+c.Pattern)
	}
	return strings.Join(list, ", ")
}

func end(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}
