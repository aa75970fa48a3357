package valid

// This file lets the caller change the levels of violations.

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// A Policy sets the level of each violation. The zero Policy keeps the default levels of
// the rules.
type Policy struct {
	Mode Mode
	// Levels sets the levels of single rules by ID and overrides Mode. It is the only
	// way to enable a rule whose default level is off.
	Levels map[string]Level
}

// Mode changes the levels of all rules.
type Mode int8

// The modes.
const (
	Default    Mode = iota // the rules' own levels; in a replacement for the SDK's package, only what the SDK rejects
	Strict                 // warnings become errors
	Lenient                // errors become warnings, so no call is stopped
	Silent                 // only rules in Levels are reported
	ModelRules             // the rules' own levels, also in a replacement for the SDK's package
)

// Level returns the level of a rule under the policy; own is the rule's default level.
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

// NeedsRules reports whether the policy depends on more than missing required members,
// in a replacement for the SDK's package: on a mode that checks rules, or on a level that
// enables one.
func (p Policy) NeedsRules() bool {
	if p.Mode != Default && p.Mode != Silent {
		return true
	}
	for rule, level := range p.Levels {
		if level != LevelOff && rule != Required.ID {
			return true
		}
	}
	return false
}

// Apply returns the violations that the policy reports, with its levels. It does not
// change all, and does not allocate if all is empty.
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

// ParsePolicy parses a policy from an environment variable or a flag: words separated by
// commas, each a mode (default, rules, strict, lenient, silent; off means silent) or
// RULE=LEVEL. An empty line is the zero Policy. ParsePolicy does not check rule IDs,
// because a Policy can apply to several packages: see CheckRules.
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
				return Policy{}, fmt.Errorf("validation policy: unknown mode %q; use default, rules, strict, lenient, silent or "+
					"RULE=LEVEL", word)
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

// CheckRules returns an error if the policy contains an unknown rule. The argument is a
// list of rule IDs separated by white space; the rules for single values and wire rules
// are always known. If rules is empty, all IDs are accepted.
func (p Policy) CheckRules(rules string) error {
	if len(p.Levels) == 0 || rules == "" {
		return nil
	}
	known := append(strings.Fields(rules), Required.ID, Length.ID, Range.ID, PatternRule.ID, Enum.ID,
		FilterName.ID, RequiredEmpty.ID)
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
		if similar := Nearest(id, known); similar != "" {
			text += " (did you mean " + similar + "?)"
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

var modes = map[string]Mode{"default": Default, "rules": ModelRules, "strict": Strict, "lenient": Lenient,
	"silent": Silent, "off": Silent}

var levels = map[string]Level{"off": LevelOff, "warning": LevelWarning, "error": LevelError}
