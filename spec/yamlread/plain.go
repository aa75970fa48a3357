package yamlread

// This file is a second parser, for the part of YAML that model files use: block
// mappings and lists, one-line flow mappings and lists, scalars on one line,
// text blocks without surprises. It is five times as fast as yaml.v3 and gives
// the same nodes, or none: it leaves all other syntax, and every error, to
// yaml.v3. The built-in model is 1 MB of such YAML, which yaml.v3 parses in 60
// ms and this file in 12 ms, in each run of ec2gen. A packed copy of the model
// would be even faster, but would be a second source of truth. FuzzPlain
// compares the two parsers.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// parsePlain returns the root of a document, or nil if the text is not of the
// plain kind. It sets Kind, Style, Value, Content, Line and Column of nodes,
// and Tag if it is !!null.
func parsePlain(text string) *yaml.Node {
	if !utf8.ValidString(text) || strings.IndexFunc(text, control) >= 0 {
		return nil // the library reports the position
	}
	p := &plainParser{text: text, line: 1}
	if p.content() != 0 {
		return nil
	}
	root := p.block(0, 0)
	if p.failed || p.pos < len(p.text) {
		return nil
	}
	return root
}

// maxPlainDepth limits recursion.
const maxPlainDepth = 64

// A plainParser reads a text from start to end without going back.
type plainParser struct {
	text      string
	pos       int
	line      int // from 1
	lineStart int // the offset at which the line begins
	failed    bool

	nodes []yaml.Node  // not yet used
	lists []*yaml.Node // not yet used
	stack []*yaml.Node // content of the open mappings and lists
}

// fail gives up: the text is not plain.
func (p *plainParser) fail() *yaml.Node {
	p.failed = true
	return nil
}

// peek returns the character at an offset from the position, or a line break at the
// end of the text.
func (p *plainParser) peek(offset int) byte {
	if i := p.pos + offset; i < len(p.text) {
		return p.text[i]
	}
	return '\n'
}

// node returns a new node that begins at the position.
func (p *plainParser) node(kind yaml.Kind, style yaml.Style) *yaml.Node {
	const slab = 512
	if len(p.nodes) == 0 {
		p.nodes = make([]yaml.Node, slab)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	n.Kind, n.Style, n.Line, n.Column = kind, style, p.line, p.pos-p.lineStart+1
	return n
}

// close sets a node's content to the nodes that were pushed since mark.
func (p *plainParser) close(n *yaml.Node, mark int) *yaml.Node {
	const slab = 2048
	content := p.stack[mark:]
	if len(p.lists) < len(content) {
		p.lists = make([]*yaml.Node, max(slab, len(content)))
	}
	n.Content = p.lists[:len(content):len(content)]
	p.lists = p.lists[len(content):]
	copy(n.Content, content)
	p.stack = p.stack[:mark]
	return n
}

// content skips empty lines and comments, from the start of a line, and returns
// the indentation of the next line with content, or -1 at the end of the text.
// The position stays at the start of that line.
func (p *plainParser) content() int {
	for p.pos < len(p.text) {
		p.lineStart = p.pos
		n := 0
		for p.peek(n) == ' ' {
			n++
		}
		switch p.peek(n) {
		case '\n':
			p.pos += n
			p.breakLine()
		case '#':
			line, _, _ := strings.Cut(p.text[p.pos:], "\n")
			p.pos += len(line)
			p.breakLine()
		default:
			return n
		}
	}
	return -1
}

// breakLine moves past a line break, or stays at the end of the text.
func (p *plainParser) breakLine() {
	if p.pos < len(p.text) {
		p.pos++
		p.line++
	}
	p.lineStart = p.pos
}

// endLine ends the line of a value and returns the next line's indentation.
func (p *plainParser) endLine() int {
	if p.peek(0) != '\n' {
		p.fail()
		return -1
	}
	p.breakLine()
	return p.content()
}

// block reads a block mapping or list whose lines have that indentation. The
// position is at the start of the first line.
func (p *plainParser) block(indent, depth int) *yaml.Node {
	p.pos += indent
	if depth > maxPlainDepth {
		return p.fail()
	}
	if p.peek(0) == '-' && p.peek(1) == ' ' {
		return p.blockList(indent, depth)
	}
	return p.blockMapping(p.node(yaml.MappingNode, 0), nil, indent, depth)
}

// blockMapping reads the entries of a mapping. It starts after the indentation of
// the first entry or, if its key has been read, after the key.
func (p *plainParser) blockMapping(n, key *yaml.Node, indent, depth int) *yaml.Node {
	mark := len(p.stack)
	for !p.failed {
		if key == nil {
			key = p.scalar(false)
		}
		if p.failed || p.peek(0) != ':' || key.Value == "<<" || key.Tag != "" {
			return p.fail()
		}
		p.pos++
		value, next := p.blockValue(indent, depth)
		p.stack = append(p.stack, key, value)
		if next < indent {
			break
		} else if next > indent {
			return p.fail()
		}
		p.pos += indent
		key = nil
		if p.peek(0) == '-' && p.peek(1) == ' ' {
			return p.fail()
		}
	}
	return p.close(n, mark)
}

// blockList reads the items of a list. It starts after the indentation of the first
// item.
func (p *plainParser) blockList(indent, depth int) *yaml.Node {
	n, mark := p.node(yaml.SequenceNode, 0), len(p.stack)
	for !p.failed {
		if p.peek(0) != '-' || p.peek(1) != ' ' {
			return p.fail()
		}
		p.pos += 2
		value, next := p.item(indent, depth)
		p.stack = append(p.stack, value)
		if next < indent {
			break
		} else if next > indent {
			return p.fail()
		}
		p.pos += indent
	}
	return p.close(n, mark)
}

// item reads the value or mapping after a dash.
func (p *plainParser) item(indent, depth int) (value *yaml.Node, next int) {
	switch p.peek(0) {
	case '{', '[', '|', '>':
		return p.inline(indent, depth)
	}
	first := p.scalar(false)
	if p.failed {
		return nil, -1
	}
	if p.peek(0) != ':' {
		return first, p.endLine()
	}
	mapping := p.node(yaml.MappingNode, 0)
	mapping.Column = first.Column
	value = p.blockMapping(mapping, first, indent+2, depth+1)
	return value, p.nextIndent()
}

// nextIndent returns the indentation of the line that starts at the position.
func (p *plainParser) nextIndent() int {
	if p.failed {
		return -1
	}
	return p.content()
}

// blockValue reads the value after a key's colon, and returns the indentation of
// the line after it.
func (p *plainParser) blockValue(indent, depth int) (value *yaml.Node, next int) {
	switch {
	case p.peek(0) == '\n':
		p.breakLine()
		below := p.content()
		if below <= indent {
			return p.fail(), -1 // an empty value, or a list that is not indented
		}
		value = p.block(below, depth+1)
		return value, p.nextIndent()
	case p.peek(0) == ' ' && p.peek(1) != ' ':
		p.pos++
		return p.inline(indent, depth)
	}
	return p.fail(), -1
}

// inline reads a value that begins on this line.
func (p *plainParser) inline(indent, depth int) (value *yaml.Node, next int) {
	switch p.peek(0) {
	case '{', '[':
		value = p.flow(depth + 1)
	case '|', '>':
		return p.textBlock(indent)
	default:
		value = p.scalar(false)
	}
	if p.failed {
		return nil, -1
	}
	return value, p.endLine()
}

// flow reads a value inside [] or {} on one line.
func (p *plainParser) flow(depth int) *yaml.Node {
	if depth > maxPlainDepth {
		return p.fail()
	}
	switch p.peek(0) {
	case '{':
		return p.flowEntries(yaml.MappingNode, '}', depth)
	case '[':
		return p.flowEntries(yaml.SequenceNode, ']', depth)
	}
	return p.scalar(true)
}

// flowEntries reads a flow mapping or list.
func (p *plainParser) flowEntries(kind yaml.Kind, end byte, depth int) *yaml.Node {
	n, mark := p.node(kind, yaml.FlowStyle), len(p.stack)
	p.pos++
	for !p.failed && p.peek(0) != end {
		if kind == yaml.MappingNode {
			key := p.scalar(true)
			if p.failed || p.peek(0) != ':' || p.peek(1) != ' ' || key.Value == "<<" || key.Tag != "" {
				return p.fail()
			}
			p.pos += 2
			p.stack = append(p.stack, key)
		}
		p.stack = append(p.stack, p.flow(depth+1))
		switch {
		case p.failed:
		case p.peek(0) == ',' && p.peek(1) == ' ':
			if p.pos += 2; p.peek(0) == end {
				return p.fail()
			}
		case p.peek(0) != end:
			return p.fail()
		}
	}
	p.pos++
	return p.close(n, mark)
}

// scalar reads a scalar on one line.
func (p *plainParser) scalar(flow bool) *yaml.Node {
	switch p.peek(0) {
	case '\'':
		return p.singleQuoted()
	case '"':
		return p.doubleQuoted()
	}
	n, start := p.node(yaml.ScalarNode, 0), p.pos
	c := p.peek(0)
	if !firstText[c] && (c != '-' || p.peek(1) == ' ' || p.peek(1) == '-' || !plainText[p.peek(1)]) {
		return p.fail()
	}
	for {
		c := p.peek(0)
		if !plainText[c] || flow && flowEnd[c] {
			break
		}
		if c == ':' && (flow || p.peek(1) == ' ' || p.peek(1) == '\n') {
			break
		}
		if c == '?' && flow {
			return p.fail() // the library ends a text before it, unlike YAML 1.2
		}
		if c == ' ' && (p.peek(1) == '#' || p.peek(1) == '\n') {
			return p.fail()
		}
		p.pos++
	}
	n.Value = p.text[start:p.pos]
	if c := p.peek(0); len(n.Value) > maxPlainKey || c != '\n' && c != ':' && !flow || strings.HasSuffix(n.Value, " ") ||
		strings.HasPrefix(n.Value, "...") {
		return p.fail()
	}
	switch n.Value {
	case "~", "null", "Null", "NULL":
		n.Tag = "!!null"
	case "<<":
		return p.fail() // a merge key, which becomes an error with the library's nodes
	}
	return n
}

// maxPlainKey is the maximum length of scalars that may be keys; YAML has a similar
// limit.
const maxPlainKey = 1000

// singleQuoted reads 'a text', in which ” is a quote.
func (p *plainParser) singleQuoted() *yaml.Node {
	n, start := p.node(yaml.ScalarNode, yaml.SingleQuotedStyle), p.pos+1
	for p.pos++; ; p.pos++ {
		c := p.peek(0)
		if c == '\'' && p.peek(1) != '\'' {
			break
		} else if c == '\'' {
			p.pos++
		} else if c < ' ' {
			return p.fail()
		}
	}
	n.Value = strings.ReplaceAll(p.text[start:p.pos], "''", "'")
	p.pos++
	return p.quoted(n)
}

// doubleQuoted reads "a text" with escaped quotes and backslashes.
func (p *plainParser) doubleQuoted() *yaml.Node {
	n, start, escaped := p.node(yaml.ScalarNode, yaml.DoubleQuotedStyle), p.pos+1, false
	for p.pos++; p.peek(0) != '"'; p.pos++ {
		switch c := p.peek(0); {
		case c == '\\' && (p.peek(1) == '"' || p.peek(1) == '\\'):
			p.pos++
			escaped = true
		case c == '\\' || c < ' ':
			return p.fail()
		}
	}
	if n.Value = p.text[start:p.pos]; escaped {
		n.Value = escapes.Replace(n.Value)
	}
	p.pos++
	return p.quoted(n)
}

var escapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`)

// quoted checks that a quoted scalar is followed by the end of a value or of a key.
func (p *plainParser) quoted(n *yaml.Node) *yaml.Node {
	switch c := p.peek(0); {
	case len(n.Value) > maxPlainKey, c != '\n' && c != ':' && !flowEnd[c], strings.IndexFunc(n.Value, unusual) >= 0:
		return p.fail()
	}
	p.lineStart += len(n.Value) - utf8.RuneCountInString(n.Value) // columns count characters
	return n
}

// control reports whether YAML allows a character nowhere, not even in comments, or
// whether it is an unusual line break.
func control(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || 0x7f <= r && r < 0xa0 || r == 0x2028 || r == 0x2029 ||
		r == 0xfeff || r == 0xfffe || r == 0xffff
}

// textBlock reads a text of several lines after |- or >-: literal, or folded from
// paragraphs without indentation.
func (p *plainParser) textBlock(indent int) (value *yaml.Node, next int) {
	folded := p.peek(0) == '>'
	n := p.node(yaml.ScalarNode, yaml.LiteralStyle)
	if folded {
		n.Style = yaml.FoldedStyle
	}
	if p.peek(1) != '-' || p.peek(2) != '\n' {
		return p.fail(), -1
	}
	p.pos += 2
	p.breakLine()
	lines := p.textLines(indent, folded)
	if p.failed {
		return nil, -1
	}
	if folded {
		n.Value = fold(lines)
	} else {
		n.Value = strings.Join(lines, "\n")
	}
	return n, p.content()
}

// textLines reads the lines of a text block, without their indentation and
// without the empty lines at the end.
func (p *plainParser) textLines(indent int, folded bool) []string {
	var lines []string
	last := 0 // the number of lines without the empty lines at the end
	for inner := -1; p.pos < len(p.text); {
		line, _, _ := strings.Cut(p.text[p.pos:], "\n")
		text := strings.TrimLeft(line, " ")
		spaces := len(line) - len(text)
		if inner < 0 {
			inner = spaces
		}
		switch {
		case text == "" && (spaces > 0 || last == 0):
			p.fail()
			return nil
		case text == "":
		case spaces <= indent:
			return lines[:last]
		case spaces < inner, spaces > inner && folded, strings.HasSuffix(text, " "), strings.IndexFunc(text, unusual) >= 0:
			p.fail()
			return nil
		default:
			text, last = line[inner:], len(lines)+1
		}
		lines = append(lines, text)
		p.pos += len(line)
		p.breakLine()
	}
	if last == 0 {
		p.fail()
	}
	return lines[:last]
}

// fold joins lines with spaces, and paragraphs with a line break for each empty line.
func fold(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		switch {
		case line == "":
			b.WriteByte('\n')
		case i > 0 && lines[i-1] != "":
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// unusual reports whether YAML readers may treat a character differently: control
// characters, and non-ASCII line breaks and marks.
func unusual(r rune) bool { return r >= 0x7f && !unicode.IsPrint(r) || r < ' ' }

// Classes of characters.
var (
	firstText = class(`abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./$(~<+^`)
	plainText = class(` !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_` +
		"`abcdefghijklmnopqrstuvwxyz{|}~")
	flowEnd = class(`,]}[{`)
)

func class(chars string) (set [256]bool) {
	for i := range chars {
		set[chars[i]] = true
	}
	return set
}
