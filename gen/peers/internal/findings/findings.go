// Package findings compares the findings of a comparison with the table of accepted
// differences and their reasons.
package findings

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// A Finding is one difference between the SDK and us.
type Finding struct {
	Operation string // or what else was compared
	Kind      string
	Case      int
	Text      string
}

// A Table is a file of accepted differences.
type Table struct {
	file    string
	entries []*entry
}

// An entry is a row of the table.
type entry struct {
	Operation string // a pattern as of path.Match
	Kind      string // the same
	Text      string // text that the difference's line contains
	Reason    string
	Source    string // of the reason, where it is about EC2: see NeedSources
	fired     bool
}

// Read reads a table.
func Read(file string) (*Table, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	t := &Table{file: file}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&t.entries); err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i, e := range t.entries {
		if e.Operation == "" || e.Kind == "" || e.Text == "" || e.Reason == "" {
			return nil, fmt.Errorf("%s: entry %d requires an operation, a kind, a text and a reason", file, i+1)
		}
	}
	return t, nil
}

// NeedSources returns an error if a reason has no source.
func (t *Table) NeedSources() error {
	for i, e := range t.entries {
		if e.Source == "" {
			return fmt.Errorf("%s: entry %d has no source", t.file, i+1)
		}
	}
	return nil
}

func (e *entry) covers(f Finding) bool {
	ok, _ := path.Match(e.Operation, f.Operation)
	kind, _ := path.Match(e.Kind, f.Kind)
	return ok && kind && strings.Contains(f.Text, e.Text)
}

// Lists reports whether an entry explains the finding.
func (t *Table) Lists(f Finding) bool {
	return slices.ContainsFunc(t.entries, func(e *entry) bool { return e.covers(f) })
}

// Print prints at most show findings that the table does not explain, and counts.
// If all is true, there were enough cases for each entry to fire, and an entry that
// has not fired counts as unexplained.
func (t *Table) Print(w io.Writer, list []Finding, all bool, show int) (listed, unexplained int) {
	for _, f := range list {
		known := false
		for _, e := range t.entries {
			if e.covers(f) {
				e.fired, known = true, true
			}
		}
		if known {
			listed++
			continue
		}
		if unexplained++; unexplained <= show {
			fmt.Fprintf(w, "%s, %s %d: %s\n", f.Operation, f.Kind, f.Case, f.Text)
		}
	}
	for _, e := range t.entries {
		if all && !e.fired {
			unexplained++
			fmt.Fprintf(w, "%s: no longer fires, remove it: %s %s %s\n", t.file, e.Operation, e.Kind, e.Text)
		}
	}
	return listed, unexplained
}
