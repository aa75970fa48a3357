package cli

// This file wraps help text into lines.

import (
	"fmt"
	"io"
	"strings"
)

// entry prints a name and, below it, its documentation.
func (r *run) entry(name, doc string) {
	writeForm(r.Stdout, name, r.Columns)
	writeWrapped(r.Stdout, "      ", doc, r.Columns)
}

// writeForm prints the name of an entry. A form that is too long for a line is
// broken after commas.
func writeForm(w io.Writer, name string, columns int) {
	line := "  "
	for _, part := range strings.SplitAfter(name, ",") {
		if len(line)+len(part) > columns && strings.TrimSpace(line) != "" {
			fmt.Fprintln(w, line)
			line = "    "
		}
		line += part
	}
	fmt.Fprintln(w, line)
}

// writeWrapped prints indented paragraphs, broken between words.
func writeWrapped(w io.Writer, indent, doc string, columns int) {
	for _, paragraph := range strings.Split(strings.TrimSpace(doc), "\n\n") {
		line := indent
		for _, word := range strings.Fields(paragraph) {
			if len(line) > len(indent) && columnsOf(line)+1+columnsOf(word) > columns {
				fmt.Fprintln(w, line)
				line = indent
			}
			if len(line) > len(indent) {
				line += " "
			}
			line += word
		}
		if len(line) > len(indent) {
			fmt.Fprintln(w, line)
		}
		if indent == "" {
			fmt.Fprintln(w)
		}
	}
}
