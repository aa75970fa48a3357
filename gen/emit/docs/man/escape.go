package man

// This file turns text that others wrote into roff that shows it and does nothing else.

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/ec2gen/ec2gen/gen/doctext"
)

// escape is a line of text: a backslash begins an escape, and a hyphen would become a
// dash that a shell does not read.
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

// ascii writes other characters by their numbers, which every encoding can carry.
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

// text is text on one line.
func text(s string) string { return escape(doctext.OneLine(s)) }

// start is text at the start of a line, which is no request.
func start(s string) string { return guard(text(s)) }

// guard keeps a line from being read as a request.
func guard(s string) string {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") || s == "" || strings.HasPrefix(s, " ") {
		return `\&` + s
	}
	return s
}

// quoted is an argument of a macro.
func quoted(s string) string { return `"` + quotedText(s) + `"` }

// quotedText is what stands between the quotes of one.
func quotedText(s string) string { return strings.ReplaceAll(text(s), `"`, `\(dq`) }
