package ec2xml

// This file allocates values in groups. A DescribeImages response with 1,000 images
// has about 40,000 values; one allocation per value would cost more than reading
// them.

import "strings"

// maxChunk is the maximum size of a chunk of strings: a single string keeps at most
// this much alive, and most strings are much shorter.
const maxChunk = 4096

// memory allocates a Decoder's values. The zero value is ready for use.
type memory struct {
	chunk   strings.Builder // strings are substrings of its String, which never copies
	strings slab[string]
	bools   slab[bool]
	int32s  slab[int32]
	int64s  slab[int64]
}

// keep returns b as a string that does not share b's memory.
func (d *Decoder) keep(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if len(b) > maxChunk/8 {
		return string(b)
	}
	if d.chunk.Cap()-d.chunk.Len() < len(b) {
		d.chunk = strings.Builder{}
		d.chunk.Grow(d.chunkSize(len(b)))
	}
	start := d.chunk.Len()
	d.chunk.Write(b)
	return d.chunk.String()[start:]
}

// chunkSize returns the size of a chunk for at least n bytes, and no more than the
// rest of the document can fill.
func (d *Decoder) chunkSize(n int) int {
	size := maxChunk
	if left := n + len(d.data) - d.pos; size > left {
		size = left
	}
	return size
}

// A slab returns pointers to values that are allocated together.
type slab[T any] struct {
	free []T // its length is the number of values in use
}

const (
	minSlab = 4
	maxSlab = 256
)

// add returns a pointer to a new variable with the value v.
func (s *slab[T]) add(v T) *T {
	if len(s.free) == cap(s.free) {
		n := 2 * cap(s.free)
		if n < minSlab {
			n = minSlab
		} else if n > maxSlab {
			n = maxSlab
		}
		s.free = make([]T, 0, n)
	}
	s.free = append(s.free, v)
	return &s.free[len(s.free)-1]
}
