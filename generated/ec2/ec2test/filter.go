package ec2test

// This file implements filters. The file of each resource has the names of its
// filters and the members that they compare; this file finds the members in the
// types of responses, and compares their values.

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// filters has the filters of one operation: for each, the path of the member that
// it compares, "BlockDeviceMappings.Ebs.VolumeSize". Lists in the path are
// searched. A path that begins with "none: " is a filter that EC2 has and no
// resource of this server meets, with the reason. Tags are filtered wherever the
// type has Tags.
type filters map[string]string

const noMember = "none: "

// under adds filters for the members of a member: their names and paths have a
// common prefix.
func (table filters) under(name, path string, below filters) filters {
	for n, p := range below {
		if !strings.HasPrefix(p, noMember) {
			p = path + p
		}
		table[name+n] = p
	}
	return table
}

// EC2's limits on the filters of one request.
const (
	maxFilters      = 50
	maxFilterValues = 200
	maxFilterLength = 255
)

// A matcher reports whether a resource meets all filters of a request.
type matcher func(shown any) bool

// compile checks the filters of a request and returns a matcher: each filter must
// match one of its values.
func compile(list []types.Filter, table filters) (matcher, error) {
	if err := checkFilters(list); err != nil {
		return nil, err
	}
	type condition struct {
		values func(v reflect.Value) []string
		want   []pattern
	}
	var all []condition
	for _, f := range list {
		values, err := table.lookup(aws.ToString(f.Name))
		if err != nil {
			return nil, err
		}
		all = append(all, condition{values, patterns(f.Values)})
	}
	return func(shown any) bool {
		for _, c := range all {
			if !meets(c.values(reflect.ValueOf(shown).Elem()), c.want) {
				return false
			}
		}
		return true
	}, nil
}

func checkFilters(list []types.Filter) error {
	values := 0
	for _, f := range list {
		values += len(f.Values)
		for _, v := range f.Values {
			if len(v) > maxFilterLength && utf8.RuneCountInString(v) > maxFilterLength {
				return rejectf("FilterLimitExceeded", "The maximum length for a filter value is %d characters",
					maxFilterLength)
			}
		}
	}
	if len(list) > maxFilters {
		return rejectf("FilterLimitExceeded", "The maximum number of filters specified on a single call is %d",
			maxFilters)
	}
	if values > maxFilterValues {
		return rejectf("FilterLimitExceeded", "The maximum number of filter values specified on a single call is %d",
			maxFilterValues)
	}
	return nil
}

// lookup returns a function that returns the values that a filter compares.
func (table filters) lookup(name string) (func(v reflect.Value) []string, error) {
	if path, ok := table[name]; ok {
		if strings.HasPrefix(path, noMember) {
			return func(reflect.Value) []string { return nil }, nil
		}
		steps := strings.Split(path, ".")
		return func(v reflect.Value) []string { return valuesAt(v, steps, nil) }, nil
	}
	if key, ok := strings.CutPrefix(name, "tag:"); ok && table != nil {
		return func(v reflect.Value) []string { return tagValues(v, func(k string) bool { return k == key }, false) },
			nil
	}
	if name == "tag-key" && table != nil {
		return func(v reflect.Value) []string { return tagValues(v, func(string) bool { return true }, true) }, nil
	}
	return nil, rejectf("InvalidParameterValue", "The filter %s is invalid", quote(name))
}

func tagValues(v reflect.Value, chosen func(key string) bool, keys bool) (list []string) {
	field := v.FieldByName("Tags")
	if !field.IsValid() {
		return nil
	}
	tags, _ := field.Interface().([]types.Tag)
	for _, t := range tags {
		switch {
		case !chosen(aws.ToString(t.Key)):
		case keys:
			list = append(list, aws.ToString(t.Key))
		default:
			list = append(list, aws.ToString(t.Value))
		}
	}
	return list
}

// valuesAt collects the values at a path as text. A missing boolean is false.
func valuesAt(v reflect.Value, path []string, list []string) []string {
	switch v.Kind() {
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			list = valuesAt(v.Index(i), path, list)
		}
		return list
	case reflect.Pointer:
		if v.IsNil() {
			if len(path) == 0 && v.Type().Elem().Kind() == reflect.Bool {
				list = append(list, "false")
			}
			return list
		}
		return valuesAt(v.Elem(), path, list)
	}
	if len(path) > 0 {
		return valuesAt(v.FieldByName(path[0]), path[1:], list)
	}
	return appendText(list, v)
}

func appendText(list []string, v reflect.Value) []string {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			list = append(list, v.String())
		}
	case reflect.Bool:
		list = append(list, strconv.FormatBool(v.Bool()))
	case reflect.Int32, reflect.Int64:
		list = append(list, strconv.FormatInt(v.Int(), 10))
	case reflect.Float64:
		list = append(list, strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case reflect.Struct:
		if at, ok := v.Interface().(time.Time); ok {
			list = append(list, at.UTC().Format(timeForm), at.UTC().Format(time.RFC3339))
		}
	default:
		panic(fmt.Sprintf("a filter looks at a %v", v.Type()))
	}
	return list
}

// timeForm is the form of times in responses.
const timeForm = "2006-01-02T15:04:05.000Z"

func meets(have []string, want []pattern) bool {
	for _, h := range have {
		for _, w := range want {
			if w.matches(h) {
				return true
			}
		}
	}
	return false
}

// A pattern is a parsed value of a filter: segments between asterisks, which may
// have question marks.
type pattern []segment

type segment []rune

// anyRune represents a question mark in a segment. It is not a valid character.
const anyRune = rune(-1)

// patterns parses filter values: * is any text, ? any character, and a backslash
// escapes them.
func patterns(values []string) []pattern {
	list := make([]pattern, len(values))
	for n, value := range values {
		parts, escaped := pattern{segment{}}, false
		last := func() *segment { return &parts[len(parts)-1] }
		for _, r := range value {
			switch {
			case escaped:
				*last(), escaped = append(*last(), r), false
			case r == '\\':
				escaped = true
			case r == '*':
				parts = append(parts, segment{})
			case r == '?':
				*last() = append(*last(), anyRune)
			default:
				*last() = append(*last(), r)
			}
		}
		if escaped {
			*last() = append(*last(), '\\')
		}
		list[n] = parts
	}
	return list
}

// matches takes each segment at the first place where it fits: a later one leaves
// less text for the rest, so that nothing is tried twice. The time is linear in
// the text; the length of a segment, which the limits bound, is the factor.
func (p pattern) matches(text string) bool {
	rest := []rune(text)
	if !p[0].at(rest) {
		return false
	}
	rest = rest[len(p[0]):]
	if len(p) == 1 {
		return len(rest) == 0
	}
	for _, s := range p[1 : len(p)-1] {
		for !s.at(rest) {
			if len(rest) == 0 {
				return false
			}
			rest = rest[1:]
		}
		rest = rest[len(s):]
	}
	end := p[len(p)-1]
	return len(end) <= len(rest) && end.at(rest[len(rest)-len(end):])
}

// at reports whether text begins with the segment.
func (s segment) at(text []rune) bool {
	if len(s) > len(text) {
		return false
	}
	for i, r := range s {
		if r != anyRune && r != text[i] {
			return false
		}
	}
	return true
}
