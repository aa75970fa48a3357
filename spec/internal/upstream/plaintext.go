package upstream

// This file turns AWS's documentation, which is HTML written by hand, into plain
// text for comments.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// PlainText is the text of an HTML fragment: a paragraph a line, list items
// with a dash, markup of words left out. Text without markup comes back with
// its white space folded.
func PlainText(fragment string) string {
	var t text
	for z := html.NewTokenizer(strings.NewReader(fragment)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken: // the end: a string has no other error
			t.end()
			return strings.Join(t.lines, "\n")
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

// words appends text to the line, every run of white space as one space.
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

// char appends one character. Characters that comments cannot show are left out.
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

// tag ends the line at what is a block of its own.
func (t *text) tag(name string, start bool) {
	switch name {
	case "p", "br", "ul", "ol", "dl", "dt", "dd", "div", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "note", "important":
		t.end()
	case "li":
		t.end()
		if start {
			t.line.WriteString("-")
			t.space = true
		}
	case "td", "th":
		t.space = true
	case "script", "style":
		t.hidden = start
	}
}

// end finishes the line, if there is anything on it.
func (t *text) end() {
	if line := t.line.String(); line != "" && line != "-" {
		t.lines = append(t.lines, line)
		t.line.Reset()
	}
	t.space = false
}
