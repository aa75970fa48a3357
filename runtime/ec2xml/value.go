package ec2xml

// This file converts text to values, as the AWS SDK for Go v2 does: it accepts the
// same texts, an empty string or enum is "", an empty blob or list is empty and not
// nil, and an empty number, boolean or timestamp is an error.

import (
	"encoding/base64"
	"strconv"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// Text consumes the child and returns its text, for enums.
func (d *Decoder) Text() string { return d.keep(d.value()) }

// String consumes the child and returns its text; nil only after an error.
func (d *Decoder) String() *string {
	b := d.value()
	if d.err != nil {
		return nil
	}
	return d.strings.add(d.keep(b))
}

// Bool consumes the child and returns its boolean: true or false, and the other
// spellings of strconv.ParseBool; nil only after an error.
func (d *Decoder) Bool() *bool {
	v, ok := d.boolean()
	if !ok {
		return nil
	}
	return d.bools.add(v)
}

// Int32 consumes the child and returns its decimal integer; nil only after an error.
func (d *Decoder) Int32() *int32 {
	v, ok := d.integer(32)
	if !ok {
		return nil
	}
	return d.int32s.add(int32(v))
}

// Int64 consumes the child and returns its decimal integer; nil only after an error.
func (d *Decoder) Int64() *int64 {
	v, ok := d.integer(64)
	if !ok {
		return nil
	}
	return d.int64s.add(v)
}

// Float32 consumes the child and returns its number, or NaN, Infinity, -Infinity;
// nil only after an error. A number beyond the range becomes an infinity.
func (d *Decoder) Float32() *float32 {
	v, ok := d.float()
	if !ok {
		return nil
	}
	f := float32(v)
	return &f
}

// Float64 consumes the child and returns its number, or NaN, Infinity, -Infinity;
// nil only after an error.
func (d *Decoder) Float64() *float64 {
	v, ok := d.float()
	if !ok {
		return nil
	}
	return &v
}

// Blob consumes the child and returns its bytes, decoded from padded base64 that
// may have line breaks; nil only after an error.
func (d *Decoder) Blob() []byte {
	b := d.value()
	if d.err != nil {
		return nil
	}
	blob := make([]byte, base64.StdEncoding.DecodedLen(len(b)))
	n, err := base64.StdEncoding.Decode(blob, b)
	if err != nil {
		d.bad(b, "base64 text")
		return nil
	}
	return blob[:n]
}

// Time consumes the child and returns its timestamp, which is in the format f; nil
// only after an error.
func (d *Decoder) Time(f ec2time.Format) *time.Time {
	t, ok := d.timestamp(f)
	if !ok {
		return nil
	}
	return &t
}

func (d *Decoder) boolean() (v, ok bool) {
	b := d.value()
	if d.err != nil {
		return false, false
	}
	switch string(b) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	v, err := strconv.ParseBool(string(b))
	if err != nil {
		d.bad(b, "boolean")
	}
	return v, err == nil
}

func (d *Decoder) integer(bits int) (int64, bool) {
	b := d.value()
	if d.err != nil {
		return 0, false
	}
	v, err := strconv.ParseInt(string(b), 10, bits)
	if err != nil {
		d.bad(b, strconv.Itoa(bits)+"-bit integer")
	}
	return v, err == nil
}

func (d *Decoder) float() (float64, bool) {
	b := d.value()
	if d.err != nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		d.bad(b, "number")
	}
	return v, err == nil
}

func (d *Decoder) timestamp(f ec2time.Format) (time.Time, bool) {
	b := d.value()
	if d.err != nil {
		return time.Time{}, false
	}
	t, err := ec2time.Parse(string(b), f)
	if err != nil {
		d.bad(b, f.String()+" timestamp")
	}
	return t, err == nil
}

// bad fails with a ValueError for the child that was just consumed, whose text is
// b. The child is closed, but its name is still after those of the open elements.
func (d *Decoder) bad(b []byte, want string) {
	d.open = d.open[:len(d.open)+1]
	d.fail(&ValueError{Offset: d.pos, Path: string(d.appendPath(nil)), Want: want, Value: cut(b)})
	d.pop()
}
