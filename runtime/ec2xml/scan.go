package ec2xml

// This file recognizes markup: tags, attributes, comments, processing instructions.
// Well-formedness is defined as in encoding/xml, including its errors.

import (
	"bytes"
	"strings"
)

// A mark is the kind of markup after text.
type mark int

const (
	markFailed mark = iota
	markStart       // <name
	markEnd         // </
	markOther       // <! or <?
)

// nextMarkup skips text, which has no meaning between elements, up to the next "<".
func (d *Decoder) nextMarkup() mark {
	for {
		i := d.pos
		for i < len(d.data) && class[d.data[i]]&space != 0 {
			i++
		}
		d.pos = i
		if i < len(d.data) && d.data[i] == '<' {
			break
		}
		if i == len(d.data) || !d.charData(false) {
			d.unexpectedEnd()
			return markFailed
		}
	}
	if d.pos+1 == len(d.data) {
		d.unexpectedEnd()
		return markFailed
	}
	switch d.data[d.pos+1] {
	case '/':
		return markEnd
	case '!', '?':
		return markOther
	}
	return markStart
}

func (d *Decoder) unexpectedEnd() {
	if d.err == nil {
		d.pos = len(d.data)
		d.syntax("unexpected end of the document")
	}
}

// root finds the root element, if there is one, and opens it. It skips text before
// it, such as a byte order mark.
func (d *Decoder) root() {
	for d.err == nil {
		if bytes.IndexByte(d.data[d.pos:], '<') < 0 {
			d.charData(false)
			return
		}
		switch d.nextMarkup() {
		case markStart:
			d.startTag()
			return
		case markEnd:
			d.syntax("an end tag before any element")
		case markOther:
			d.skipMarkup()
		}
	}
}

// startTag reads <name ...> or <name .../> at the current position and opens the element.
func (d *Decoder) startTag() bool {
	if len(d.open) >= d.limits.Depth {
		d.fail(&LimitError{What: "depth", Limit: d.limits.Depth, Offset: d.pos})
		return false
	}
	d.pos++
	e, ok := d.qname("an element's name")
	if !ok {
		return false
	}
	d.open = append(d.open, e)
	d.name = d.data[e.local:e.end]
	if d.pos < len(d.data) && d.data[d.pos] == '>' {
		d.pos++
		return true
	}
	return d.attributes()
}

// attributes reads the rest of a start tag. Attributes have no meaning in this
// protocol: they are checked and dropped.
func (d *Decoder) attributes() bool {
	for {
		d.spaces()
		switch {
		case d.pos == len(d.data):
			d.unexpectedEnd()
			return false
		case d.data[d.pos] == '>':
			d.pos++
			return true
		case d.data[d.pos] == '/':
			if d.pos++; !d.expect('>', "a '>' after '/'") {
				return false
			}
			d.closed = true
			return true
		}
		if _, ok := d.qname("an attribute's name"); !ok {
			return false
		}
		d.spaces()
		if !d.expect('=', "a '=' after an attribute's name") {
			return false
		}
		d.spaces()
		if !d.quoted() {
			return false
		}
	}
}

// quoted reads an attribute's value with its quotes.
func (d *Decoder) quoted() bool {
	if d.pos == len(d.data) {
		d.unexpectedEnd()
		return false
	}
	quote := d.data[d.pos]
	if quote != '"' && quote != '\'' {
		d.syntax("an attribute's value without quotes")
		return false
	}
	d.pos++
	end := bytes.IndexByte(d.data[d.pos:], quote)
	if end < 0 {
		d.unexpectedEnd()
		return false
	}
	end += d.pos
	for d.pos < end {
		if d.data[d.pos] == '<' {
			d.syntax("'<' in an attribute's value")
			return false
		}
		// "]]>" is allowed here, so "]" is plain.
		if c := d.data[d.pos]; class[c]&plain != 0 || c == ']' {
			d.pos++
		} else if d.text = d.special(d.text[:0]); d.err != nil {
			return false
		}
	}
	d.pos++
	return true
}

// endTag reads </name> at the current position and closes the innermost element,
// which must have that name.
func (d *Decoder) endTag() {
	if d.endsAt(d.pos) {
		return
	}
	// Not the common form: it has spaces or is an error.
	start := d.pos
	d.pos += 2
	e, ok := d.qname("a name after \"</\"")
	if !ok {
		return
	}
	d.spaces()
	if !d.expect('>', "a '>' after an end tag's name") {
		return
	}
	open := d.open[len(d.open)-1]
	if got, want := d.data[e.start:e.end], d.data[open.start:open.end]; !bytes.Equal(got, want) {
		d.pos = start
		d.syntax("got </" + cut(got) + ">, want </" + cut(want) + ">")
		return
	}
	d.pop()
}

// endsAt closes the innermost element if its end tag, without spaces, is at offset
// i, which is in the document.
func (d *Decoder) endsAt(i int) bool {
	e := d.open[len(d.open)-1]
	j := i + 2 + e.end - e.start
	if j >= len(d.data) || d.data[j] != '>' || d.data[i+1] != '/' ||
		string(d.data[i+2:j]) != string(d.data[e.start:e.end]) {
		return false
	}
	d.pos = j + 1
	d.pop()
	return true
}

// skipMarkup skips markup between elements that starts with "<!" or "<?": a
// comment, a CDATA section, a processing instruction.
func (d *Decoder) skipMarkup() {
	rest := d.data[d.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<?")):
		d.instruction()
	case bytes.HasPrefix(rest, []byte("<!--")):
		d.comment()
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		d.text = d.cdata(d.text[:0])
	case bytes.HasPrefix(rest, []byte("<!-")), bytes.HasPrefix(rest, []byte("<![")):
		d.syntax("\"<!\" that starts neither a comment nor a CDATA section")
	default:
		d.syntax("document type declarations are not allowed")
	}
}

// comment skips <!-- -->, which must not contain "--".
func (d *Decoder) comment() {
	d.pos += len("<!--")
	i := bytes.Index(d.data[d.pos:], []byte("--"))
	if i < 0 || d.pos+i+2 == len(d.data) {
		d.unexpectedEnd()
		return
	}
	d.pos += i + 2
	d.expect('>', "a '>' after \"--\" in a comment")
}

// instruction skips <?target ...?>. It checks the XML declaration, whose version or
// encoding may be unsupported.
func (d *Decoder) instruction() {
	d.pos += len("<?")
	start := d.pos
	if !d.rawName("a target after \"<?\"") {
		return
	}
	target := d.data[start:d.pos]
	i := bytes.Index(d.data[d.pos:], []byte("?>"))
	if i < 0 {
		d.unexpectedEnd()
		return
	}
	content := d.data[d.pos : d.pos+i]
	if string(target) == "xml" {
		if v := pseudoAttribute(content, "version"); v != "" && v != "1.0" {
			d.syntax("XML version " + cut([]byte(v)) + "; only 1.0 is supported")
			return
		}
		if v := pseudoAttribute(content, "encoding"); v != "" && !strings.EqualFold(v, "utf-8") {
			d.syntax("encoding " + cut([]byte(v)) + "; only UTF-8 is supported")
			return
		}
	}
	d.pos += i + len("?>")
}

// pseudoAttribute returns the value of name="value" in an XML declaration.
func pseudoAttribute(content []byte, name string) string {
	for {
		i := bytes.Index(content, []byte(name))
		if i < 0 {
			return ""
		}
		before := i == 0 || class[content[i-1]]&space != 0
		content = content[i+len(name):]
		value := bytes.TrimLeft(content, " \t\r\n")
		if !before || len(value) == 0 || value[0] != '=' {
			continue
		}
		value = bytes.TrimLeft(value[1:], " \t\r\n")
		if len(value) == 0 || value[0] != '"' && value[0] != '\'' {
			continue
		}
		if end := bytes.IndexByte(value[1:], value[0]); end >= 0 {
			return string(value[1 : 1+end])
		}
	}
}

func (d *Decoder) spaces() {
	for d.pos < len(d.data) && class[d.data[d.pos]]&space != 0 {
		d.pos++
	}
}

// expect reads the byte c.
func (d *Decoder) expect(c byte, what string) bool {
	if d.pos == len(d.data) {
		d.unexpectedEnd()
		return false
	}
	if d.data[d.pos] != c {
		d.syntax("want " + what)
		return false
	}
	d.pos++
	return true
}

// cut converts b to a string for a message and shortens it.
func cut(b []byte) string {
	const most = 64
	if len(b) <= most {
		return string(b)
	}
	return string(b[:most]) + "..."
}
