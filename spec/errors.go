package spec

// This file is what a person gets when a model is wrong: every mistake at once,
// each with its position and what to do about it. The form is that of yamlread.

import "github.com/ec2gen/ec2gen/spec/yamlread"

// A Source is one model file: the name to use in messages, and its bytes.
type Source = yamlread.Source

// A Pos is a position in a file. The zero value is "no position".
type Pos = yamlread.Pos

// An Error is one mistake in a model file.
type Error = yamlread.Error

// Errors is every mistake that was found: sorted by position, equal ones once.
type Errors = yamlread.Errors

// faults collects errors while a model is read and checked.
type faults struct {
	yamlread.Collector
	advised int
}

func (f *faults) add(e *Error) { f.Add(e) }

func (f *faults) err() error { return f.Err() }

// advises reports whether to look for the name that was meant among all names of
// a model, which takes milliseconds: the first hundred times.
func (f *faults) advises() bool {
	f.advised++
	return f.advised <= 100
}
