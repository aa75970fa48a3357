package spec

// This file decides how a text is written in YAML: without quotes if every YAML
// reader, of version 1.1 or 1.2, reads the same text, otherwise quoted.

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// appendText appends a text with or without quotes. In flow, inside [] and {}, some
// punctuation ends a text without quotes.
func appendText(b []byte, s string, flow bool) []byte {
	if isBare(s, flow) {
		return append(b, s...)
	}
	return appendQuoted(b, s)
}

// notText matches texts that some YAML reader reads as a number, a date, a boolean
// or null. It may match others: quotes are never wrong.
var notText = regexp.MustCompile(`^([-+.0-9][-+.0-9_:eExXoOabcdefABCDEFTtZz]*|[-+]?\.?(?i:inf|nan)|(?i:y|n|yes|no|on|off|true|false|null))$`)

// isBare reports whether a text can be written without quotes.
func isBare(s string, flow bool) bool {
	if s == "" || strings.ContainsRune("-?:,[]{}#&*!|>'\"%@` \t=<~", rune(s[0])) && !isDashed(s) {
		return false
	}
	if last := s[len(s)-1]; last == ' ' || last == ':' || strings.IndexByte("-+.0123456789yYnNoOtTfFiI", s[0]) >= 0 &&
		notText.MatchString(s) {
		return false
	}
	for i, c := range s {
		switch {
		case !isPrintable(c):
			return false
		case c == '#' && s[i-1] == ' ':
			return false
		case c == ':' && (flow || s[i+1] == ' '):
			return false
		case flow && strings.ContainsRune(",?[]{}", c):
			return false
		}
	}
	return true
}

// isDashed allows texts such as -root, which begin with a dash.
func isDashed(s string) bool {
	return len(s) > 1 && s[0] == '-' && s[1] != ' ' && s[1] != '-'
}

// appendQuoted appends a text in single quotes if possible (patterns stay
// readable), otherwise in double quotes with escapes.
func appendQuoted(b []byte, s string) []byte {
	simple := true
	for _, c := range s {
		simple = simple && isPrintable(c)
	}
	if simple && strings.ContainsAny(s, `\"`) {
		return append(append(append(b, '\''), strings.ReplaceAll(s, "'", "''")...), '\'')
	}
	b = append(b, '"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', byte(c))
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\t':
			b = append(b, `\t`...)
		case isPrintable(c):
			b = utf8.AppendRune(b, c)
		case c <= 0xffff:
			b = fmt.Appendf(b, `\u%04x`, c)
		default:
			b = fmt.Appendf(b, `\U%08x`, c)
		}
	}
	return append(b, '"')
}
