package main

// This file reads YAML strictly into Go values: unknown and duplicate keys, and values of
// another type, are errors with their position, all of them at once.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// A yamlReader collects the errors of one file.
type yamlReader struct {
	file string
	errs []error
}

// readYAML reads a document into the structure that into points to. Keys are the names of
// its fields, or what their tag yaml says.
func readYAML(file string, data []byte, into any) (err error) {
	defer func() {
		if p := recover(); p != nil { // the library panics for comments in odd places
			err = fmt.Errorf("%s:1:1: %v", file, p)
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%s:1:1: the file is empty", file)
	case err != nil:
		return syntaxError(file, err)
	}
	if err := decoder.Decode(&second); err == nil {
		return fmt.Errorf("%s:%d:%d: second YAML document; put it into a file of its own", file, second.Line, second.Column)
	} else if !errors.Is(err, io.EOF) {
		return syntaxError(file, err)
	}
	r := &yamlReader{file: file}
	r.value(doc.Content[0], reflect.ValueOf(into).Elem())
	return errors.Join(r.errs...)
}

// syntaxError gives an error of the YAML library, which says "yaml: line 3: ...", a position.
func syntaxError(file string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if line, rest, ok := strings.Cut(strings.TrimPrefix(text, "line "), ": "); ok && line != text {
		if n, err := strconv.Atoi(line); err == nil {
			return fmt.Errorf("%s:%d:1: %s", file, n, rest)
		}
	}
	return fmt.Errorf("%s:1:1: %s", file, text)
}

// A position is where a mapping begins. A structure that embeds it learns its own.
type position struct{ line, column int }

func (p *position) setPosition(n *yaml.Node) { p.line, p.column = n.Line, n.Column }

func (r *yamlReader) fail(n *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d:%d: %s", r.file, n.Line, n.Column, fmt.Sprintf(format, args...)))
}

var timeType = reflect.TypeFor[time.Time]()

func (r *yamlReader) value(n *yaml.Node, to reflect.Value) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.fail(n, "aliases are not supported; write the value again")
	case to.Kind() == reflect.Pointer:
		v := reflect.New(to.Type().Elem())
		r.value(n, v.Elem())
		to.Set(v)
	case to.Type() == timeType:
		r.time(n, to)
	case to.Kind() == reflect.Struct:
		r.structure(n, to)
	case to.Kind() == reflect.Slice:
		r.list(n, to)
	case n.Kind != yaml.ScalarNode:
		r.fail(n, "expected %s, got a %s", scalarNames[to.Kind()], kindOf(n))
	default:
		r.scalar(n, to)
	}
}

var scalarNames = map[reflect.Kind]string{reflect.String: "text", reflect.Bool: "true or false", reflect.Int32: "a number",
	reflect.Int64: "a number", reflect.Float64: "a number", reflect.Float32: "a number"}

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
		r.fail(n, "expected a mapping, got a %s", kindOf(n))
		return
	}
	if p, ok := to.Addr().Interface().(interface{ setPosition(*yaml.Node) }); ok {
		p.setPosition(n)
	}
	fields := fieldsOf(to.Type())
	seen := map[string]int{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		index, known := fields[key.Value]
		switch first := seen[key.Value]; {
		case !known:
			r.fail(key, "unknown key %q; expected one of %s", key.Value, names(fields))
		case first > 0:
			r.fail(key, "duplicate key %q, also in line %d; remove one", key.Value, first)
		default:
			r.value(value, to.FieldByIndex(index))
		}
		seen[key.Value] = key.Line
	}
}

// fieldsOf are the fields of a structure by key, those of embedded structures included.
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

// names lists keys, the shortest way that still helps: a structure of EC2 may have fifty.
func names(fields map[string][]int) string {
	var list []string
	for name := range fields {
		list = append(list, name)
	}
	slices.Sort(list)
	if len(list) > 60 {
		return strings.Join(list[:60], ", ") + ", ..."
	}
	return strings.Join(list, ", ")
}

func (r *yamlReader) list(n *yaml.Node, to reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		r.fail(n, "expected a list, got a %s", kindOf(n))
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
		r.fail(n, "expected a time such as 2022-10-03T12:00:00Z, got %q", n.Value)
		return
	}
	to.Set(reflect.ValueOf(at))
}

func (r *yamlReader) scalar(n *yaml.Node, to reflect.Value) {
	var err error
	switch to.Kind() {
	case reflect.String:
		if n.Tag != "!!str" { // 0123 or true: what is meant is not what YAML reads
			r.fail(n, "expected text, got %s; put it in quotes", n.Value)
			return
		}
		to.SetString(n.Value)
	case reflect.Bool:
		var v bool
		if v, err = strconv.ParseBool(n.Value); n.Tag == "!!bool" && err == nil {
			to.SetBool(v)
			return
		}
		r.fail(n, "expected true or false, got %q", n.Value)
	case reflect.Int32, reflect.Int64:
		var v int64
		if v, err = strconv.ParseInt(n.Value, 10, to.Type().Bits()); err == nil {
			to.SetInt(v)
			return
		}
		r.fail(n, "expected a number, got %q", n.Value)
	case reflect.Float32, reflect.Float64:
		var v float64
		if v, err = strconv.ParseFloat(n.Value, to.Type().Bits()); err == nil {
			to.SetFloat(v)
			return
		}
		r.fail(n, "expected a number, got %q", n.Value)
	default:
		r.fail(n, "values of the type %s cannot be written here; remove the key", to.Type())
	}
}
