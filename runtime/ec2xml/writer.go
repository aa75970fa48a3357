package ec2xml

// This file has the Writer, for servers.

import (
	"encoding/base64"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// A Writer appends elements to a buffer. The zero value is ready for use. A Writer
// that is reused with Reset does not allocate if its buffer is large enough. Its
// methods cannot fail.
//
// Names are not escaped: they must be XML names. Values can be any text; characters
// that XML cannot express, such as a NUL, become U+FFFD, as in encoding/xml.
type Writer struct{ buf []byte }

// Reset makes w append to b. The caller must not use b afterwards.
func (w *Writer) Reset(b []byte) { w.buf = b }

// Bytes returns the buffer: the content at Reset, followed by what was written. It
// is valid until the next call of another method.
func (w *Writer) Bytes() []byte { return w.buf }

// A Mark identifies an open element: Root and Enter return it for Leave.
type Mark struct{ start, end int } // position of its name in the buffer

// Root writes the XML declaration and opens the root element, in the namespace
// unless it is empty.
func (w *Writer) Root(name, namespace string) Mark {
	w.buf = append(w.buf, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"...)
	m := w.Enter(name)
	if namespace != "" {
		w.buf = append(w.buf[:len(w.buf)-1], ` xmlns="`...)
		w.text(namespace)
		w.buf = append(w.buf, `">`...)
	}
	return m
}

// Enter opens an element: a structure, a list, or an element of a list.
func (w *Writer) Enter(name string) Mark {
	w.buf = append(w.buf, '<')
	m := Mark{len(w.buf), len(w.buf) + len(name)}
	w.buf = append(append(w.buf, name...), '>')
	return m
}

// Leave closes the element that the call that returned m opened.
func (w *Writer) Leave(m Mark) {
	w.buf = append(w.buf, '<', '/')
	w.buf = append(append(w.buf, w.buf[m.start:m.end]...), '>')
}

// Text writes an element with the text v, even if it is empty.
func (w *Writer) Text(name, v string) {
	m := w.Enter(name)
	w.text(v)
	w.Leave(m)
}

// String writes *v unless v is nil.
func (w *Writer) String(name string, v *string) {
	if v != nil {
		w.Text(name, *v)
	}
}

// Enum writes v unless it is empty.
func (w *Writer) Enum(name, v string) {
	if v != "" {
		w.Text(name, v)
	}
}

// Bool writes *v as true or false unless v is nil.
func (w *Writer) Bool(name string, v *bool) {
	if v != nil {
		m := w.Enter(name)
		w.buf = strconv.AppendBool(w.buf, *v)
		w.Leave(m)
	}
}

// Int32 writes *v in decimal unless v is nil.
func (w *Writer) Int32(name string, v *int32) {
	if v != nil {
		w.integer(name, int64(*v))
	}
}

// Int64 writes *v in decimal unless v is nil.
func (w *Writer) Int64(name string, v *int64) {
	if v != nil {
		w.integer(name, *v)
	}
}

// Float32 writes *v unless v is nil: without an exponent, with as many digits as
// needed to read the same number back, or as NaN, Infinity or -Infinity.
func (w *Writer) Float32(name string, v *float32) {
	if v != nil {
		w.float(name, float64(*v), 32)
	}
}

// Float64 writes *v as Float32 does.
func (w *Writer) Float64(name string, v *float64) {
	if v != nil {
		w.float(name, *v, 64)
	}
}

// Blob writes v in padded base64 unless it is nil.
func (w *Writer) Blob(name string, v []byte) {
	if v != nil {
		w.blob(name, v)
	}
}

// Time writes *v in the format f unless v is nil.
func (w *Writer) Time(name string, v *time.Time, f ec2time.Format) {
	if v != nil {
		w.time(name, *v, f)
	}
}

func (w *Writer) integer(name string, v int64) {
	m := w.Enter(name)
	w.buf = strconv.AppendInt(w.buf, v, 10)
	w.Leave(m)
}

// float writes infinities with the protocol's words, which differ from strconv's.
func (w *Writer) float(name string, v float64, bits int) {
	m := w.Enter(name)
	switch {
	case math.IsInf(v, 1):
		w.buf = append(w.buf, "Infinity"...)
	case math.IsInf(v, -1):
		w.buf = append(w.buf, "-Infinity"...)
	default:
		w.buf = strconv.AppendFloat(w.buf, v, 'f', -1, bits)
	}
	w.Leave(m)
}

func (w *Writer) blob(name string, v []byte) {
	m := w.Enter(name)
	start := len(w.buf)
	// Grow the buffer and encode in place: base64 has no characters that XML
	// escapes.
	w.buf = append(w.buf, make([]byte, base64.StdEncoding.EncodedLen(len(v)))...)
	base64.StdEncoding.Encode(w.buf[start:], v)
	w.Leave(m)
}

func (w *Writer) time(name string, v time.Time, f ec2time.Format) {
	m := w.Enter(name)
	w.buf = ec2time.Append(w.buf, v, f)
	w.Leave(m)
}

// text writes s so that a reader reads s, if XML can express it. "\r" becomes a
// reference because readers convert it to "\n", and so does a quote because s may
// be an attribute's value.
func (w *Writer) text(s string) {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if class[c]&plain != 0 && c < utf8.RuneSelf && c != '"' && c != '>' {
			i++
			continue
		}
		n := 1
		var escape string
		switch c {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '"':
			escape = "&quot;"
		case '\r':
			escape = "&#xD;"
		case ']':
			i++
			continue
		default:
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			if isChar(r) && !(r == utf8.RuneError && n == 1) {
				i += n
				continue
			}
			escape = "\uFFFD"
		}
		w.buf = append(append(w.buf, s[start:i]...), escape...)
		i += n
		start = i
	}
	w.buf = append(w.buf, s[start:]...)
}
