package files

// This file changes files that people wrote, where they asked for it.

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// CompareEdit finds what replacing the content of an existing file would change. The
// file keeps its mode and its line ends, and a symbolic link stays one: what it leads to
// is changed.
func CompareEdit(name string, data []byte) (*Changes, error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(target)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: not a regular file", name)
	}
	if err != nil {
		return nil, err
	}
	old, err := os.ReadFile(target)
	if err != nil {
		return nil, err
	}
	c := &Changes{Dir: filepath.Dir(target)}
	if data = withLineEnds(data, old); bytes.Equal(old, data) {
		c.Unchanged = 1
		return c, nil
	}
	c.Written = []Change{{Name: filepath.Base(target), Old: old, New: data}}
	return c, nil
}

// withLineEnds is text with the line ends that most lines of another have.
func withLineEnds(text, like []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if 2*bytes.Count(like, []byte("\r\n")) > bytes.Count(like, []byte("\n")) {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return text
}
