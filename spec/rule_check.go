package spec

// This file resolves the names in rules and rejects rules that could not be
// checked, or never would be: unknown members, tests that do not fit a member's
// kind, rules about structures that no request contains. rule_types.go checks
// values.

import (
	"fmt"
	"regexp"
	"slices"
	"sort"

	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// linkRules resolves m's rules and sorts them by id. The rest of m is already
// linked.
func linkRules(m *Model, errs *faults) {
	l := &ruleLinker{model: m, errs: errs, byID: map[string]*Rule{}, requests: map[*Operation]map[*Shape]bool{}}
	for _, r := range m.Rules {
		l.checkID(r)
	}
	sort.SliceStable(m.Rules, func(i, j int) bool { return m.Rules[i].ID < m.Rules[j].ID })
	for _, r := range m.Rules {
		l.rule = r
		l.scope()
		l.parts()
		l.words()
	}
	l.mutualUnless()
}

// mutualUnless rejects rules that suppress each other: none of them would be reported.
func (l *ruleLinker) mutualUnless() {
	const walking, done = 1, 2
	state := map[*Rule]int{}
	var walk func(*Rule)
	walk = func(r *Rule) {
		state[r] = walking
		for _, u := range r.Unless {
			switch state[u] {
			case walking:
				l.errs.add(&Error{Pos: r.Pos, Msg: "rule " + quote(r.ID) + " and " + quote(u.ID) + " suppress each other",
					Remedy: "remove one unless", Related: []Pos{u.Pos}})
			case 0:
				walk(u)
			}
		}
		state[r] = done
	}
	for _, r := range l.model.Rules {
		if state[r] == 0 {
			walk(r)
		}
	}
}

// A ruleLinker resolves the rules of one model, one at a time.
type ruleLinker struct {
	model    *Model
	errs     *faults
	byID     map[string]*Rule
	requests map[*Operation]map[*Shape]bool // the shapes that an operation's request can contain, computed on demand
	// What all requests can contain: shapes, and members by name (see textMembers).
	inRequests map[*Shape]bool
	byMember   map[string][]Target
	rule       *Rule
}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// automaticRules has the ids of the checks that every model has.
var automaticRules = map[string]bool{"required": true, "length": true, "range": true, "pattern": true, "enum": true,
	"filter-name": true, "required-empty": true}

func (l *ruleLinker) checkID(r *Rule) {
	l.rule = r
	first := l.byID[r.ID]
	switch {
	case r.ID == "": // the decoder reports it
	case !ruleID.MatchString(r.ID):
		l.fail(r.Pos, "write words in lower case joined by -, such as iops-required", "rule %s: invalid id", quote(r.ID))
	case automaticRules[r.ID]:
		l.fail(r.Pos, "choose a more specific id", "rule %s has the id of an automatic check", quote(r.ID))
	case first != nil:
		l.errs.add(&Error{Pos: r.Pos, Msg: "duplicate rule " + quote(r.ID), Remedy: "give one of them another id",
			Related: []Pos{first.Pos}})
	default:
		l.byID[r.ID] = r
	}
}

// scope resolves at, every, operations and unless.
func (l *ruleLinker) scope() {
	r := l.rule
	for _, n := range r.operations {
		if op := l.model.Operation(n.text); op != nil {
			r.Operations = append(r.Operations, op)
		} else {
			l.unknown(n, "operation", operationNames(l.model))
		}
	}
	sort.Slice(r.Operations, func(i, j int) bool { return r.Operations[i].Name < r.Operations[j].Name })
	for _, n := range r.unless {
		switch other := l.byID[n.text]; {
		case other == nil:
			l.unknown(n, "rule", keysOf(l.byID))
		case other == r:
			l.fail(n.pos, "name another rule", "rule %s suppresses itself", quote(r.ID))
		default:
			r.Unless = append(r.Unless, other)
		}
	}
	switch {
	case r.Wire != "" && r.at.text != "":
		l.fail(r.at.pos, "remove at: a wire rule applies to the whole request", "rule %s has both wire and at", quote(r.ID))
	case r.Wire != "":
	case r.Every != nil:
		l.scopeEvery()
	case r.at.text == "":
		l.fail(r.Pos, "write at: with the name of a structure", "rule %s has no at", quote(r.ID))
	default:
		l.scopeAt()
	}
}

// scopeAt resolves at, and checks that some request contains the structure.
func (l *ruleLinker) scopeAt() {
	r := l.rule
	s := l.model.Shape(r.at.text)
	switch {
	case s == nil:
		l.unknown(r.at, "shape", shapeNames(l.model))
		return
	case s.Kind != Structure:
		l.fail(r.at.pos, "name a structure that has it as a member", "rule %s is at %s, which is not a structure",
			quote(r.ID), s.Name)
		return
	}
	r.At = s
	ops := r.Operations
	held := slices.ContainsFunc(ops, func(op *Operation) bool { return l.holds(op, s) })
	if len(r.operations) == 0 {
		ops, held = l.model.Operations, l.sent()[s]
	}
	if !held && len(ops) > 0 {
		l.fail(r.at.pos, "name a structure of a request, or other operations",
			"rule %s is never checked: no request of its operations contains %s", quote(r.ID), s.Name)
	}
}

// holds reports whether the operation's request can contain the shape.
func (l *ruleLinker) holds(op *Operation, s *Shape) bool {
	held := l.requests[op]
	if held == nil {
		held = map[*Shape]bool{}
		l.requests[op] = held
		reachShapes(op.Input, held)
	}
	return held[s]
}

// sent returns the shapes that some request can contain, computed by the first
// call.
func (l *ruleLinker) sent() map[*Shape]bool {
	if l.inRequests == nil {
		l.inRequests = map[*Shape]bool{}
		for _, op := range l.model.Operations {
			reachShapes(op.Input, l.inRequests)
		}
	}
	return l.inRequests
}

// reachShapes adds s and all shapes that it can contain.
func reachShapes(s *Shape, into map[*Shape]bool) {
	if s == nil || into[s] {
		return
	}
	into[s] = true
	for _, m := range append([]*Member{s.Elem, s.Key}, s.Members...) {
		if m != nil {
			reachShapes(m.Shape, into)
		}
	}
}

// parts resolves and checks conditions and assertions.
func (l *ruleLinker) parts() {
	r := l.rule
	if r.Wire != "" {
		if l.assertions() > 1 || r.When != nil || r.Each != nil || r.Where != nil {
			l.fail(r.Pos, "keep wire and operations only", "rule %s has both wire and assertions", quote(r.ID))
		}
		return
	}
	if l.assertions() == 0 {
		l.fail(r.Pos, "write "+words(append(names(kindKeys()), "wire"), "or"), "rule %s has no assertion", quote(r.ID))
	}
	if r.At == nil {
		return
	}
	root := bases{here: r.At, root: r.At}
	l.cond(r.When, root)
	inner := root
	if r.Each != nil {
		inner = bases{root: r.At}
		if end := l.path(r.Each, root); end != nil && (end.Kind != List || r.Each.Many()) {
			l.fail(r.Each.Pos, "name a list, without []", "each: %s is not a list", quote(r.Each.Text))
		} else if end != nil {
			inner = bases{here: end.Elem.Shape, root: r.At, element: end.Elem.Shape}
		}
	} else if r.Where != nil {
		l.fail(r.Where.Pos, "write when, or add each", "rule %s has where without each", quote(r.ID))
	}
	if inner.here == nil {
		return // each is wrong: the rest cannot be checked
	}
	l.cond(r.Where, inner)
	for _, a := range r.Asserts {
		a.check(l, inner)
	}
}

func (l *ruleLinker) assertions() int {
	n := len(l.rule.Asserts)
	if l.rule.Wire != "" {
		n++
	}
	return n
}

// single resolves the paths of an assertion about presence: each to one member.
func (l *ruleLinker) single(list []*Path, b bases) {
	for _, p := range list {
		l.mayBeAbsent(p, b)
		if p.Many() {
			l.fail(p.Pos, "use each, or a condition", "%s leads through a list", quote(p.Text))
		}
	}
}

// choice rejects a choice of one.
func (l *ruleLinker) choice(list []*Path) {
	if len(list) == 1 {
		l.fail(list[0].Pos, "name two members or more", "one member is not a choice")
	}
}

// mayBeAbsent resolves a path to a member: only members can be absent.
func (l *ruleLinker) mayBeAbsent(p *Path, b bases) {
	if l.path(p, b) != nil && p.Last() == nil {
		l.fail(p.Pos, "name a member", "%s is always present", quote(p.Text))
	}
}

// texts resolves a path that must lead through a list to strings.
func (l *ruleLinker) texts(p *Path, b bases, what string) {
	switch end := l.path(p, b); {
	case end == nil:
	case !p.Many():
		l.fail(p.Pos, "write List[].Member", "%s requires a list of values, but %s is one value", what, quote(p.Text))
	case !isText(end.Kind):
		l.fail(p.Pos, "name a string", "%s compares strings, but %s is %s", what, quote(p.Text), kindText(end.Kind))
	}
}

// oneNumber resolves a path to one number.
func (l *ruleLinker) oneNumber(p *Path, b bases) {
	if end := l.path(p, b); end != nil && (!isNumber(end.Kind) || p.Many()) {
		l.fail(p.Pos, "name one number", "%s is not one number", quote(p.Text))
	}
}

// required reports whether a part is set, and otherwise reports an error.
func (l *ruleLinker) required(p *Path, pos Pos, what, key string) bool {
	if p == nil {
		l.fail(pos, "write "+key+": ...", "%s has no %s", what, key)
	}
	return p != nil
}

// guessedCode matches a source that says that the code is a guess. Programs switch
// on codes: one that EC2 never sends is worse than none.
var guessedCode = regexp.MustCompile(`\bcode: (a )?guess`)

// words checks the texts of a rule.
func (l *ruleLinker) words() {
	r := l.rule
	if r.Because == "" {
		l.fail(r.Pos, "write because: with the reason in a sentence", "rule %s has no reason", quote(r.ID))
	}
	if r.Source == "" {
		l.fail(r.Pos, "write source: with the document and place", "rule %s has no source", quote(r.ID))
	}
	if r.Code != "" && guessedCode.MatchString(r.Source) {
		l.fail(r.Pos, "remove code until a source names it", "rule %s has a guessed code", quote(r.ID))
	}
}

func (l *ruleLinker) unknown(n name, what string, all []string) {
	remedy := "see the " + what + "s of the model"
	if near := nearest(n.text, all); near != "" {
		remedy = "did you mean " + near + "?"
	}
	e := l.fail(n.pos, remedy, "rule %s: unknown %s %s", quote(l.rule.ID), what, quote(n.text))
	e.Kind, e.Name = yamlread.Unknown, n.text
}

func (l *ruleLinker) fail(pos Pos, remedy, format string, args ...any) *Error {
	e := &Error{Pos: pos, Msg: fmt.Sprintf(format, args...), Remedy: remedy, Within: []string{"rule", l.rule.ID}}
	l.errs.add(e)
	return e
}

func operationNames(m *Model) []string {
	var list []string
	for _, o := range m.Operations {
		list = append(list, o.Name)
	}
	return list
}

func shapeNames(m *Model) []string {
	var list []string
	for _, s := range m.Shapes {
		list = append(list, s.Name)
	}
	return list
}
