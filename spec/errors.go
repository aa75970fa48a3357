package spec

// This file declares the errors of models: all mistakes at once, each with its
// position and a remedy. Their form is that of yamlread.

import "github.com/ec2gen/ec2gen/spec/yamlread"

// A Source is one model file: the name to use in messages, and its bytes.
type Source = yamlread.Source

// A Pos is a position in a file. The zero value is "no position".
type Pos = yamlread.Pos

// An Error is one mistake in a model file.
type Error = yamlread.Error

// Errors has all mistakes, sorted by position and without duplicates.
type Errors = yamlread.Errors

// faults collects errors while a model is read and checked.
type faults struct {
	yamlread.Collector
	advised int
}

func (f *faults) add(e *Error) { f.Add(e) }

func (f *faults) err() error { return f.Err() }

// advises reports whether to search all names of a model for a similar one. That
// takes milliseconds, so it is true a hundred times.
func (f *faults) advises() bool {
	f.advised++
	return f.advised <= 100
}
