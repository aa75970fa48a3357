package plan

// This file plans validation: the structures in requests with checks, the automatic
// checks that a rule replaces, and the names of functions and variables. Structures
// without any checks at any depth get no function: that is most of EC2's 2,500.

import (
	"cmp"

	"github.com/ec2gen/ec2gen/spec"
)

// A Validation has the data about checks for the emitters.
type Validation struct {
	Rules    []*Rule                 // the rules that some request can violate, by id
	Of       map[*Shape]*Checks      // by structure
	Known    map[*Shape]string       // enum: its variable, knownVolumeType
	Patterns map[string]string       // expression: its variable, patternSnapshotId
	Filters  map[*Field]string       // list of filters: its constant, filtersDescribeImages
	Senders  map[*Shape][]*Operation // shape: the operations whose requests can contain it
}

// A Rule is the Go view of a spec.Rule.
type Rule struct {
	*spec.Rule
	VarName    string // ruleIopsRequired
	Name       string // IopsRequired: the base for names of its helpers
	Structures []*RuleStructure
	Values     map[*Shape][]ValueCheck // of a rule about members by their names: by structure
	Holds      string                  // its function: holdsImageIdForm
	SDK        bool                    // replaces an automatic check that the SDK also has
}

// A RuleStructure is a rule at one Go structure: the same shape can be the input of
// two operations.
type RuleStructure struct {
	*Rule
	Shape          *Shape
	Func           string // checkIopsRequired
	TestsOperation bool   // the check must test the operation
}

// Checks has the checks of one structure.
type Checks struct {
	Func   string      // validateEbsBlockDevice
	Autos  []AutoCheck // by member
	Rules  []*RuleStructure
	Values []ValueCheck // of rules about members by their names
	Nested []*Field     // members with checks at any depth, by name
}

// A ValueCheck is a rule about a member's value in any structure.
type ValueCheck struct {
	*Rule
	Field          *Field
	TestsOperation bool // the check must test the operation
}

// An Aspect is the subject of an automatic check.
type Aspect string

// The aspects. Each is also the name of the rule in runtime/valid.
const (
	AspectRequired Aspect = "Required"
	AspectLength   Aspect = "Length"
	AspectRange    Aspect = "Range"
	AspectForm     Aspect = "PatternRule"
	AspectEnum     Aspect = "Enum"
	AspectFilters  Aspect = "FilterName"
	AspectEmpty    Aspect = "RequiredEmpty"
)

// An AutoCheck is one automatic check of a member.
type AutoCheck struct {
	Field  *Field
	Aspect Aspect
	Elem   bool     // of each element of a list
	Except []string // operations for which a rule replaces it
}

// planValidation fills p.validation.
func (p *planner) planValidation() {
	p.Validation = &Validation{
		Of: map[*Shape]*Checks{}, Known: map[*Shape]string{}, Patterns: map[string]string{},
		Filters: map[*Field]string{}, Senders: map[*Shape][]*Operation{},
	}
	structures := p.All(func(s *Shape) bool { return s.Kind == spec.Structure && s.InRequests })
	for _, op := range p.Operations {
		op.Input.sentBy(op, p.Validation.Senders)
	}
	p.planRules(structures)
	for _, s := range structures {
		p.planChecks(s, (*Field).aspects)
	}
	p.dropEmpty(structures)
	for _, s := range structures {
		if c := p.Validation.Of[s]; c != nil {
			c.Func = p.private.free("validate" + s.GoName)
		}
	}
	if p.RulesTag != "" {
		p.RulesTagName = p.private.free("rulesTag")
		p.planRequired(structures)
	}
}

// planRequired fills p.Required: the checks without rules, in functions of the same names,
// of which a build has one.
func (p *planner) planRequired(structures []*Shape) {
	full := p.Validation
	p.Validation = &Validation{Of: map[*Shape]*Checks{}, Senders: full.Senders}
	for _, s := range structures {
		p.planChecks(s, (*Field).requiredAspect)
	}
	p.dropEmpty(structures)
	for s, c := range p.Validation.Of {
		c.Func = full.Of[s].Func // a rule or an automatic check covers each required member
	}
	p.Required, p.Validation = p.Validation, full
}

// requiredAspect is the one aspect that the AWS SDK checks.
func (f *Field) requiredAspect() []Aspect {
	if f.Required && !f.IdempotencyToken {
		return []Aspect{AspectRequired}
	}
	return nil
}

// dropEmpty plans the way down, and drops structures without anything to check.
func (p *planner) dropEmpty(structures []*Shape) {
	p.planNested(structures)
	for _, s := range structures {
		if p.Validation.Of[s].empty() {
			delete(p.Validation.Of, s)
		}
	}
}

// sentBy records that op's request can contain s and the shapes below it.
func (s *Shape) sentBy(op *Operation, senders map[*Shape][]*Operation) {
	if list := senders[s]; len(list) > 0 && list[len(list)-1] == op {
		return
	}
	senders[s] = append(senders[s], op)
	for _, f := range append([]*Field{s.Elem, s.Key}, s.Fields...) {
		if f != nil {
			f.Shape.sentBy(op, senders)
		}
	}
}

// planRules names the rules and finds the structures that they are about.
func (p *planner) planRules(structures []*Shape) {
	for _, r := range p.Model.Rules {
		own := &Rule{Rule: r, Name: exported(r.ID)}
		for _, s := range structures {
			if s.Shape == r.At && p.checkedAt(r, s) {
				own.Structures = append(own.Structures, &RuleStructure{Rule: own, Shape: s, TestsOperation: p.testsOperation(r, s)})
			}
		}
		own.values(structures, p)
		if len(own.Structures) == 0 && len(own.Values) == 0 && r.Wire == "" {
			continue
		}
		own.VarName = p.private.free("rule" + own.Name)
		for _, at := range own.Structures {
			name := "check" + own.Name
			if len(own.Structures) > 1 {
				name += at.Shape.GoName
			}
			at.Func = p.private.free(name)
		}
		p.Validation.Rules = append(p.Validation.Rules, own)
	}
}

// values finds the members that a rule with every is about.
func (r *Rule) values(structures []*Shape, p *planner) {
	if r.Every == nil {
		return
	}
	targets := map[*spec.Member]bool{}
	for _, t := range r.Every.Targets {
		targets[t.Member] = true
	}
	r.Values = map[*Shape][]ValueCheck{}
	for _, s := range structures {
		for _, f := range s.Fields {
			if targets[f.Member] && p.checkedAt(r.Rule, s) {
				r.Values[s] = append(r.Values[s], ValueCheck{r, f, p.testsOperation(r.Rule, s)})
			}
		}
	}
	if len(r.Values) > 0 {
		r.Holds = p.private.free("holds" + r.Name)
	}
}

// checkedAt reports whether some operation of the rule can send the structure.
func (p *planner) checkedAt(r *spec.Rule, s *Shape) bool {
	for _, op := range p.Validation.Senders[s] {
		if r.AppliesTo(op.Operation) {
			return true
		}
	}
	return false
}

// testsOperation reports whether other operations than the rule's can send the
// structure, so that the check must test the operation.
func (p *planner) testsOperation(r *spec.Rule, s *Shape) bool {
	for _, op := range p.Validation.Senders[s] {
		if !r.AppliesTo(op.Operation) {
			return true
		}
	}
	return false
}

// planChecks finds what there is to check in the structure itself; aspects are those that
// count.
func (p *planner) planChecks(s *Shape, aspects func(*Field) []Aspect) {
	c := &Checks{}
	p.Validation.Of[s] = c
	for _, r := range p.Validation.Rules {
		for _, at := range r.Structures {
			if at.Shape == s {
				c.Rules = append(c.Rules, at)
				p.planRule(at)
			}
		}
	}
	p.planValues(c, s)
	for _, f := range s.Fields {
		if len(f.Filters) > 0 && p.Validation.Filters != nil {
			p.Validation.Filters[f] = p.private.free("filters" + cmp.Or(s.Action, s.GoName))
		}
		for _, a := range aspects(f) {
			p.planAuto(c, AutoCheck{Field: f, Aspect: a})
		}
		if f.Shape.Kind == spec.List {
			for _, a := range aspects(f.Shape.Elem) {
				p.planAuto(c, AutoCheck{Field: f, Aspect: a, Elem: true})
			}
		}
	}
}

// planValues adds the checks of rules about members by their names.
func (p *planner) planValues(c *Checks, s *Shape) {
	byField := map[*Field][]ValueCheck{}
	for _, r := range p.Validation.Rules {
		for _, v := range r.Values[s] {
			byField[v.Field] = append(byField[v.Field], v)
			p.planRule(&RuleStructure{Rule: r, Shape: s})
		}
	}
	for _, f := range s.Fields {
		c.Values = append(c.Values, byField[f]...)
	}
}

// aspects returns the model's constraints on a single member.
func (f *Field) aspects() []Aspect {
	var list []Aspect
	add := func(has bool, a Aspect) {
		if has {
			list = append(list, a)
		}
	}
	k := f.Shape.Kind
	// The client sets a missing idempotency token.
	add(f.Required && !f.IdempotencyToken, AspectRequired)
	add(f.Required && k == spec.List, AspectEmpty)
	add(f.Lengths() != nil && (k == spec.String || k == spec.List || k == spec.Blob || k == spec.Map), AspectLength)
	add(f.Ranges() != nil && (k == spec.Integer || k == spec.Long || k == spec.Float || k == spec.Double), AspectRange)
	add(f.Expr() != "" && k == spec.String, AspectForm)
	add(k == spec.Enum && len(f.Shape.Values) > 0, AspectEnum)
	add(len(f.Filters) > 0, AspectFilters)
	return list
}

// Lengths returns the length limits of the member or of its shape.
func (f *Field) Lengths() *spec.Bounds {
	if f.Length != nil {
		return f.Length
	}
	return f.Shape.Length
}

// Ranges returns the range of the member or of its shape.
func (f *Field) Ranges() *spec.Bounds {
	if f.Range != nil {
		return f.Range
	}
	return f.Shape.Range
}

// Expr returns the pattern of the member or of its shape.
func (f *Field) Expr() string {
	if f.Pattern != "" {
		return f.Pattern
	}
	return f.Shape.Pattern
}

// planAuto adds an automatic check, unless a rule replaces it in all operations.
func (p *planner) planAuto(c *Checks, a AutoCheck) {
	for _, r := range c.Rules {
		if a.Elem || r.Level == spec.LevelOff || !replaces(r.Rule.Rule, a.Field.Member, a.Aspect) {
			continue
		}
		r.SDK = r.SDK || a.Aspect == AspectRequired
		if !r.TestsOperation {
			return
		}
		for _, op := range r.Operations {
			a.Except = append(a.Except, op.Name)
		}
	}
	f := a.Field
	if a.Elem {
		f = f.Shape.Elem
	}
	switch a.Aspect {
	case AspectEnum:
		p.needKnown(f.Shape)
	case AspectForm:
		p.addPattern(f.Expr(), f.Shape.Name)
	}
	c.Autos = append(c.Autos, a)
}

// replaces reports whether a rule unconditionally checks the same aspect of the
// same member, so that the automatic check would be a duplicate.
func replaces(r *spec.Rule, m *spec.Member, a Aspect) bool {
	if r.When != nil || r.Each != nil {
		return false
	}
	for _, path := range spec.AssertionOf[*spec.Require](r).Members() {
		if (a == AspectRequired || a == AspectEmpty) && isMember(path, m) {
			return true
		}
	}
	asserted := spec.AssertionOf[*spec.Assert](r)
	if asserted == nil {
		return false
	}
	for _, t := range asserted.Cond.Tests {
		if isMember(t.Path, m) && testsAspect(t, a) {
			return true
		}
	}
	return false
}

func testsAspect(t *spec.Test, a Aspect) bool {
	switch a {
	case AspectRequired:
		return t.Presence == spec.Present || t.Presence == spec.NonEmpty
	case AspectLength:
		return t.Length != nil
	case AspectRange:
		return t.Min != nil || t.Max != nil
	case AspectForm:
		return t.Pattern != "" || t.Chars != ""
	}
	return t.Known || t.OneOf != nil
}

func isMember(path *spec.Path, m *spec.Member) bool {
	return len(path.Steps) == 1 && path.Steps[0].Member == m && !path.Steps[0].Each
}

// planRule names the helpers of the rule's function.
func (p *planner) planRule(at *RuleStructure) {
	for _, c := range at.Conds() {
		c.Walk(func(t *spec.Test) {
			for _, expr := range []string{t.Pattern, t.NoPattern} {
				if expr != "" {
					p.addPattern(expr, at.Name)
				}
			}
			if t.Known {
				p.needKnown(p.known[t.Path.Shape])
			}
		})
	}
}

func (p *planner) needKnown(enum *Shape) {
	if p.Validation.Known[enum] == "" {
		p.Validation.Known[enum] = p.private.free("known" + enum.GoName)
	}
}

func (p *planner) addPattern(expr, name string) {
	if p.Validation.Patterns[expr] == "" {
		p.Validation.Patterns[expr] = p.private.free("pattern" + exported(name))
	}
}

// planNested finds the members with checks at any depth: it repeats until no
// further structures need a function.
func (p *planner) planNested(structures []*Shape) {
	worth := map[*Shape]bool{}
	for _, s := range structures {
		worth[s] = !p.Validation.Of[s].empty()
	}
	for changed := true; changed; {
		changed = false
		for _, s := range structures {
			for _, f := range s.Fields {
				if target := f.Shape.structure(); target != nil && worth[target] && !worth[s] {
					worth[s], changed = true, true
				}
			}
		}
	}
	for _, s := range structures {
		for _, f := range s.Fields {
			if target := f.Shape.structure(); target != nil && worth[target] {
				p.Validation.Of[s].Nested = append(p.Validation.Of[s].Nested, f)
			}
		}
	}
}

// structure returns the structure inside lists and maps, or nil if there is none.
func (s *Shape) structure() *Shape {
	seen := map[*Shape]bool{}
	for s.Kind == spec.List || s.Kind == spec.Map {
		if seen[s] {
			return nil // a list of itself contains nothing
		}
		seen[s] = true
		s = s.Elem.Shape
	}
	if s.Kind == spec.Structure {
		return s
	}
	return nil
}

func (c *Checks) empty() bool { return len(c.Autos)+len(c.Rules)+len(c.Values)+len(c.Nested) == 0 }
