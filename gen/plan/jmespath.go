package plan

// This file is the Go view of the expressions of waiters and paginators, which
// package spec parses and resolves.

import (
	"strconv"

	"github.com/ec2gen/ec2gen/spec"
)

// An Expression is a parsed argument.
type Expression struct {
	Steps    []Step
	Operator string // of a length comparison: ">", "=="; "" for the path's values
	Bound    string // the number it is compared with
}

// A Step goes from a structure to one of its members, or if Each to every element
// of that list.
type Step struct {
	Field *Field
	Each  bool
}

// expression returns a resolved query with the Go names of its members.
func expression(q *spec.Query, from *Shape) *Expression {
	e := &Expression{Operator: q.Operator, Bound: strconv.Itoa(q.Bound)}
	for _, step := range q.Steps {
		f := from.member(step.Member.Name)
		e.Steps = append(e.Steps, Step{f, step.Each})
		if from = f.Shape; step.Each {
			from = f.Shape.Elem.Shape
		}
	}
	return e
}

// Last returns the shape at the end of the path, and whether there may be several
// values.
func (q *Expression) Last() (s *Shape, many bool) {
	for _, st := range q.Steps {
		many = many || st.Each
	}
	end := q.Steps[len(q.Steps)-1]
	if end.Each {
		return end.Field.Shape.Elem.Shape, many
	}
	return end.Field.Shape, many
}

func (s *Shape) member(name string) *Field {
	for _, f := range s.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}
