package changes

// This file finds the shapes of a new model that replace other shapes: AWS renames
// shapes, and splits shapes that several operations share.

import "github.com/ec2gen/ec2gen/spec"

// Predecessors returns, for the name of each shape that only the new model has, the
// names of the old shapes that it replaces. A shape that replaces none is new.
func Predecessors(old, now *spec.Model) map[string][]string {
	p := pairShapes(old, now)
	found := map[string][]string{}
	seen := map[pair]bool{}
	queue := p.start(old, now)
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		if seen[at] || at.old == nil || at.new == nil {
			continue
		}
		seen[at] = true
		if p.oldBy[at.new.Name] == nil && at.old.Kind == at.new.Kind {
			found[at.new.Name] = append(found[at.new.Name], at.old.Name)
		}
		queue = append(queue, below(at)...)
	}
	return found
}
