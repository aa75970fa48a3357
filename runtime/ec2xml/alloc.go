package ec2xml

// This file allocates elements of lists and structures for generated decoders. It
// counts the bytes, so that a small document cannot use much memory: "<item/>" has
// 7 bytes, an Instance in Go 1,000.

import "unsafe"

// The default memory limit of a Decoder for lists and structures. EC2's responses
// require less than the size of the document. The free part is for tests and fake
// services, which send 20,000 instances with only an id.
const (
	freeMemory    = 16 << 20
	memoryPerByte = 4
)

// Append adds a zero element to the list and returns it. The pointer is valid until
// the next Append. After an error, the element is not part of the list.
func Append[T any](d *Decoder, list *[]T) *T {
	s := *list
	if len(s) == cap(s) {
		n := d.room(len(s), int(unsafe.Sizeof(s[0])))
		if n == 0 {
			return new(T)
		}
		s = append(make([]T, 0, n), s...)
	}
	s = s[:len(s)+1]
	*list = s
	return &s[len(s)-1]
}

// New returns a new structure.
func New[T any](d *Decoder) *T {
	v := new(T)
	d.spend(int(unsafe.Sizeof(*v)))
	return v
}

// room returns the next capacity of a list that is full with n elements, where the
// current element is the next one: twice n, or less if the rest of the document
// cannot contain as many. It returns 0 after an error.
func (d *Decoder) room(n, size int) int {
	want := 2 * n
	if n < minRoom {
		want = n + 1
	} else if fit := n + d.fits(n); want > fit {
		want = fit
	}
	if least := n + n/8 + 1; want < least {
		want = least
	}
	if !d.spend(want * size) {
		return 0
	}
	return want
}

// Lists with fewer elements grow one by one: most of EC2's lists have one or two.
const minRoom = 2

// fits estimates how many more elements, of the average size of the first n, are in
// the rest of the document.
func (d *Decoder) fits(n int) int {
	if len(d.open) < 2 {
		return n
	}
	first, here := d.open[len(d.open)-2].end, d.open[len(d.open)-1].start
	return int(float64(n)*float64(len(d.data)-here)/float64(here-first+1)) + 1
}

// spend counts size bytes of memory and reports whether they are within the limit.
func (d *Decoder) spend(size int) bool {
	if size > d.limits.Memory-d.spent {
		d.fail(&LimitError{What: "bytes of memory", Limit: d.limits.Memory, Offset: d.pos})
		return false
	}
	d.spent += size
	return true
}
