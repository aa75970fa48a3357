package ledger

// This file updates a ledger and counts its entries.

import (
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// Update returns the entries for the sentences: existing ones with their current
// places, and new ones with the outcome of Propose.
func Update(entries []*Entry, sentences []*Sentence, m *spec.Model) []*Entry {
	byPrint := map[string]*Entry{}
	for _, e := range entries {
		byPrint[e.Fingerprint] = e
	}
	var list []*Entry
	for _, s := range sentences {
		if !s.Picked {
			continue
		}
		e := &Entry{Fingerprint: s.Fingerprint, Places: PlacePatterns(s.Places)}
		if old := byPrint[s.Fingerprint]; old != nil {
			e.Outcomes = old.Outcomes
		} else {
			e.Outcomes = Propose(s, m)
		}
		list = append(list, e)
	}
	return list
}

// Head returns the comment at the beginning of a ledger, with the empty line after
// it.
func Head(data []byte) string {
	var lines []string
	for _, line := range strings.SplitAfter(string(data), "\n") {
		if !strings.HasPrefix(line, "#") && strings.TrimSpace(line) != "" {
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "")
}

// A Count is the number of sentences with the same outcome.
type Count struct {
	What string // "rule", "model:default", "no:resource", "open"
	N    int
}

// Counts counts the entries by outcome, rules without their ids, the greatest
// number first. An entry with several outcomes counts once, for the first.
func Counts(entries []*Entry) []Count {
	numbers := map[string]int{}
	for _, e := range entries {
		numbers[What(e)]++
	}
	var list []Count
	for what, n := range numbers {
		list = append(list, Count{what, n})
	}
	slices.SortFunc(list, func(a, b Count) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.What, b.What)
	})
	return list
}

// What returns the first outcome of a sentence, without rule ids and without text
// in brackets.
func What(e *Entry) string {
	if e.Outcomes[0].Kind == Rule {
		return Rule
	}
	what, _, _ := strings.Cut(e.Outcomes[0].String(), "(")
	return what
}

// String returns the change on one line: its kind, the place, the fingerprints, and
// the rules.
func (c Change) String() string {
	text := c.Kind + " " + c.Place
	for _, part := range []string{c.Old, c.New} {
		if part != "" {
			text += " " + part
		}
	}
	if len(c.Rules) > 0 {
		text += " rules: " + strings.Join(c.Rules, ", ")
	}
	return text
}
