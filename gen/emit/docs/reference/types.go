package reference

// This file describes types and limits.

import (
	"strings"

	"github.com/ec2gen/ec2gen/gen/emit/docs/snippet"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// typeText returns a type for people: "list of BlockDeviceMapping".
func typeText(s *plan.Shape) string {
	switch s.Kind {
	case spec.Structure:
		return s.Name
	case spec.Enum:
		return s.Name
	case spec.List:
		return "list of " + typeText(s.Elem.Shape)
	case spec.Map:
		return "map of " + typeText(s.Elem.Shape)
	}
	return s.Kind.String()
}

// goType returns the type of a member's field in Go.
func goType(f *plan.Field) string {
	switch f.Shape.Kind {
	case spec.Enum, spec.List, spec.Map, spec.Blob:
		return snippet.GoType(f.Shape)
	}
	return "*" + snippet.GoType(f.Shape)
}

// filterNames returns the documented names of a list of filters.
func filterNames(f *plan.Field) (names []string) {
	for _, name := range f.Filters {
		if strings.HasSuffix(name, ":") {
			name += "KEY"
		}
		names = append(names, name)
	}
	return names
}

// units has the units of lengths.
var units = map[spec.Kind]string{spec.String: " characters", spec.Enum: " characters", spec.Blob: " bytes",
	spec.List: " entries", spec.Map: " entries"}

// limits returns the limits of a member, of its type and of its elements.
func limits(f *plan.Field) (list []string) {
	list = addLimits(nil, f.Constraints, f.Shape, "")
	list = addLimits(list, f.Shape.Constraints, f.Shape, "")
	if f.Shape.Kind == spec.List {
		elem := f.Shape.Elem
		list = addLimits(list, elem.Constraints, elem.Shape, "each ")
		list = addLimits(list, elem.Shape.Constraints, elem.Shape, "each ")
	}
	return list
}

func addLimits(list []string, c spec.Constraints, s *plan.Shape, each string) []string {
	add := func(text string) {
		for _, known := range list {
			if known == text {
				return
			}
		}
		list = append(list, text)
	}
	if c.Length != nil {
		add(each + c.Length.Text(units[s.Kind]))
	}
	if c.Range != nil {
		add(each + c.Range.Text(""))
	}
	if c.Pattern != "" {
		add(each + "of the form " + c.Pattern)
	}
	return list
}
