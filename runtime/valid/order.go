package valid

// This file is the order in which violations are reported: errors before warnings, and
// then as the members of the input stand, which is by name. The order of the checks, and
// of the model's file, does not show.

import (
	"sort"
	"strings"
)

// order sorts violations.
func (vs Violations) order() {
	sort.SliceStable(vs, func(i, j int) bool {
		if vs[i].Level != vs[j].Level {
			return vs[i].Level > vs[j].Level
		}
		return before(vs[i].Path, vs[j].Path)
	})
}

// before reports whether the value at one path stands before that at another: a
// structure before its members, an element before the next.
func before(a, b string) bool {
	for a != "" && b != "" {
		one, restOne := segment(a)
		two, restTwo := segment(b)
		switch {
		case one == two:
			a, b = restOne, restTwo
			continue
		case isIndex(one) && isIndex(two) && len(one) != len(two):
			return len(one) < len(two) // [9] and [10]
		}
		return one < two
	}
	return a == "" && b != ""
}

// segment cuts the first name or index off a path.
func segment(path string) (first, rest string) {
	if i := strings.IndexAny(path[1:], ".["); i >= 0 {
		return path[:i+1], strings.TrimPrefix(path[i+1:], ".")
	}
	return path, ""
}

func isIndex(segment string) bool {
	return len(segment) > 1 && segment[0] == '[' && segment[1] >= '0' && segment[1] <= '9'
}
