package ec2query

// This file has the Writer, for clients, and its methods for scalar values.

import (
	"encoding/base64"
	"math"
	"strconv"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// A Writer appends form keys and values to a buffer. It writes pairs in the order
// of the calls; generated encoders call it in the byte order of the keys, which is
// the AWS SDK's order.
//
// Values are escaped. Names are not, so they must not contain characters that a
// form escapes: they come from the model, so the generator escapes them once.
// Scanning names in every call took a third of the time of a request.
//
// The zero value is ready for use. A Writer that is reused with Reset does not
// allocate if its buffer is large enough. Its methods cannot fail.
type Writer struct {
	buf   []byte
	start int    // length of buf at Reset: there is no "&" before the first pair
	scope []byte // prefix of the keys: "BlockDeviceMapping.1.Ebs."
}

// Reset makes w append to b and clears all other state. The caller must not use b
// afterwards. The content of b stays before the first pair; pass b[:0] to reuse its
// memory.
func (w *Writer) Reset(b []byte) {
	w.buf, w.start, w.scope = b, len(b), w.scope[:0]
}

// Bytes returns the buffer: the content at Reset, followed by the pairs. It is
// valid until the next call of another method.
func (w *Writer) Bytes() []byte { return w.buf }

// A Mark identifies an open structure or list element: Enter and Item return it for
// Leave.
type Mark int

// Enter opens the structure called name: keys written before Leave(m) start with
// "name.".
func (w *Writer) Enter(name string) Mark {
	m := Mark(len(w.scope))
	w.scope = append(append(w.scope, name...), '.')
	return m
}

// Item opens element n, counted from 1, of the list called name: keys written
// before Leave(m) start with "name.n.". An empty name is for a list directly
// inside a list: only the number is added.
func (w *Writer) Item(name string, n int) Mark {
	m := Mark(len(w.scope))
	if name != "" {
		w.scope = append(append(w.scope, name...), '.')
	}
	w.scope = append(strconv.AppendInt(w.scope, int64(n), 10), '.')
	return m
}

// Leave closes what the call that returned m opened.
func (w *Writer) Leave(m Mark) { w.scope = w.scope[:m] }

// key writes a pair up to its value.
func (w *Writer) key(name string) {
	if len(w.buf) > w.start {
		w.buf = append(w.buf, '&')
	}
	w.buf = append(w.buf, w.scope...)
	w.buf = append(append(w.buf, name...), '=')
}

// itemKey is key for element n of a list of scalars.
func (w *Writer) itemKey(name string, n int) {
	if len(w.buf) > w.start {
		w.buf = append(w.buf, '&')
	}
	w.buf = append(w.buf, w.scope...)
	if name != "" {
		w.buf = append(append(w.buf, name...), '.')
	}
	w.buf = append(strconv.AppendInt(w.buf, int64(n), 10), '=')
}

// Text writes value under name, even if it is empty. It is for Action and Version.
func (w *Writer) Text(name, value string) {
	w.key(name)
	w.buf = appendEscaped(w.buf, value)
}

// String writes *v unless v is nil. It writes an empty string: EC2 distinguishes
// "NoDevice=" from no NoDevice.
func (w *Writer) String(name string, v *string) {
	if v != nil {
		w.Text(name, *v)
	}
}

// Enum writes v unless it is empty: enums are plain strings in Go, and their zero
// value means "not set".
func (w *Writer) Enum(name, v string) {
	if v != "" {
		w.Text(name, v)
	}
}

// Bool writes *v as true or false unless v is nil.
func (w *Writer) Bool(name string, v *bool) {
	if v != nil {
		w.key(name)
		w.buf = strconv.AppendBool(w.buf, *v)
	}
}

// Int32 writes *v in decimal unless v is nil.
func (w *Writer) Int32(name string, v *int32) {
	if v != nil {
		w.key(name)
		w.buf = strconv.AppendInt(w.buf, int64(*v), 10)
	}
}

// Int64 writes *v in decimal unless v is nil.
func (w *Writer) Int64(name string, v *int64) {
	if v != nil {
		w.key(name)
		w.buf = strconv.AppendInt(w.buf, *v, 10)
	}
}

// Float32 writes *v unless v is nil: without an exponent, with as many digits as
// needed to read the same number back, or as NaN, Infinity or -Infinity.
func (w *Writer) Float32(name string, v *float32) {
	if v != nil {
		w.key(name)
		w.float(float64(*v), 32)
	}
}

// Float64 writes *v as Float32 does.
func (w *Writer) Float64(name string, v *float64) {
	if v != nil {
		w.key(name)
		w.float(*v, 64)
	}
}

// Blob writes v in padded base64 unless it is nil. An empty slice is an empty
// value.
func (w *Writer) Blob(name string, v []byte) {
	if v != nil {
		w.key(name)
		w.blob(v)
	}
}

// Time writes *v in the format f unless v is nil.
func (w *Writer) Time(name string, v *time.Time, f ec2time.Format) {
	if v != nil {
		w.key(name)
		w.time(*v, f)
	}
}

// float writes infinities and NaN with the protocol's words, which differ from
// strconv's.
func (w *Writer) float(v float64, bits int) {
	switch {
	case math.IsInf(v, 1):
		w.buf = append(w.buf, "Infinity"...)
	case math.IsInf(v, -1):
		w.buf = append(w.buf, "-Infinity"...)
	default:
		w.buf = strconv.AppendFloat(w.buf, v, 'f', -1, bits)
	}
}

// blob encodes piece by piece on the stack, because base64's "+", "/" and "=" must
// be escaped. Pieces have a multiple of three bytes, so only the last one is
// padded.
func (w *Writer) blob(v []byte) {
	var piece [64]byte
	for len(v) > 0 {
		n := len(v)
		if n > 48 {
			n = 48
		}
		base64.StdEncoding.Encode(piece[:], v[:n])
		w.buf = appendEscaped(w.buf, piece[:base64.StdEncoding.EncodedLen(n)])
		v = v[n:]
	}
}

func (w *Writer) time(v time.Time, f ec2time.Format) {
	var text [64]byte
	w.buf = appendEscaped(w.buf, ec2time.Append(text[:0], v, f))
}
