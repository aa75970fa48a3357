package plan

// This file finds facts for doc comments in addition to the model's text: the rules
// about a member, and the errors of an operation.

import (
	"slices"

	"github.com/ec2gen/ec2gen/spec"
)

// planAbout sets the rules of members. A rule is about the member of its structure at
// which the paths of its assertions begin.
func (p *planner) planAbout() {
	for s, checks := range p.Validation.Of {
		for _, r := range checks.Rules {
			for _, a := range r.Asserts {
				for _, path := range a.About() {
					s.noteRule(r.Rule, firstStep(r.Rule.Rule, path))
				}
			}
		}
		for _, v := range checks.Values {
			v.Field.noteRule(v.Rule)
		}
	}
}

// firstStep returns the name of the member at which a path begins, or "".
func firstStep(r *spec.Rule, path *spec.Path) string {
	if r.Each != nil && (path == nil || path.Base != spec.Root) {
		path = r.Each
	}
	if path == nil || len(path.Steps) == 0 {
		return ""
	}
	return path.Steps[0].Name
}

func (s *Shape) noteRule(r *Rule, member string) {
	for _, f := range s.Fields {
		if f.Name == member {
			f.noteRule(r)
		}
	}
}

// noteRule adds a rule, in the order of ids. It skips rules that are off by
// default, which do not concern most readers.
func (f *Field) noteRule(r *Rule) {
	if r.Level == spec.LevelOff || slices.Contains(f.Rules, r.ID) {
		return
	}
	i, _ := slices.BinarySearch(f.Rules, r.ID)
	f.Rules = slices.Insert(f.Rules, i, r.ID)
}

// ErrorsOf returns the typed errors that an operation may return, without those
// that any operation may return, sorted by name.
func (p *Plan) ErrorsOf(op *Operation) (list []*ErrorType) {
	own := map[string]bool{}
	for _, e := range p.Model.ErrorsOf(op.Operation) {
		own[e.Code] = !e.General()
	}
	for _, s := range op.Errors {
		own[errorCode(s)] = true
	}
	for _, t := range p.Errors {
		if own[t.Code] {
			list = append(list, t)
		}
	}
	return list
}
