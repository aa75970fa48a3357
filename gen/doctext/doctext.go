// Package doctext parses the model's documentation: text in paragraphs, list items
// and headings, with links. Doc comments and reference pages use the same blocks,
// so that both have the same content.
package doctext

import (
	"regexp"
	"strings"
	"unicode"
)

// OneLine returns text with every run of white space and control characters
// replaced by one space.
func OneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, " "),
		func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
}

// A Doc is a parsed documentation.
type Doc struct {
	Blocks []Block
	Links  []Link
}

// A Block is a piece of documentation: text on one line.
type Block struct {
	Kind Kind
	Text string
}

// Kind is the kind of a block.
type Kind int

// The kinds.
const (
	Paragraph Kind = iota
	Item
	Heading
)

// A Link is the definition of a link: [text]: URL.
type Link struct{ Text, URL string }

var (
	linkDefinition = regexp.MustCompile(`^\[([^\[\]]+)\]: (https?://[^\s\[\]<>"]+)$`)
	headingLine    = regexp.MustCompile(`^# (\pL.{0,100})$`)
)

// Parse splits text at empty lines and before list items, and removes the
// definitions of links. A line that starts with "- " begins an item, a single line
// that starts with "# " is a heading, and "[text]: URL" defines the link [text].
func Parse(text string) Doc {
	var d Doc
	defined := map[string]bool{}
	for _, part := range splitParagraphs(text) {
		if m := headingLine.FindStringSubmatch(part[0]); m != nil && len(part) == 1 {
			d.add(Block{Heading, m[1]})
			continue
		}
		current := Block{}
		for _, line := range part {
			m := linkDefinition.FindStringSubmatch(line)
			rest, dashed := strings.CutPrefix(line+" ", "- ") // a single "-" is an empty item
			switch {
			case m != nil && !defined[m[1]]:
				defined[m[1]] = true
				d.Links = append(d.Links, Link{m[1], m[2]})
			case m != nil:
			case dashed:
				d.add(current)
				current = Block{Item, strings.TrimSpace(rest)}
			default:
				current.Text += " " + line
			}
		}
		d.add(current)
	}
	return d
}

// add appends a block, unless it is empty.
func (d *Doc) add(b Block) {
	if b.Text = strings.TrimSpace(b.Text); b.Text != "" {
		d.Blocks = append(d.Blocks, b)
	}
}

// A Span is a piece of a block's text.
type Span struct {
	Text string
	URL  string // "": plain text
}

// Spans splits a text at its links, [text] for a link with that text.
func (d Doc) Spans(text string) []Span {
	spans := []Span{{Text: text}}
	for _, l := range d.Links {
		var next []Span
		for _, s := range spans {
			pieces := strings.Split(s.Text, "["+l.Text+"]")
			if s.URL != "" || len(pieces) == 1 {
				next = append(next, s)
				continue
			}
			for i, piece := range pieces {
				if i > 0 {
					next = append(next, Span(l))
				}
				if piece != "" {
					next = append(next, Span{Text: piece})
				}
			}
		}
		spans = next
	}
	return spans
}

// splitParagraphs returns the lines between empty lines.
func splitParagraphs(text string) (parts [][]string) {
	var current []string
	for _, line := range append(strings.Split(text, "\n"), "") {
		if line = OneLine(line); line != "" {
			current = append(current, line)
		} else if len(current) > 0 {
			parts, current = append(parts, current), nil
		}
	}
	return parts
}
