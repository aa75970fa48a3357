package spec

// This file suggests names for misspelled ones.

import "strings"

// join lists words for a message.
func join(words []string) string { return strings.Join(words, ", ") }

// didYouMean returns the remedy for an unknown name: the nearest known name, or
// otherwise the given text.
func didYouMean(name string, known []string, otherwise string) string {
	if near := nearest(name, known); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return otherwise
}

// nearest returns the candidate that is most similar to name, or "" if none is: it
// allows one edit per three letters, and a letter in the other case counts as half
// an edit.
func nearest(name string, candidates []string) string {
	const longest = 80 // for longer names, there is no suggestion
	if name == "" || len(name) > longest {
		return ""
	}
	best, bestDistance := "", len(name)/3*2+2 // in half edits; two more than allowed
	work := 2 << 20                           // a limit for models with many mistakes: some milliseconds
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

// Nearest returns the candidate that is most similar to name, or "" if none is
// similar enough to suggest.
func Nearest(name string, candidates []string) string { return nearest(name, candidates) }

// distance returns the edit distance in half edits: a letter in the other case
// costs one; a different, additional or missing letter and an exchange of two
// letters cost two. A distance above the limit may be any number above the limit.
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
			return least // an exchange can reduce it by two at most
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

// labels returns the names of a list of things.
func labels[S any, P named[S]](list []P) []string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = *p.label()
	}
	return names
}
