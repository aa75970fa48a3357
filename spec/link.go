package spec

// This file links a decoded model and its overlays: it reads the overlays into the
// model, replaces names with pointers, and sorts everything.

import (
	"cmp"
	"maps"
	"slices"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// Link links a model that is not from YAML, such as an importer's: it reads the
// overlays into it in the given order, resolves references, sorts, and checks. A
// reference in m may be any shape with the right name: Link replaces it with the
// shape of that name in m.Shapes. Link changes and returns m, which must not be
// used after an error. The error is an Errors.
func Link(m *Model, overlays ...Source) (*Model, error) {
	l := newLinker(m)
	l.layer(parseAll(overlays))
	return l.finish()
}

func emptyLinker(m *Model, values int) *linker {
	return &linker{model: m, faults: &faults{}, positions: make(positions, values), rules: map[string]*yaml.Node{}}
}

// newLinker returns a linker for a model that is not from YAML.
func newLinker(m *Model) *linker {
	l := emptyLinker(m, 0)
	modelTable.verify(&checker{model: m, faults: l.faults, positions: l.positions}, m)
	return l
}

// A linker has the state that exists only while a model is being linked.
type linker struct {
	model     *Model
	faults    *faults
	positions positions
	shapes    map[string]*Shape
	names     []string              // of the shapes, sorted
	rules     map[string]*yaml.Node // by id, as written
}

// layer reads the files of one layer into the model. (If the model itself cannot be
// read, it ignores them: nothing in them would fit.)
func (l *linker) layer(files []parsed) {
	l.replaceRules(files)
	earlier := map[string]bool{}
	for _, f := range files {
		l.read(f, earlier)
		earlier[f.name] = true
	}
}

// read reads one file into the model; earlier are the previous overlays of its
// layer, or nil if the file is the model itself.
func (l *linker) read(f parsed, earlier map[string]bool) {
	l.model.Sources = append(l.model.Sources, sourceName(f.name))
	if f.fault != nil {
		l.faults.add(f.fault)
		return
	}
	d := &decoder{file: f.name, faults: l.faults, positions: l.positions, stubs: map[string]*Shape{},
		overlay: earlier != nil, earlier: earlier}
	modelTable.readOnto(d, l.model, f.root)
	maps.Copy(l.rules, ruleNodes(f.root))
	if earlier == nil && l.model.Service.Pos == (Pos{}) {
		l.model.Service.Pos = Pos{File: f.name, Line: 1, Col: 1} // its position if it is missing
	}
}

// finish resolves and checks. It resolves references even if a file has mistakes,
// in order to report unknown names at the same time. Each later stage relies on the
// previous ones, so the first stage that finds mistakes is the last to run, and the
// error says so.
func (l *linker) finish() (*Model, error) {
	l.order()
	l.index()
	l.resolve()
	c := &checker{model: l.model, faults: l.faults, positions: l.positions}
	stages := []func(){
		func() { c.run(formChecks) },
		func() { c.run(checks) },
		func() { linkRules(l.model, l.faults) },
		func() { c.run(ruleChecks) },
	}
	for _, stage := range stages {
		if l.faults.Len() > 0 {
			return nil, l.stopped()
		}
		stage()
	}
	if err := l.faults.err(); err != nil {
		return nil, err
	}
	return l.model, nil
}

// stopped returns the errors so far, marked as incomplete.
func (l *linker) stopped() error {
	list, _ := l.faults.err().(Errors)
	list[0].Partial = true
	return list
}

// index indexes shapes by name.
func (l *linker) index() {
	l.shapes = make(map[string]*Shape, len(l.model.Shapes))
	for _, s := range l.model.Shapes {
		l.shapes[s.Name] = s
	}
	l.names = labels(l.model.Shapes)
}

// resolve replaces every reference with the shape that it names.
func (l *linker) resolve() {
	for _, o := range l.model.Operations {
		l.ref(&o.Input, o.Pos)
		l.ref(&o.Output, o.Pos)
		for i := range o.Errors {
			l.ref(&o.Errors[i], o.Pos)
		}
	}
	for _, s := range l.model.Shapes {
		for _, m := range s.Members {
			l.ref(&m.Shape, m.Pos)
		}
		for _, m := range []*Member{s.Elem, s.Key} {
			if m != nil {
				l.ref(&m.Shape, m.Pos)
			}
		}
		l.defaultNames(s)
	}
}

func (l *linker) ref(p **Shape, owner Pos) {
	if *p == nil {
		return
	}
	name := (*p).Name
	s := l.shapes[name]
	if s != nil {
		*p = s
		return
	}
	at, ok := l.positions[p]
	if !ok {
		at = owner
	}
	remedy := "define it under shapes"
	if l.faults.advises() {
		remedy = didYouMean(name, l.names, remedy)
	}
	l.faults.add(&Error{Pos: at, Msg: "unknown shape " + quote(name), Remedy: remedy, Kind: yamlread.Unknown, Name: name})
	*p = nil
}

// defaultNames sets EC2's default XML names of elements, keys and values.
func (l *linker) defaultNames(s *Shape) {
	name := func(m *Member, xml string) {
		if m != nil && m.XML == "" {
			m.XML = xml
		}
	}
	name(s.Key, mapKeyXML)
	if s.Kind == Map {
		name(s.Elem, mapValueXML)
	} else {
		name(s.Elem, elementXML)
	}
}

// The default XML names of elements, keys and values.
const (
	elementXML  = "item"
	mapKeyXML   = "key"
	mapValueXML = "value"
)

// order sorts everything that an importer or an overlay left unsorted, and finds an
// importer's duplicate names; in YAML they are duplicate keys.
func (l *linker) order() {
	m := l.model
	orderByName(l, "operation", m.Operations)
	orderByName(l, "shape", m.Shapes)
	orderByName(l, "error code", m.Errors)
	for _, o := range m.Operations {
		orderByName(l, "waiter", o.Waiters)
	}
	for _, s := range m.Shapes {
		orderByName(l, "member", s.Members)
	}
	for _, e := range m.Errors {
		slices.SortStableFunc(e.Fields, func(a, b ErrorField) int { return cmp.Compare(a.Name, b.Name) })
	}
}

func orderByName[S any, P named[S]](l *linker, what string, list []P) {
	slices.SortStableFunc(list, func(a, b P) int { return cmp.Compare(*a.label(), *b.label()) })
	for i := 1; i < len(list); i++ {
		if a, b := list[i-1], list[i]; *a.label() == *b.label() {
			l.faults.add(&Error{Pos: *b.position(), Msg: "duplicate " + what + " " + quote(*b.label()),
				Remedy: "remove one of the two", Related: []Pos{*a.position()},
				Kind: yamlread.Duplicate, Name: *b.label()})
		}
	}
}
