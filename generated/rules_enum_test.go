package generated_test

// This file sends values that no model knows yet, in place of the known ones, in
// the requests that pass each rule: EC2 may take them tomorrow, so that no rule
// may stop such a call.

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// oneValue has the rules that allow only one value of an enum here, whatever
// others EC2 has or gets; each with its reason. An entry that stops nothing
// fails.
var oneValue = map[string]string{
	"tag-type-copy-image": "AWS's documentation of CopyImage: the request fails with another value than image and " +
		"snapshot",
	"tag-type-create-image": "AWS's documentation of CreateImage: the request fails with another value than image and " +
		"snapshot",
	"tag-resource-type": "AWS's documentation of RegisterImage: the request fails with another value than image",
}

func TestRulesTakeNewEnumValues(t *testing.T) {
	stopped, tried := map[string]bool{}, 0
	for _, s := range subjects {
		files, err := filepath.Glob(filepath.Join(s.dir, "testdata", "rules", "*.txtar"))
		require.NoError(t, err)
		for _, file := range files {
			cases, err := txtar.ParseFile(file)
			require.NoError(t, err)
			for _, c := range cases.Files {
				if !strings.HasPrefix(c.Name, "pass") || !strings.HasSuffix(c.Name, ".json") {
					continue
				}
				if !s.has(t, strings.TrimSuffix(filepath.Base(file), ".txtar")) {
					continue // TestRulesOfAllOperations does it
				}
				in := s.decode(t, c.Name, c.Data)
				eachEnum(reflect.ValueOf(in), func(v reflect.Value) {
					tried++
					known := v.String()
					v.SetString("not-known-yet")
					for _, found := range in.Violations() {
						if found.Level < valid.LevelError {
							continue
						}
						stopped[found.Rule] = true
						assert.Contains(t, oneValue, found.Rule, "%s: %s with a new value in place of %s: %s", file, c.Name, known, found)
					}
					v.SetString(known)
				})
			}
		}
	}
	assert.NotZero(t, tried)
	for rule := range oneValue {
		assert.True(t, stopped[rule], "%s stops no new value: remove it from oneValue", rule)
	}
}

// eachEnum calls f with each enum value that is set below v.
func eachEnum(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachEnum(v.Elem(), f)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			eachEnum(v.Field(i), f)
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			eachEnum(v.Index(i), f)
		}
	case reflect.String:
		if v.Type() != reflect.TypeOf("") && v.String() != "" {
			f(v)
		}
	}
}
