package yamlread

// This file is what a person gets when a file is wrong: every mistake at once, in
// the order of the file, each with its position and what to do about it.

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

// String is file:line:col, which editors and terminals can open.
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
	Pos     Pos    // where it is, as deep as is known
	Msg     string // what is wrong, lower case, no full stop
	Remedy  string // what to do; "": the message says it
	Related []Pos  // other positions that take part, such as the first of two duplicates

	// For programs, which never look into Msg.
	Kind   Kind
	Name   string   // the name that is wrong, unknown or given twice; "": none
	Within []string // what it is in: kind, name, kind, name ...; the outermost first

	// Partial, of the first error of a list: checks that rely on what is wrong did
	// not run, so there may be more errors.
	Partial bool
}

// Kind is the sort of a mistake.
type Kind string

// The kinds that programs tell apart. All others are "".
const (
	Unknown   Kind = "unknown"   // a name that does not exist
	Duplicate Kind = "duplicate" // a name that exists already
	Redundant Kind = "redundant" // says what is so without it
	Syntax    Kind = "syntax"    // no YAML, or not the YAML that is read
)

// Error is one line: file:line:col: what is wrong; what to do (see other places).
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

// Errors is every mistake that was found: sorted by place, equal ones once.
type Errors []*Error

// Error is all of them, one a line, without a line break at the end.
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

// MaxErrors bounds how many errors are kept: a file can be wrong on every line.
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

// Len is the number of errors so far.
func (c *Collector) Len() int { return len(c.list) }

// Err returns what was collected as an Errors, sorted, equal ones once; nil if
// there is nothing.
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

// Sorted are the errors in the order of their files, equal ones once.
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
