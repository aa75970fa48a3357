package emit

// This file makes doc comments. Documentation is text that others wrote: it is
// cut into words and put together again, so that nothing in it can leave the
// comment or mean something to a tool.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// width is where comment lines are wrapped, indentation not counted.
const width = 77

// OneLine is text with every run of space and every control character as one space.
func OneLine(text string) string { return doctext.OneLine(text) }

// docLines wraps text, whose paragraphs are separated by empty lines. A line that
// starts with "- " begins a list item, one that starts with "# " and stands alone is a
// heading, and "[text]: URL" says where [text] links to. An empty text has no lines.
func docLines(text string) []string {
	var lines []string
	doc := doctext.Parse(text)
	before := doctext.Paragraph
	for _, b := range doc.Blocks {
		rendered := blockLines(b, doc.Links)
		if len(rendered) == 0 {
			continue
		}
		if len(lines) > 0 && !(b.Kind == doctext.Item && before == doctext.Item) {
			lines = append(lines, "")
		}
		lines = append(lines, rendered...)
		before = b.Kind
	}
	if len(lines) > 0 && len(doc.Links) > 0 {
		lines = append(lines, "")
		for _, l := range doc.Links {
			lines = append(lines, "["+l.Text+"]: "+l.URL)
		}
	}
	return lines
}

// blockLines wraps a block.
func blockLines(b doctext.Block, links []doctext.Link) []string {
	switch b.Kind {
	case doctext.Heading:
		return []string{"# " + b.Text}
	case doctext.Item:
		wrapped := wrap(b.Text, width-4, links)
		for i := range wrapped {
			indent := "    "
			if i == 0 {
				indent = "  - "
			}
			wrapped[i] = indent + wrapped[i]
		}
		return wrapped
	default:
		return wrap(b.Text, width, links)
	}
}

// unbreakable stands for a space within a link while a paragraph is wrapped.
const unbreakable = "\x00"

// protect keeps the texts of links in one piece, and apart from the word after: go doc
// takes [text]word for plain text.
func protect(text string, links []doctext.Link) string {
	for _, l := range links {
		whole := "[" + strings.ReplaceAll(l.Text, " ", unbreakable) + "]"
		pieces := strings.Split(text, "["+l.Text+"]")
		for i, piece := range pieces[1:] {
			if first, _ := utf8.DecodeRuneInString(piece); unicode.IsLetter(first) {
				pieces[i+1] = " " + piece
			}
		}
		text = strings.Join(pieces, whole)
	}
	return text
}

// wrap breaks one paragraph between words. No line starts with what gofmt or go
// doc reads as markup: such a sign stays with the word before, or goes.
func wrap(text string, width int, links []doctext.Link) []string {
	words := strings.Fields(protect(text, links))
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
	lines = append(lines, line)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], unbreakable, " ")
	}
	return lines
}

// isMarkup reports whether a line that starts with word is not plain text in a doc
// comment. (A line that starts with +build makes gofmt put a build constraint at
// the top of the file, wherever it is.)
func isMarkup(word string) bool {
	trimmed := strings.Trim(word, "0123456789")
	return strings.HasPrefix(word, "+build") ||
		trimmed != word && (trimmed == "." || trimmed == ")") ||
		strings.HasPrefix(word, "#") || word == "-" || word == "*" || word == "+" || word == "•" ||
		strings.HasPrefix(word, "[") && strings.HasSuffix(word, "]:")
}

// CommentLines is documentation as the lines of a comment.
func CommentLines(text string) []string {
	lines := docLines(text)
	for i, line := range lines {
		lines[i] = strings.TrimRight("// "+line, " ")
	}
	return lines
}

// AddDoc appends a doc comment, one jen.Comment a line: jennifer turns a comment
// with a newline into /* */.
func AddDoc(g *jen.Group, text string) {
	for _, line := range CommentLines(text) {
		g.Comment(line)
	}
}

// fewValues is how many values of an enum a member names. Members of larger enums leave
// that to the type: a new value would change the comment of each of them.
const fewValues = 6

// knownValues names the values of a member that is an enum, or a list of one.
func knownValues(s *spec.Shape) string {
	if s.Kind == spec.List && s.Elem != nil {
		s = s.Elem.Shape
	}
	if s.Kind != spec.Enum || len(s.Values) == 0 || len(s.Values) > fewValues {
		return ""
	}
	names := make([]string, len(s.Values))
	for i, v := range s.Values {
		names[i] = v.Value
	}
	return "Known values: " + strings.Join(names, ", ") + "."
}

// DocOf is a member's documentation, followed by facts from the model.
func DocOf(p *plan.Plan, f *plan.Field) string {
	var facts []string
	if f.Required {
		facts = append(facts, "Required.")
	}
	if f.Default != "" {
		facts = append(facts, "Default: "+f.Default+".")
	}
	if values := knownValues(f.Member.Shape); values != "" {
		facts = append(facts, values)
	}
	if since := Since(p, f.Since); since != "" {
		facts = append(facts, since)
	}
	if len(f.Rules) > 0 {
		facts = append(facts, "Rules: "+strings.Join(f.Rules, ", ")+".")
	}
	return JoinDoc(f.Doc, strings.Join(facts, " "), Deprecation(f.Deprecated))
}

// Since says since when the API has a thing; "" if that is not known, or not wanted.
func Since(p *plan.Plan, date string) string {
	if date == "" || p.NoSince {
		return ""
	}
	return "In the API since " + date + "."
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
		text = "deprecated in AWS's documentation."
	}
	if d.Since != "" {
		text = "since " + d.Since + ": " + text
	}
	return "Deprecated: " + text
}
