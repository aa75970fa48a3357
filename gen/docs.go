package gen

// This file makes doc comments. Documentation is text that others wrote: it is
// cut into words and put together again, so that nothing in it can leave the
// comment or mean something to a tool.

import (
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// width is where comment lines are wrapped, indentation not counted.
const width = 77

// oneLine is text with every run of space and every control character as one space.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, " "), func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
}

// docLines wraps text, whose paragraphs are separated by empty lines. An empty
// text has no lines.
func docLines(text string) []string {
	var lines []string
	for _, paragraph := range paragraphs(text) {
		wrapped := wrap(paragraph)
		if len(lines) > 0 && len(wrapped) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, wrapped...)
	}
	return lines
}

// paragraphs cuts text at empty lines.
func paragraphs(text string) []string {
	var list []string
	var current []string
	for _, line := range append(strings.Split(text, "\n"), "") {
		if line = oneLine(line); line != "" {
			current = append(current, line)
		} else if len(current) > 0 {
			list = append(list, strings.Join(current, " "))
			current = nil
		}
	}
	return list
}

// wrap breaks one paragraph between words. No line starts with what gofmt or go
// doc reads as markup: such a sign stays with the word before, or goes.
func wrap(paragraph string) []string {
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

// addDoc appends a doc comment, one jen.Comment a line: jennifer turns a comment
// with a newline into /* */.
func addDoc(g *jen.Group, text string) {
	for _, c := range comments(docLines(text)) {
		g.Add(c)
	}
}

// docOf is a member's documentation with what the model knows beside it.
func docOf(m *spec.Member) string {
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
	return joinDoc(m.Doc, strings.Join(facts, " "), deprecation(m.Deprecated))
}

// joinDoc puts paragraphs together, leaving out empty ones.
func joinDoc(parts ...string) string {
	return strings.Join(filter(parts, func(s string) bool { return s != "" }), "\n\n")
}

// deprecation is the paragraph that tools look for.
func deprecation(d *spec.Deprecation) string {
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
