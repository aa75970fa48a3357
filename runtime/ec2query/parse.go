package ec2query

// This file splits a form into sorted pairs, within limits.

import (
	"fmt"
	"net/url"
	"sort"
	"strings"
	"unicode/utf8"
)

// Limits limits what Parse accepts. A zero field means its default, a negative one
// no limit.
type Limits struct {
	Bytes int // length of the body; default 1 MiB
	Keys  int // number of pairs, including empty ones; default 10,000
	Depth int // names and numbers in one key; default 32
	Index int // maximum list index, and so of elements of one list; default 10,000
}

func (l Limits) withDefaults() Limits {
	set := func(v *int, def int) {
		if *v == 0 {
			*v = def
		} else if *v < 0 {
			*v = int(^uint(0) >> 1)
		}
	}
	set(&l.Bytes, 1<<20)
	set(&l.Keys, 10_000)
	set(&l.Depth, 32)
	set(&l.Index, 10_000)
	return l
}

// A LimitError says that a request is larger than a limit allows.
type LimitError struct {
	What  string // "bytes", "keys", "depth" or "list index"
	Limit int
	Key   string // the key that exceeds it, cut to 64 bytes; "" for the whole body
}

func (e *LimitError) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("query: %s over the limit of %d", e.What, e.Limit)
	}
	return fmt.Sprintf("query: key %q: %s over the limit of %d", e.Key, e.What, e.Limit)
}

// A SyntaxError says that a body is not a form, so that its parameters are unknown.
type SyntaxError struct {
	Offset int // of the pair, in bytes from 0
	Msg    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("query: offset %d: %s", e.Offset, e.Msg)
}

// A pair is one key with its value, unescaped.
type pair struct {
	key, value string
	offset     int  // in the body
	used       bool // a reader has read it
}

// Parse parses the body of a request, or the query of its URL. The result refers to
// a copy of the body.
//
// The error is a *LimitError, or a *SyntaxError if the body is not a form: a bad
// percent escape, text that is not UTF-8, or a ";", which some programs treat as
// "&". Reader.Problems reports problems of single parameters.
func Parse(body []byte, lim Limits) (*Reader, error) {
	pairs, err := split(string(body), lim)
	if err != nil {
		return nil, err
	}
	r := &Reader{pairs: pairs}
	sort.SliceStable(r.pairs, func(i, j int) bool { return comparePaths(r.pairs[i].key, r.pairs[j].key) < 0 })
	r.dropDuplicates()
	r.scopes = append(r.scopes, scope{high: len(r.pairs)})
	return r, nil
}

// A Pair is one parameter of a form, unescaped.
type Pair struct{ Key, Value string }

// Pairs returns the parameters of a form in its order, duplicates included. It
// accepts exactly the forms that Parse accepts, and returns the same errors: a
// signature protects a request only if its verifier and its reader see the same
// pairs.
func Pairs(form []byte, lim Limits) ([]Pair, error) {
	found, err := split(string(form), lim)
	if err != nil {
		return nil, err
	}
	list := make([]Pair, len(found))
	for i, p := range found {
		list[i] = Pair{p.key, p.value}
	}
	return list, nil
}

// split returns the pairs of a form in its order. Empty pairs, as in "a=1&&b=2",
// are dropped, but count against the limit.
func split(form string, lim Limits) ([]pair, error) {
	lim = lim.withDefaults()
	if len(form) > lim.Bytes {
		return nil, &LimitError{What: "bytes", Limit: lim.Bytes}
	}
	if strings.Count(strings.TrimSuffix(form, "&"), "&") >= lim.Keys {
		return nil, &LimitError{What: "keys", Limit: lim.Keys}
	}
	pairs := make([]pair, 0, countPairs(form))
	for rest, offset := form, 0; rest != ""; {
		text, after, _ := strings.Cut(rest, "&")
		if text != "" {
			p, err := parsePair(text, offset)
			if err == nil {
				err = lim.check(p.key)
			}
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, p)
		}
		rest, offset = after, offset+len(text)+1
	}
	return pairs, nil
}

// countPairs returns the number of pairs that are not empty, so that they are
// allocated once.
func countPairs(form string) (n int) {
	inside := false
	for i := 0; i < len(form); i++ {
		if form[i] == '&' {
			inside = false
		} else if !inside {
			inside = true
			n++
		}
	}
	return n
}

// parsePair reads "key=value" or "key", escaped.
func parsePair(text string, offset int) (pair, error) {
	if strings.Contains(text, ";") {
		return pair{}, &SyntaxError{offset, `got ";", want "&" or "%3B"`}
	}
	key, value, _ := strings.Cut(text, "=")
	key, err := unescape(key, offset)
	if err != nil {
		return pair{}, err
	}
	value, err = unescape(value, offset)
	return pair{key: key, value: value, offset: offset}, err
}

func unescape(s string, offset int) (string, error) {
	s, err := url.QueryUnescape(s)
	if err != nil {
		return "", &SyntaxError{offset, err.Error()}
	}
	if !utf8.ValidString(s) {
		return "", &SyntaxError{offset, "text that is not UTF-8"}
	}
	return s, nil
}

// check checks a key's path against the limits. Only the model knows which numbers
// are list indexes, so it checks all of them.
func (l Limits) check(key string) error {
	if n := strings.Count(key, ".") + 1; n > l.Depth {
		return &LimitError{What: "depth", Limit: l.Depth, Key: cut(key)}
	}
	for rest := key; rest != ""; {
		var name string
		name, rest, _ = strings.Cut(rest, ".")
		if n, ok := number(name); ok && n > l.Index {
			return &LimitError{What: "list index", Limit: l.Index, Key: cut(key)}
		}
	}
	return nil
}

// number parses a text of digits only. A number that is too large for an int is
// larger than any limit.
func number(s string) (n int, ok bool) {
	const huge = 1 << 30
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		if n < huge {
			n = 10*n + int(s[i]-'0')
		}
	}
	return n, s != ""
}

// comparePaths orders keys by their names, not their bytes: "A", "A.1", "A.1.B", "A-B".
// Everything inside a key follows it directly, for any characters in names, because the
// dot sorts before all others.
func comparePaths(a, b string) int {
	n := len(a)
	if len(b) < n {
		n = len(b)
	}
	for i := 0; i < n; i++ {
		if a[i] == b[i] {
			continue
		}
		switch {
		case a[i] == '.':
			return -1
		case b[i] == '.', a[i] > b[i]:
			return 1
		}
		return -1
	}
	return len(a) - len(b)
}

// cut shortens a text of the request for a message.
func cut(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	return s[:most] + "..."
}
