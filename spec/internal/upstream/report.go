package upstream

// This file is what an import says about things that the model cannot express:
// nothing of AWS's file is dropped in silence.

import (
	"fmt"
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

// A Report names one thing in AWS's file that the model does not carry, or
// carries in another form.
type Report struct {
	Pos       spec.Pos
	Operation string // whose thing it is; "" with Shape: a shape's; "" both: the whole file's
	Shape     string
	Member    string // of Shape; "": the shape's own
	What      string // `trait "streaming": left out`
	// Key and Value are what the file says, "http.method" and "GET", if the
	// report is about one key; Want is what the model takes for granted there.
	Key, Value, Want string
}

// String is one line: where, whose, what.
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

// Report notes something that the model does not carry. It counts against
// MaxNames: the file decides how much there is to say.
func (b *Builder) Report(r Report) {
	if b.names++; b.names <= MaxNames {
		b.reports = append(b.reports, r)
	}
}

// kept are the reports on what was kept, in order of the file.
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
