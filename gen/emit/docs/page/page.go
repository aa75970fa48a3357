// Package page declares the result of a renderer of the reference.
package page

import (
	"strings"
	"unicode"
)

// A File is a page, or a file that pages use.
type File struct {
	Name    string // slash-separated
	Content func() string
}

// Visible returns a text with its lines, without control characters.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, " "))
}
