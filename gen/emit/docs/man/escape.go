package man

// This file escapes text for roff, so that it is only shown.

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/ec2gen/ec2gen/gen/doctext"
)

// escape escapes a line of text: a backslash begins an escape, and a hyphen would
// become a dash, which a shell does not accept.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || unicode.IsPrint(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	return ascii(strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(s))
}

// ascii writes non-ASCII characters by their numbers, for any encoding.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 127 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	return b.String()
}

// text returns escaped text on one line.
func text(s string) string { return escape(doctext.OneLine(s)) }

// start returns text for the start of a line, so that it is not a request.
func start(s string) string { return guard(text(s)) }

// guard prevents that a line is read as a request.
func guard(s string) string {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") || s == "" || strings.HasPrefix(s, " ") {
		return `\&` + s
	}
	return s
}

// quoted returns an argument of a macro.
func quoted(s string) string { return `"` + quotedText(s) + `"` }

// quotedText escapes the text between the quotes of an argument.
func quotedText(s string) string { return strings.ReplaceAll(text(s), `"`, `\(dq`) }
