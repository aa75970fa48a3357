package ec2xml

// This file holds the limits of the readers and the errors they report.

import "fmt"

// Limits bounds what a Decoder accepts. A field that is zero stands for its default,
// a negative one for no bound. Text is bounded by the document: every string read is
// at most as long as the bytes it was read from.
type Limits struct {
	Bytes int // length of the document; default 1 GiB
	Depth int // elements open at the same time; default 64
	Items int // elements of all lists together; default 10,000,000
}

// The defaults are far above what EC2 sends: DescribeImages with no filter, the
// largest answer it gives, is of the order of 100 MB, 100,000 images, and 6 levels.
func (l Limits) withDefaults() Limits {
	set := func(v *int, def int) {
		if *v == 0 {
			*v = def
		} else if *v < 0 {
			*v = int(^uint(0) >> 1)
		}
	}
	set(&l.Bytes, 1<<30)
	set(&l.Depth, 64)
	set(&l.Items, 10_000_000)
	return l
}

// A LimitError says that a document is larger than a limit allows.
type LimitError struct {
	What   string // "bytes", "depth" or "items"
	Limit  int
	Offset int // in bytes, where the document went over it
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("xml: offset %d: %s over the limit of %d; raise it if the sender is trusted", e.Offset, e.What, e.Limit)
}

// A SyntaxError says that a document is not well-formed, or uses what this package
// refuses.
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
