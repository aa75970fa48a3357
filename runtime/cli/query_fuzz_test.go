package cli

import (
	"testing"
)

// FuzzQuery gives any text to the option --query: it returns an error or a result,
// and never panics.
func FuzzQuery(f *testing.F) {
	for _, seed := range []string{"A[?B==`c`].D", "A\u0080", "length(A[])", "sort_by(A, &B)[0]", "A[::-1]",
		"max_by(A, &C)",
		"join(',', A[].B)", "let $x = A in $x[0]", "A | [?C > `1`]", "{x: A, y: E}", "to_number(A[0].B)"} {
		f.Add(seed)
	}
	value := map[string]any{"A": []any{map[string]any{"B": "b", "C": 1.0}, map[string]any{"B": "a"}, nil}, "E": true,
		"F": nil}
	f.Fuzz(func(t *testing.T, text string) {
		query, err := compileQuery(text)
		if err != nil {
			return
		}
		o := &output{query: query}
		_, _ = o.search(value)
	})
}
