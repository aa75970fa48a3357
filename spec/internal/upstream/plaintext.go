package upstream

// This file converts AWS's documentation, which is hand-written HTML, to plain text
// for comments.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// PlainText returns the text of an HTML fragment: one line per paragraph with empty
// lines between, list items on separate lines after a dash, without markup of
// words. For text without markup it only folds white space.
func PlainText(fragment string) string {
	var t text
	for z := html.NewTokenizer(strings.NewReader(fragment)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken: // the end: a string has no other error
			t.end()
			return t.join()
		case html.TextToken:
			if !t.hidden {
				t.words(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			t.tag(string(name), kind == html.StartTagToken)
		}
	}
}

// A text collects words into lines.
type text struct {
	lines  []string
	line   strings.Builder
	space  bool // white space since the last word
	hidden bool // inside <script> or <style>: nothing there is text
}

// words appends text to the line, with every run of white space as one space.
func (t *text) words(s string) {
	for s != "" {
		word := strings.TrimLeftFunc(s, unicode.IsSpace)
		t.space = t.space || len(word) < len(s)
		n := strings.IndexFunc(word, unicode.IsSpace)
		if n < 0 {
			n = len(word)
		}
		s = word[n:]
		for _, r := range word[:n] {
			t.char(r)
		}
	}
}

// char appends one character. Characters that comments cannot show are dropped.
func (t *text) char(r rune) {
	if r == utf8.RuneError || !unicode.IsPrint(r) {
		return
	}
	if t.space && t.line.Len() > 0 {
		t.line.WriteByte(' ')
	}
	t.space = false
	t.line.WriteRune(r)
}

// tag ends the line at block elements.
func (t *text) tag(name string, start bool) {
	switch name {
	case "p", "br", "ul", "ol", "dl", "dt", "dd", "div", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "note",
		"important":
		t.end()
	case "li":
		t.end()
		t.line.Reset() // an empty item
		if t.space = start; start {
			t.line.WriteString("-")
		}
	case "td", "th":
		t.space = true
	case "script", "style":
		t.hidden = start
	}
}

// end ends the line, if it has more than a list item's dash.
func (t *text) end() {
	line := t.line.String()
	if t.space = line == "-"; line != "" && !t.space {
		t.lines = append(t.lines, line)
		t.line.Reset()
	}
}

// join joins the lines with empty lines between them, except between the items of
// one list.
func (t *text) join() string {
	var b strings.Builder
	for i, line := range t.lines {
		switch {
		case i == 0:
		case strings.HasPrefix(line, "- ") && strings.HasPrefix(t.lines[i-1], "- "):
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(line)
	}
	return b.String()
}
