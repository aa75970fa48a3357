package emit

// This file makes doc comments. Documentation is text that others wrote: it is
// cut into words and put together again, so that nothing in it can leave the
// comment or mean something to a tool.

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// width is where comment lines are wrapped, indentation not counted.
const width = 77

// OneLine is text with every run of space and every control character as one space.
func OneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, " "), func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
}

// docLines wraps text, whose paragraphs are separated by empty lines, and where
// a line that starts with a dash begins a list item. An empty text has no lines.
func docLines(text string) []string {
	var lines []string
	afterItem := false
	for _, b := range blocks(text) {
		indent, first := "", ""
		if b.item {
			indent, first = "    ", "  - "
		}
		wrapped := wrap(b.text, width-len(indent))
		if len(wrapped) == 0 {
			continue
		}
		if len(lines) > 0 && !(b.item && afterItem) {
			lines = append(lines, "")
		}
		for i, line := range wrapped {
			if i == 0 {
				line = first + line
			} else {
				line = indent + line
			}
			lines = append(lines, line)
		}
		afterItem = b.item
	}
	return lines
}

// A block is a paragraph or a list item.
type block struct {
	text string
	item bool
}

// blocks cuts text at empty lines and before list items.
func blocks(text string) []block {
	var list []block
	var current []string
	item := false
	end := func() {
		if len(current) > 0 {
			list = append(list, block{strings.Join(current, " "), item})
		}
		current, item = nil, false
	}
	for _, line := range strings.Split(text, "\n") {
		line = OneLine(line)
		rest, dashed := strings.CutPrefix(line, "- ")
		switch {
		case line == "":
			end()
			continue
		case dashed:
			end()
			item, line = true, rest
		}
		current = append(current, line)
	}
	end()
	return list
}

// wrap breaks one paragraph between words. No line starts with what gofmt or go
// doc reads as markup: such a sign stays with the word before, or goes.
func wrap(paragraph string, width int) []string {
	words := strings.Fields(paragraph)
	for len(words) > 0 && isMarkup(words[0]) {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil
	}
	var lines []string
	line := ""
	for _, word := range words {
		switch {
		case line == "":
			line = word
		case len(line)+1+len(word) > width && !isMarkup(word):
			lines = append(lines, line)
			line = word
		case len(line) > 2*width: // nothing but signs since long
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// isMarkup says whether a line that starts with word is not plain text in a doc
// comment. (A line that starts with +build makes gofmt put a build constraint at
// the top of the file, wherever it is.)
func isMarkup(word string) bool {
	trimmed := strings.Trim(word, "0123456789")
	return strings.HasPrefix(word, "+build") ||
		trimmed != word && (trimmed == "." || trimmed == ")") ||
		strings.HasPrefix(word, "#") || word == "-" || word == "*" || word == "+" || word == "•" ||
		strings.HasPrefix(word, "[") && strings.HasSuffix(word, "]:")
}

// comments are lines as comment lines: "// x", and "//" for an empty one.
func comments(lines []string) []jen.Code {
	var list []jen.Code
	for _, line := range lines {
		if line == "" {
			list = append(list, jen.Comment("//"))
			continue
		}
		list = append(list, jen.Comment("// "+line))
	}
	return list
}

// AddDoc appends a doc comment, one jen.Comment a line: jennifer turns a comment
// with a newline into /* */.
func AddDoc(g *jen.Group, text string) {
	for _, c := range comments(docLines(text)) {
		g.Add(c)
	}
}

// DocOf is a member's documentation with what the model knows beside it.
func DocOf(m *spec.Member) string {
	var facts []string
	if m.Required {
		facts = append(facts, "Required.")
	}
	if m.Default != "" {
		facts = append(facts, "When it is absent the service takes "+m.Default+".")
	}
	if m.Since != "" {
		facts = append(facts, "In the API since "+m.Since+".")
	}
	return JoinDoc(m.Doc, strings.Join(facts, " "), Deprecation(m.Deprecated))
}

// JoinDoc puts paragraphs together, leaving out empty ones.
func JoinDoc(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n\n")
}

// Deprecation is the paragraph that tools look for.
func Deprecation(d *spec.Deprecation) string {
	if d == nil {
		return ""
	}
	text := d.Message
	if text == "" {
		text = "the service's documentation says so."
	}
	if d.Since != "" {
		text = "since " + d.Since + ": " + text
	}
	return "Deprecated: " + text
}
