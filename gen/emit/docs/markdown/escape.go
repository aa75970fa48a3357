package markdown

// This file escapes text for Markdown, so that it is only shown.

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/emit/docs/page"
)

var (
	entity    = regexp.MustCompile(`&(#?[A-Za-z0-9]+;)`)
	lineStart = regexp.MustCompile(`^([#+=>-]|[0-9]+[.)])`)
)

// escaped escapes the characters that have a meaning anywhere in a line.
var escaped = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|",
	`\|`, "~", `\~`)

// text returns a text on one line, for any position in a line.
func text(s string) string {
	s = entity.ReplaceAllString(doctext.OneLine(s), "&amp;$1")
	return underscores(escaped.Replace(s))
}

// underscores escapes underscores that are not inside a word.
func underscores(s string) string {
	if !strings.Contains(s, "_") {
		return s
	}
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		inside := i > 0 && i < len(runes)-1 && isWord(runes[i-1]) && isWord(runes[i+1])
		if r == '_' && !inside {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// start returns a text for the start of a line.
func start(s string) string {
	s = text(s)
	if m := lineStart.FindString(s); m != "" {
		return s[:len(m)-1] + `\` + s[len(m)-1:]
	}
	return s
}

// inline returns a code span.
func inline(s string) string {
	s = doctext.OneLine(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if s == "" {
		return "`\"\"`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// fenced returns a block of code.
func fenced(language, s string) string {
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.TrimRight(page.Visible(s), "\n") + "\n" + fence + "\n"
}

// spans returns a block's text with its links.
func spans(d doctext.Doc, s string) string {
	var b strings.Builder
	for i, span := range d.Spans(s) {
		switch {
		case span.URL != "":
			b.WriteString("[" + text(span.Text) + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C").
				Replace(span.URL) + ">)")
		case i == 0:
			b.WriteString(keepSpaces(span.Text, start(span.Text)))
		default:
			b.WriteString(keepSpaces(span.Text, text(span.Text)))
		}
	}
	return b.String()
}

// keepSpaces restores the spaces at the ends of a part of a line.
func keepSpaces(from, to string) string {
	if strings.HasPrefix(from, " ") {
		to = " " + to
	}
	if strings.HasSuffix(from, " ") && to != " " {
		to += " "
	}
	return to
}
