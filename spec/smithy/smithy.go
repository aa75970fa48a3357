// Package smithy reads AWS's API models in the form in which AWS publishes them
// today: the JSON abstract syntax tree of Smithy 1.0 or 2.0, one object with shapes
// by absolute id; everything else is a trait.
//
// Smithy's specification (smithy.io/2.0) defines the traits, and its page on
// the aws.protocols#ec2Query trait defines their effect in EC2's protocol.
// Every trait that this package does not know, and every one that the model
// cannot express, is reported.
package smithy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// Read reads a linked model from a Smithy JSON file, with the operations
// selected in o and the shapes that they reach, and reports the parts that the
// model cannot express. The name of the file is for messages.
func Read(file string, data []byte, o upstream.Options) (*spec.Model, []upstream.Report, error) {
	r, err := jsonwalk.New(file, data)
	if err != nil {
		return nil, nil, err
	}
	m := &importer{
		r:       r,
		b:       upstream.New(file, o),
		docs:    o.Docs,
		decls:   map[string]*decl{},
		applied: map[string][]*jsonwalk.Reader{},
		owner:   map[string]string{},
		had:     map[string]bool{},
	}
	m.collect()
	service := m.findService()
	if r.Err() != nil {
		return nil, nil, r.Err()
	}
	m.service(service)
	m.drain()
	m.paginate()
	m.idle()
	if r.Err() != nil {
		return nil, nil, r.Err()
	}
	return m.b.Finish()
}

// An importer reads one file into a Builder. It first finds the declarations and
// reads them when something refers to them, because traits can be applied to a
// shape from anywhere and mixins provide members. Unused declarations are never
// read.
type importer struct {
	r       *jsonwalk.Reader // the whole file; an error of any part stops it
	b       *upstream.Builder
	docs    bool
	decls   map[string]*decl
	ids     []string // of decls, in order of the file
	applied map[string][]*jsonwalk.Reader
	applies []string          // of applied, in order of the file
	had     map[string]bool   // ids of shapes and members whose traits are read
	space   string            // the service's namespace, with its #
	rename  map[string]string // of the service: id to local name
	owner   map[string]string // local name to the id that has it
	queue   []task
	common  page    // pagination that the service states for all
	pages   []*page // pagination of single operations
}

// A task is a mentioned shape that has not been read.
type task struct {
	decl  *decl
	shape *spec.Shape
}

// A decl is one entry of "shapes": its parts, unread.
type decl struct {
	id    string
	kind  string
	pos   spec.Pos
	part  map[string]*jsonwalk.Reader
	order []string // of part
}

// collect finds the declarations and the statements that apply traits.
func (m *importer) collect() {
	r := m.r
	for key := range r.Object() {
		switch key {
		case "smithy":
			pos := r.Pos()
			if v := r.Scalar(); v != "1" && v != "2" && !strings.HasPrefix(v, "1.") && !strings.HasPrefix(v, "2.") {
				r.FailAt(pos, "Smithy %.20q; ec2gen supports 1.0 and 2.0: update ec2gen", v)
			}
		case "shapes":
			for id := range r.Object() {
				m.declare(id)
			}
		case "metadata":
		default:
			m.b.Report(upstream.Report{Pos: r.KeyPos(), What: fmt.Sprintf("%q: left out; the model does not support it", key)})
		}
	}
}

func (m *importer) declare(id string) {
	r := m.r
	d := &decl{id: id, pos: r.KeyPos(), part: map[string]*jsonwalk.Reader{}}
	for key := range r.Object() {
		if key == "type" {
			d.kind = r.Name()
		} else {
			d.part[key] = r.Later()
			d.order = append(d.order, key)
		}
	}
	if d.kind == "apply" {
		if t := d.part["traits"]; t != nil {
			m.applied[id] = append(m.applied[id], t)
			m.applies = append(m.applies, id)
		}
		return
	}
	if m.decls[id] != nil {
		r.FailAt(d.pos, "shape %q is defined twice; the file is not AWS's: fetch it again", id)
	}
	if err := m.b.Count(local(id), d.pos); err != nil {
		r.Stop(err)
	}
	m.decls[id] = d
	m.ids = append(m.ids, id)
}

// local returns the part of an id after its namespace.
func local(id string) string {
	_, name, found := strings.Cut(id, "#")
	if !found {
		return id
	}
	return name
}

// findService returns the only service of the file, which must use EC2 Query.
func (m *importer) findService() *decl {
	var found []*decl
	var other *decl
	var protocols []string
	for _, id := range m.ids {
		d := m.decls[id]
		if d.kind != "service" {
			continue
		}
		spoken := m.protocols(d)
		if slices.Contains(spoken, spec.Protocol+"Query") {
			found = append(found, d)
		} else if other == nil {
			other, protocols = d, spoken
		}
	}
	switch {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		m.r.FailAt(found[1].pos, "a second service, %q, after %q; use a file with one", found[1].id, found[0].id)
	case other != nil:
		m.r.FailAt(other.pos, "%s", upstream.WrongService(local(other.id), protocols))
	default:
		m.r.Fail("no service in this file; use a complete model, as AWS publishes it")
	}
	return nil
}

// protocols returns the protocols for which a service has traits.
func (m *importer) protocols(d *decl) []string {
	var list []string
	for _, traits := range append([]*jsonwalk.Reader{d.part["traits"]}, m.applied[d.id]...) {
		r := again(traits)
		if r == nil {
			continue
		}
		for trait := range r.Object() {
			if ns, name, _ := strings.Cut(trait, "#"); ns == "aws.protocols" || ns == "smithy.protocols" {
				list = append(list, name)
			}
		}
	}
	return list
}
