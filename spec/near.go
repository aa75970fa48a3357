package spec

// This file finds what a person meant who misspelled a name.

import "strings"

// join lists words for a message.
func join(words []string) string { return strings.Join(words, ", ") }

// didYouMean is the advice for a name that is unknown: the nearest one that is
// known, or else what is given.
func didYouMean(name string, known []string, otherwise string) string {
	if near := nearest(name, known); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return otherwise
}

// nearest finds the candidate that a person most likely meant by name, "" when
// none is close: one edit in three letters, the case of letters counting little.
func nearest(name string, candidates []string) string {
	const longest = 80 // longer names are not typing mistakes
	if name == "" || len(name) > longest {
		return ""
	}
	best, bestDistance := "", len(name)/3*2+2 // in half edits; two more than is allowed
	work := 2 << 20                           // a bound for models that are all mistakes: some milliseconds
	for _, c := range candidates {
		if c == name || len(c) > longest || 2*abs(len(c)-len(name)) >= bestDistance {
			continue
		}
		if work -= len(c) * len(name); work < 0 {
			break
		}
		if d := distance(name, c, bestDistance); d < bestDistance || d == bestDistance && best != "" && c < best {
			best, bestDistance = c, d
		}
	}
	return best
}

// Nearest is the candidate that a person most likely meant by name, or "" if none is
// close enough to suggest.
func Nearest(name string, candidates []string) string { return nearest(name, candidates) }

// distance is the edit distance in half edits: a letter in the other case
// costs one; another letter, one more, one less or two exchanged cost two.
// Above the limit it may be any number above the limit.
func distance(a, b string, limit int) int {
	var rows [3][81]int
	before, last, row := rows[0][:len(b)+1], rows[1][:len(b)+1], rows[2][:len(b)+1]
	for j := range row {
		row[j] = 2 * j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = 2 * i
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := 2
			switch {
			case a[i-1] == b[j-1]:
				cost = 0
			case a[i-1]|0x20 == b[j-1]|0x20:
				cost = 1
			}
			row[j] = min(last[j]+2, row[j-1]+2, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+2)
			}
			least = min(least, row[j])
		}
		if least > limit+2 {
			return least // an exchange can take back two, no more
		}
	}
	return row[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// labels are the names of a list of things.
func labels[S any, P named[S]](list []P) []string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = *p.label()
	}
	return names
}
