package ec2xml

// This file declares the limits of the readers and their errors.

import "fmt"

// Limits limits what a Decoder accepts. A zero field means its default, a negative
// one no limit. Text has no separate limit: a string is at most as long as its
// bytes in the document.
type Limits struct {
	Bytes  int // length of the document; default 256 MiB
	Depth  int // nesting of elements; default 64
	Items  int // elements of all lists in total; default 10,000,000
	Memory int // bytes allocated for lists and structures; default 16 MiB and 4 times the document
}

// withDefaults sets the defaults for a document of size bytes. They are far above
// EC2's responses: the largest, DescribeImages without a filter, has about 100 MB,
// 100,000 images and 6 levels, and takes less memory than the document.
func (l Limits) withDefaults(size int) Limits {
	const maxInt = int(^uint(0) >> 1)
	set := func(v *int, def int) {
		if *v == 0 {
			*v = def
		} else if *v < 0 {
			*v = maxInt
		}
	}
	set(&l.Bytes, 256<<20)
	set(&l.Depth, 64)
	set(&l.Items, 10_000_000)
	memory := maxInt
	if size < (maxInt-freeMemory)/memoryPerByte {
		memory = freeMemory + memoryPerByte*size
	}
	set(&l.Memory, memory)
	return l
}

// A LimitError says that a document is larger than a limit allows.
type LimitError struct {
	What   string // "bytes", "depth", "items" or "bytes of memory"
	Limit  int
	Offset int // in bytes, where the document exceeds it
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("xml: offset %d: %s over the limit of %d; raise it if the sender is trusted", e.Offset, e.What,
		e.Limit)
}

// A SyntaxError says that a document is not well-formed, or uses a feature that
// this package rejects.
type SyntaxError struct {
	Offset int    // in bytes, from 0
	Path   string // the open elements: "DescribeImagesResponse/imagesSet/item"; "" if none
	Msg    string
}

func (e *SyntaxError) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("xml: offset %d: %s", e.Offset, e.Msg)
	}
	return fmt.Sprintf("xml: offset %d, in <%s>: %s", e.Offset, e.Path, e.Msg)
}

// A ValueError says that an element's text is not a value of its member's type.
type ValueError struct {
	Offset int    // in bytes, from 0: just after the element
	Path   string // the element: "DescribeImagesResponse/imagesSet/item/isPublic"
	Want   string // "boolean", "32-bit integer", ...
	Value  string // the text, cut to 64 bytes
}

func (e *ValueError) Error() string {
	return fmt.Sprintf("xml: offset %d: <%s> is %q; want: %s", e.Offset, e.Path, e.Value, e.Want)
}
