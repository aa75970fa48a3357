package changes

// This file exports the tables of keys, and the model between Apply's steps, to
// tests.

import (
	"maps"
	"slices"

	"github.com/ec2gen/ec2gen/spec"
)

// Patched returns the model before Apply loads it again, which takes long for a
// whole model.
var Patched = patched

// A Table has the keys of the language and the keys that this package knows.
type Table struct {
	What        string
	Keys, Known []string
}

// Tables returns all tables.
func Tables() []Table {
	known := func(m map[string]verdict) []string { return slices.Collect(maps.Keys(m)) }
	return []Table{
		{"service", spec.Keys(&spec.Service{}), known(serviceKeys)},
		{"operation", spec.Keys(&spec.Operation{}), known(operationKeys)},
		{"waiter", spec.Keys(&spec.Waiter{}), known(waiterKeys)},
		{"shape", spec.Keys(&spec.Shape{}), known(shapeKeys)},
		{"member", spec.Keys(&spec.Member{}), known(memberKeys)},
		{"value", spec.Keys(&spec.EnumValue{}), known(valueKeys)},
		{"error code", spec.Keys(&spec.ErrorCode{}), known(errorCodeKeys)},
	}
}
