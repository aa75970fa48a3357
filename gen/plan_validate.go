package gen

// This file decides what is validated: which structures a request can hold have
// something to check, which automatic checks a rule replaces, and what the
// functions and variables of all that are called. Structures below which nothing
// can be wrong get no function: of EC2's 2,500 most are like that.

import (
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

// A validation is everything about checks that the emitters may know.
type validation struct {
	rules    []*rule                 // those that some request can break, by id
	of       map[*shape]*checks      // by structure
	known    map[*shape]string       // enum: its function, knownVolumeType
	patterns map[string]string       // expression: its variable, patternSnapshotId
	senders  map[*shape][]*operation // shape: the operations whose requests can hold it
}

// A rule is a spec.Rule as Go has it.
type rule struct {
	*spec.Rule
	varName string // ruleIopsRequired
	name    string // IopsRequired: the base of names of its helpers
	places  []*ruleAt
	sdk     bool // takes the place of an automatic check that the SDK has too
}

// A ruleAt is a rule at one Go structure: the same shape can be the input of
// two operations.
type ruleAt struct {
	*rule
	shape *shape
	fn    string // checkIopsRequired
	only  bool   // it has to look which operation is checked
}

// checks is what there is to check in one structure.
type checks struct {
	fn     string // validateEbsBlockDevice
	autos  []auto
	rules  []*ruleAt
	nested []*field // members below which there is something to check
}

// An aspect is what an automatic check is about.
type aspect string

// The aspects; each is the name of the rule in runtime/valid too.
const (
	required  aspect = "Required"
	length    aspect = "Length"
	numRange  aspect = "Range"
	form      aspect = "Form"
	enumValue aspect = "Enum"
)

// An auto is one automatic check of a member.
type auto struct {
	field  *field
	aspect aspect
	elem   bool     // of each element of the list that the member is
	not    []string // operations for which a rule takes its place
}

// planValidation fills p.validation.
func (p *planner) planValidation() {
	p.validation = &validation{
		of: map[*shape]*checks{}, known: map[*shape]string{}, patterns: map[string]string{},
		senders: map[*shape][]*operation{},
	}
	structures := p.all(func(s *shape) bool { return s.Kind == spec.Structure && s.request })
	for _, op := range p.ops {
		op.input.sentBy(op, p.validation.senders)
	}
	p.planRules(structures)
	for _, s := range structures {
		p.planChecks(s)
	}
	p.planNested(structures)
	for _, s := range structures {
		if c := p.validation.of[s]; c.empty() {
			delete(p.validation.of, s)
		} else {
			c.fn = p.private.free("validate" + s.goName)
		}
	}
}

// sentBy notes that op's request can hold s and what is below.
func (s *shape) sentBy(op *operation, senders map[*shape][]*operation) {
	if list := senders[s]; len(list) > 0 && list[len(list)-1] == op {
		return
	}
	senders[s] = append(senders[s], op)
	for _, f := range append([]*field{s.elem, s.key}, s.fields...) {
		if f != nil {
			f.shape.sentBy(op, senders)
		}
	}
}

// planRules names the rules and finds the structures that they are about.
func (p *planner) planRules(structures []*shape) {
	for _, r := range p.model.Rules {
		own := &rule{Rule: r, name: exported(r.ID)}
		for _, s := range structures {
			if s.Shape == r.At && p.checkedAt(r, s) {
				own.places = append(own.places, &ruleAt{rule: own, shape: s, only: p.mustLook(r, s)})
			}
		}
		if len(own.places) == 0 && r.Wire == "" {
			continue
		}
		own.varName = p.private.free("rule" + own.name)
		for _, at := range own.places {
			name := "check" + own.name
			if len(own.places) > 1 {
				name += at.shape.goName
			}
			at.fn = p.private.free(name)
		}
		p.validation.rules = append(p.validation.rules, own)
	}
}

// checkedAt says whether some operation that the rule is for can send the structure.
func (p *planner) checkedAt(r *spec.Rule, s *shape) bool {
	for _, op := range p.validation.senders[s] {
		if r.AppliesTo(op.Operation) {
			return true
		}
	}
	return false
}

// mustLook says whether the structure can be sent by an operation that the rule
// is not for.
func (p *planner) mustLook(r *spec.Rule, s *shape) bool {
	for _, op := range p.validation.senders[s] {
		if !r.AppliesTo(op.Operation) {
			return true
		}
	}
	return false
}

// planChecks finds what there is to check in the structure itself.
func (p *planner) planChecks(s *shape) {
	c := &checks{}
	p.validation.of[s] = c
	for _, r := range p.validation.rules {
		for _, at := range r.places {
			if at.shape == s {
				c.rules = append(c.rules, at)
				p.planRule(at)
			}
		}
	}
	for _, f := range s.fields {
		for _, a := range f.aspects() {
			p.planAuto(c, s, auto{field: f, aspect: a})
		}
		if f.shape.Kind == spec.List {
			for _, a := range f.shape.elem.aspects() {
				p.planAuto(c, s, auto{field: f, aspect: a, elem: true})
			}
		}
	}
	sort.SliceStable(c.autos, func(i, j int) bool { return inFileOrder(c.autos[i].field, c.autos[j].field) })
}

// inFileOrder is the order of the model's file. That is the order in which the AWS
// SDK says what is missing, and by name in a model that import wrote.
func inFileOrder(a, b *field) bool {
	if a.Pos.Line != b.Pos.Line {
		return a.Pos.Line < b.Pos.Line
	}
	return a.Pos.Col < b.Pos.Col
}

// aspects are what the model says about a member's value alone.
func (f *field) aspects() []aspect {
	var list []aspect
	add := func(has bool, a aspect) {
		if has {
			list = append(list, a)
		}
	}
	k := f.shape.Kind
	// The client fills an absent idempotency token, so that nobody has to.
	add(f.Required && !f.IdempotencyToken, required)
	add(f.lengths() != nil && (k == spec.String || k == spec.List || k == spec.Blob || k == spec.Map), length)
	add(f.ranges() != nil && scalars[k].goType != "" && (k == spec.Integer || k == spec.Long || k == spec.Float || k == spec.Double), numRange)
	add(f.expr() != "" && k == spec.String, form)
	add(k == spec.Enum && len(f.shape.Values) > 0, enumValue)
	return list
}

// lengths are the member's bounds of length, or its shape's.
func (f *field) lengths() *spec.Bounds {
	if f.Length != nil {
		return f.Length
	}
	return f.shape.Length
}

// ranges are the member's bounds, or its shape's.
func (f *field) ranges() *spec.Bounds {
	if f.Range != nil {
		return f.Range
	}
	return f.shape.Range
}

// expr is the member's pattern, or its shape's.
func (f *field) expr() string {
	if f.Pattern != "" {
		return f.Pattern
	}
	return f.shape.Pattern
}

// planAuto adds an automatic check, unless a rule takes its place everywhere.
func (p *planner) planAuto(c *checks, s *shape, a auto) {
	for _, r := range c.rules {
		if a.elem || r.Level == spec.LevelOff || !replaces(r.Rule, a.field.Member, a.aspect) {
			continue
		}
		r.sdk = r.sdk || a.aspect == required
		if !r.only {
			return
		}
		for _, op := range r.Operations {
			a.not = append(a.not, op.Name)
		}
	}
	f := a.field
	if a.elem {
		f = f.shape.elem
	}
	switch a.aspect {
	case enumValue:
		p.needKnown(f.shape)
	case form:
		p.needPattern(f.expr(), f.shape.Name)
	}
	c.autos = append(c.autos, a)
}

// replaces says whether a rule is about the same aspect of the same member, on
// no condition, so that the automatic check would only say it again.
func replaces(r *spec.Rule, m *spec.Member, a aspect) bool {
	if r.When != nil || r.Each != nil {
		return false
	}
	for _, path := range r.Require {
		if a == required && isMember(path, m) {
			return true
		}
	}
	if r.Assert == nil {
		return false
	}
	for _, t := range r.Assert.Tests {
		if isMember(t.Path, m) && testsAspect(t, a) {
			return true
		}
	}
	return false
}

func testsAspect(t *spec.Test, a aspect) bool {
	switch a {
	case required:
		return t.Presence == spec.Present || t.Presence == spec.NonEmpty
	case length:
		return t.Length != nil
	case numRange:
		return t.Min != nil || t.Max != nil
	case form:
		return t.Pattern != "" || t.Chars != ""
	}
	return t.Known || t.OneOf != nil
}

func isMember(path *spec.Path, m *spec.Member) bool {
	return len(path.Steps) == 1 && path.Steps[0].Member == m && !path.Steps[0].Each
}

// planRule names what the rule's function needs beside it.
func (p *planner) planRule(at *ruleAt) {
	for _, c := range at.Conds() {
		c.Walk(func(t *spec.Test) {
			for _, expr := range []string{t.Pattern, t.NoPattern} {
				if expr != "" {
					p.needPattern(expr, at.name)
				}
			}
			if t.Known {
				p.needKnown(p.known[t.Path.Shape])
			}
		})
	}
}

func (p *planner) needKnown(enum *shape) {
	if p.validation.known[enum] == "" {
		p.validation.known[enum] = p.private.free("known" + enum.goName)
	}
}

func (p *planner) needPattern(expr, name string) {
	if p.validation.patterns[expr] == "" {
		p.validation.patterns[expr] = p.private.free("pattern" + exported(name))
	}
}

// planNested finds the members below which there is something to check: as long
// as that makes further structures worth a function, again.
func (p *planner) planNested(structures []*shape) {
	worth := map[*shape]bool{}
	for _, s := range structures {
		worth[s] = !p.validation.of[s].empty()
	}
	for changed := true; changed; {
		changed = false
		for _, s := range structures {
			for _, f := range s.fields {
				if target := f.shape.structure(); target != nil && worth[target] && !worth[s] {
					worth[s], changed = true, true
				}
			}
		}
	}
	for _, s := range structures {
		for _, f := range s.fields {
			if target := f.shape.structure(); target != nil && worth[target] {
				p.validation.of[s].nested = append(p.validation.of[s].nested, f)
			}
		}
		nested := p.validation.of[s].nested
		sort.SliceStable(nested, func(i, j int) bool { return inFileOrder(nested[i], nested[j]) })
	}
}

// structure is the structure at the end of lists and maps, nil if there is none.
func (s *shape) structure() *shape {
	seen := map[*shape]bool{}
	for s.Kind == spec.List || s.Kind == spec.Map {
		if seen[s] {
			return nil // a list of itself holds nothing
		}
		seen[s] = true
		s = s.elem.shape
	}
	if s.Kind == spec.Structure {
		return s
	}
	return nil
}

func (c *checks) empty() bool { return len(c.autos)+len(c.rules)+len(c.nested) == 0 }
