package upstream

// This file decides which of AWS's patterns can be checked. They are written for
// Java's regular expressions, and some are wrong: one in EC2's model requires the
// start of the text in its middle, so a validator that used it would reject every
// value.

import (
	"errors"
	"regexp"
	"regexp/syntax"
)

// Pattern returns an error if a pattern cannot be used.
func Pattern(expr string) error {
	if _, err := regexp.Compile(expr); err != nil {
		return err
	}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return err
	}
	if never(tree) {
		return errors.New("no text can match it")
	}
	return nil
}

// never reports whether every way through the expression has an anchor that cannot
// match.
func never(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpConcat:
		for i, sub := range re.Sub {
			if never(sub) || sub.Op == syntax.OpBeginText && consume(re.Sub[:i]) || sub.Op == syntax.OpEndText &&
				consume(re.Sub[i+1:]) {
				return true
			}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return never(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min > 0 && never(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if !never(sub) {
				return false
			}
		}
		return true
	}
	return false
}

// consume reports whether one of the expressions matches at least one character.
func consume(list []*syntax.Regexp) bool {
	for _, re := range list {
		switch re.Op {
		case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
			return true
		case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
			if consume(re.Sub) {
				return true
			}
		case syntax.OpRepeat:
			if re.Min > 0 && consume(re.Sub) {
				return true
			}
		}
	}
	return false
}
