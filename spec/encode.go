package spec

// This file writes a model as canonical YAML: the same model gives the same bytes,
// and a small change of the model is a small change of the text. The tables of
// keys.go define what is written; this file defines the layout: named things have
// their own lines, and a member, an element or a bound is one line if it fits.

import (
	"strings"
	"unicode/utf8"
)

// Encode returns the model as the text of one model file. Loading it gives an equal
// model, except for positions and Sources.
func Encode(m *Model) []byte {
	var w yamlWriter
	w.mapping(modelTable.show(m), 0)
	return w.b
}

// A node is a YAML value to write.
type node struct {
	kind   nodeKind
	text   string  // of a scalar
	quoted bool    // a scalar that is quoted although it need not be
	plain  bool    // a scalar without quotes: a number, true, a date
	list   []*node // of a list
	fields []entry // of a mapping
	tall   bool    // never on one line, so that adding an entry adds one line and changes no other
}

type nodeKind int

const (
	scalarNode nodeKind = iota
	listNode
	mappingNode
)

type entry struct {
	name  string
	value *node
}

// The maximum lengths of lines: of values, which people scan, and of paragraphs,
// which they read.
const (
	width     = 140
	textWidth = 100
)

type yamlWriter struct{ b []byte }

func (w *yamlWriter) indent(n int) {
	for ; n > 0; n-- {
		w.b = append(w.b, ' ', ' ')
	}
}

// mapping writes the entries of a mapping, each on its own lines.
func (w *yamlWriter) mapping(n *node, depth int) {
	for _, e := range n.fields {
		w.indent(depth)
		w.b = appendText(w.b, e.name, false)
		w.b = append(w.b, ':')
		w.value(e.value, depth, len(e.name)+1)
	}
}

// value writes the value after "key:" or "-", including the line break.
func (w *yamlWriter) value(n *node, depth, used int) {
	if n.kind == scalarNode {
		w.b = append(w.b, ' ')
		w.scalar(n, depth+1)
		return
	}
	start := len(w.b)
	if short := appendFlow(append(w.b, ' '), n, start+width-2*depth-used); short != nil {
		w.b = append(short, '\n')
		return
	}
	w.b = append(w.b[:start], '\n')
	if n.kind == mappingNode {
		w.mapping(n, depth+1)
		return
	}
	for _, item := range n.list {
		w.item(item, depth+1)
	}
}

// item writes one element of a list. The first key of a mapping follows the dash.
func (w *yamlWriter) item(n *node, depth int) {
	w.indent(depth)
	w.b = append(w.b, '-')
	start := len(w.b)
	switch short := appendFlow(append(w.b, ' '), n, start+width-2*depth); {
	case n.kind == scalarNode:
		w.value(n, depth, 1)
	case short != nil:
		w.b = append(short, '\n')
	case n.kind == mappingNode:
		w.b = w.b[:start]
		var block yamlWriter
		block.mapping(n, depth+1)
		w.b = append(append(w.b, ' '), block.b[2*(depth+1):]...)
	default:
		w.b = append(w.b[:start], '\n')
		for _, item := range n.list {
			w.item(item, depth+1)
		}
	}
}

// appendFlow appends a value as [a, b] or {a: b}. It returns nil if the value must
// not be on one line or does not fit within the limit.
func appendFlow(b []byte, n *node, limit int) []byte {
	if n.tall && len(n.fields)+len(n.list) > 0 || len(b) > limit {
		return nil
	}
	switch n.kind {
	case listNode:
		b = append(b, '[')
		for i, item := range n.list {
			if i > 0 {
				b = append(b, ", "...)
			}
			if b = appendFlow(b, item, limit); b == nil {
				return nil
			}
		}
		b = append(b, ']')
	case mappingNode:
		b = append(b, '{')
		for i, e := range n.fields {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(appendText(b, e.name, true), ": "...)
			if b = appendFlow(b, e.value, limit); b == nil {
				return nil
			}
		}
		b = append(b, '}')
	default:
		if strings.Contains(n.text, "\n") && !n.quoted {
			return nil
		}
		b = appendScalar(b, n, true)
	}
	if len(b) > limit {
		return nil
	}
	return b
}

func appendScalar(b []byte, n *node, flow bool) []byte {
	switch {
	case n.plain:
		return append(b, n.text...)
	case n.quoted:
		return appendQuoted(b, n.text)
	}
	return appendText(b, n.text, flow)
}

// scalar writes a text in the most readable form: several lines as a block, long
// paragraphs folded, the rest on one line.
func (w *yamlWriter) scalar(n *node, depth int) {
	switch long := len(n.text) > textWidth-2*depth; {
	case n.plain || !strings.Contains(n.text, "\n") && !long || !isBlockText(n.text):
		w.b = append(appendScalar(w.b, n, false), '\n')
	case strings.Contains(n.text, "\n"):
		w.b = append(w.b, "|-\n"...)
		for _, line := range strings.Split(n.text, "\n") {
			w.line(line, depth)
		}
	default:
		w.b = append(w.b, ">-\n"...)
		for rest := n.text; rest != ""; {
			var line string
			line, rest = breakLine(rest, textWidth-2*depth)
			w.line(line, depth)
		}
	}
}

func (w *yamlWriter) line(text string, depth int) {
	if text != "" {
		w.indent(depth)
	}
	w.b = append(append(w.b, text...), '\n')
}

// breakLine cuts a text at the last single space before the width, or at the
// first one after it. (Folding would keep one of several spaces as text.)
func breakLine(s string, width int) (line, rest string) {
	cut := -1
	for i := 1; i < len(s)-1; i++ {
		if s[i] == ' ' && s[i-1] != ' ' && s[i+1] != ' ' {
			if i > width && cut > 0 {
				break
			}
			if cut = i; i > width {
				break
			}
		}
	}
	if cut < 0 || len(s) <= width {
		return s, ""
	}
	return s[:cut], s[cut+1:]
}

// isBlockText reports whether a text can be written as a block scalar. White space
// at either end of a line, or an empty first line, would be lost or change the
// meaning.
func isBlockText(s string) bool {
	for _, line := range strings.Split(s, "\n") {
		if line != strings.Trim(line, " \t") {
			return false
		}
	}
	if strings.HasPrefix(s, "\n") || strings.HasSuffix(s, "\n") {
		return false
	}
	for _, c := range s {
		if c != '\n' && !isPrintable(c) {
			return false
		}
	}
	return true
}

// isPrintable reports whether YAML allows a character and all parsers treat it
// alike.
func isPrintable(c rune) bool {
	return ' ' <= c && c < 0x7f || 0xa0 <= c && c < 0xd800 && c != '\u2028' && c != '\u2029' || 0xe000 <= c &&
		c < 0xfffd && c != '\ufeff' || 0x10000 <= c && c <= utf8.MaxRune
}
