// This file compares two values field by field.

package mirror

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
)

// Difference is one difference of two values. Path has Go names: .Images[0].Tags.
type Difference struct {
	Path string
	A, B string
}

func (d Difference) String() string { return fmt.Sprintf("%s: %s, %s", d.Path, d.A, d.B) }

// Diff compares a and b, of the same shape in two packages, field by field and by
// name. A nil list differs from an empty one, NaN equals NaN, and times are equal
// if they are the same instant at the same offset. A field that only one of the two
// has is compared with the zero value: it may exist, but must not be set. Diff
// returns at most 20 differences.
func Diff(a, b any) []Difference {
	d := differ{}
	d.value("", reflect.ValueOf(a), reflect.ValueOf(b))
	return d.found
}

const most = 20

type differ struct{ found []Difference }

func (d *differ) add(path string, a, b string) {
	if len(d.found) < most {
		d.found = append(d.found, Difference{Path: path, A: a, B: b})
	}
}

func (d *differ) value(path string, a, b reflect.Value) {
	if a.Kind() != b.Kind() {
		d.add(path, a.Type().String(), b.Type().String())
		return
	}
	switch a.Kind() {
	case reflect.Pointer:
		d.pointer(path, a, b)
	case reflect.Slice:
		d.slice(path, a, b)
	case reflect.Struct:
		if a.Type() == timeType {
			d.time(path, a.Interface().(time.Time), b.Interface().(time.Time))
			return
		}
		d.structure(path, a, b)
	case reflect.Float32, reflect.Float64:
		if math.Float64bits(a.Float()) != math.Float64bits(b.Float()) && !(math.IsNaN(a.Float()) && math.IsNaN(b.Float())) {
			d.add(path, show(a), show(b))
		}
	case reflect.String:
		if a.String() != b.String() {
			d.add(path, show(a), show(b))
		}
	default:
		if a.Interface() != b.Interface() {
			d.add(path, show(a), show(b))
		}
	}
}

func (d *differ) pointer(path string, a, b reflect.Value) {
	switch {
	case a.IsNil() && b.IsNil():
	case a.IsNil() || b.IsNil():
		d.add(path, show(a), show(b))
	default:
		d.value(path, a.Elem(), b.Elem())
	}
}

func (d *differ) slice(path string, a, b reflect.Value) {
	if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
		d.add(path, show(a), show(b))
		return
	}
	for i := 0; i < a.Len(); i++ {
		d.value(path+"["+strconv.Itoa(i)+"]", a.Index(i), b.Index(i))
	}
}

func (d *differ) structure(path string, a, b reflect.Value) {
	for i := 0; i < a.NumField(); i++ {
		field := a.Type().Field(i)
		if !IsMember(field) {
			continue
		}
		if other := b.FieldByName(field.Name); other.IsValid() {
			d.value(path+"."+field.Name, a.Field(i), other)
		} else if !a.Field(i).IsZero() {
			d.add(path+"."+field.Name, show(a.Field(i)), "no such field")
		}
	}
	for i := 0; i < b.NumField(); i++ {
		field := b.Type().Field(i)
		if IsMember(field) && !b.Field(i).IsZero() && !a.FieldByName(field.Name).IsValid() {
			d.add(path+"."+field.Name, "no such field", show(b.Field(i)))
		}
	}
}

func (d *differ) time(path string, a, b time.Time) {
	_, offsetA := a.Zone()
	_, offsetB := b.Zone()
	if !a.Equal(b) || offsetA != offsetB {
		d.add(path, a.Format(time.RFC3339Nano), b.Format(time.RFC3339Nano))
	}
}

// show prints a value short enough for a line.
func show(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return "nil"
		}
		return "&" + show(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return "nil list"
		}
		return fmt.Sprintf("list of %d", v.Len())
	case reflect.String:
		return cut(strconv.Quote(v.String()))
	}
	return cut(fmt.Sprint(v.Interface()))
}

func cut(s string) string {
	if len(s) > 200 {
		return s[:200] + "..."
	}
	return s
}
