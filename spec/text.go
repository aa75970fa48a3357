package spec

// This file defines the form of texts and names. Names become parts of Go
// identifiers, file names, XML and URLs, so each has the narrowest form that EC2
// requires; free text may contain anything except characters that hide text or
// break lines.

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A textRule is the rule for one kind of text.
type textRule struct {
	what  string            // "a shape name", for messages
	max   int               // bytes
	empty bool              // may be empty
	lines bool              // may have line breaks and tabs
	words bool              // every text of ASCII letters and digits that begins with a letter satisfies it
	form  *regexp.Regexp    // nil: any
	ok    func(string) bool // nil: any
	want  string            // the remedy if the form does not match
}

var (
	identifier = regexp.MustCompile(`^_*[A-Za-z][A-Za-z0-9_]*$`)

	nameText = textRule{words: true, what: "a name", max: 200, form: identifier,
		want: "use letters, digits and _, beginning with a letter"}
	goText = textRule{what: "an exported Go name", max: 200, empty: true,
		form: regexp.MustCompile(`^[A-Z][A-Za-z0-9_]*$`),
		want: "use letters, digits and _, beginning with a capital"}
	wireText = textRule{words: true, what: "a name on the wire", max: 200, empty: true,
		form: regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:-]*$`),
		want: "use letters, digits, _, -, . and :, beginning with a letter"}
	codeText = textRule{words: true, what: "an error code", max: 200,
		form: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:-]*$`),
		want: "use letters, digits and dots, beginning with a letter"}
	filterText = textRule{words: true, what: "a filter's name", max: 200,
		form: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*:?$`),
		want: "use letters, digits, dots and dashes; a colon at the end stands for any key"}
	pathText = textRule{words: true, what: "a member path", max: 400,
		form: regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`),
		want: "join member names with dots"}
	dateText = textRule{what: "a date", max: 10, empty: true, ok: isDate, want: "write it as YYYY-MM-DD"}
	lineText = textRule{words: true, what: "a text of one line", max: 1 << 10, empty: true,
		want: "keep it on one line, without control characters"}
	hostText = textRule{what: "the beginning of a host name", max: 200, empty: true,
		form: regexp.MustCompile(`^([A-Za-z0-9.-]|\{[A-Za-z0-9_]+\})*$`),
		want: "use letters, digits, dots, - and {Member}"}
	versionText = textRule{words: true, what: "an API version", max: 40,
		form: regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]*$`), want: "write it as YYYY-MM-DD"}
	uriText = textRule{what: "a URI", max: 400, empty: true, form: regexp.MustCompile(`^[!#-;=?-\[\]_a-z~]+$`),
		want: "use the characters of URIs only"}
	patternText = textRule{words: true, what: "a pattern", max: 4 << 10, empty: true,
		want: "keep it on one line, without control characters"}
	valueText = textRule{words: true, what: "a value", max: 1 << 10,
		want: "keep it on one line, without control characters, and not empty"}
	nameInValue = textRule{words: true, what: "a key", max: 400, empty: true,
		want: "keep it short, without control characters"}
	docText = textRule{words: true, what: "documentation", max: 64 << 10, empty: true, lines: true,
		want: "shorten it, and leave out control characters"}
	longText = textRule{words: true, what: "a text", max: 1 << 20, empty: true, lines: true,
		want: "shorten it, and leave out control characters"}
)

func isDate(s string) bool {
	_, err := time.Parse("2006-01-02", s)
	return err == nil
}

// trim removes the line breaks at the end of a text of several lines, which are
// part of the file's layout, not of the text.
func (r *textRule) trim(s string) string {
	if r.lines {
		return strings.TrimRight(s, "\n")
	}
	return s
}

// wrong describes the problem of a text, or returns "" if there is none.
func (r *textRule) wrong(s string) string {
	if r.words && len(s) <= r.max && isWord(s) {
		return "" // most texts are; this saves a third of decoding
	}
	switch bad := r.badRune(s); {
	case s == "" && r.empty:
		return ""
	case s == "":
		return "empty where " + r.what + " is expected"
	case len(s) > r.max:
		return fmt.Sprintf("%d bytes; %s has at most %d", len(s), r.what, r.max)
	case bad >= 0:
		return fmt.Sprintf("character %U is not allowed in %s", bad, r.what)
	case r.form != nil && !r.form.MatchString(s) || r.ok != nil && !r.ok(s):
		return fmt.Sprintf("%s is not %s", quote(s), r.what)
	}
	return ""
}

// isWord reports whether a text is ASCII letters and digits, a letter first.
func isWord(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// badRune returns a character that no text may contain: control characters, and
// those that change how text looks (bidirectional overrides, line separators).
func (r *textRule) badRune(s string) rune {
	for i, c := range s {
		switch {
		case ' ' <= c && c < 0x7f:
		case c == '\n' || c == '\t':
			if !r.lines {
				return c
			}
		case c == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return c
			}
		case unicode.IsControl(c), c == '\u2028', c == '\u2029', c == '\ufeff', '\u202a' <= c &&
			c <= '\u202e', '\u2066' <= c && c <= '\u2069':
			return c
		}
	}
	return -1
}
