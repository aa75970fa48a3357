package ledger

// This file compares a new model with only the ledger, for use without the text
// that the ledger was written for.

import "slices"

// Against returns the changes from the ledger's sentences to those of a model,
// sorted by place, with the rules based on them. A removed and a new sentence at
// the same place count as one reworded sentence, because the old words are unknown.
func Against(entries []*Entry, sentences []*Sentence) []Change {
	known := map[string]*Entry{}
	for _, e := range entries {
		known[e.Fingerprint] = e
	}
	present := map[string]*Sentence{}
	came, places := map[string][]*Sentence{}, map[string]bool{}
	for _, s := range sentences {
		if !s.Picked {
			continue
		}
		present[s.Fingerprint] = s
		for _, p := range s.Places {
			if e := known[s.Fingerprint]; e == nil || !e.Covers(p) {
				came[p], places[p] = append(came[p], s), true
			}
		}
	}
	gone := map[string][]*Entry{}
	for _, e := range entries {
		for _, p := range e.Places {
			one := &Entry{Places: []string{p}}
			if s := present[e.Fingerprint]; s == nil || !slices.ContainsFunc(s.Places, one.Covers) {
				gone[p], places[p] = append(gone[p], e), true
			}
		}
	}
	var list []Change
	for p := range places {
		list = append(list, pair(p, gone[p], came[p])...)
	}
	slices.SortFunc(list, Change.compare)
	return list
}

// pair returns the changes at one place.
func pair(place string, gone []*Entry, came []*Sentence) (list []Change) {
	for i, s := range came {
		if i < len(gone) {
			list = append(list, Change{"reworded", place, gone[i].Fingerprint, s.Fingerprint, gone[i].Rules()})
			continue
		}
		list = append(list, Change{Kind: "new", Place: place, New: s.Fingerprint})
	}
	for _, e := range gone[min(len(came), len(gone)):] {
		list = append(list, Change{Kind: "gone", Place: place, Old: e.Fingerprint, Rules: e.Rules()})
	}
	return list
}
