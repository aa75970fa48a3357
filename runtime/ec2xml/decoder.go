package ec2xml

// This file tracks the current element and finds its next child. scan.go reads
// markup, text.go text, value.go values.

import "unicode/utf8"

// A Decoder steps through a document, one element after another, in order:
//
//	func decodeTag(d *ec2xml.Decoder, v *types.Tag) {
//		for d.Next() {
//			switch string(d.Key()) {
//			case "key":
//				v.Key = d.String()
//			default:
//				d.Unknown()
//			}
//		}
//	}
//
// A child that Next has found must be consumed before Next is called for its sibling:
// by a method that returns its value, by Unknown or Skip, or by a loop over Next,
// which then steps through the child's own children.
//
// The first error ends decoding: afterwards Next returns false, the value methods
// return zero values, and Err returns the error. So callers check once, at the end.
//
// A Decoder is not safe for concurrent use.
type Decoder struct {
	data   []byte
	pos    int
	open   []element // the open elements, innermost last
	closed bool      // the innermost was written <name/>: it has no end tag
	name   []byte    // of the last child that Next found
	key    []byte    // the name in lower case, for Key
	err    error

	limits    Limits
	items     int
	spent     int // bytes of memory for lists and structures
	requestID string
	unknown   []string
	text      []byte // buffer for text that differs from data
	memory
}

// An element has the position of its name in the document: data[start:end] as
// written, data[local:end] without the prefix.
type element struct{ start, local, end int }

// NewDecoder returns a Decoder positioned before the children of data's root
// element. A document without any element is not an error but is read like an empty
// root, because some responses have no body. data must not change until the Decoder
// is done; values do not refer to it.
func NewDecoder(data []byte, lim Limits) *Decoder {
	d := new(Decoder)
	d.Reset(data, lim)
	return d
}

// Reset resets d to the state of NewDecoder(data, lim). Values read before stay
// valid.
func (d *Decoder) Reset(data []byte, lim Limits) {
	*d = Decoder{data: data, limits: lim.withDefaults(len(data)), open: d.open[:0], text: d.text[:0]}
	if len(data) > d.limits.Bytes {
		d.fail(&LimitError{What: "bytes", Limit: d.limits.Bytes, Offset: d.limits.Bytes})
		return
	}
	if !utf8.Valid(data) {
		d.pos = invalidAt(data)
		d.syntax("invalid UTF-8")
		return
	}
	d.root()
}

// Err returns the error that ended the decoding, or nil: a *SyntaxError, a *ValueError
// or a *LimitError.
func (d *Decoder) Err() error { return d.err }

// RequestID returns the text of the root's requestId child, which every response of
// EC2 has, or "" if it has not been read yet. Next skips that child.
func (d *Decoder) RequestID() string { return d.requestID }

// Next moves to the next child of the current element and reports whether there is
// one. If not, the current element is done and its parent becomes current.
func (d *Decoder) Next() bool {
	for d.err == nil && len(d.open) > 0 {
		if d.closed {
			d.pop()
			return false
		}
		switch d.nextMarkup() {
		case markStart:
			if !d.startTag() {
				return false
			}
			if len(d.open) != 2 || string(d.name) != "requestId" {
				return true
			}
			d.requestID = d.Text()
		case markEnd:
			d.endTag()
			return false
		case markOther:
			d.skipMarkup()
		}
	}
	return false
}

// NextItem is like Next, for a list whose elements are called item, which is the
// default in EC2. It passes other children to Unknown.
func (d *Decoder) NextItem() bool { return d.NextNamed("item") }

// NextNamed is like NextItem, for elements with another name.
func (d *Decoder) NextNamed(name string) bool {
	for d.Next() {
		if equalFold(d.name, name) {
			if d.items++; d.items > d.limits.Items {
				d.fail(&LimitError{What: "items", Limit: d.limits.Items, Offset: d.pos})
				return false
			}
			return true
		}
		d.Unknown()
	}
	return false
}

// Name returns the local name of the child that Next found. It is valid until the
// next call of a method.
func (d *Decoder) Name() []byte { return d.name }

// Key returns that name with its ASCII letters in lower case. Generated code
// compares it with the names of members: the SDK ignores case, too, and accepts
// a volumeInitializationRate for EC2's VolumeInitializationRate. It is valid
// until the next call of a method.
func (d *Decoder) Key() []byte {
	d.key = append(d.key[:0], d.name...)
	for i, c := range d.key {
		if 'A' <= c && c <= 'Z' {
			d.key[i] = c + 'a' - 'A'
		}
	}
	return d.key
}

// Skip consumes the child that Next found and everything in it.
func (d *Decoder) Skip() {
	for depth := len(d.open); d.err == nil && len(d.open) >= depth; {
		d.Next()
	}
}

// The maximum number of recorded paths of unknown elements, and the maximum length
// of a path: enough to see that the model is old, without unlimited memory.
const (
	maxUnknown = 32
	maxPath    = 256
)

// Unknown consumes a child that the caller does not know and records its path for
// UnknownElements.
func (d *Decoder) Unknown() {
	if d.err != nil {
		return
	}
	d.record()
	d.Skip()
}

// record adds the current path to d.unknown unless it is there.
func (d *Decoder) record() {
	if len(d.unknown) >= maxUnknown {
		return
	}
	d.text = d.appendPath(d.text[:0])
	for _, path := range d.unknown {
		if path == string(d.text) {
			return
		}
	}
	d.unknown = append(d.unknown, string(d.text))
}

// UnknownElements returns the paths of the elements that Unknown consumed, such as
// "DescribeImagesResponse/imagesSet/item/newThing", without duplicates, in the
// order of the document, at most 32. If there are any, it is time to update the
// model and regenerate.
func (d *Decoder) UnknownElements() []string { return d.unknown }

// appendPath adds the names of the open elements to b, with slashes between them. A
// path that is too long is cut without reading the remaining names: a path is
// created for every unknown element, and names can be as long as the document.
func (d *Decoder) appendPath(b []byte) []byte {
	start := len(b)
	for i, e := range d.open {
		if i > 0 {
			b = append(b, '/')
		}
		name := d.data[e.local:e.end]
		if left := start + maxPath - len(b); left <= len(name) {
			return append(b, name[:left]...)
		}
		b = append(b, name...)
	}
	return b
}

func (d *Decoder) pop() {
	d.open = d.open[:len(d.open)-1]
	d.closed = false
}

// fail records the first error.
func (d *Decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// syntax fails with a SyntaxError at the current position.
func (d *Decoder) syntax(msg string) {
	d.fail(&SyntaxError{Offset: d.pos, Path: string(d.appendPath(nil)), Msg: msg})
}

// invalidAt returns the offset of the first byte of data that is not UTF-8.
func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// equalFold compares two names ignoring the case of ASCII letters. EC2's names have
// no other letters.
func equalFold(a []byte, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x |= 0x20; x != y|0x20 || x < 'a' || x > 'z' {
			return false
		}
	}
	return true
}
