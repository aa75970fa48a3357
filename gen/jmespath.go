package gen

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

// A query is a parsed argument.
type query struct {
	steps []step
	op    string // of a length comparison: ">", "=="; "": the path's values are meant
	bound string // the number it is compared with
}

// A step goes from a structure to one of its members, and with each into every
// element of that list.
type step struct {
	field *field
	each  bool
}

// queryForm takes an argument apart: the path, and what length is compared with.
var queryForm = regexp.MustCompile("^(?:length\\((.*)\\) *(>=|<=|==|!=|>|<) *`([0-9]{1,9})`|(.*))$")

// parseQuery resolves an argument against the members of a structure.
func parseQuery(text string, from *shape) (*query, error) {
	m := queryForm.FindStringSubmatch(text)
	if m == nil {
		return nil, fmt.Errorf("%s is not a path", quote(text))
	}
	q := &query{op: m[2], bound: m[3]}
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
		case each && f.shape.Kind != spec.List:
			return nil, fmt.Errorf("%s: %s is not a list", quote(text), quote(name))
		}
		q.steps = append(q.steps, step{f, each})
		if from = f.shape; each {
			from = f.shape.elem.shape
		}
	}
	return q, nil
}

// last is what the path ends at, and whether there may be several.
func (q *query) last() (s *shape, many bool) {
	for _, st := range q.steps {
		many = many || st.each
	}
	end := q.steps[len(q.steps)-1]
	if end.each {
		return end.field.shape.elem.shape, many
	}
	return end.field.shape, many
}

func (s *shape) member(name string) *field {
	for _, f := range s.fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}
