package files

// This file changes hand-written files on request.

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// CompareEdit finds the changes of replacing the content of an existing file. The
// file keeps its mode and its line ends; if it is a symbolic link, the target is
// changed.
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

// withLineEnds returns text with the line ends of most lines of like.
func withLineEnds(text, like []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if 2*bytes.Count(like, []byte("\r\n")) > bytes.Count(like, []byte("\n")) {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return text
}
