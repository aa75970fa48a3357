package upstream

// This file reports parts of AWS's file that the model cannot express: nothing is
// dropped silently.

import (
	"fmt"
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

// A Report names one thing in AWS's file that the model does not have, or has in
// another form.
type Report struct {
	Pos       spec.Pos
	Operation string // the operation it belongs to; "" with Shape: the shape; "" for both: the whole file
	Shape     string
	Member    string // of Shape; "": the shape itself
	What      string // `trait "streaming": left out`
	// Key and Value are those of the file, "http.method" and "GET", if the report
	// is about one key; Want is the value that the model assumes.
	Key, Value, Want string
}

// String returns one line: the position, the operation or shape, and the problem.
func (r Report) String() string {
	s := r.Pos.String() + ": "
	switch {
	case r.Operation != "":
		s += fmt.Sprintf("operation %q: ", r.Operation)
	case r.Member != "":
		s += fmt.Sprintf("shape %q, member %q: ", r.Shape, r.Member)
	case r.Shape != "":
		s += fmt.Sprintf("shape %q: ", r.Shape)
	}
	return s + r.What
}

// Report records something that the model does not have. It counts toward MaxNames,
// because the file determines the number of reports.
func (b *Builder) Report(r Report) {
	if b.names++; b.names <= MaxNames {
		b.reports = append(b.reports, r)
	}
}

// kept returns the reports on the kept parts, in the order of the file.
func (b *Builder) kept(shapes []*spec.Shape) []Report {
	reached := make(map[string]bool, len(shapes))
	for _, s := range shapes {
		reached[s.Name] = true
	}
	var kept []Report
	for _, r := range b.reports {
		if (r.Operation == "" || b.Operation(r.Operation) != nil) && (r.Shape == "" || reached[r.Shape]) {
			kept = append(kept, r)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool {
		a, b := kept[i].Pos, kept[j].Pos
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line || a.Line == b.Line && a.Col < b.Col
	})
	return kept
}
