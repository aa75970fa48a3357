package generated_test

// This file feeds every validator with odd inputs: whatever a program puts into
// a request, checking it must not panic.

import (
	"math"
	"math/rand"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2v20091031"
)

func TestValidatorsTakeAnything(t *testing.T) {
	inputs := 0
	for _, client := range []any{new(ec2.Client), new(ec2v20091031.Client)} {
		for _, in := range inputsOf(client) {
			inputs++
			random := rand.New(rand.NewSource(1))
			t.Run(in.String(), func(t *testing.T) {
				for i := 0; i < 300; i++ {
					v := reflect.New(in)
					scatter(random, v.Elem(), 0)
					found := v.Interface().(request).Violations()
					for _, one := range found {
						require.NotEmpty(t, one.Rule)
						require.NotEmpty(t, one.Message, one.Rule)
					}
					err := v.Interface().(request).Validate()
					require.Equal(t, found.Err("") != nil, err != nil)
				}
			})
		}
	}
	assert.Greater(t, inputs, 15)
}

// inputsOf returns the inputs of a client's operations.
func inputsOf(client any) []reflect.Type {
	var list []reflect.Type
	typ := reflect.TypeOf(client)
	for i := 0; i < typ.NumMethod(); i++ {
		m := typ.Method(i).Type
		if m.NumIn() == 4 && m.In(2).Implements(reflect.TypeOf((*request)(nil)).Elem()) {
			list = append(list, m.In(2).Elem())
		}
	}
	return list
}

var oddTexts = []string{
	"", "x", "/dev/sda1", "/dev/xvda", "snap-6eba6e06", "gp3", "io1", "io2", "st1", "hvm", "paravirtual", "arm64", "uefi",
	"legacy-bios", "v2.0", "image",
	"aws:x", "ephemeral0", "simple", "\xff\xfe", "\u2019", "AMZNUEFI", "QU1aTlVFRkk=", "a\x00b", "\U0010ffff",
}

var oddNumbers = []int64{0, 1, -1, 8, 125, 3000, 65536, math.MaxInt32, math.MinInt32}

// scatter fills a value at random, leaving much of it absent.
func scatter(r *rand.Rand, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Pointer:
		if r.Intn(3) > 0 && depth < 8 {
			v.Set(reflect.New(v.Type().Elem()))
			scatter(r, v.Elem(), depth+1)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			if v.Type().Field(i).IsExported() {
				scatter(r, v.Field(i), depth+1)
			}
		}
	case reflect.Slice:
		if depth < 8 {
			v.Set(reflect.MakeSlice(v.Type(), r.Intn(4), 4))
		}
		for i := 0; i < v.Len(); i++ {
			scatter(r, v.Index(i), depth+1)
		}
	case reflect.String:
		v.SetString(oddTexts[r.Intn(len(oddTexts))])
	case reflect.Bool:
		v.SetBool(r.Intn(2) == 0)
	case reflect.Int32, reflect.Int64:
		v.SetInt(oddNumbers[r.Intn(len(oddNumbers))])
	}
}
