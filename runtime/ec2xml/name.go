package ec2xml

// This file classifies bytes and reads names.

import (
	"bytes"
	"unicode/utf8"
)

// Classes of bytes, as bits.
const (
	space     = 1 << iota // between tags and attributes
	nameStart             // may start a name
	nameByte              // may be in a name
	plain                 // in text: an ordinary character
)

// class has the classes of each byte. Bytes above 0x7F may be in names, which
// validName then checks, and are plain in text, since the whole document is known
// to be UTF-8. The exception is 0xEF, which starts the two characters that XML
// forbids in text.
var class = func() (t [256]uint8) {
	for c := 0x20; c < 0x100; c++ {
		t[c] = plain
	}
	for _, c := range []byte("&<]\xEF") {
		t[c] &^= plain
	}
	for _, c := range " \t\n\r" {
		t[c] |= space
	}
	t['\t'] |= plain
	t['\n'] |= plain
	for c := 'a'; c <= 'z'; c++ {
		t[c] |= nameStart | nameByte
		t[c-'a'+'A'] |= nameStart | nameByte
	}
	for c := 0x80; c < 0x100; c++ {
		t[c] |= nameStart | nameByte
	}
	t['_'] |= nameStart | nameByte
	t[':'] |= nameStart | nameByte
	for _, c := range "0123456789-." {
		t[c] |= nameByte
	}
	return t
}()

// qname reads a name, with or without a prefix. what describes it in an error.
func (d *Decoder) qname(what string) (e element, ok bool) {
	e.start = d.pos
	if !d.rawName(what) {
		return e, false
	}
	e.end, e.local = d.pos, e.start
	name := d.data[e.start:e.end]
	i := bytes.IndexByte(name, ':')
	if i < 0 {
		return e, true
	}
	if bytes.IndexByte(name[i+1:], ':') >= 0 {
		d.pos = e.start
		d.syntax("a second ':' in " + what)
		return e, false
	}
	if i > 0 && i+1 < len(name) {
		e.local += i + 1
	}
	return e, true
}

// rawName skips a name, in which colons have no meaning.
func (d *Decoder) rawName(what string) bool {
	start, all := d.pos, byte(0)
	i := start
	for i < len(d.data) && class[d.data[i]]&nameByte != 0 {
		all |= d.data[i]
		i++
	}
	switch {
	case i == len(d.data):
		d.unexpectedEnd()
		return false
	case i == start || class[d.data[start]]&nameStart == 0 || all >= utf8.RuneSelf && !validName(d.data[start:i]):
		d.syntax("want " + what)
		return false
	}
	d.pos = i
	return true
}

// nameRanges lists the non-ASCII characters of names (XML 1.0, fifth edition,
// productions NameStartChar and NameChar; the difference between the two does not
// matter here).
var nameRanges = [][2]rune{
	{0xB7, 0xB7}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x203F, 0x2040},
	{0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

func validName(name []byte) bool {
next:
	for _, r := range string(name) {
		if r < utf8.RuneSelf {
			continue
		}
		for _, within := range nameRanges {
			if r >= within[0] && r <= within[1] {
				continue next
			}
		}
		return false
	}
	return true
}
