package valid

// This file is the caller's say in what a violation means.

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// A Policy decides the level of each violation. The zero Policy keeps the
// rules' own levels.
type Policy struct {
	Mode Mode
	// Levels sets the level of single rules by id, whatever the mode. It is
	// the only way to hear of a rule whose own level is off.
	Levels map[string]Level
}

// Mode moves the levels of all rules.
type Mode int8

// The modes.
const (
	Default Mode = iota // the rules' own levels; in a package that stands in for the SDK's, only what the SDK refuses
	Strict              // warnings are errors
	Lenient             // errors are warnings: nothing stops a call
	Silent              // nothing is reported but what Levels names
	Rules               // the rules' own levels, also in a package that by default does less
)

// Level is what a violation of the rule means under the policy, when own is
// the rule's own level.
func (p Policy) Level(rule string, own Level) Level {
	if l, ok := p.Levels[rule]; ok {
		return l
	}
	switch {
	case p.Mode == Silent:
		return LevelOff
	case p.Mode == Strict && own == LevelWarning:
		return LevelError
	case p.Mode == Lenient && own == LevelError:
		return LevelWarning
	}
	return own
}

// Apply returns the violations that the policy reports, with its levels. It
// leaves all as it is, and allocates nothing when there are none.
func (p Policy) Apply(all Violations) Violations {
	var kept Violations
	for _, v := range all {
		if v.Level = p.Level(v.Rule, v.Level); v.Level != LevelOff {
			kept = append(kept, v)
		}
	}
	kept.order()
	return kept
}

// ParsePolicy reads a policy from one line, as an environment variable or a
// flag has it: words separated by commas, each a mode (default, rules,
// strict, lenient, silent; off is silent) or RULE=LEVEL. The empty line is the zero
// Policy. Ids of rules are checked by CheckRules: a Policy may serve many packages.
func ParsePolicy(line string) (Policy, error) {
	var p Policy
	for _, word := range strings.Split(line, ",") {
		word = strings.TrimSpace(word)
		rule, level, named := strings.Cut(word, "=")
		switch {
		case word == "":
		case !named:
			mode, ok := modes[word]
			if !ok {
				return Policy{}, fmt.Errorf("validation policy: unknown mode %q; use default, rules, strict, lenient, silent or RULE=LEVEL", word)
			}
			p.Mode = mode
		default:
			l, ok := levels[level]
			if !ok || rule == "" {
				return Policy{}, fmt.Errorf("validation policy: cannot read %q; write RULE=error, RULE=warning or RULE=off", word)
			}
			if p.Levels == nil {
				p.Levels = map[string]Level{}
			}
			p.Levels[rule] = l
		}
	}
	return p, nil
}

// CheckRules returns an error if the policy names a rule that does not exist. The
// rules are ids separated by white space; the rules of single values and those of
// the wire always exist. If rules is empty, every name is taken.
func (p Policy) CheckRules(rules string) error {
	if len(p.Levels) == 0 || rules == "" {
		return nil
	}
	known := append(strings.Fields(rules), Required.ID, Length.ID, Range.ID, Form.ID, Enum.ID)
	var unknown []string
	for id := range p.Levels {
		if !contains(known, id) && !strings.HasPrefix(id, "wire-") {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	sort.Strings(unknown)
	var texts []string
	for _, id := range unknown {
		text := strconv.Quote(id)
		if near := nearest(id, known); near != "" {
			text += " (did you mean " + near + "?)"
		}
		texts = append(texts, text)
	}
	return fmt.Errorf("validation policy: unknown rule %s; ValidationRules lists the rules", strings.Join(texts, ", "))
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// nearest is the known id with the fewest letters changed, "" if more than a third
// of them are.
func nearest(id string, known []string) string {
	best, least := "", len(id)/3+1
	for _, k := range known {
		if d := distance(id, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, remove or replace to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			for _, other := range []int{row[j] + 1, row[j-1] + 1} {
				if other < cost {
					cost = other
				}
			}
			row[j] = cost
		}
	}
	return row[len(b)]
}

var modes = map[string]Mode{"default": Default, "rules": Rules, "strict": Strict, "lenient": Lenient, "silent": Silent, "off": Silent}

var levels = map[string]Level{"off": LevelOff, "warning": LevelWarning, "error": LevelError}
