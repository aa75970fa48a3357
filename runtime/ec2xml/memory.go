package ec2xml

// This file allocates values in groups. A DescribeImages response of 1,000 images has
// some 40,000 values, and one allocation each would cost more than reading them.

import "strings"

// maxChunk is the size of a chunk of strings: what a single kept string keeps alive at
// most, and much more than most strings.
const maxChunk = 4096

// memory is where a Decoder's values live. The zero value is ready for use.
type memory struct {
	chunk   strings.Builder // strings are cut from its String, which never copies
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

// chunkSize returns the size of a chunk that will hold at least n bytes: not more than
// what is left of the document can fill.
func (d *Decoder) chunkSize(n int) int {
	size := maxChunk
	if left := n + len(d.data) - d.pos; size > left {
		size = left
	}
	return size
}

// A slab hands out pointers to values that were allocated together.
type slab[T any] struct {
	free []T // its length is what has been handed out
}

const (
	minSlab = 4
	maxSlab = 256
)

// add returns a pointer to a new variable that holds v.
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
