package files

// This file shows changes.

import (
	"io"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff writes the changes as one unified diff, or nothing if there are none.
func (c *Changes) Diff(w io.Writer) error {
	for _, ch := range c.all() {
		name := filepath.ToSlash(c.path(ch.Name))
		before, after := "a/"+name, "b/"+name
		if ch.Old == nil {
			before = "/dev/null"
		}
		if ch.New == nil {
			after = "/dev/null"
		}
		if _, err := w.Write(diff.Diff(before, ch.Old, after, ch.New)); err != nil {
			return err
		}
	}
	return nil
}
