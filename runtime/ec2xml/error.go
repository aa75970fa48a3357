package ec2xml

// This file holds the limits of the readers and the errors they report.

import "fmt"

// Limits bounds what a Decoder accepts. A zero field means its default, a negative one
// no limit. Text has no limit of its own: a string is at most as long as the bytes that
// it was read from.
type Limits struct {
	Bytes  int // length of the document; default 256 MiB
	Depth  int // elements open at the same time; default 64
	Items  int // elements of all lists together; default 10,000,000
	Memory int // bytes allocated for lists and structures; default 16 MiB and 4 times the document
}

// withDefaults fills in the defaults for a document of size bytes. They are far above
// what EC2 sends: its largest response, DescribeImages with no filter, is of the order
// of 100 MB, 100,000 images, 6 levels, and takes less memory than the document.
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
	Offset int // in bytes, where the document went over it
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("xml: offset %d: %s over the limit of %d; raise it if the sender is trusted", e.Offset, e.What,
		e.Limit)
}

// A SyntaxError says that a document is not well-formed, or uses what this package
// rejects.
type SyntaxError struct {
	Offset int    // in bytes, from 0
	Path   string // the open elements: "DescribeImagesResponse/imagesSet/item"; "": none
	Msg    string
}

func (e *SyntaxError) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("xml: offset %d: %s", e.Offset, e.Msg)
	}
	return fmt.Sprintf("xml: offset %d, in <%s>: %s", e.Offset, e.Path, e.Msg)
}

// A ValueError says that an element's text is not what its member's type wants.
type ValueError struct {
	Offset int    // in bytes, from 0: just after the element
	Path   string // the element: "DescribeImagesResponse/imagesSet/item/isPublic"
	Want   string // "boolean", "32-bit integer", ...
	Value  string // the text, cut to 64 bytes
}

func (e *ValueError) Error() string {
	return fmt.Sprintf("xml: offset %d: <%s> is %q; want: %s", e.Offset, e.Path, e.Value, e.Want)
}
