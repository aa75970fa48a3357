package report

// This file sorts a report: the most serious first, then by name.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec/changes"
)

// operations returns a report's operations in order.
func operations(r *changes.Report) []*changes.Operation {
	list := slices.Clone(r.Operations)
	slices.SortStableFunc(list, func(a, b *changes.Operation) int {
		return cmp.Or(cmp.Compare(b.Level(), a.Level()), strings.Compare(a.Name, b.Name))
	})
	return list
}

// occurrences returns the changes on one side of an operation in order.
func occurrences(o *changes.Operation, side changes.Side) []*changes.Occurrence {
	list := slices.Clone(o.Side(side))
	slices.SortStableFunc(list, func(a, b *changes.Occurrence) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), strings.Compare(a.Path, b.Path))
	})
	return list
}

// shapes returns a report's shapes in order; of equal ones, those in the most
// operations come first.
func shapes(r *changes.Report) []*changes.Shape {
	list := slices.Clone(r.Shapes)
	slices.SortStableFunc(list, func(a, b *changes.Shape) int {
		return cmp.Or(cmp.Compare(worst(b.Changes), worst(a.Changes)),
			cmp.Compare(len(b.Operations), len(a.Operations)), strings.Compare(a.Name, b.Name))
	})
	return list
}

func worst(list []*changes.Change) changes.Level {
	level := changes.Docs
	for _, c := range list {
		level = max(level, c.Level)
	}
	return level
}

// bySeverity sorts changes stably.
func bySeverity(list []*changes.Change) []*changes.Change {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *changes.Change) int { return cmp.Compare(b.Level, a.Level) })
	return list
}
