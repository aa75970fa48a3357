package ec2query

// This file reads values strictly: only the forms that Writer writes, except that
// numbers may have leading zeros and exponents.

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// String returns the value of the parameter called name, or nil if there is none.
// This and the following methods mark the parameter as read; for a value that is
// not of the type they return nil and record a Problem.
func (r *Reader) String(name string) *string { return scalar(r, name, text[string]) }

// Enum is like String, but returns "" for a missing parameter.
func (r *Reader) Enum(name string) string {
	if p := r.find(name); p != nil {
		return p.value
	}
	return ""
}

// Bool reads true or false.
func (r *Reader) Bool(name string) *bool { return scalar(r, name, r.boolean) }

// Int32 reads a decimal integer of 32 bits.
func (r *Reader) Int32(name string) *int32 { return scalar(r, name, r.int32) }

// Int64 reads a decimal integer of 64 bits.
func (r *Reader) Int64(name string) *int64 { return scalar(r, name, r.int64) }

// Float32 reads a number, NaN, Infinity or -Infinity.
func (r *Reader) Float32(name string) *float32 { return scalar(r, name, r.float32) }

// Float64 reads a number, NaN, Infinity or -Infinity.
func (r *Reader) Float64(name string) *float64 { return scalar(r, name, r.float64) }

// Blob reads base64. The result is nil only if the parameter is missing or invalid.
func (r *Reader) Blob(name string) []byte {
	if v := scalar(r, name, r.blob); v != nil {
		return *v
	}
	return nil
}

// Time reads a timestamp in the format f.
func (r *Reader) Time(name string, f ec2time.Format) *time.Time { return scalar(r, name, r.time(f)) }

// ReadStrings reads a list of strings or of enum values. This and the following
// functions return nil for a list without elements; an element that is not of the
// type is a zero value and a Problem.
func ReadStrings[S ~string](r *Reader, name string) []S { return elements(r, name, text[S]) }

// ReadBools reads a list of booleans.
func ReadBools(r *Reader, name string) []bool { return elements(r, name, r.boolean) }

// ReadInt32s reads a list of 32-bit integers.
func ReadInt32s(r *Reader, name string) []int32 { return elements(r, name, r.int32) }

// ReadInt64s reads a list of 64-bit integers.
func ReadInt64s(r *Reader, name string) []int64 { return elements(r, name, r.int64) }

// ReadFloat32s reads a list of 32-bit floating-point numbers.
func ReadFloat32s(r *Reader, name string) []float32 { return elements(r, name, r.float32) }

// ReadFloat64s reads a list of 64-bit floating-point numbers.
func ReadFloat64s(r *Reader, name string) []float64 { return elements(r, name, r.float64) }

// ReadBlobs reads a list of blobs.
func ReadBlobs(r *Reader, name string) [][]byte { return elements(r, name, r.blob) }

// ReadTimes reads a list of timestamps in the format f.
func ReadTimes(r *Reader, name string, f ec2time.Format) []time.Time {
	return elements(r, name, r.time(f))
}

// A read function converts a parameter to a value, or reports a problem.
type read[T any] func(p *pair) (v T, ok bool)

// scalar reads the parameter called name.
func scalar[T any](r *Reader, name string, f read[T]) *T {
	p := r.find(name)
	if p == nil {
		return nil
	}
	v, ok := f(p)
	if !ok {
		return nil
	}
	return &v
}

// elements reads the list of scalars called name. A bad element becomes a zero
// value, so that the indexes in later messages are right.
func elements[T any](r *Reader, name string, f read[T]) []T {
	var list []T
	for _, it := range r.items(r.listPath(name)) {
		// The element's own key sorts before those inside it, which are unknown here.
		if p := &r.pairs[it.low]; len(p.key)+1 == len(it.path) {
			p.used = true
			v, _ := f(p)
			list = append(list, v)
		}
	}
	return list
}

func text[S ~string](p *pair) (S, bool) { return S(p.value), true }

func (r *Reader) boolean(p *pair) (v, ok bool) {
	switch p.value {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, r.bad(p, Boolean, "true or false")
}

func (r *Reader) int32(p *pair) (int32, bool) {
	v, ok := r.integer(p, 32)
	return int32(v), ok
}

func (r *Reader) int64(p *pair) (int64, bool) { return r.integer(p, 64) }

func (r *Reader) integer(p *pair, bits int) (int64, bool) {
	v, err := strconv.ParseInt(p.value, 10, bits)
	if err != nil || p.value[0] == '+' {
		return 0, r.bad(p, Integer, "a decimal integer of "+strconv.Itoa(bits)+" bits")
	}
	return v, true
}

func (r *Reader) float32(p *pair) (float32, bool) {
	v, ok := r.float(p, 32)
	return float32(v), ok
}

func (r *Reader) float64(p *pair) (float64, bool) { return r.float(p, 64) }

// float rejects the forms that strconv accepts besides decimal numbers and the
// protocol's words.
func (r *Reader) float(p *pair, bits int) (float64, bool) {
	v, err := strconv.ParseFloat(p.value, bits)
	switch p.value {
	case "NaN", "Infinity", "-Infinity":
		return v, true
	}
	if err != nil || p.value[0] == '+' || strings.Trim(p.value, "0123456789.eE+-") != "" {
		return 0, r.bad(p, Float, "a decimal number, NaN, Infinity or -Infinity")
	}
	return v, true
}

func (r *Reader) blob(p *pair) ([]byte, bool) {
	v, err := base64.StdEncoding.DecodeString(p.value)
	if err != nil {
		return nil, r.bad(p, Blob, "padded base64")
	}
	return v, true
}

func (r *Reader) time(f ec2time.Format) read[time.Time] {
	return func(p *pair) (time.Time, bool) {
		v, err := ec2time.Parse(p.value, f)
		if err != nil {
			return v, r.bad(p, Timestamp, "the form "+f.String())
		}
		return v, true
	}
}

// bad reports a problem with p's value and returns false.
func (r *Reader) bad(p *pair, kind Kind, want string) bool {
	r.report(p, kind, strconv.Quote(cut(p.value))+"; want "+want)
	return false
}
