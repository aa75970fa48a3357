package yamlread

// This file declares the errors of files: all mistakes at once, in the order of the
// file, each with its position and a remedy.

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// A Pos is a position in a file. The zero value is "no position".
type Pos struct {
	File string // as the user named it
	Line int    // from 1
	Col  int    // from 1, in characters
}

// String returns file:line:col, which editors and terminals can open.
func (p Pos) String() string {
	switch {
	case p.File == "":
		return "-"
	case p.Line == 0:
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// An Error is one mistake in a file.
type Error struct {
	Pos     Pos    // the most exact known position
	Msg     string // the problem, in lower case, without a period
	Remedy  string // the remedy; "" if the message is enough
	Related []Pos  // other relevant positions, such as the first of two duplicates

	// For programs, which must not parse Msg.
	Kind   Kind
	Name   string   // the wrong, unknown or duplicate name; "": none
	Within []string // the things that contain it: kind, name, kind, name ...; the outermost first

	// Partial, in the first error of a list, means that some checks did not run
	// because of these errors, so there may be more.
	Partial bool
}

// Kind is the kind of a mistake.
type Kind string

// The kinds that programs distinguish. All others are "".
const (
	Unknown   Kind = "unknown"   // a name that does not exist
	Duplicate Kind = "duplicate" // a name that already exists
	Redundant Kind = "redundant" // repeats the existing value
	Syntax    Kind = "syntax"    // not YAML, or not the supported YAML
)

// Error returns one line: file:line:col: problem; remedy (see other positions).
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Pos.String())
	b.WriteString(": ")
	b.WriteString(e.Msg)
	if e.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(e.Remedy)
	}
	const shown = 3
	for i, p := range e.Related {
		switch {
		case i == 0:
			b.WriteString(" (see " + p.String())
		case i == shown:
			fmt.Fprintf(&b, " and %d more", len(e.Related)-shown)
		case i < shown:
			b.WriteString(", " + p.String())
		}
	}
	if len(e.Related) > 0 {
		b.WriteString(")")
	}
	return b.String()
}

// Errors has all mistakes, sorted by position and without duplicates.
type Errors []*Error

// Error returns all errors, one per line, without a line break at the end.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Partial reports whether checks did not run because of these errors.
func (e Errors) Partial() bool { return len(e) > 0 && e[0].Partial }

// Unwrap lets errors.As find an *Error.
func (e Errors) Unwrap() []error {
	list := make([]error, len(e))
	for i, one := range e {
		list[i] = one
	}
	return list
}

// MaxErrors is the maximum number of errors that are kept: a file can be wrong on
// every line.
const MaxErrors = 1000

// A Collector collects errors. Its zero value is empty.
type Collector struct {
	list    Errors
	dropped int
}

// Add adds an error.
func (c *Collector) Add(e *Error) {
	if len(c.list) >= MaxErrors {
		c.dropped++
		return
	}
	c.list = append(c.list, e)
}

// Len returns the number of errors so far.
func (c *Collector) Len() int { return len(c.list) }

// Err returns the collected errors as a sorted Errors without duplicates, or nil if
// there are none.
func (c *Collector) Err() error {
	if len(c.list) == 0 {
		return nil
	}
	out := c.list.Sorted()
	if c.dropped > 0 {
		out = append(out, &Error{Pos: Pos{File: out[len(out)-1].Pos.File}, Msg: fmt.Sprintf("and %d more errors", c.dropped),
			Remedy: "fix those above first"})
	}
	return out
}

// Sorted returns the errors sorted by file and position, without duplicates.
func (e Errors) Sorted() (list Errors) {
	sort.SliceStable(e, func(i, j int) bool { return less(e[i], e[j]) })
	for _, one := range e {
		if n := len(list); n > 0 && one.Pos == list[n-1].Pos && one.Msg == list[n-1].Msg {
			list[n-1].Related = appendNew(list[n-1].Related, one.Related...)
			continue
		}
		list = append(list, one)
	}
	return list
}

func less(a, b *Error) bool {
	switch {
	case a.Pos.File != b.Pos.File:
		return a.Pos.File < b.Pos.File
	case a.Pos.Line != b.Pos.Line:
		return a.Pos.Line < b.Pos.Line
	case a.Pos.Col != b.Pos.Col:
		return a.Pos.Col < b.Pos.Col
	}
	return a.Msg < b.Msg
}

func appendNew(list []Pos, more ...Pos) []Pos {
next:
	for _, p := range more {
		for _, q := range list {
			if p == q {
				continue next
			}
		}
		list = append(list, p)
	}
	return list
}
