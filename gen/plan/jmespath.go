package plan

// This file reads the JMESPath that waiters are written in, and no more of it
// than AWS uses there:
//
//	path    Reservations[].Instances[].State.Name
//	length  length(Reservations[]) > `0`
//
// Everything else is refused where it stands. A library for the whole language
// would interpret at run time, or bring a compiler for what no waiter says.

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// An Expression is a parsed argument.
type Expression struct {
	Steps    []Step
	Operator string // of a length comparison: ">", "=="; "": the path's values are meant
	Bound    string // the number it is compared with
}

// A Step goes from a structure to one of its members, and with each into every
// element of that list.
type Step struct {
	Field *Field
	Each  bool
}

// queryForm takes an argument apart: the path, and what length is compared with.
var queryForm = regexp.MustCompile("^(?:length\\((.*)\\) *(>=|<=|==|!=|>|<) *`([0-9]{1,9})`|(.*))$")

// parseQuery resolves an argument against the members of a structure.
func parseQuery(text string, from *Shape) (*Expression, error) {
	m := queryForm.FindStringSubmatch(text)
	if m == nil {
		return nil, fmt.Errorf("%s is not a path", quote(text))
	}
	q := &Expression{Operator: m[2], Bound: m[3]}
	path := m[1] + m[4]
	for _, word := range strings.Split(path, ".") {
		name, each := strings.CutSuffix(word, "[]")
		if from == nil || from.Kind != spec.Structure {
			return nil, fmt.Errorf("%s: %s is not a member of a structure", quote(text), quote(name))
		}
		f := from.member(name)
		switch {
		case f == nil:
			return nil, fmt.Errorf("%s: structure %s has no member %s", quote(text), from.Name, quote(name))
		case each && f.Shape.Kind != spec.List:
			return nil, fmt.Errorf("%s: %s is not a list", quote(text), quote(name))
		}
		q.Steps = append(q.Steps, Step{f, each})
		if from = f.Shape; each {
			from = f.Shape.Elem.Shape
		}
	}
	return q, nil
}

// Last is what the path ends at, and whether there may be several.
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
