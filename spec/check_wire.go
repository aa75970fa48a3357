package spec

// This file checks how shapes hold each other and what they are called on the
// wire: values end, and names are told apart.

import "slices"

// maxNesting is how deep lists and maps may hold each other directly: each
// level is a loop in generated code. EC2 has one.
const maxNesting = 8

// checkEndless finds lists and maps that hold themselves with no structure
// between, which no value ever ends, or go on for too long.
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
				return // that one is endless, and reported
			case len(chain) == maxNesting:
				c.fault(&s.Elem.Shape, "put a structure between", "lists and maps are nested more than %d deep", maxNesting)
				return
			}
			chain = append(chain, at)
		}
	})
}

// checkEndlessRequired finds structures that need themselves.
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

// checkWireNames finds members that the wire cannot tell apart: by query name
// in what requests hold, by XML name in what responses hold.
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

// first is the first of the fields that was written.
func first(c *checker, fields ...any) any {
	for _, f := range fields {
		if _, ok := c.places[f]; ok {
			return f
		}
	}
	return nil
}

// unique reports members of s that share a name with an earlier one.
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
