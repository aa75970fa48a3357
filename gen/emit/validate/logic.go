package validate

// This file represents boolean expressions as trees, so that negations are printed
// as a person would write them: a != b instead of !(a == b), x == nil || y == nil
// instead of !(x != nil && y != nil).

import "github.com/dave/jennifer/jen"

// A logic is a boolean expression; the functions below create them.
type logic struct {
	op    string  // "&&", "||", or "" for a leaf
	parts []logic // of && and ||
	yes   func() *jen.Statement
	no    func() *jen.Statement
	fixed bool // neither: the constant that truth says
	truth bool
}

// verdict returns a constant.
func verdict(truth bool) logic { return logic{fixed: true, truth: truth} }

// compare returns a comparison of two operands.
func compare(a func() *jen.Statement, op string, b func() *jen.Statement) logic {
	inverse := map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[op]
	return logic{
		yes: func() *jen.Statement { return a().Op(op).Add(b()) },
		no:  func() *jen.Statement { return a().Op(inverse).Add(b()) },
	}
}

// call returns a boolean expression.
func call(e func() *jen.Statement) logic {
	return logic{yes: e, no: func() *jen.Statement { return jen.Op("!").Add(e()) }}
}

// and returns an expression that is true if all parts are.
func and(parts ...logic) logic { return combine("&&", true, parts) }

// or returns an expression that is true if any part is.
func or(parts ...logic) logic { return combine("||", false, parts) }

// combine joins parts; neutral is the constant that has no effect.
func combine(op string, neutral bool, parts []logic) logic {
	var kept []logic
	for _, part := range parts {
		switch {
		case part.fixed && part.truth == neutral:
		case part.fixed:
			return part
		case part.op == op:
			kept = append(kept, part.parts...)
		default:
			kept = append(kept, part)
		}
	}
	switch len(kept) {
	case 0:
		return verdict(neutral)
	case 1:
		return kept[0]
	}
	return logic{op: op, parts: kept}
}

// not returns the negation.
func not(l logic) logic {
	switch {
	case l.fixed:
		return verdict(!l.truth)
	case l.op == "":
		return logic{yes: l.no, no: l.yes}
	}
	var parts []logic
	for _, part := range l.parts {
		parts = append(parts, not(part))
	}
	if l.op == "&&" {
		return or(parts...)
	}
	return and(parts...)
}

// given simplifies the expression if facts are known to be true: it removes leaves
// that repeat them or an earlier part of the same expression.
func (l logic) given(facts map[string]bool) logic {
	switch {
	case l.fixed:
		return l
	case l.op == "" && facts[printed(l)]:
		return verdict(true)
	case l.op == "" && facts[printed(not(l))]:
		return verdict(false)
	case l.op == "":
		return l
	}
	known := map[string]bool{}
	for fact := range facts {
		known[fact] = true
	}
	var parts []logic
	for _, part := range l.parts {
		part = part.given(known)
		parts = append(parts, part)
		if l.op == "&&" {
			part.learn(known)
		} else {
			not(part).learn(known)
		}
	}
	return combine(l.op, l.op == "&&", parts)
}

// learn adds what follows from the expression being true.
func (l logic) learn(facts map[string]bool) {
	switch {
	case l.fixed:
	case l.op == "":
		facts[printed(l)] = true
	case l.op == "&&":
		for _, part := range l.parts {
			part.learn(facts)
		}
	}
}

// printed returns a leaf as text, to compare it with others. jennifer prints a
// whole file without formatting fastest: it formats statements with gofmt, which
// took a quarter of the time of generating the AMI package.
func printed(l logic) string {
	f := jen.NewFile("x")
	f.NoFormat = true
	f.Add(l.yes())
	return f.GoString()
}

// code prints the expression.
func (l logic) code() *jen.Statement {
	switch {
	case l.fixed && l.truth:
		return jen.True()
	case l.fixed:
		return jen.False()
	case l.op == "":
		return l.yes()
	}
	out := jen.Null()
	for i, part := range l.parts {
		if i > 0 {
			out.Op(l.op)
		}
		if part.op != "" {
			out.Parens(part.code())
		} else {
			out.Add(part.code())
		}
	}
	return out
}

// notIn returns the condition that the operation is none of these.
func notIn(operations []string) logic {
	var parts []logic
	for _, name := range operations {
		parts = append(parts, compare(jen.Id("c").Dot("Operation").Clone, "!=", jen.Lit(name).Clone))
	}
	return and(parts...)
}
