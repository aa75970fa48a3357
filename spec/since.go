package spec

// This file reads the key since of a model: a table of dates that sets the key
// since of many operations, members and enum values in few lines. A tool writes the
// table (spec/changes/sincegen); people write the key.
//
//	since:
//	  2022-10-03:
//	    operations: [DescribeThings]
//	    shapes: [Thing]                        # all its entries without another date
//	    members: {Image: [ImdsSupport]}
//	    values: {ImageAttributeName: [imdsSupport]}

import (
	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// IsDate reports whether an error is about an entry of the table, which people do
// not fix: the tool rewrites it.
func IsDate(e *Error) bool { return len(e.Within) > 0 && e.Within[0] == "since" }

// A sinceReader reads one table.
type sinceReader struct {
	*decoder
	model  *Model
	date   string
	dated  map[*string]bool // the entries that the table has dated
	shapes []func()         // run last, because they date the rest
	enum   *Shape           // the enum whose values are in byText
	byText map[string]*EnumValue
}

// readSince reads the table of a file.
func readSince(d *decoder, m *Model, _, n *yaml.Node) {
	r := &sinceReader{decoder: d, model: m, dated: map[*string]bool{}}
	d.entries(n, func(k, v *yaml.Node) {
		r.date = d.checked(k, k.Value, &dateText)
		d.enter(k.Value, "")
		d.entries(v, r.section)
		d.leave()
	})
	for _, read := range r.shapes {
		read()
	}
}

// sinceSections lists the keys below a date.
var sinceSections = []string{"operations", "shapes", "members", "values"}

func (r *sinceReader) section(k, v *yaml.Node) {
	switch k.Value {
	case "operations":
		for _, item := range r.items(v) {
			if o := namedIn(r, item, "operation", r.model.Operation); o != nil {
				r.set(item, &o.Since)
			}
		}
	case "shapes":
		date := r.date
		r.shapes = append(r.shapes, func() { r.date = date; r.wholeShapes(v) })
	case "members":
		r.parts(v, func(s *Shape, item *yaml.Node) {
			if m := namedIn(r, item, "member", s.Member); m != nil {
				r.set(item, &m.Since)
			}
		})
	case "values":
		r.parts(v, r.valueOf)
	default:
		advice := didYouMean(k.Value, sinceSections, "the keys are "+join(sinceSections))
		r.fault(k, advice, "unknown key %s", quote(k.Value))
	}
}

// parts reads members or values by shape.
func (r *sinceReader) parts(n *yaml.Node, each func(s *Shape, item *yaml.Node)) {
	r.entries(n, func(k, v *yaml.Node) {
		s := namedIn(r, k, "shape", r.model.Shape)
		if s == nil {
			return
		}
		r.enter("shape", s.Name)
		for _, item := range r.items(v) {
			each(s, item)
		}
		r.leave()
	})
}

// valueOf dates a value of an enum. It uses an index, because some enums have a
// thousand values.
func (r *sinceReader) valueOf(s *Shape, item *yaml.Node) {
	if r.enum != s {
		r.enum, r.byText = s, map[string]*EnumValue{}
		for _, v := range s.Values {
			r.byText[v.Value] = v
		}
	}
	if v := namedIn(r, item, "value", func(text string) *EnumValue { return r.byText[text] }); v != nil {
		r.set(item, &v.Since)
	}
}

// wholeShapes dates all entries of some shapes that the table has not dated.
func (r *sinceReader) wholeShapes(n *yaml.Node) {
	for _, item := range r.items(n) {
		s := namedIn(r, item, "shape", r.model.Shape)
		if s == nil {
			continue
		}
		some := false
		r.enter("shape", s.Name)
		for _, m := range s.Members {
			some = r.setRest(item, "member", m.Name, &m.Since) || some
		}
		for _, v := range s.Values {
			some = r.setRest(item, "value", v.Value, &v.Since) || some
		}
		if !some {
			r.fault(item, "remove it", "no effect: all of its entries have other dates").Kind = yamlread.Redundant
		}
		r.leave()
	}
}

func (r *sinceReader) setRest(at *yaml.Node, what, name string, since *string) bool {
	if r.dated[since] {
		return false
	}
	r.enter(what, name)
	r.set(at, since)
	r.leave()
	return true
}

// set dates a thing. As for every key of an overlay, the date must differ from the
// model's.
func (r *sinceReader) set(at *yaml.Node, since *string) {
	r.decoder.stated(since, at, at, *since == r.date)
	*since, r.dated[since] = r.date, true
}

// namedIn returns the thing that an item names, or reports an error and returns
// nil.
func namedIn[T any](r *sinceReader, item *yaml.Node, what string, find func(string) *T) *T {
	name, ok := r.scalar(item)
	if !ok {
		return nil
	}
	thing := find(name)
	if thing == nil {
		e := r.fault(item, "fix or remove it", "unknown %s: %s", what, quote(name))
		e.Kind, e.Name = yamlread.Unknown, name
	}
	return thing
}
