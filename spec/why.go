package spec

// This file explains why a model has a shape: it finds the chains of members that
// lead to it.

import "strings"

// A Step is one link of a chain from an operation to a shape.
type Step struct {
	// Name says how the shape is reached: first "RegisterImage input",
	// "DescribeImages output" or "DescribeImages error", then the name of a member,
	// or "[]", "{key}" and "{value}" for the content of a list or a map.
	Name  string
	Shape *Shape
}

// Why returns the chains of members that lead to a shape: the shortest one for each
// operation's input, output and errors, in the order of the operations. It is empty
// if nothing refers to the shape, or if there is no such shape.
func (m *Model) Why(shape string) [][]Step {
	target := m.Shape(shape)
	if target == nil {
		return nil
	}
	var chains [][]Step
	for _, o := range m.Operations {
		for _, root := range o.roots() {
			if chain := shortest(root, target); chain != nil {
				chains = append(chains, chain)
			}
		}
	}
	return chains
}

// FormatChain formats a chain on one line: RegisterImage input RegisterImageRequest
// .BlockDeviceMappings BlockDeviceMappingRequestList [] BlockDeviceMapping.
func FormatChain(chain []Step) string {
	var parts []string
	for i, s := range chain {
		name := s.Name
		if i > 0 && name[0] != '[' && name[0] != '{' {
			name = "." + name
		}
		parts = append(parts, name, s.Shape.Name)
	}
	return strings.Join(parts, " ")
}

// roots returns the shapes that an operation names directly.
func (o *Operation) roots() []Step {
	var steps []Step
	add := func(role string, s *Shape) {
		if s != nil {
			steps = append(steps, Step{o.Name + " " + role, s})
		}
	}
	add("input", o.Input)
	add("output", o.Output)
	for _, e := range o.Errors {
		add("error", e)
	}
	return steps
}

// uses returns the shapes that a shape names directly.
func (s *Shape) uses() []Step {
	var steps []Step
	add := func(name string, m *Member) {
		if m != nil && m.Shape != nil {
			steps = append(steps, Step{name, m.Shape})
		}
	}
	if s.Kind == List {
		add("[]", s.Elem)
	}
	if s.Kind == Map {
		add("{key}", s.Key)
		add("{value}", s.Elem)
	}
	for _, m := range s.Members {
		add(m.Name, m)
	}
	return steps
}

// reach visits every shape that is reachable from the roots once, nearest first,
// until visit returns false. parent is the number of the visit from which the shape
// was reached, or -1 for roots.
func reach(roots []Step, visit func(s Step, parent int) (more bool)) {
	type found struct {
		step   Step
		parent int
	}
	var queue []found
	seen := map[*Shape]bool{}
	push := func(steps []Step, parent int) {
		for _, s := range steps {
			if !seen[s.Shape] {
				seen[s.Shape] = true
				queue = append(queue, found{s, parent})
			}
		}
	}
	push(roots, -1)
	for i := 0; i < len(queue); i++ {
		if !visit(queue[i].step, queue[i].parent) {
			return
		}
		push(queue[i].step.Shape.uses(), i)
	}
}

// reachable returns all shapes that are reachable from the roots, including the
// roots.
func reachable(roots []Step) map[*Shape]bool {
	found := map[*Shape]bool{}
	reach(roots, func(s Step, _ int) bool { found[s.Shape] = true; return true })
	return found
}

// shortest returns the shortest chain from a root to a shape, or nil if there is
// none.
func shortest(root Step, target *Shape) []Step {
	var steps []Step
	var parents []int
	reach([]Step{root}, func(s Step, parent int) bool {
		steps, parents = append(steps, s), append(parents, parent)
		return s.Shape != target
	})
	last := len(steps) - 1
	if steps[last].Shape != target {
		return nil
	}
	var chain []Step
	for i := last; i >= 0; i = parents[i] {
		chain = append([]Step{steps[i]}, chain...)
	}
	return chain
}
