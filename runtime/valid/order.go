package valid

// This file sorts violations: errors before warnings, then in the order of the input's
// members, which is by name. The result does not depend on the order of the checks or of
// the model's files.

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

// before reports whether path a sorts before path b: a structure before its members, an
// element before the next one.
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

// segment splits the first name or index off a path.
func segment(path string) (first, rest string) {
	if i := strings.IndexAny(path[1:], ".["); i >= 0 {
		return path[:i+1], strings.TrimPrefix(path[i+1:], ".")
	}
	return path, ""
}

func isIndex(segment string) bool {
	return len(segment) > 1 && segment[0] == '[' && segment[1] >= '0' && segment[1] <= '9'
}
