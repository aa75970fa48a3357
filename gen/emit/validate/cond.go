package validate

// This file converts conditions and tests to boolean expressions. A search in a
// list, which an expression cannot contain, becomes a loop before it.

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// A ruleFunc is the state of printing the function of one rule.
type ruleFunc struct {
	p       *plan.Plan
	at      *plan.RuleStructure
	root    origin
	element *origin // of each; nil outside
	loops   []loop  // that are open
	names   map[string]int
	facts   map[string]bool // conditions that are true at the current position
}

// check appends if bad { ... }, or only its body if bad is always true.
func (s *ruleFunc) check(g *jen.Group, bad logic, body func(*jen.Group)) {
	switch bad = bad.given(s.facts); {
	case bad.fixed && bad.truth:
		g.BlockFunc(body)
	case !bad.fixed:
		g.If(bad.code()).BlockFunc(body)
	}
}

// leaveUnless appends if !cond { leave }, or nothing if cond is always true.
func (s *ruleFunc) leaveUnless(g *jen.Group, cond logic, leave jen.Code) {
	cond = cond.given(s.facts)
	if !cond.fixed || !cond.truth {
		g.If(not(cond).code()).Block(leave)
	}
	cond.learn(s.facts)
}

// temp returns a new name of a variable: found, found2, found3.
func (s *ruleFunc) temp(name string) string {
	s.names[name]++
	if n := s.names[name]; n > 1 {
		return name + strconv.Itoa(n)
	}
	return name
}

// from returns the origin of a path.
func (s *ruleFunc) from(path *spec.Path, here origin) origin {
	switch {
	case path.Base == spec.Root:
		return s.root
	case path.Base == spec.Element && s.element != nil:
		return *s.element
	}
	return here
}

// cond returns a condition about here. It appends the required loops to g.
func (s *ruleFunc) cond(g *jen.Group, c *spec.Cond, here origin) logic {
	parts := []logic{verdict(true)}
	if c == nil {
		return parts[0]
	}
	for _, t := range c.Tests {
		parts = append(parts, s.test(g, t, here))
	}
	if c.Any != nil {
		some := []logic{verdict(false)}
		for _, part := range c.Any {
			some = append(some, s.cond(g, part, here))
		}
		parts = append(parts, or(some...))
	}
	for _, part := range c.All {
		parts = append(parts, s.cond(g, part, here))
	}
	if c.Not != nil {
		parts = append(parts, not(s.cond(g, c.Not, here)))
	}
	return and(parts...)
}

// test returns the condition that a test holds; for a path through lists, for at
// least one element.
//
//	found := false
//	for i := range in.BlockDeviceMappings {
//		e := &in.BlockDeviceMappings[i]
//		if e.Ebs != nil {
//			found = true
//		}
//	}
func (s *ruleFunc) test(g *jen.Group, t *spec.Test, here origin) logic {
	from := s.from(t.Path, here)
	if !t.Path.Many() {
		return s.holds(t, follow(from, t.Path.Steps), here)
	}
	found := s.temp("found")
	g.Id(found).Op(":=").False()
	each(g, s.p, from, t.Path.Steps, s.loops, func(g *jen.Group, _ []loop, _ []spec.PathStep, v value) {
		set := jen.Id(found).Op("=").True()
		if l := s.holds(t, v, here); l.fixed && l.truth {
			g.Add(set)
		} else {
			g.If(l.code()).Block(set)
		}
	})
	return call(jen.Id(found).Clone)
}

// holds returns the condition that a value satisfies a test: a missing value only
// does so by its default or if the test is for absence.
func (s *ruleFunc) holds(t *spec.Test, v value, here origin) logic {
	meets := and(verdict(true), s.meets(t, v, here))
	switch {
	case meets.fixed:
		return s.presence(t, v)
	case t.Default != nil && meetsDefault(t):
		return or(not(v.present()), meets)
	case v.shape.Kind == spec.Enum && t.OneOf != nil && !comparesEmpty(t.OneOf):
		return and(s.presence(t, v), and(v.guards[:max(0, len(v.guards)-1)]...), meets)
	}
	return and(s.presence(t, v), v.present(), meets)
}

// broken returns the condition that a value violates a required test: a missing
// value only does so by its default or if the test is for presence.
func (s *ruleFunc) broken(t *spec.Test, v value, here origin) logic {
	meets := and(verdict(true), s.meets(t, v, here))
	broken := and(v.present(), not(meets))
	switch {
	case meets.fixed:
		broken = verdict(false)
	case t.Default != nil && !meetsDefault(t):
		broken = or(not(v.present()), not(meets))
	}
	return or(not(s.presence(t, v)), broken)
}

// presence returns the condition that a value is present or absent, according to
// the test.
func (s *ruleFunc) presence(t *spec.Test, v value) logic {
	switch t.Presence {
	case spec.Present:
		return v.present()
	case spec.Absent:
		return not(v.present())
	case spec.NonEmpty:
		return v.nonEmpty()
	case spec.Blank:
		return not(v.nonEmpty())
	}
	return verdict(true)
}

// comparesEmpty reports whether a comparison could hold for a missing enum.
func comparesEmpty(list []spec.Operand) bool {
	for _, o := range list {
		if o.Ref != nil || o.Value == "" {
			return true
		}
	}
	return false
}

// meetsDefault reports whether the default, a literal, satisfies the test.
func meetsDefault(t *spec.Test) bool {
	is := func(list []spec.Operand) bool {
		for _, o := range list {
			if o.Value == *t.Default {
				return true
			}
		}
		return false
	}
	number, _ := strconv.ParseFloat(*t.Default, 64)
	return (t.OneOf == nil || is(t.OneOf)) && !is(t.NoneOf) &&
		(t.Min == nil || number >= *t.Min) && (t.Max == nil || number <= *t.Max)
}

// meets returns the condition that a present value satisfies the test.
func (s *ruleFunc) meets(t *spec.Test, v value, here origin) logic {
	parts := []logic{verdict(true)}
	add := func(has bool, l func() logic) {
		if has {
			parts = append(parts, l())
		}
	}
	text := v.text
	add(t.Known, func() logic { return isKnown(s.p, v.shape, v.expr()) })
	add(t.OneOf != nil, func() logic { return s.equalsOne(t.OneOf, t.Fold, v, here) })
	add(t.NoneOf != nil, func() logic { return not(s.equalsOne(t.NoneOf, t.Fold, v, here)) })
	add(t.Min != nil || t.Max != nil, func() logic {
		return within(v.expr, &spec.Bounds{Min: t.Min, Max: t.Max},
			v.shape.Kind)
	})
	add(t.Length != nil, func() logic { return within(s.length(t, v), t.Length, spec.Integer) })
	add(t.Pattern != "", func() logic { return s.matches(t.Pattern, text) })
	add(t.NoPattern != "", func() logic { return not(s.matches(t.NoPattern, text)) })
	add(t.Chars != "", func() logic { return s.within(t.Chars, text, false) })
	add(t.NoChars != "", func() logic { return s.within(t.NoChars, text, true) })
	add(t.Prefix != nil, func() logic { return beginsWith(t.Prefix, text) })
	add(t.NoPrefix != nil, func() logic { return not(beginsWith(t.NoPrefix, text)) })
	add(t.Format != "", func() logic { return call(valid(s.p, formatFuncs[t.Format]).Call(text()).Clone) })
	return and(parts...)
}

// length returns the length that a test measures.
func (s *ruleFunc) length(t *spec.Test, v value) func() *jen.Statement {
	if t.LengthIn == spec.Decoded {
		return valid(s.p, "DecodedLen").Call(v.text()).Clone
	}
	return v.length(t.LengthIn)
}

// formatFuncs has the functions of runtime/valid for spec.Formats.
var formatFuncs = map[string]string{
	"base64": "Base64", "uefi-variable-store": "UEFIVariableStore",
	"ipv4": "IPv4", "ipv6": "IPv6", "ip": "IP", "cidr4": "CIDR4", "cidr6": "CIDR6", "cidr": "CIDR",
	"mac": "MAC", "arn": "ARN", "resource-id": "ResourceID", "future": "Future",
}

// equalsOne returns the condition that a value equals one of the operands.
func (s *ruleFunc) equalsOne(operands []spec.Operand, fold []spec.Fold, v value, here origin) logic {
	parts := []logic{verdict(false)}
	for _, o := range operands {
		if o.Ref == nil {
			parts = append(parts, s.equalsLiteral(o.Value, fold, v))
			continue
		}
		other := follow(s.from(o.Ref, here), o.Ref.Steps)
		parts = append(parts, and(other.present(), compare(s.comparable(v, other, fold), "==", s.comparable(other, v, fold))))
	}
	return or(parts...)
}

func (s *ruleFunc) equalsLiteral(literal string, fold []spec.Fold, v value) logic {
	switch v.shape.Kind {
	case spec.Boolean:
		if literal == "true" {
			return call(v.expr)
		}
		return not(call(v.expr))
	case spec.String, spec.Enum:
		if fold == nil {
			return compare(v.expr, "==", jen.Lit(literal).Clone)
		}
		return compare(s.folded(fold, v.text).Clone, "==", s.folded(fold, jen.Lit(literal).Clone).Clone)
	}
	// Format it for Go: 010 is ten in a model and eight in Go.
	if n, err := strconv.ParseInt(literal, 10, 64); err == nil {
		return compare(v.expr, "==", jen.Op(strconv.FormatInt(n, 10)).Clone)
	}
	f, _ := strconv.ParseFloat(literal, 64) // checked with the model
	return compare(v.expr, "==", jen.Op(spec.NumberText(f)).Clone)
}

// comparable returns v so that Go can compare it with other: folded, and of the
// same type.
func (s *ruleFunc) comparable(v, other value, fold []spec.Fold) func() *jen.Statement {
	switch {
	case fold != nil:
		return s.folded(fold, v.text).Clone
	case v.shape.Kind == spec.Enum && v.shape != other.shape:
		return v.text
	case v.shape.Kind != other.shape.Kind && emit.Scalars[v.shape.Kind].GoType != "string" && v.shape.Kind != spec.Enum:
		return jen.Float64().Call(v.expr()).Clone
	}
	return v.expr
}

// folded returns a text after its folds.
func (s *ruleFunc) folded(folds []spec.Fold, text func() *jen.Statement) *jen.Statement {
	e := text()
	for _, f := range folds {
		switch f.Op {
		case spec.FoldLower:
			e = jen.Qual("strings", "ToLower").Call(e)
		case spec.FoldTrimDigits:
			e = valid(s.p, "TrimDigits").Call(e)
		default:
			args := []jen.Code{e}
			for _, a := range f.Args {
				args = append(args, jen.Lit(a))
			}
			e = valid(s.p, strings.ToUpper(string(f.Op[:1]))+string(f.Op[1:])).Call(args...)
		}
	}
	return e
}

func (s *ruleFunc) matches(expr string, text func() *jen.Statement) logic {
	return call(jen.Id(s.p.Validation.Patterns[expr]).Dot("Match").Call(text()).Clone)
}

// within returns the condition that all characters of a text are in a set, or none
// of them.
//
//	strings.IndexFunc(*in.Name, func(r rune) bool { return !(r == '-' || 'a' <= r && r <= 'z') }) < 0
func (s *ruleFunc) within(set string, text func() *jen.Statement, none bool) logic {
	ranges, _ := spec.CharRanges(set) // checked with the model
	parts := []logic{verdict(false)}
	for _, c := range ranges {
		low, high := jen.LitRune(c.Low).Clone, jen.LitRune(c.High).Clone
		r := jen.Id("r").Clone
		if c.Low == c.High {
			parts = append(parts, compare(r, "==", low))
		} else {
			parts = append(parts, and(compare(low, "<=", r), compare(r, "<=", high)))
		}
	}
	bad := or(parts...)
	if !none {
		bad = not(bad)
	}
	search := func() *jen.Statement {
		return jen.Qual("strings", "IndexFunc").
			Call(text(), jen.Func().Params(jen.Id("r").Rune()).Bool().Block(jen.Return(bad.code())))
	}
	return compare(search, "<", jen.Lit(0).Clone)
}

func beginsWith(prefixes []string, text func() *jen.Statement) logic {
	parts := []logic{verdict(false)}
	for _, prefix := range prefixes {
		parts = append(parts, call(jen.Qual("strings", "HasPrefix").Call(text(), jen.Lit(prefix)).Clone))
	}
	return or(parts...)
}
