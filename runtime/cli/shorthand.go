package cli

// This file parses the AWS CLI's shorthand syntax:
//
//	parameter = keyval *("," keyval)
//	keyval    = key "=" [values] / key "@=" [values]
//	values    = csv-list / explicit-list / hash-literal
//
// as in DeviceName=/dev/xvda,Ebs={SnapshotId=snap-1,VolumeSize=8}. The result
// is strings, []any and map[string]any; shorthand_types.go gives them the types
// of their shapes. The grammar has corner cases that scripts rely on:
// "a=b,c,d=e" is a list and then a key, a comma can be escaped, quotes count
// only at the beginning of a value. After "@=", a value file://NAME or
// fileb://NAME is the content of a file.

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxShorthandDepth is the maximum nesting of lists and maps.
const maxShorthandDepth = 64

// A shorthandError is a syntax error in shorthand, with its position.
type shorthandError struct {
	text          string
	expected, got string
	at            int
	duplicate     string // a duplicate key
}

func (e *shorthandError) Error() string {
	if e.duplicate != "" {
		return fmt.Sprintf("Second instance of key %q encountered for input:\n%s\n"+
			"This is often because there is a preceding \",\" instead of a space.", e.duplicate, e.location())
	}
	return fmt.Sprintf("Expected: '%s', received: '%s' for input:\n%s", e.expected, e.got, e.location())
}

// location returns the text with a caret below the error's position.
func (e *shorthandError) location() string {
	consumed, remaining := e.text, ""
	column := utf8.RuneCountInString(e.text[:e.at])
	if i := strings.LastIndexByte(e.text[:e.at], '\n'); i >= 0 {
		column = utf8.RuneCountInString(e.text[i+1 : e.at])
	}
	if i := strings.IndexByte(e.text[e.at:], '\n'); i >= 0 {
		consumed, remaining = e.text[:e.at+i], e.text[e.at+i:]
	}
	return consumed + "\n" + strings.Repeat(" ", column) + "^" + remaining
}

// A fileReader returns the content of the file for a value file://NAME or
// fileb://NAME, and any other value as it is.
type fileReader func(value string) (any, error)

// parseShorthand parses one value.
func parseShorthand(text string, file fileReader) (map[string]any, error) {
	p := &shorthandParser{text: text, file: file}
	params := map[string]any{}
	for first := true; first || p.at < len(p.text); first = false {
		start := p.at
		if !first {
			if err := p.expect(',', true); err != nil {
				return nil, err
			}
		}
		key, value, err := p.keyValue()
		if err != nil {
			return nil, err
		}
		if _, twice := params[key]; twice {
			return nil, &shorthandError{text: text, at: min(start+1, len(text)), duplicate: key}
		}
		params[key] = value
	}
	return params, nil
}

type shorthandParser struct {
	text  string
	at    int
	depth int
	file  fileReader
	files bool // values may name files: the key ends in "@="
}

func (p *shorthandParser) done() bool { return p.at >= len(p.text) }

// is reports whether the next byte is c.
func (p *shorthandParser) is(c byte) bool { return p.at < len(p.text) && p.text[p.at] == c }

func (p *shorthandParser) fail(expected, got string) error {
	return &shorthandError{text: p.text, expected: expected, got: got, at: p.at}
}

// expect consumes c and, if spaces, the white space around it.
func (p *shorthandParser) expect(c byte, spaces bool) error {
	if spaces {
		p.skipSpaces()
	}
	if p.done() {
		return p.fail(string(c), "EOF")
	}
	if got, size := utf8.DecodeRuneInString(p.text[p.at:]); got != rune(c) {
		return p.fail(string(c), p.text[p.at:p.at+size])
	}
	p.at++
	if spaces {
		p.skipSpaces()
	}
	return nil
}

// skipSpaces skips ASCII white space.
func (p *shorthandParser) skipSpaces() {
	for p.at < len(p.text) && strings.IndexByte(" \t\n\r\v\f", p.text[p.at]) >= 0 {
		p.at++
	}
}

func (p *shorthandParser) keyValue() (key string, value any, err error) {
	if key, err = p.assigned(); err != nil {
		return "", nil, err
	}
	value, err = p.values()
	return key, value, err
}

// assigned reads a key and the "=" or "@=" after it.
func (p *shorthandParser) assigned() (key string, err error) {
	key = p.key()
	p.skipSpaces()
	if p.files = p.is('@'); p.files {
		p.at++
	}
	return key, p.expect('=', true)
}

func (p *shorthandParser) key() string {
	start := p.at
	for p.at < len(p.text) && isKeyByte(p.text[p.at]) {
		p.at++
	}
	return p.text[start:p.at]
}

func isKeyByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.#/:", c) >= 0
}

func (p *shorthandParser) values() (any, error) {
	switch {
	case p.done():
		return "", nil
	case p.is('['), p.is('{'):
		return p.explicit()
	}
	return p.commaSeparated()
}

// commaSeparated reads foo=bar as "bar" and foo=bar,baz as a list.
func (p *shorthandParser) commaSeparated() (any, error) {
	first, err := p.firstValue()
	if err != nil {
		return nil, err
	}
	p.skipSpaces()
	if !p.is(',') {
		return first, nil
	}
	if err := p.expect(',', true); err != nil {
		return nil, err
	}
	list := []any{first}
	for {
		value, err := p.nextValue()
		if err == nil {
			p.skipSpaces()
			if p.done() {
				return append(list, value), nil
			}
			err = p.expect(',', true)
		}
		if err != nil {
			if p.done() {
				return nil, err
			}
			p.backToComma() // what looked like a value is the next key
			break
		}
		list = append(list, value)
	}
	if len(list) == 1 {
		return first, nil
	}
	return list, nil
}

func (p *shorthandParser) backToComma() {
	for p.at > 0 && p.text[p.at] != ',' {
		p.at--
	}
}

// explicit reads [a,b], {k=v} or a value inside them.
func (p *shorthandParser) explicit() (any, error) {
	p.depth++
	defer func() { p.depth-- }()
	switch {
	case p.depth > maxShorthandDepth:
		return nil, p.fail("at most "+fmt.Sprint(maxShorthandDepth)+" levels", "more")
	case p.is('['):
		return p.list()
	case p.is('{'):
		return p.hash()
	}
	return p.firstValue()
}

func (p *shorthandParser) list() (any, error) {
	if err := p.expect('[', true); err != nil {
		return nil, err
	}
	values := []any{}
	for !p.is(']') {
		value, err := p.explicit()
		if err != nil {
			return nil, err
		}
		values = append(values, value)
		if err := p.separator(']'); err != nil {
			return nil, err
		}
	}
	return values, p.expect(']', false)
}

func (p *shorthandParser) hash() (any, error) {
	if err := p.expect('{', true); err != nil {
		return nil, err
	}
	values := map[string]any{}
	for !p.is('}') {
		key, err := p.assigned()
		if err != nil {
			return nil, err
		}
		value, err := p.explicit()
		if err != nil {
			return nil, err
		}
		if err := p.separator('}'); err != nil {
			return nil, err
		}
		values[key] = value
	}
	return values, p.expect('}', false)
}

// separator consumes the comma before the next entry, unless the end comes.
func (p *shorthandParser) separator(end byte) error {
	p.skipSpaces()
	if p.is(end) {
		return nil
	}
	if err := p.expect(',', false); err != nil {
		return err
	}
	p.skipSpaces()
	return nil
}

// firstValue reads a value that may be empty.
func (p *shorthandParser) firstValue() (any, error) {
	if p.is('\'') || p.is('"') {
		return p.content(p.quoted())
	}
	return p.content(p.word(true), nil)
}

// content returns a value, or the content of the file that it names.
func (p *shorthandParser) content(value string, err error) (any, error) {
	if err != nil || !p.files {
		return value, err
	}
	return p.file(value)
}

// nextValue reads a value after a comma, which may not be empty.
func (p *shorthandParser) nextValue() (any, error) {
	if p.is('\'') || p.is('"') {
		return p.content(p.quoted())
	}
	if word := p.word(false); word != "" {
		return p.content(word, nil)
	}
	return "", p.fail("<second>", "<none>")
}

// quoted reads a value in single or double quotes; a backslash escapes the
// quote and itself.
func (p *shorthandParser) quoted() (string, error) {
	quote := p.text[p.at]
	var b strings.Builder
	for i := p.at + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == quote:
			p.at = i + 1
			return b.String(), nil
		case c == '\\' && i+1 < len(p.text) && (p.text[i+1] == quote || p.text[i+1] == '\\'):
			i++
			b.WriteByte(p.text[i])
		default:
			b.WriteByte(c)
		}
	}
	if quote == '"' {
		return "", p.fail("<double quoted>", "<none>")
	}
	return "", p.fail("<singled quoted>", "<none>")
}

// word reads an unquoted value: up to a comma that is not escaped, or a closing
// bracket, and after a comma also up to "=".
func (p *shorthandParser) word(first bool) string {
	start := p.at
	for p.at < len(p.text) {
		if strings.HasPrefix(p.text[p.at:], `\,`) {
			p.at += 2
			continue
		}
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		if p.at == start && !startsWord(r) || p.at > start && !continuesWord(r, first) {
			break
		}
		p.at += size
	}
	return strings.TrimRightFunc(strings.ReplaceAll(p.text[start:p.at], `\,`, ","), isSpace)
}

// startsWord reports whether an unquoted value can begin with r.
func startsWord(r rune) bool {
	return r > ' ' && r <= 0xffff && !strings.ContainsRune("\"',=[{", r)
}

// continuesWord reports whether r can follow in an unquoted value. A first value
// ends at a closing bracket, a later one at "=": it is then a key.
func continuesWord(r rune, first bool) bool {
	ends := "\"',="
	if first {
		ends = "\"',]}"
	}
	return (r >= ' ' || isSpace(r)) && r <= 0xffff && !strings.ContainsRune(ends, r)
}

// isSpace reports whether Python counts r as white space.
func isSpace(r rune) bool { return unicode.IsSpace(r) || '\x1c' <= r && r <= '\x1f' }
