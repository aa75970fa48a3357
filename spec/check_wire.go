package spec

// This file checks how shapes contain each other and their names on the wire: every
// value is finite, and names are unique.

import "slices"

// maxNesting is the maximum nesting of lists and maps directly inside each other:
// each level is a loop in generated code. EC2 has one level.
const maxNesting = 8

// checkEndless finds lists and maps that contain themselves without a structure in
// between, so that no value is finite, and those that are nested too deep.
func checkEndless(c *checker) {
	c.eachShape(func(s *Shape) {
		chain := []*Shape{}
		for at := s; at.Kind == List || at.Kind == Map; at = at.Elem.Shape {
			switch {
			case len(chain) > 0 && at == s:
				c.fault(&s.Elem.Shape, "put a structure between, or name another shape", "the %s contains itself without end",
					s.Kind)
				return
			case slices.Contains(chain, at):
				return // the other one is endless, and is reported
			case len(chain) == maxNesting:
				c.fault(&s.Elem.Shape, "put a structure between", "lists and maps are nested more than %d deep", maxNesting)
				return
			}
			chain = append(chain, at)
		}
	})
}

// checkEndlessRequired finds structures that require themselves.
func checkEndlessRequired(c *checker) {
	const (
		unseen = iota
		open
		done
	)
	state := map[*Shape]int{}
	var visit func(s *Shape)
	visit = func(s *Shape) {
		state[s] = open
		for _, m := range s.Members {
			if !m.Required || m.Shape.Kind != Structure {
				continue
			}
			switch state[m.Shape] {
			case unseen:
				visit(m.Shape)
			case open:
				undo := c.at(m.Pos)
				c.context.within = []string{"shape", s.Name, "member", m.Name}
				c.fault(&m.Required, "make one member of the cycle optional", "required, so %s contains itself without end",
					quote(m.Shape.Name))
				undo()
			}
		}
		state[s] = done
	}
	for _, s := range c.model.Shapes {
		if s.Kind == Structure && state[s] == unseen {
			visit(s)
		}
	}
	c.context.within = nil
}

// checkWireNames finds members with the same name on the wire: the query name in
// requests, the XML name in responses.
func checkWireNames(c *checker) {
	var in, out []Step
	for _, o := range c.model.Operations {
		roots := o.roots()
		if o.Input != nil {
			in, roots = append(in, roots[0]), roots[1:]
		}
		out = append(out, roots...)
	}
	requests, responses := reachable(in), reachable(out)
	c.eachShape(func(s *Shape) {
		if requests[s] {
			c.unique(s, "query name", func(m *Member) (string, any) { return m.QueryName(), first(c, &m.Query, &m.XML) })
		}
		if responses[s] {
			c.unique(s, "XML name", func(m *Member) (string, any) {
				if m.XMLAttribute {
					return "@" + m.XMLName(), &m.XML
				}
				return m.XMLName(), &m.XML
			})
		}
	})
}

// first returns the first of the fields that a file sets.
func first(c *checker, fields ...any) any {
	for _, f := range fields {
		if _, ok := c.positions[f]; ok {
			return f
		}
	}
	return nil
}

// unique reports members of s with the name of an earlier one.
func (c *checker) unique(s *Shape, what string, name func(*Member) (string, any)) {
	seen := make(map[string]*Member, len(s.Members))
	for _, m := range s.Members {
		n, field := name(m)
		if other := seen[n]; other != nil {
			c.member(s, "member", m.Name, m, func(*Shape, *Member) {
				c.fault(field, "change one of them", "has the %s %s of member %s", what, quote(n),
					quote(other.Name)).Related = []Pos{other.Pos}
			})
		}
		seen[n] = m
	}
}

// checkReserved finds input members that would overwrite the request's own parameters.
func checkReserved(c *checker) {
	done := map[*Shape]bool{}
	for _, o := range c.model.Operations {
		if o.Input == nil || done[o.Input] {
			continue
		}
		done[o.Input] = true
		for _, m := range o.Input.Members {
			if n := m.QueryName(); n == "Action" || n == "Version" {
				undo := c.at(m.Pos)
				c.context.enter("shape", o.Input.Name)
				c.member(o.Input, "member", m.Name, m, func(*Shape, *Member) {
					c.fault(first(c, &m.Query, &m.XML), "give it another query name", "query name %s is reserved", quote(n))
				})
				c.context.leave()
				undo()
			}
		}
	}
}
