// Package upstream has the code that the two importers share: it collects the
// declarations of one of AWS's files and creates a linked model.
//
// Shapes mention each other by name, before or after they are defined. The Builder
// creates the *spec.Shape for a name at its first mention and fills it at its
// definition, so a file is read once without later lookups. A shape that is
// mentioned but never defined is found at the end, and is an error only if a
// selected operation uses it.
package upstream

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// Options are the options of a reader of AWS's files.
type Options struct {
	// Operations lists the operations to keep, with the shapes that they reach. If
	// empty, all.
	Operations []string
	// Docs keeps the documentation, as plain text.
	Docs bool
}

// MaxNames is the maximum number of shapes, members, enum values and operations of
// one file, to limit the memory for a hostile one. AWS's largest model has about
// 25,000.
const MaxNames = 300_000

// A Builder collects the declarations of one file.
type Builder struct {
	Model   spec.Model
	Options Options
	file    string
	shapes  map[string]*spec.Shape
	mention map[*spec.Shape]spec.Pos // first mention of shapes that are not defined yet
	flat    map[*spec.Shape]bool     // lists without a wrapper in every member
	outer   map[*spec.Shape]string   // XML names that a shape gives its members
	names   int
	reports []Report
}

// New returns a Builder for the declarations in file.
func New(file string, o Options) *Builder {
	return &Builder{
		Options: o,
		file:    file,
		shapes:  map[string]*spec.Shape{},
		mention: map[*spec.Shape]spec.Pos{},
		flat:    map[*spec.Shape]bool{},
		outer:   map[*spec.Shape]string{},
	}
}

// Ref returns the shape with that name, which may not be defined yet.
func (b *Builder) Ref(name string, pos spec.Pos) *spec.Shape {
	s := b.shapes[name]
	if s == nil {
		s = &spec.Shape{Name: name}
		b.shapes[name] = s
		b.mention[s] = pos
	}
	return s
}

// Define returns the shape with that name to be filled. It fails if the shape is
// already defined, or if the name is invalid.
func (b *Builder) Define(name string, pos spec.Pos) (*spec.Shape, error) {
	if err := b.Count(name, pos); err != nil {
		return nil, err
	}
	s := b.Ref(name, pos)
	if _, open := b.mention[s]; !open {
		return nil, fmt.Errorf("%s: shape %q is defined twice, first at %s; the file is not AWS's: fetch it again", pos, name,
			s.Pos)
	}
	delete(b.mention, s)
	s.Pos = pos
	return s, nil
}

// Flat marks a list whose elements have no wrapper wherever it is used.
func (b *Builder) Flat(list *spec.Shape) { b.flat[list] = true }

// Outer sets the XML name of members of that shape, unless they have their own.
func (b *Builder) Outer(s *spec.Shape, name string) { b.outer[s] = name }

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// Count checks a name that a file declares, and the number of names.
func (b *Builder) Count(name string, pos spec.Pos) error {
	if b.names++; b.names > MaxNames {
		return fmt.Errorf("%s: more than %d names; AWS's models are not that large: use another file", pos, MaxNames)
	}
	if len(name) > 255 || !identifier.MatchString(name) {
		return fmt.Errorf("%s: %.100q is not a name; names are letters, digits and _: the file is not AWS's: fetch it again",
			pos, name)
	}
	return nil
}

// Known returns the shape with that name if the file has mentioned it, otherwise
// nil.
func (b *Builder) Known(name string) *spec.Shape { return b.shapes[name] }

// Operation returns one of the operations collected so far.
func (b *Builder) Operation(name string) *spec.Operation {
	i := sort.Search(len(b.Model.Operations), func(i int) bool { return b.Model.Operations[i].Name >= name })
	if i < len(b.Model.Operations) && b.Model.Operations[i].Name == name {
		return b.Model.Operations[i]
	}
	return nil
}

// Sort sorts the operations by name; a duplicate name is an error.
func (b *Builder) Sort() error {
	ops := b.Model.Operations
	sort.Slice(ops, func(i, j int) bool { return ops[i].Name < ops[j].Name })
	for i := 1; i < len(ops); i++ {
		if ops[i].Name == ops[i-1].Name {
			return fmt.Errorf("%s: operation %q is defined twice; the file is not AWS's: fetch it again", ops[i].Pos,
				ops[i].Name)
		}
	}
	return nil
}

// Finish reduces the collected declarations to the selected operations and the
// shapes that they reach, sorts everything and returns it, with the reports on the
// kept parts.
func (b *Builder) Finish() (*spec.Model, []Report, error) {
	if err := b.Sort(); err != nil {
		return nil, nil, err
	}
	if err := b.restrict(); err != nil {
		return nil, nil, err
	}
	reached := b.reach()
	for _, s := range reached {
		if pos, open := b.mention[s]; open {
			return nil, nil, fmt.Errorf("%s: shape %q is not defined; the file is incomplete: fetch it again", pos, s.Name)
		}
		b.settle(s)
	}
	if err := b.bodies(); err != nil {
		return nil, nil, err
	}
	b.waiters()
	sort.Slice(reached, func(i, j int) bool { return reached[i].Name < reached[j].Name })
	b.Model.Shapes = reached
	return &b.Model, b.kept(reached), nil
}

// bodies checks that inputs, outputs and errors are structures, as the protocol
// requires.
func (b *Builder) bodies() error {
	for _, op := range b.Model.Operations {
		for _, s := range append([]*spec.Shape{op.Input, op.Output}, op.Errors...) {
			if s != nil && s.Kind != spec.Structure {
				return fmt.Errorf("%s: operation %q: its shape %q is not a structure; the file is not AWS's: fetch it again",
					op.Pos, op.Name, s.Name)
			}
		}
	}
	return nil
}

// waiters removes those that the model does not support, and sorts the others.
func (b *Builder) waiters() {
	for _, op := range b.Model.Operations {
		op.Waiters = slices.DeleteFunc(op.Waiters, func(w *spec.Waiter) bool {
			why := badWaiter(op, w)
			if why != "" {
				b.Report(Report{Pos: w.Pos, Operation: op.Name, What: fmt.Sprintf("its waiter %s is left out: %s", w.Name, why)})
			}
			return why != ""
		})
		sort.Slice(op.Waiters, func(i, j int) bool { return op.Waiters[i].Name < op.Waiters[j].Name })
	}
}

// restrict keeps the selected operations.
func (b *Builder) restrict() error {
	if len(b.Options.Operations) == 0 {
		return nil
	}
	var kept []*spec.Operation
	var unknown []string
	seen := map[string]bool{}
	for _, name := range b.Options.Operations {
		op := b.Operation(name)
		switch {
		case seen[name]:
		case op == nil:
			unknown = append(unknown, name+suggestion(name, b.Model.Operations))
		default:
			kept = append(kept, op)
		}
		seen[name] = true
	}
	if len(unknown) > 0 {
		return fmt.Errorf("%s: unknown operation: %s; use the model's names", b.file, strings.Join(unknown, ", "))
	}
	b.Model.Operations = kept
	return b.Sort()
}

// reach lists the shapes that the operations use.
func (b *Builder) reach() []*spec.Shape {
	seen := map[*spec.Shape]bool{}
	var reached []*spec.Shape
	visit := func(s *spec.Shape) {
		if s != nil && !seen[s] {
			seen[s] = true
			reached = append(reached, s)
		}
	}
	for _, op := range b.Model.Operations {
		visit(op.Input)
		visit(op.Output)
		for _, s := range op.Errors {
			visit(s)
		}
	}
	for i := 0; i < len(reached); i++ { // grows during the loop
		for _, m := range fields(reached[i]) {
			visit(m.Shape)
		}
	}
	return reached
}

// fields lists everything in a shape that has a shape.
func fields(s *spec.Shape) []*spec.Member {
	list := s.Members
	for _, m := range []*spec.Member{s.Key, s.Elem} {
		if m != nil {
			list = append(list[:len(list):len(list)], m)
		}
	}
	return list
}

// settle completes members whose shapes are known, and sorts them.
func (b *Builder) settle(s *spec.Shape) {
	sort.Slice(s.Members, func(i, j int) bool { return s.Members[i].Name < s.Members[j].Name })
	switch s.Kind {
	case spec.List:
		s.Elem.XML = cmp.Or(s.Elem.XML, elementName)
	case spec.Map:
		s.Key.XML, s.Elem.XML = cmp.Or(s.Key.XML, keyName), cmp.Or(s.Elem.XML, valueName)
	}
	b.misplaced(s, nil)
	for _, m := range fields(s) {
		b.misplaced(s, m)
		settleFilters(m)
		if name := b.outer[m.Shape]; m.XML == "" {
			m.XML = name
		}
		m.Flattened = m.Flattened || b.flat[m.Shape]
		if m.XML == m.Name {
			m.XML = ""
		}
		if query := m.Query; query != "" {
			if m.Query = ""; m.QueryName() != query {
				m.Query = query
			}
		}
	}
}

// misplaced removes constraints and formats of a shape, or of one of its members,
// that the type cannot have, and reports them.
func (b *Builder) misplaced(s *spec.Shape, m *spec.Member) {
	of, kind := Report{Pos: s.Pos, Shape: s.Name}, s.Kind
	c, format := &s.Constraints, &s.Format
	if m != nil {
		of.Pos, of.Member, kind = m.Pos, m.Name, m.Shape.Kind
		c, format = &m.Constraints, &m.Format
	}
	for _, name := range takeMisplaced(c, format, kind) {
		of.What = fmt.Sprintf("its %s: left out; a value of type %s has none", name, kind)
		b.Report(of)
	}
}

// Default names of the XML elements of lists and maps.
const (
	elementName = "member"
	keyName     = "key"
	valueName   = "value"
)

// suggestion lists operations with names similar to name.
func suggestion(name string, ops []*spec.Operation) string {
	lower := strings.ToLower(name)
	var like []string
	for _, op := range ops {
		if o := strings.ToLower(op.Name); o == lower || strings.Contains(o, lower) || strings.Contains(lower, o) ||
			edited(o, lower) {
			like = append(like, op.Name)
		}
	}
	if len(like) == 0 || len(like) > 5 {
		return ""
	}
	return " (did you mean " + strings.Join(like, " or ") + "?)"
}

// edited reports whether a and b differ by at most two adjacent letters, as by a
// typing mistake.
func edited(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 2 && len(b) <= 2
}
