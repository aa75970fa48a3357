// Package page is what a renderer of the reference returns.
package page

// A File is a page, or a file that pages need.
type File struct {
	Name    string // slash-separated
	Content func() string
}
