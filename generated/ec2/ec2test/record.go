package ec2test

// This file defines records, and copies fields of the same name between requests,
// records and responses.

import (
	"reflect"
	"sort"
	"time"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A meta is the part of a record that no response shows. Committed records are
// immutable: a change replaces the record by a copy.
type meta struct {
	ID      string
	Account string // the owner
	Region  string
	Serial  int // order of creation
	Created time.Time
	Gone    time.Time // if set, the record does not exist from then on

	// OthersTags are the tags that other accounts have set: each account has its own.
	OthersTags map[string][]types.Tag `json:",omitempty"`
}

func (m *meta) base() *meta { return m }

// A record is one resource: a structure that embeds meta and, in most cases, the
// type that describes the resource in responses.
type record interface{ base() *meta }

// A table holds the records of one kind.
type table struct {
	byID  map[string]record
	order []record // by serial
}

func newTable() *table { return &table{byID: map[string]record{}} }

func (t *table) index(serial int) int {
	return sort.Search(len(t.order), func(i int) bool { return t.order[i].base().Serial >= serial })
}

// position returns the index of a record in the order. Records that every account
// has share their serials.
func (t *table) position(r record) int {
	at := t.index(r.base().Serial)
	for t.order[at] != r {
		at++
	}
	return at
}

func (t *table) remove(id string) {
	r := t.byID[id]
	if r == nil {
		return
	}
	delete(t.byID, id)
	at := t.position(r)
	t.order = append(t.order[:at], t.order[at+1:]...)
}

func (t *table) put(r record) {
	m := r.base()
	if old := t.byID[m.ID]; old != nil && old.base().Serial == m.Serial {
		t.byID[m.ID], t.order[t.position(old)] = r, r
		return
	}
	t.remove(m.ID)
	t.byID[m.ID] = r
	at := t.index(m.Serial)
	t.order = append(t.order, nil)
	copy(t.order[at+1:], t.order[at:])
	t.order[at] = r
}

// clone returns a deep copy.
func clone[T any](v T) T {
	from := reflect.ValueOf(&v).Elem()
	to := reflect.New(from.Type()).Elem()
	copyDeep(to, from)
	return to.Interface().(T)
}

func copyDeep(to, from reflect.Value) {
	to.Set(from)
	switch from.Kind() {
	case reflect.Interface:
		if !from.IsNil() {
			inner := reflect.New(from.Elem().Type()).Elem()
			copyDeep(inner, from.Elem())
			to.Set(inner)
		}
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			copyDeep(to.Elem(), from.Elem())
		}
	case reflect.Slice:
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
			for i := 0; i < from.Len(); i++ {
				copyDeep(to.Index(i), from.Index(i))
			}
		}
	case reflect.Map:
		if !from.IsNil() {
			to.Set(reflect.MakeMap(from.Type()))
			for _, k := range from.MapKeys() {
				to.SetMapIndex(k, from.MapIndex(k))
			}
		}
	case reflect.Struct:
		for i := 0; i < from.NumField(); i++ {
			if from.Type().Field(i).IsExported() {
				copyDeep(to.Field(i), from.Field(i))
			}
		}
	}
}

// assign copies the fields that are set in a structure to fields of another
// structure with the same name and a compatible type. *string and an enum are
// compatible, and so are structures with compatible fields. Fields that only one of
// them has are not changed.
func assign(to, from any) {
	dst, src := reflect.ValueOf(to).Elem(), reflect.Indirect(reflect.ValueOf(from))
	for i := 0; i < src.NumField(); i++ {
		field := src.Type().Field(i)
		if at, ok := dst.Type().FieldByName(field.Name); ok && field.IsExported() && !src.Field(i).IsZero() {
			assignValue(dst.FieldByIndex(at.Index), src.Field(i))
		}
	}
}

func assignValue(to, from reflect.Value) {
	switch {
	case from.Type().AssignableTo(to.Type()):
		to.Set(from)
	case from.Kind() == reflect.Pointer && from.Elem().Kind() == reflect.String && to.Kind() == reflect.String:
		to.SetString(from.Elem().String())
	case from.Kind() == reflect.String && to.Kind() == reflect.Pointer && to.Type().Elem().Kind() == reflect.String:
		text := from.String()
		to.Set(reflect.ValueOf(&text))
	case structPointer(from.Type()) && structPointer(to.Type()):
		inner := reflect.New(to.Type().Elem())
		if !to.IsNil() {
			inner.Elem().Set(to.Elem())
		}
		assign(inner.Interface(), from.Interface())
		to.Set(inner)
	}
}

func structPointer(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}

// project returns a new structure, with the fields of the same names copied from
// another.
func project[T any](from any) *T {
	to := new(T)
	assign(to, from)
	return to
}

// member returns a field of a structure by name, or the zero value if it has no
// such field of that type.
func member[T any](in any, name string) (v T) {
	if field := reflect.ValueOf(in).Elem().FieldByName(name); field.IsValid() {
		v, _ = field.Interface().(T)
	}
	return v
}

// texts returns a field that is a list of strings, or of an enum's values.
func texts(in any, name string) (list []string) {
	field := reflect.ValueOf(in).Elem().FieldByName(name)
	if !field.IsValid() || field.Kind() != reflect.Slice {
		return nil
	}
	for i := 0; i < field.Len(); i++ {
		list = append(list, field.Index(i).String())
	}
	return list
}

// setMember sets a field of a structure by name, if it has one of that type.
func setMember(in any, name string, value any) {
	field := reflect.ValueOf(in).Elem().FieldByName(name)
	if v := reflect.ValueOf(value); field.IsValid() && v.Type().AssignableTo(field.Type()) {
		field.Set(v)
	}
}

// tagsOf returns a pointer to a record's tags, or nil if it cannot have tags.
func tagsOf(r any) *[]types.Tag {
	field := reflect.ValueOf(r).Elem().FieldByName("Tags")
	if !field.IsValid() {
		return nil
	}
	tags, _ := field.Addr().Interface().(*[]types.Tag)
	return tags
}
