package ec2query

// This file reads lists.

import (
	"fmt"
	"sort"
	"strings"
)

// A List steps through the elements of a list of structures or of lists.
type List struct {
	r       *Reader
	items   []item
	entered bool
}

// An item is one element of a list.
type item struct {
	scope
	index int
}

// List returns the list called name, or for "" a list directly inside a list.
// Elements are in the order of their indexes, for any order of the parameters. An
// index that is not a number of at least 1, or that follows a gap, is a problem of
// kind ListIndex. Gaps are closed, since a Go slice has none; elements with a bad
// index are dropped.
func (r *Reader) List(name string) *List {
	return &List{r: r, items: r.items(r.listPath(name))}
}

// listPath returns the prefix of the keys of the list called name.
func (r *Reader) listPath(name string) string {
	if name == "" {
		return r.scope().path
	}
	return r.scope().path + name + "."
}

// Len returns the number of remaining elements.
func (l *List) Len() int { return len(l.items) }

// Next makes the next element the current scope and reports whether there is one.
// After the last element, it restores the scope from before the first call; a loop
// that ends early must call Leave instead.
func (l *List) Next() bool {
	if l.entered {
		l.r.Leave()
		l.entered = false
	}
	if len(l.items) == 0 {
		return false
	}
	l.r.scopes = append(l.r.scopes, l.items[0].scope)
	l.items, l.entered = l.items[1:], true
	return true
}

// items finds the elements of the list whose keys start with path, in order.
func (r *Reader) items(path string) []item {
	s := r.inside(path)
	var items []item
	for i := s.low; i < s.high; {
		index, _, _ := strings.Cut(r.pairs[i].key[len(path):], ".")
		end := i + 1
		for end < s.high && within(r.pairs[end].key[len(path):], index) {
			end++
		}
		if n, ok := number(index); ok && n > 0 && index[0] != '0' {
			items = append(items, item{scope{path + index + ".", i, end}, n})
		} else {
			r.badIndex(i, end, index)
		}
		i = end
	}
	sort.Slice(items, func(i, j int) bool { return items[i].index < items[j].index })
	for i, it := range items {
		if it.index != i+1 {
			r.report(&r.pairs[it.low], ListIndex,
				fmt.Sprintf("index %d, want %d: indexes start at 1 without gaps", it.index, i+1))
			break
		}
	}
	return items
}

// within reports whether the rest of a key is index or something inside it.
func within(rest, index string) bool {
	return strings.HasPrefix(rest, index) && (len(rest) == len(index) || rest[len(index)] == '.')
}

// badIndex reports pairs[low:high], which have an invalid index.
func (r *Reader) badIndex(low, high int, index string) {
	for i := low; i < high; i++ {
		r.pairs[i].used = true
		r.report(&r.pairs[i], ListIndex, fmt.Sprintf("index %q; want a number of at least 1, without leading zeros",
			cut(index)))
	}
}
