// Package snippet writes a call of an operation in the syntax of each client. All
// are written from one typed value, so they are the same call; the encoder writes
// the Query parameters.
package snippet

// This file declares the typed value: an example of the model, or a skeleton.

import (
	"cmp"
	"slices"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// A Value is a value of a shape.
type Value struct {
	Shape  *plan.Shape
	Format spec.TimestampFormat // of a timestamp
	Text   string               // scalar: as in the model's examples
	Items  []*Value             // list
	Fields []Field              // structure: by name; map: entries
}

// A Field is a member of a structure with its value, or an entry of a map.
type Field struct {
	*plan.Field
	Key   string // map: the entry's key
	Value *Value
}

// Example returns the input of an example with its types. It ignores unknown
// members, which a checked model does not have.
func Example(op *plan.Operation, in *spec.Value) *Value {
	if in == nil {
		in = &spec.Value{IsMap: true}
	}
	return typed(op.Input, spec.DefaultFormat, in)
}

func typed(s *plan.Shape, format spec.TimestampFormat, in *spec.Value) *Value {
	v := &Value{Shape: s, Format: format, Text: in.Scalar}
	switch s.Kind {
	case spec.Structure:
		for _, f := range s.Fields {
			for _, given := range in.Fields {
				if given.Name == f.Name {
					v.Fields = append(v.Fields, Field{Field: f, Value: typed(f.Shape, f.Format, given.Value)})
				}
			}
		}
	case spec.List:
		for _, item := range in.List {
			v.Items = append(v.Items, typed(s.Elem.Shape, s.Elem.Format, item))
		}
	case spec.Map:
		for _, given := range in.Fields {
			v.Fields = append(v.Fields, Field{Field: s.Elem, Key: given.Name,
				Value: typed(s.Elem.Shape, s.Elem.Format, given.Value)})
		}
		slices.SortFunc(v.Fields, func(a, b Field) int { return cmp.Compare(a.Key, b.Key) })
	}
	return v
}

// label returns a field's name in the API: a member's name or an entry's key.
func (f Field) label() string {
	if f.Key != "" {
		return f.Key
	}
	return f.Name
}

// field returns the value of a member, or nil if it is not set.
func (v *Value) field(name string) *Value {
	for _, f := range v.Fields {
		if f.label() == name {
			return f.Value
		}
	}
	return nil
}

// without returns a structure without some members.
func (v *Value) without(names ...string) *Value {
	short := *v
	short.Fields = slices.DeleteFunc(slices.Clone(v.Fields),
		func(f Field) bool { return slices.Contains(names, f.label()) })
	return &short
}
