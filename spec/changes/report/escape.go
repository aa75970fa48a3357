package report

// This file makes texts from models safe to print. A model may come from anywhere:
// its names and ids must not move a terminal's cursor, mention a person, link to a
// page or end their paragraph.

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible returns a text on one line: white space becomes single spaces, and
// characters that are invisible or change how others look become escapes such as
// \x1b and \u202e.
func visible(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.ValidString(s) && !strings.ContainsFunc(s, invisible) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1, r < utf8.RuneSelf && invisible(r):
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case invisible(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}

// invisible reports whether r is a control or format character: ESC, C1
// controls, bidirectional overrides, zero-width spaces, line separators.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}

// code formats a text as inline code in Markdown, in which nothing is a mention, a
// link, HTML or emphasis, or returns "" for "".
func code(s string) string {
	if s = visible(s); s == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}
