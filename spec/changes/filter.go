package changes

// This file removes changes from a report.

// Without returns the report without the occurrences for which drop returns
// true. drop is called once per occurrence, with the operation's name; for a
// change that occurs in no operation, with "" and the changed thing as the path.
// A change is dropped with its last occurrence, and its level is that of the
// rest. The result shares changes with r: do not use r afterwards.
func (r *Report) Without(drop func(operation string, m *Occurrence) bool) *Report {
	out := &Report{Notes: r.Notes}
	met, kept := map[*Change]bool{}, map[*Change]bool{}
	level := map[*Change]Level{}
	for _, o := range r.Operations {
		left := &Operation{Name: o.Name, Status: o.Status}
		for _, m := range o.Occurrences {
			met[m.Change] = true
			if !drop(o.Name, m) {
				left.Occurrences = append(left.Occurrences, m)
				kept[m.Change] = true
				level[m.Change] = max(level[m.Change], m.Level)
			}
		}
		if len(left.Occurrences) > 0 {
			out.Operations = append(out.Operations, left)
		}
	}
	for _, c := range r.Changes {
		if !met[c] && !drop("", &Occurrence{Change: c, Path: c.subject(), Level: c.Level}) {
			kept[c], level[c] = true, c.Level
		}
		if kept[c] {
			c.Level = level[c]
			out.Changes = append(out.Changes, c)
		}
	}
	out.Model = keep(r.Model, kept)
	for _, s := range r.Shapes {
		if list := keep(s.Changes, kept); len(list) > 0 {
			out.Shapes = append(out.Shapes, &Shape{Name: s.Name, Changes: list, Operations: s.Operations})
		}
	}
	return out
}

// subject returns the name of the changed thing, for changes without a path.
func (c *Change) subject() string {
	switch {
	case c.Shape == "":
		return c.Name
	case c.Member == "":
		return c.Shape
	}
	return join(c.Shape, c.Member)
}

func keep(list []*Change, kept map[*Change]bool) (left []*Change) {
	for _, c := range list {
		if kept[c] {
			left = append(left, c)
		}
	}
	return left
}
