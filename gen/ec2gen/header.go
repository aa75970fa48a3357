package main

// This file implements the header option: a text above each generated file, for
// tools that check license headers.

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/ec2gen/ec2gen/gen/files"
)

// addHeader puts the target's header above its Go files and its go.mod.
func (j *job) addHeader(list []files.File) error {
	if j.Header == "" {
		return nil
	}
	data, err := os.ReadFile(j.Header)
	if err != nil {
		return err
	}
	header := commentLines(data)
	if header == "" {
		return fmt.Errorf("%s: empty; write the header's text, or remove header", j.Header)
	}
	for i, f := range list {
		if path.Ext(f.Name) == ".go" || path.Base(f.Name) == "go.mod" {
			list[i].Data = append([]byte(header), f.Data...)
		}
	}
	return nil
}

// commentLines returns a text as comment lines, with an empty line below. It does
// not change lines that are already comments.
func commentLines(text []byte) string {
	text = bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	if len(text) == 0 {
		return ""
	}
	var b strings.Builder
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "//") {
			line = strings.TrimRight("// "+line, " ")
		}
		b.WriteString(line + "\n")
	}
	return b.String() + "\n"
}
