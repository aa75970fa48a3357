package ec2xml

// This file writes lists of scalars.

import (
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// WriteStrings writes the element name with an item for each string or enum value
// in the list. This and the following functions write nothing for a nil list and an
// empty element for an empty list; the default name of items is item.
func WriteStrings[S ~string](w *Writer, name string, list []S, item ...string) {
	write(w, name, list, item, func(item string, v S) { w.Text(item, string(v)) })
}

// WriteBools writes a list of booleans.
func WriteBools(w *Writer, name string, list []bool, item ...string) {
	write(w, name, list, item, func(item string, v bool) { w.Bool(item, &v) })
}

// WriteInt32s writes a list of 32-bit integers.
func WriteInt32s(w *Writer, name string, list []int32, item ...string) {
	write(w, name, list, item, func(item string, v int32) { w.integer(item, int64(v)) })
}

// WriteInt64s writes a list of 64-bit integers.
func WriteInt64s(w *Writer, name string, list []int64, item ...string) {
	write(w, name, list, item, w.integer)
}

// WriteFloat32s writes a list of 32-bit floating-point numbers.
func WriteFloat32s(w *Writer, name string, list []float32, item ...string) {
	write(w, name, list, item, func(item string, v float32) { w.float(item, float64(v), 32) })
}

// WriteFloat64s writes a list of 64-bit floating-point numbers.
func WriteFloat64s(w *Writer, name string, list []float64, item ...string) {
	write(w, name, list, item, func(item string, v float64) { w.float(item, v, 64) })
}

// WriteBlobs writes a list of blobs.
func WriteBlobs(w *Writer, name string, list [][]byte, item ...string) {
	write(w, name, list, item, w.blob)
}

// WriteTimes writes a list of timestamps in the format f.
func WriteTimes(w *Writer, name string, list []time.Time, f ec2time.Format, item ...string) {
	write(w, name, list, item, func(item string, v time.Time) { w.time(item, v, f) })
}

func write[T any](w *Writer, name string, list []T, item []string, one func(item string, v T)) {
	if list == nil {
		return
	}
	m := w.Enter(name)
	for _, v := range list {
		one(itemName(item), v)
	}
	w.Leave(m)
}
