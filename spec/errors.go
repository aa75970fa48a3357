package spec

// This file is what a person gets when a model is wrong: every mistake at
// once, in the order of the file, each with its place and what to do about it.

import (
	"fmt"
	"sort"
	"strings"
)

// An Error is one mistake in a model file.
type Error struct {
	Pos     Pos    // where it is, as deep as is known
	Msg     string // what is wrong, lower case, no full stop
	Remedy  string // what to do; "": the message says it
	Related []Pos  // other places that take part, such as the first of two duplicates
}

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

// Unwrap lets errors.As find an *Error.
func (e Errors) Unwrap() []error {
	list := make([]error, len(e))
	for i, one := range e {
		list[i] = one
	}
	return list
}

// maxErrors bounds what is kept, because a file that is wrong on every line
// can be large, and nobody reads the second thousand.
const maxErrors = 1000

// faults collects errors while a model is read and checked.
type faults struct {
	list    Errors
	dropped int
	advised int
}

func (f *faults) add(e *Error) {
	if len(f.list) >= maxErrors {
		f.dropped++
		return
	}
	f.list = append(f.list, e)
}

// advises says whether to look for the name that was meant among all names of
// a model, which takes milliseconds: the first hundred times.
func (f *faults) advises() bool {
	f.advised++
	return f.advised <= 100
}

// err is what was collected, sorted and folded; nil when there is nothing.
func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	sort.SliceStable(f.list, func(i, j int) bool { return less(f.list[i], f.list[j]) })
	out := f.list[:1:1]
	for _, e := range f.list[1:] {
		last := out[len(out)-1]
		if e.Pos != last.Pos || e.Msg != last.Msg {
			out = append(out, e)
			continue
		}
		last.Related = appendNew(last.Related, e.Related...)
	}
	if f.dropped > 0 {
		out = append(out, &Error{Pos: Pos{File: out[len(out)-1].Pos.File}, Msg: fmt.Sprintf("and %d more errors", f.dropped),
			Remedy: "mend those above first"})
	}
	return out
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
