package snippet

// This file writes calls in Go, for a generated package or the AWS SDK, which has
// the same names.

import (
	"go/format"
	"strconv"
	"time"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Go returns a statement that calls a client named client.
func Go(c Call) string {
	text := "out, err := client." + c.Op.GoName + "(ctx, &" + c.Package + "." + c.Op.Input.GoName + goFields(c.Value) + ")"
	src, err := format.Source([]byte(text))
	if err != nil {
		return text
	}
	return string(src)
}

// goFields returns the composite literal of a structure, without its type.
func goFields(v *Value) string {
	var lines []string
	for _, f := range v.Fields {
		lines = append(lines, f.GoName+": "+goMember(f.Value))
	}
	return block("{", "}", "\t", lines, true)
}

// goMember returns a value in a field, where scalars and structures are pointers.
func goMember(v *Value) string {
	switch v.Shape.Kind {
	case spec.Structure:
		return "&" + goValue(v)
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return goValue(v)
	}
	return "aws." + goPointers[v.Shape.Kind] + "(" + goValue(v) + ")"
}

var goPointers = map[spec.Kind]string{spec.String: "String", spec.Boolean: "Bool", spec.Integer: "Int32",
	spec.Long: "Int64", spec.Float: "Float32", spec.Double: "Float64", spec.Timestamp: "Time"}

// goValue returns a value with its type.
func goValue(v *Value) string {
	switch v.Shape.Kind {
	case spec.Structure:
		return GoType(v.Shape) + goFields(v)
	case spec.List, spec.Map:
		return GoType(v.Shape) + goElements(v)
	case spec.Enum:
		return goConstant(v)
	case spec.Boolean, spec.Integer, spec.Long, spec.Float, spec.Double:
		return v.Text
	case spec.Timestamp:
		return goTime(v.Text)
	case spec.Blob:
		return "[]byte(" + strconv.Quote(v.decoded()) + ")"
	}
	return strconv.Quote(v.Text)
}

// goElements returns the literal of a list or map, with its elements' type once.
func goElements(v *Value) string {
	var lines []string
	for _, item := range v.Items {
		lines = append(lines, goElement(item))
	}
	for _, f := range v.Fields {
		lines = append(lines, strconv.Quote(f.Key)+": "+goElement(f.Value))
	}
	if short := "{" + join(lines) + "}"; len(v.Fields) == 0 && len(short) < 60 && isScalar(v.Shape.Elem.Shape) {
		return short
	}
	if len(v.Items) == 1 {
		return "{" + lines[0] + "}"
	}
	return block("{", "}", "\t", lines, true)
}

func goElement(v *Value) string {
	if v.Shape.Kind == spec.Structure {
		return goFields(v)
	}
	return goValue(v)
}

// GoType returns the type of a shape's values, as an element or behind a pointer.
func GoType(s *plan.Shape) string {
	switch s.Kind {
	case spec.Structure, spec.Enum:
		return "types." + s.GoName
	case spec.List:
		return "[]" + GoType(s.Elem.Shape)
	case spec.Map:
		return "map[string]" + GoType(s.Elem.Shape)
	}
	return goTypes[s.Kind]
}

var goTypes = map[spec.Kind]string{spec.String: "string", spec.Boolean: "bool", spec.Integer: "int32",
	spec.Long:  "int64",
	spec.Float: "float32", spec.Double: "float64", spec.Timestamp: "time.Time", spec.Blob: "[]byte"}

// goConstant returns the constant of an enum's value, or a conversion for an
// unknown one.
func goConstant(v *Value) string {
	for _, c := range v.Shape.Constants {
		if c.Value == v.Text {
			return "types." + c.GoName
		}
	}
	return "types." + v.Shape.GoName + "(" + strconv.Quote(v.Text) + ")"
}

func goTime(text string) string {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return "time.Time{}"
	}
	return at.UTC().Format("time.Date(2006, 1, 2, 15, 4, 5, ") + strconv.Itoa(at.Nanosecond()) + ", time.UTC)"
}
