package ledger

// This file compares two models for the ledger: it finds new, removed and reworded
// sentences, and the rules based on them.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Change is a sentence that is not in both models at the same place.
type Change struct {
	Kind  string   // "new", "gone" or "reworded"
	Place string   // where
	Old   string   // fingerprint; "" for new
	New   string   // fingerprint; "" for gone
	Rules []string // rules based on the old sentence
}

// compare orders changes by place, kind and fingerprint.
func (c Change) compare(d Change) int {
	return cmp.Or(strings.Compare(c.Place, d.Place), strings.Compare(c.Kind, d.Kind),
		strings.Compare(c.Old+c.New, d.Old+d.New))
}

// Standing returns the changes of sentences that rules are based on.
func Standing(list []Change) []Change {
	return slices.DeleteFunc(slices.Clone(list), func(c Change) bool { return len(c.Rules) == 0 })
}

// Summary counts changes: "12 new, 3 gone and 4 reworded sentences".
func Summary(list []Change) string {
	kinds := map[string]int{}
	for _, c := range list {
		kinds[c.Kind]++
	}
	return fmt.Sprintf("%d new, %d gone and %d reworded sentences", kinds["new"], kinds["gone"], kinds["reworded"])
}

// Compare returns the changes from old to new sentences, if at least one of them is
// picked, sorted by place, with the rules of the ledger based on them. Equal
// numbers of removed and new sentences at one place are reworded sentences, paired
// by common words.
func Compare(entries []*Entry, old, now []*Sentence) []Change {
	byPrint := map[string]*Entry{}
	for _, e := range entries {
		byPrint[e.Fingerprint] = e
	}
	rules := func(s *Sentence) []string {
		if e := byPrint[s.Fingerprint]; e != nil {
			return e.Rules()
		}
		return nil
	}
	gone, came := difference(old, now), difference(now, old)
	var list []Change
	for _, place := range placesOf(gone, came) {
		left := gone[place]
		for _, n := range came[place] {
			i := closest(n, left)
			if i < 0 {
				list = append(list, Change{Kind: "new", Place: place, New: n.Fingerprint})
				continue
			}
			list = append(list, Change{"reworded", place, left[i].Fingerprint, n.Fingerprint, rules(left[i])})
			left = slices.Delete(slices.Clone(left), i, i+1)
		}
		for _, o := range left {
			list = append(list, Change{Kind: "gone", Place: place, Old: o.Fingerprint, Rules: rules(o)})
		}
	}
	return list
}

// difference returns the picked sentences of a that b does not have, by place.
func difference(a, b []*Sentence) map[string][]*Sentence {
	have := map[string]bool{}
	for _, s := range b {
		for _, p := range s.Places {
			have[s.Fingerprint+" "+p] = true
		}
	}
	list := map[string][]*Sentence{}
	for _, s := range a {
		for _, p := range s.Places {
			if s.Picked && !have[s.Fingerprint+" "+p] {
				list[p] = append(list[p], s)
			}
		}
	}
	return list
}

func placesOf(a, b map[string][]*Sentence) []string {
	var list []string
	for p := range a {
		list = append(list, p)
	}
	for p := range b {
		if a[p] == nil {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

// closest returns the index of the sentence with the largest share of words in
// common with s, at least half, or -1 if there is none.
func closest(s *Sentence, list []*Sentence) int {
	best, share := -1, 0.5
	for i, other := range list {
		if c := common(s.Text, other.Text); c >= share {
			best, share = i, c
		}
	}
	return best
}

// common returns the share of words that two texts have in common.
func common(a, b string) float64 {
	words := map[string]int{}
	first, second := strings.Fields(normalize(a)), strings.Fields(normalize(b))
	for _, w := range first {
		words[w]++
	}
	both := 0
	for _, w := range second {
		if words[w] > 0 {
			words[w]--
			both++
		}
	}
	return float64(both) / float64(max(len(first), len(second), 1))
}
