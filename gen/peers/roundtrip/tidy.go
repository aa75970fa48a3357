//go:build whole

package main

// This file removes from random values what the wire cannot express, so that the
// rest must arrive.

import (
	"reflect"
	"strings"
	"time"
	"unicode/utf8"
)

// side is the direction of a value.
type side int

const (
	request  side = iota // a form has no empty lists or structures, and no gaps in lists
	response             // XML has both, but no control characters
)

// tidy changes a value to one that the wire can express.
func tidy(v reflect.Value, to side) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		tidy(v.Elem(), to)
		if to == request && v.Elem().Kind() == reflect.Struct && !isTime(v.Elem()) && v.Elem().IsZero() {
			v.SetZero()
		}
	case reflect.Struct:
		if isTime(v) {
			at := v.Interface().(time.Time).UTC().Truncate(time.Millisecond) // to the precision on the wire
			v.Set(reflect.ValueOf(at))
			return
		}
		for i := 0; i < v.NumField(); i++ {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "ResultMetadata" {
				tidy(v.Field(i), to)
			}
		}
	case reflect.Slice:
		tidyList(v, to)
	case reflect.String:
		v.SetString(text(v.String(), to))
	}
}

func isTime(v reflect.Value) bool { return v.Type() == reflect.TypeOf(time.Time{}) }

func tidyList(v reflect.Value, to side) {
	if v.Type().Elem().Kind() == reflect.Uint8 || v.IsNil() {
		return
	}
	kept := reflect.MakeSlice(v.Type(), 0, v.Len())
	for i := 0; i < v.Len(); i++ {
		item := v.Index(i)
		tidy(item, to)
		if to == request && item.Kind() == reflect.Struct && !isTime(item) && item.IsZero() {
			continue
		}
		if to == request && item.Kind() == reflect.Slice && item.Len() == 0 {
			continue
		}
		kept = reflect.Append(kept, item)
	}
	v.Set(kept)
	if to == request && kept.Len() == 0 {
		v.SetZero()
	}
}

// text returns a text that the wire can express: UTF-8, and in XML only its
// characters.
func text(s string, to side) string {
	s = strings.ToValidUTF8(s, "?")
	if to == request {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return '?'
		}
		return r
	}, s)
}

// forget clears the tokens that a client set.
func forget(got, sent reflect.Value) {
	for i := 0; i < got.NumField(); i++ {
		f := got.Field(i)
		if p, ok := f.Interface().(*string); ok && p != nil && *p == token &&
			sent.FieldByName(got.Type().Field(i).Name).IsNil() {
			f.SetZero()
		}
	}
}
