package ledger

// This file brings a ledger up to date and counts what is in it.

import (
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// Update returns the entries for the sentences: those that there were, at their
// present places, and new ones with what Propose says.
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

// Head is the comment at the beginning of a ledger, with the empty line behind it.
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

// A Count is how many sentences came to the same.
type Count struct {
	What string // "rule", "model:default", "no:resource", "open"
	N    int
}

// Counts are the entries by what became of them, rules without their ids, the
// greatest number first. An entry with several outcomes counts once, for the first.
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

// What is what became of a sentence in a word: the first outcome, without rule ids
// and without what is in brackets.
func What(e *Entry) string {
	if e.Outcomes[0].Kind == Rule {
		return Rule
	}
	what, _, _ := strings.Cut(e.Outcomes[0].String(), "(")
	return what
}

// String is the change on one line: what, where, the fingerprints, and the rules.
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
