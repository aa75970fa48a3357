package changes

// This file finds out which shapes of a new model stand where other shapes stood
// before: AWS renames shapes, and splits one that several operations share.

import "github.com/ec2gen/ec2gen/spec"

// Predecessors are, by the name of each shape that only the new model has, the
// names of the old model's shapes in whose place it stands. A shape that stands
// in no other's place is new, and has none.
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
