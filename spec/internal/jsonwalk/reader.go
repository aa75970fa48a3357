// Package jsonwalk reads a large JSON document once, in order, with a position
// for everything.
//
// AWS's models are megabytes of JSON of which an import keeps a part. Decoding them
// into structs loses information that an importer reports: positions, the order of
// the members of an object, and unknown keys. So encoding/json first checks the
// whole document, its grammar and its nesting, and a Reader then reads it:
//
//	for key := range r.Object() {
//		switch key {
//		case "shape":
//			name = r.Name()
//		case "documentation": // not read, so it is skipped
//		default:
//			report(r.KeyPos(), key)
//		}
//	}
//
// A value that the loop's body does not read is skipped. The first value of an
// unexpected kind stops the Reader: every loop ends, every getter returns zero, and
// Err returns the error with its position, so that callers check once.
package jsonwalk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ec2gen/ec2gen/spec"
)

// A Reader reads one document. It is not safe for concurrent use.
type Reader struct {
	file string
	data []byte
	off  int
	key  int // offset of the key read last
	path []string
	*shared
	// Positions are requested in the order of the document, so lines and columns
	// are counted from the last position: a document on a single line costs no more
	// than one with many lines.
	at   int // offset of line and col
	line int
	col  int
}

// The state that all Readers of one document share: the first error stops them all.
type shared struct {
	err   error
	names map[string]string // every name once: most occur many times
}

// New checks that data is one JSON value and returns a Reader for it. The name of
// the file is for positions.
func New(file string, data []byte) (*Reader, error) {
	r := &Reader{file: file, data: data, line: 1, col: 1, shared: &shared{names: map[string]string{}}}
	if json.Valid(data) {
		r.space()
		return r, nil
	}
	return nil, r.invalid()
}

// invalid returns the syntax error of the document.
func (r *Reader) invalid() error {
	if len(bytes.TrimSpace(r.data)) == 0 {
		return fmt.Errorf("%s: the file is empty; give one of AWS's model files", r.file)
	}
	var whole json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(r.data)).Decode(&whole); errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%s: unexpected end of JSON; the file is cut off: fetch it again", r.pos(len(r.data)))
	}
	err := json.Unmarshal(r.data, &whole)
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("%s: not JSON: %w", r.file, err)
	}
	return fmt.Errorf("%s: not JSON: %s; give one of AWS's model files, as it was published",
		r.pos(max(int(syntax.Offset)-1, 0)), strings.TrimPrefix(syntax.Error(), "json: "))
}

// Err returns the first error, or nil.
func (r *Reader) Err() error { return r.err }

// Fail stops the Reader with an error at the current value.
func (r *Reader) Fail(format string, args ...any) { r.FailAt(r.Pos(), format, args...) }

// FailAt stops the Reader with an error at pos. Only the first counts.
func (r *Reader) FailAt(pos spec.Pos, format string, args ...any) {
	if r.err != nil {
		return
	}
	where := strings.Join(r.path, ".")
	if where != "" {
		where += ": "
	}
	r.err = fmt.Errorf("%s: %s%s", pos, where, fmt.Sprintf(format, args...))
}

// Pos returns the position of the next value.
func (r *Reader) Pos() spec.Pos { return r.pos(r.off) }

// KeyPos returns the position of the last key of the innermost Object.
func (r *Reader) KeyPos() spec.Pos { return r.pos(r.key) }

// pos counts lines and characters up to off.
func (r *Reader) pos(off int) spec.Pos {
	if off < r.at {
		r.at, r.line, r.col = 0, 1, 1
	}
	part := r.data[r.at:off]
	if n := bytes.Count(part, newline); n > 0 {
		r.line += n
		r.col = 1
		part = part[bytes.LastIndexByte(part, '\n')+1:]
	}
	r.col += utf8.RuneCount(part)
	r.at = off
	return spec.Pos{File: r.file, Line: r.line, Col: r.col}
}

var newline = []byte("\n")

// Kind returns the kind of the next value.
func (r *Reader) Kind() Kind {
	if r.err != nil || r.off >= len(r.data) {
		return Null
	}
	switch r.data[r.off] {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return Text
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	}
	return Number
}

// Kind is the kind of a JSON value.
type Kind int

// The kinds of values.
const (
	Null Kind = iota
	Object
	Array
	Text
	Number
	Bool
)

// String returns the kind with its article, for messages.
func (k Kind) String() string {
	return [...]string{"null", "an object", "an array", "a string", "a number", "a boolean"}[k]
}

// is reports whether the next value is of that kind, and stops the Reader if not.
func (r *Reader) is(want Kind) bool {
	if r.err != nil {
		return false
	}
	if got := r.Kind(); got != want {
		r.Fail("%s, want %s", got, want)
		return false
	}
	return true
}

// Object reads an object and yields its keys, in order.
func (r *Reader) Object() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !r.is(Object) {
			return
		}
		r.off++ // {
		for wanted := true; r.more('}'); {
			key := r.off
			name := r.name()
			r.key = key
			r.space()
			r.off++ // :
			r.space()
			wanted = r.each(name, func() bool { return wanted && yield(name) })
		}
	}
}

// Array reads an array and yields the index of each of its elements.
func (r *Reader) Array() iter.Seq[int] {
	return func(yield func(int) bool) {
		if !r.is(Array) {
			return
		}
		r.off++ // [
		wanted := true
		for i := 0; r.more(']'); i++ {
			wanted = r.each(strconv.Itoa(i), func() bool { return wanted && yield(i) })
		}
	}
}

// more moves to the next element. At the end of the object or array it leaves it
// and returns false.
func (r *Reader) more(end byte) bool {
	if r.err != nil {
		return false
	}
	r.space()
	if r.data[r.off] == ',' {
		r.off++
		r.space()
	}
	if r.data[r.off] != end {
		return true
	}
	r.off++
	return false
}

// each lets the caller read one element, and skips it if the caller does not.
func (r *Reader) each(name string, read func() bool) bool {
	start := r.off
	r.path = append(r.path, name)
	wanted := read()
	if r.err == nil {
		if r.off == start {
			r.Skip()
		}
		r.path = r.path[:len(r.path)-1]
	}
	return wanted
}

// space skips white space.
func (r *Reader) space() {
	for r.off < len(r.data) {
		switch r.data[r.off] {
		case ' ', '\t', '\n', '\r':
			r.off++
		default:
			return
		}
	}
}

// String reads a string.
func (r *Reader) String() string {
	if !r.is(Text) {
		return ""
	}
	return r.text(func(b []byte) string { return string(b) })
}

// Name reads a string that is likely to be repeated, and returns it from a table,
// so that equal names share their memory.
func (r *Reader) Name() string {
	if !r.is(Text) {
		return ""
	}
	return r.name()
}

func (r *Reader) name() string {
	return r.text(func(b []byte) string {
		if s, ok := r.names[string(b)]; ok {
			return s
		}
		s := string(b)
		r.names[s] = s
		return s
	})
}

// text reads a string; plain converts its bytes if nothing is escaped.
func (r *Reader) text(plain func([]byte) string) string {
	start := r.off
	r.skipText()
	quoted := r.data[start:r.off]
	if inner := quoted[1 : len(quoted)-1]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return plain(inner)
	}
	var s string
	if err := json.Unmarshal(quoted, &s); err != nil { // impossible: the document is valid
		r.FailAt(r.pos(start), "%v", err)
	}
	return s
}

// Bool reads true or false.
func (r *Reader) Bool() bool {
	if !r.is(Bool) {
		return false
	}
	yes := r.data[r.off] == 't'
	r.Skip()
	return yes
}

// Float reads a number.
func (r *Reader) Float() float64 {
	if !r.is(Number) {
		return 0
	}
	pos := r.off
	f, err := strconv.ParseFloat(r.scalar(), 64)
	if err != nil {
		r.FailAt(r.pos(pos), "number out of range")
		return 0
	}
	return f
}

// Int reads a whole number.
func (r *Reader) Int() int {
	if !r.is(Number) {
		return 0
	}
	pos := r.off
	n, err := strconv.Atoi(r.scalar())
	if err != nil {
		r.FailAt(r.pos(pos), "want a whole number")
		return 0
	}
	return n
}

// Scalar reads a string, a number, a boolean or null as text.
func (r *Reader) Scalar() string {
	switch r.Kind() {
	case Text:
		return r.String()
	case Object, Array:
		r.Fail("%s, want a plain value", r.Kind())
		return ""
	}
	return r.scalar()
}

// Raw reads a value of any kind and returns its JSON text.
func (r *Reader) Raw() string {
	if r.err != nil {
		return ""
	}
	return r.scalar()
}

func (r *Reader) scalar() string {
	start := r.off
	r.Skip()
	return string(r.data[start:r.off])
}

// Later skips a value and returns a Reader for it, to read it later, or several
// times through copies of the Reader.
func (r *Reader) Later() *Reader {
	r.pos(r.off) // counted once here, not again by each later Reader
	sub := *r
	sub.path = slices.Clone(r.path)
	r.Skip()
	return &sub
}

// Skip skips the next value of any kind. It has no stack, so depth costs nothing.
func (r *Reader) Skip() {
	for depth := 0; r.err == nil && r.off < len(r.data); {
		switch r.data[r.off] {
		case '"':
			r.skipText()
		case '{', '[':
			depth++
			r.off++
		case '}', ']':
			depth--
			r.off++
		case ' ', '\t', '\n', '\r', ',', ':':
			r.off++
			continue
		default:
			r.skipPlain()
		}
		if depth == 0 {
			return
		}
	}
}

// skipPlain skips a number, true, false or null.
func (r *Reader) skipPlain() {
	for r.off < len(r.data) {
		switch r.data[r.off] {
		case ' ', '\t', '\n', '\r', ',', ':', '}', ']':
			return
		}
		r.off++
	}
}

// skipText skips a string.
func (r *Reader) skipText() {
	for r.off++; ; {
		n := bytes.IndexByte(r.data[r.off:], '"')
		if n < 0 { // impossible: the document is valid
			r.off = len(r.data)
			return
		}
		r.off += n + 1
		if !r.escaped(r.off - 1) {
			return
		}
	}
}

// escaped reports whether the quote at off has an odd number of backslashes
// before it, and so belongs to the string.
func (r *Reader) escaped(off int) bool {
	n := 0
	for off--; r.data[off] == '\\'; off-- {
		n++
	}
	return n%2 == 1
}

// Stop stops the Reader with a complete error. Only the first counts.
func (r *Reader) Stop(err error) {
	if r.err == nil {
		r.err = err
	}
}
