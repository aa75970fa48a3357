package valid

// This file suggests names for mistyped ones, in messages of this package and of the
// command line.

// Nearest returns the known name with the smallest edit distance from name, or "" if
// none is close: one edit, and another one per three letters, are allowed.
func Nearest(name string, known []string) string {
	best, least := "", len(name)/3+2
	for _, k := range known {
		if d := len(name) - len(k); d >= least || -d >= least {
			continue // the distance is at least the difference in length
		}
		if d := distance(name, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance returns the edit distance of a and b: the number of letters to insert, delete
// or replace.
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
