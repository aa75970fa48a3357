package ec2xml

// This file walks the tree: which element is current, and which child is next.
// How markup is spelled is in scan.go, text in text.go, values in value.go.

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
// The first error ends everything: from then on Next returns false, the value methods
// return zero values, and Err returns the error. So callers check once, at the end.
//
// A Decoder is for one goroutine.
type Decoder struct {
	data   []byte
	pos    int
	open   []element // the open elements, innermost last
	closed bool      // the innermost was written <name/>: its end needs no tag
	name   []byte    // of the child that Next found last
	key    []byte    // the same in lower case, while the caller looks at it
	err    error

	limits    Limits
	items     int
	spent     int // bytes of memory for lists and structures
	requestID string
	unknown   []string
	text      []byte // scratch for text that is not in data as it stands
	memory
}

// An element is where its name stands in the document: data[start:end] as written,
// data[local:end] without the prefix.
type element struct{ start, local, end int }

// NewDecoder returns a Decoder that stands before the children of data's root element.
// A document that has no element at all is not an error: it is as if it had an empty
// root, because some responses have no body. data must not change until the Decoder
// is done; values do not refer to it.
func NewDecoder(data []byte, lim Limits) *Decoder {
	d := new(Decoder)
	d.Reset(data, lim)
	return d
}

// Reset makes d what NewDecoder(data, lim) returns. Values read before stay valid.
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

// RequestID returns the text of the root's requestId child, which EC2 puts into every
// response, or "" if there was none yet. Next steps over that child.
func (d *Decoder) RequestID() string { return d.requestID }

// Next steps to the next child of the current element and reports whether there is
// one. When there is none, the current element is done and its parent is current
// again.
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

// NextItem is Next for a list whose elements are called item, as they are in EC2
// unless the model says otherwise: other children are passed to Unknown.
func (d *Decoder) NextItem() bool { return d.NextNamed("item") }

// NextNamed is NextItem for elements of another name.
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

// Key returns that name with its ASCII letters in lower case, which is how generated
// code tells children apart: the SDK compares names without regard to case, and so
// accepts a volumeInitializationRate where EC2 writes VolumeInitializationRate. It is
// valid until the next call of a method.
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

// How many paths of unknown elements are kept, and how long a path may be: enough to
// see that the model is old, whatever is sent.
const (
	maxUnknown = 32
	maxPath    = 256
)

// Unknown consumes a child that the caller has no use for and records its path for
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
// "DescribeImagesResponse/imagesSet/item/newThing", each once, in the order they were
// first seen, and not more than 32. It is the sign that it is time to generate again.
func (d *Decoder) UnknownElements() []string { return d.unknown }

// appendPath adds the names of the open elements to b, with slashes between them. A path
// that is too long is cut, and the names beyond are not even looked at: paths are made
// for every unknown element, and names can be as long as the document.
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

// equalFold compares two names without regard to the case of ASCII letters, the only
// ones in EC2's names.
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
