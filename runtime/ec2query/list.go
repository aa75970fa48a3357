package ec2query

// This file writes lists of scalars, and defines the order of list elements on the
// wire.
//
// EC2 lists are always flat: element n of the list Name is the key "Name.n", counted
// from 1, and an empty list is not written (the protocol cannot distinguish it from
// a missing one).

import (
	"sort"
	"strconv"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// First returns the number of the first element on the wire in a list of n
// elements: 1, or 0 if the list is empty.
//
// Elements are sorted by their numbers as text, 1, 10, 11, 2, ..., because the SDK
// sorts the keys of a request as text, and requests must equal the SDK's byte for
// byte:
//
//	for k := First(len(l)); k > 0; k = Next(k, len(l)) {
//		... l[k-1] ...
//	}
func First(n int) int {
	if n > 0 {
		return 1
	}
	return 0
}

// Next returns the number of the element after number k in a list of n elements, in
// the order that First describes, or 0 after the last one.
func Next(k, n int) int {
	if k <= n/10 {
		return k * 10
	}
	for k > 0 && (k%10 == 9 || k == n) {
		k /= 10
	}
	if k == 0 {
		return 0
	}
	return k + 1
}

// Strings writes a list of strings or of enum values.
func Strings[S ~string](w *Writer, name string, list []S) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.buf = appendEscaped(w.buf, string(list[k-1]))
	}
}

// Bools writes a list of booleans.
func Bools(w *Writer, name string, list []bool) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.buf = strconv.AppendBool(w.buf, list[k-1])
	}
}

// Int32s writes a list of 32-bit integers.
func Int32s(w *Writer, name string, list []int32) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.buf = strconv.AppendInt(w.buf, int64(list[k-1]), 10)
	}
}

// Int64s writes a list of 64-bit integers.
func Int64s(w *Writer, name string, list []int64) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.buf = strconv.AppendInt(w.buf, list[k-1], 10)
	}
}

// Float32s writes a list of 32-bit floating-point numbers.
func Float32s(w *Writer, name string, list []float32) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.float(float64(list[k-1]), 32)
	}
}

// Float64s writes a list of 64-bit floating-point numbers.
func Float64s(w *Writer, name string, list []float64) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.float(list[k-1], 64)
	}
}

// Blobs writes a list of blobs in base64. A nil element is written as an empty
// value: omitting it would renumber the others.
func Blobs(w *Writer, name string, list [][]byte) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.blob(list[k-1])
	}
}

// Times writes a list of timestamps in the format f.
func Times(w *Writer, name string, list []time.Time, f ec2time.Format) {
	for k := First(len(list)); k > 0; k = Next(k, len(list)) {
		w.itemKey(name, k)
		w.time(list[k-1], f)
	}
}

// Keys returns the keys of m in the order in which a map's entries are numbered:
// sorted by bytes.
func Keys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
