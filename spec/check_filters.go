package spec

// This file checks the documented names of filters.

import "slices"

// FilterName is the member of a filter that is its name.
const FilterName = "Name"

// IsFilters reports whether values of the shape are lists of filters: structures with
// a name.
func (s *Shape) IsFilters() bool {
	if s == nil || s.Kind != List || s.Elem == nil || s.Elem.Shape == nil || s.Elem.Shape.Kind != Structure {
		return false
	}
	return slices.ContainsFunc(s.Elem.Shape.Members, func(m *Member) bool {
		return m.Name == FilterName && m.Shape != nil && m.Shape.Kind == String
	})
}

// checkFilters checks that names of filters are those of a list of filters, sorted and
// each once.
func checkFilters(c *checker) {
	c.eachMember(func(_ *Shape, m *Member) {
		if len(m.Filters) == 0 {
			return
		}
		if !m.Shape.IsFilters() {
			c.fault(&m.Filters, "remove it", "filters, but %s is not a list of structures with a string %s",
				quote(m.Shape.Name), quote(FilterName))
			return
		}
		for i, name := range m.Filters[1:] {
			switch before := m.Filters[i]; {
			case name == before:
				c.fault(&m.Filters[i+1], "remove it", "duplicate filter %s", quote(name))
			case name < before:
				c.fault(&m.Filters[i+1], "sort the names", "filter %s after %s", quote(name), quote(before))
			}
		}
	})
}

// KnowsFilters reports whether the model has names of filters. Models that were read
// from a file without documentation do not.
func (m *Model) KnowsFilters() bool {
	return slices.ContainsFunc(m.Shapes, func(s *Shape) bool {
		return slices.ContainsFunc(s.Members, func(m *Member) bool { return len(m.Filters) > 0 })
	})
}
