package main

// This file counts the built-in rules: by level, and by operation.

import (
	"fmt"
	"io"

	"github.com/ec2gen/ec2gen/spec"
)

// A tally is the number of rules of each level.
type tally struct{ errors, warnings, off int }

func (t *tally) add(r *spec.Rule) {
	switch r.Level {
	case spec.LevelError:
		t.errors++
	case spec.LevelWarning:
		t.warnings++
	default:
		t.off++
	}
}

func (t tally) String() string { return fmt.Sprintf("%4d %4d %4d", t.errors, t.warnings, t.off) }

func rules(_ []string, out io.Writer) (bool, error) {
	m, err := spec.Embedded()
	if err != nil {
		return false, err
	}
	var all tally
	for _, r := range m.Rules {
		all.add(r)
	}
	fmt.Fprintf(out, "error warn  off\n%s all\n", all)
	for _, op := range m.Operations {
		own, err := rulesOf(m, op)
		if err != nil {
			return false, err
		}
		fmt.Fprintln(out, own, op.Name)
	}
	return false, nil
}

// rulesOf counts the rules that apply to requests of an operation.
func rulesOf(m *spec.Model, op *spec.Operation) (own tally, err error) {
	cut, err := m.Cut([]string{op.Name})
	if err != nil {
		return own, err
	}
	for _, r := range cut.Rules {
		own.add(r)
	}
	return own, nil
}
