package main

// This file reads YAML strictly into Go values: unknown and duplicate keys, and values of
// another type, are errors with their position, all of them at once.

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// A yamlReader collects the errors of one file.
type yamlReader struct {
	file string
	errs yamlread.Collector
}

// readYAML reads a document into the structure that into points to. Keys are the
// names of its fields, or their yaml tags.
func readYAML(file string, data []byte, into any) error {
	root, fault := yamlread.Parse(yamlread.Source{Name: file, Data: data})
	if fault != nil {
		return fault
	}
	r := &yamlReader{file: file}
	r.value(root, reflect.ValueOf(into).Elem())
	return r.errs.Err()
}

// A position is where a mapping begins. It is set in a structure that embeds it.
type position struct{ pos yamlread.Pos }

func (p *position) setPosition(pos yamlread.Pos) { p.pos = pos }

func (r *yamlReader) fail(n *yaml.Node, remedy, format string, args ...any) {
	r.errs.Add(&yamlread.Error{Pos: yamlread.PosOf(r.file, n), Msg: fmt.Sprintf(format, args...), Remedy: remedy})
}

var timeType = reflect.TypeFor[time.Time]()

func (r *yamlReader) value(n *yaml.Node, to reflect.Value) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.fail(n, "write the value again", "aliases are not supported")
	case to.Kind() == reflect.Pointer:
		v := reflect.New(to.Type().Elem())
		r.value(n, v.Elem())
		to.Set(v)
	case to.Type() == timeType:
		r.time(n, to)
	case to.Kind() == reflect.Struct:
		r.structure(n, to)
	case to.Kind() == reflect.Slice && to.Type().Elem().Kind() != reflect.Uint8:
		r.list(n, to)
	default:
		r.scalar(n, to)
	}
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "mapping"
	case yaml.SequenceNode:
		return "list"
	}
	return "single value"
}

func (r *yamlReader) structure(n *yaml.Node, to reflect.Value) {
	if n.Kind != yaml.MappingNode {
		r.fail(n, "", "expected a mapping, got a %s", kindOf(n))
		return
	}
	if p, ok := to.Addr().Interface().(interface{ setPosition(yamlread.Pos) }); ok {
		p.setPosition(yamlread.PosOf(r.file, n))
	}
	fields := fieldsOf(to.Type())
	seen := map[string]int{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		index, known := fields[key.Value]
		switch first := seen[key.Value]; {
		case !known:
			r.fail(key, "expected one of "+names(fields), "unknown key %q", key.Value)
		case first > 0:
			r.fail(key, "remove one", "duplicate key %q, also in line %d", key.Value, first)
		default:
			r.value(value, to.FieldByIndex(index))
		}
		seen[key.Value] = key.Line
	}
}

// fieldsOf returns the fields of a structure by key, with those of embedded
// structures.
func fieldsOf(t reflect.Type) map[string][]int {
	fields := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		key := f.Tag.Get("yaml")
		if key == "" {
			key = f.Name
		}
		fields[key] = f.Index
	}
	return fields
}

// maxNames is the maximum length of a list of keys in a message: an EC2 structure
// may have fifty.
const maxNames = 60

func names(fields map[string][]int) string {
	var list []string
	for name := range fields {
		list = append(list, name)
	}
	slices.Sort(list)
	if len(list) > maxNames {
		return strings.Join(list[:maxNames], ", ") + ", ..."
	}
	return strings.Join(list, ", ")
}

func (r *yamlReader) list(n *yaml.Node, to reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		r.fail(n, "", "expected a list, got a %s", kindOf(n))
		return
	}
	list := reflect.MakeSlice(to.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		r.value(item, list.Index(i))
	}
	to.Set(list)
}

func (r *yamlReader) time(n *yaml.Node, to reflect.Value) {
	at, err := time.Parse(time.RFC3339, n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		r.fail(n, "", "expected a time such as 2022-10-03T12:00:00Z, got %q", n.Value)
		return
	}
	to.Set(reflect.ValueOf(at))
}

// A scalarKind describes how values of a kind are read.
type scalarKind struct {
	name   string // in messages
	set    func(n *yaml.Node, to reflect.Value) error
	remedy string
}

var scalars = map[reflect.Kind]scalarKind{
	reflect.Bool:    {name: "true or false", set: setBool},
	reflect.Float32: {name: "a number", set: setFloat},
	reflect.Float64: {name: "a number", set: setFloat},
	reflect.Int32:   {name: "a number", set: setInt},
	reflect.Int64:   {name: "a number", set: setInt},
	reflect.String:  {name: "text", set: setText, remedy: "put it in quotes"},
}

func (r *yamlReader) scalar(n *yaml.Node, to reflect.Value) {
	kind, ok := scalars[to.Kind()]
	switch {
	case !ok:
		r.fail(n, "remove the key", "values of the type %s cannot be written here", to.Type())
	case n.Kind != yaml.ScalarNode:
		r.fail(n, "", "expected %s, got a %s", kind.name, kindOf(n))
	case kind.set(n, to) != nil:
		r.fail(n, kind.remedy, "expected %s, got %q", kind.name, n.Value)
	}
}

// setText rejects 0123 and true, which YAML does not read as text.
func setText(n *yaml.Node, to reflect.Value) error {
	to.SetString(n.Value)
	if n.ShortTag() != "!!str" {
		return strconv.ErrSyntax
	}
	return nil
}

func setBool(n *yaml.Node, to reflect.Value) error {
	v, err := strconv.ParseBool(n.Value)
	if err == nil && n.ShortTag() != "!!bool" {
		err = strconv.ErrSyntax
	}
	to.SetBool(v)
	return err
}

func setInt(n *yaml.Node, to reflect.Value) error {
	v, err := strconv.ParseInt(n.Value, 10, to.Type().Bits())
	to.SetInt(v)
	return err
}

func setFloat(n *yaml.Node, to reflect.Value) error {
	v, err := strconv.ParseFloat(n.Value, to.Type().Bits())
	to.SetFloat(v)
	return err
}
