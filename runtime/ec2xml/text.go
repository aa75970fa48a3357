package ec2xml

// This file reads text: character data, references, CDATA sections.

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// value consumes the child that Next found, which must have no children of its own,
// and returns its text. The result is valid until the next call of a method.
func (d *Decoder) value() []byte {
	if d.err != nil || len(d.open) == 0 {
		return nil
	}
	if d.closed {
		d.pop()
		return nil
	}
	i := d.pos
	for i < len(d.data) && class[d.data[i]]&plain != 0 {
		i++
	}
	if start := d.pos; i < len(d.data) && d.data[i] == '<' && d.endsAt(i) {
		return d.data[start:i]
	}
	return d.mixedValue()
}

// mixedValue is like value, for text with references, CDATA sections or comments:
// it is assembled in d.text.
func (d *Decoder) mixedValue() []byte {
	d.text = d.text[:0]
	for d.charData(true) {
		switch {
		case d.pos+1 == len(d.data):
			d.unexpectedEnd()
		case d.data[d.pos+1] == '/':
			if d.endTag(); d.err == nil {
				return d.text
			}
		case bytes.HasPrefix(d.data[d.pos:], []byte("<![CDATA[")):
			d.text = d.cdata(d.text)
		case d.data[d.pos+1] == '!', d.data[d.pos+1] == '?':
			d.skipMarkup()
		default:
			d.syntax("an element where text is expected")
		}
		if d.err != nil {
			return nil
		}
	}
	d.unexpectedEnd()
	return nil
}

// charData reads character data up to the next "<" and adds it to d.text if keep is
// true. It returns false at the end of the document and after an error.
func (d *Decoder) charData(keep bool) bool {
	b := d.text
	if !keep {
		b = b[:0]
	}
	for {
		i := d.pos
		for i < len(d.data) && class[d.data[i]]&plain != 0 {
			i++
		}
		if keep {
			b = append(b, d.data[d.pos:i]...)
		}
		d.pos = i
		if i == len(d.data) {
			d.text = b
			return false
		}
		if d.data[i] == '<' {
			d.text = b
			return true
		}
		if d.data[i] == ']' && bytes.HasPrefix(d.data[i:], []byte("]]>")) {
			d.syntax("\"]]>\" outside a CDATA section")
			return false
		}
		if b = d.special(b); d.err != nil {
			return false
		}
		if !keep {
			b = b[:0]
		}
	}
}

// special reads the character at the current position, which is not plain, and
// appends what it means to b.
func (d *Decoder) special(b []byte) []byte {
	switch c := d.data[d.pos]; c {
	case '&':
		return d.reference(b)
	case '\r':
		// Every line end is read as "\n".
		d.pos++
		if d.pos < len(d.data) && d.data[d.pos] == '\n' {
			d.pos++
		}
		return append(b, '\n')
	case ']':
		d.pos++
		return append(b, c)
	}
	r, n := utf8.DecodeRune(d.data[d.pos:])
	if !isChar(r) {
		d.illegal(r)
		return b
	}
	d.pos += n
	return append(b, d.data[d.pos-n:d.pos]...)
}

// cdata reads a CDATA section and appends its text to b.
func (d *Decoder) cdata(b []byte) []byte {
	d.pos += len("<![CDATA[")
	n := bytes.Index(d.data[d.pos:], []byte("]]>"))
	if n < 0 {
		d.unexpectedEnd()
		return b
	}
	for end := d.pos + n; d.pos < end; {
		switch c := d.data[d.pos]; {
		case class[c]&plain != 0, c == '&', c == '<':
			b = append(b, c)
			d.pos++
		default:
			if b = d.special(b); d.err != nil {
				return b
			}
		}
	}
	d.pos += len("]]>")
	return b
}

// reference reads "&name;", "&#10;" or "&#xA;" and appends its character to b.
func (d *Decoder) reference(b []byte) []byte {
	// Known references are far shorter, but leading zeros are allowed.
	const most = 64
	rest := d.data[d.pos+1:]
	if len(rest) > most {
		rest = rest[:most]
	}
	n := bytes.IndexByte(rest, ';')
	if n < 0 {
		d.syntax("'&' that starts no reference")
		return b
	}
	r, ok := referenced(rest[:n])
	if !ok {
		d.syntax("unknown reference &" + string(rest[:n]) + ";")
		return b
	}
	if !isChar(r) {
		d.illegal(r)
		return b
	}
	d.pos += 1 + n + 1
	return utf8.AppendRune(b, r)
}

// referenced returns the character of &name;.
func referenced(name []byte) (r rune, ok bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || v > unicode.MaxRune {
		return 0, false
	}
	if v >= 0xD800 && v <= 0xDFFF {
		return utf8.RuneError, true // half a surrogate pair, as encoding/xml reads it
	}
	return rune(v), true
}

// isChar reports whether XML 1.0 allows r in a document (production Char).
func isChar(r rune) bool {
	return r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 || r == '\t' || r == '\n' || r == '\r'
}

func (d *Decoder) illegal(r rune) {
	d.syntax("character U+" + strconv.FormatInt(int64(r), 16) + " is not allowed in XML")
}
