package ec2xml

// This file reads lists of scalars. Each function consumes the child that Next
// found, whose own children are the elements. The default name of elements is item,
// as everywhere in EC2. An empty list is empty, not nil.

import (
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// Strings reads a list of strings or of enum values.
func Strings[S ~string](d *Decoder, name ...string) []S {
	return list(d, name, func() (S, bool) { return S(d.Text()), d.err == nil })
}

// Bools reads a list of booleans.
func Bools(d *Decoder, name ...string) []bool { return list(d, name, d.boolean) }

// Int32s reads a list of 32-bit integers.
func Int32s(d *Decoder, name ...string) []int32 {
	return list(d, name, func() (int32, bool) { v, ok := d.integer(32); return int32(v), ok })
}

// Int64s reads a list of 64-bit integers.
func Int64s(d *Decoder, name ...string) []int64 {
	return list(d, name, func() (int64, bool) { return d.integer(64) })
}

// Float32s reads a list of 32-bit floating-point numbers.
func Float32s(d *Decoder, name ...string) []float32 {
	return list(d, name, func() (float32, bool) { v, ok := d.float(); return float32(v), ok })
}

// Float64s reads a list of 64-bit floating-point numbers.
func Float64s(d *Decoder, name ...string) []float64 { return list(d, name, d.float) }

// Blobs reads a list of blobs.
func Blobs(d *Decoder, name ...string) [][]byte {
	return list(d, name, func() ([]byte, bool) { v := d.Blob(); return v, d.err == nil })
}

// Times reads a list of timestamps in the format f.
func Times(d *Decoder, f ec2time.Format, name ...string) []time.Time {
	return list(d, name, func() (time.Time, bool) { return d.timestamp(f) })
}

// list reads elements until the end of the list or an error.
func list[T any](d *Decoder, name []string, read func() (T, bool)) []T {
	values := []T{}
	for d.NextNamed(itemName(name)) {
		v, ok := read()
		if !ok {
			break
		}
		*Append(d, &values) = v
	}
	return values
}

// itemName returns the name of a list's elements, given an optional argument.
func itemName(name []string) string {
	if len(name) > 0 {
		return name[0]
	}
	return "item"
}
