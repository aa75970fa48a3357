package spec

// This file reads the date of a model: its SOURCE file names the version of the
// upstream file.

import (
	"path"
	"regexp"
)

var sourceDate = regexp.MustCompile(`(?m)^upstream:.*\((\d{4}-\d\d-\d\d)\)`)

// SourceDate returns the date of the upstream model in the text of a SOURCE file,
// or "".
func SourceDate(source []byte) string {
	if m := sourceDate.FindSubmatch(source); m != nil {
		return string(m[1])
	}
	return ""
}

// EmbeddedDate returns the date of the built-in model.
func EmbeddedDate() string {
	data, err := embedded.ReadFile(path.Join("ec2/2016-11-15", "SOURCE"))
	if err != nil {
		return ""
	}
	return SourceDate(data)
}
