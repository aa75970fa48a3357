// Package page is what a renderer of the reference returns.
package page

import (
	"strings"
	"unicode"
)

// A File is a page, or a file that pages need.
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
