// This file looks up names in AWS's model. The SDK is generated from a newer or an
// older model than ours, and names that only the newer one has are not differences
// between the generators.

package names

import (
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
)

// Model finds the SDK's names in the model.
type Model struct {
	operations map[string]*apimodel.Operation
	shapes     map[string]*apimodel.Shape // by name in lower case: the SDK capitalizes
	paginators map[string]bool
	waiters    map[string]bool
}

// NewModel prepares m for lookups.
func NewModel(m *apimodel.Model) *Model {
	known := &Model{operations: m.Operations, shapes: map[string]*apimodel.Shape{}, paginators: map[string]bool{},
		waiters: map[string]bool{}}
	for name, shape := range m.Shapes {
		known.shapes[strings.ToLower(name)] = shape
	}
	for name := range m.Paginators {
		known.paginators[name] = true
	}
	for name := range m.Waiters {
		known.waiters[name] = true
	}
	return known
}

// Newer reports whether the reason for d is that the SDK's model has something that
// ours lacks: the operation, the member, the enum's value, the shape, the paginator
// or the waiter.
func (m *Model) Newer(d Difference) bool {
	if d.Side() != "sdk" {
		return false
	}
	pkg, name, _ := strings.Cut(d.Name, ".")
	if pkg == "types" {
		return !m.knowsType(name, d.SDK)
	}
	return !m.knowsClient(name)
}

// Older reports whether the reason for d is that the SDK's model lacks something
// that ours has. A name that the generator invented is not in the model; for a
// misspelled name, the correct one is missing, which Newer does not excuse. A
// constant is not excused if the SDK has its value under another name.
func (m *Model) Older(d Difference, sdk List) bool {
	if d.Side() != "ours" {
		return false
	}
	pkg, name, _ := strings.Cut(d.Name, ".")
	owner, member, isMember := strings.Cut(name, ".")
	if pkg != "types" {
		_, ok := m.operations[operation(owner)]
		return ok && isMember && m.hasMember(m.ioShape(owner), member)
	}
	if strings.Contains(d.Ours, " = ") {
		return m.knowsValue(d.Ours) && !sdk.has(d.Ours)
	}
	shape := m.shapes[strings.ToLower(owner)]
	return shape != nil && (!isMember || m.hasMember(shape, member))
}

func (m *Model) knowsType(name, line string) bool {
	if strings.Contains(line, " = ") {
		return m.knowsValue(line)
	}
	owner, member, isMember := strings.Cut(name, ".")
	shape := m.shapes[strings.ToLower(owner)]
	if shape == nil {
		return false
	}
	return !isMember || member == "Values" || m.hasMember(shape, member)
}

// knowsValue is for the line of a constant: types.ImageState = "available".
func (m *Model) knowsValue(line string) bool {
	typ, quoted, _ := strings.Cut(strings.TrimPrefix(line, "types."), " = ")
	value, err := strconv.Unquote(quoted)
	shape := m.shapes[strings.ToLower(typ)]
	if err != nil || shape == nil {
		return false
	}
	for _, known := range shape.Enum {
		if known == value {
			return true
		}
	}
	return false
}

func (m *Model) hasMember(shape *apimodel.Shape, member string) bool {
	if shape == nil {
		return false
	}
	for name := range shape.Members {
		if strings.EqualFold(name, member) {
			return true
		}
	}
	return false
}

func (m *Model) knowsClient(name string) bool {
	owner, member, isMember := strings.Cut(name, ".")
	if owner == "Client" && isMember {
		return m.operations[member] != nil
	}
	if base, ok := cutAny(owner, "PaginatorOptions", "Paginator"); ok {
		return m.paginators[strings.TrimPrefix(base, "New")]
	}
	if base, ok := cutAny(owner, "WaiterOptions", "Waiter"); ok {
		return m.waiters[strings.TrimPrefix(base, "New")]
	}
	op := operation(owner)
	if op == "" {
		return true // a name of the client, not of an operation: no model explains its absence
	}
	if m.operations[op] == nil {
		return false
	}
	return !isMember || strings.HasSuffix(owner, "APIClient") || m.hasMember(m.ioShape(owner), member)
}

// operation returns the operation that an exported name of package ec2 belongs to,
// or "".
func operation(owner string) string {
	if op, ok := cutAny(owner, "Input", "Output", "APIClient"); ok {
		return op
	}
	return ""
}

func (m *Model) ioShape(owner string) *apimodel.Shape {
	op := m.operations[operation(owner)]
	if op == nil {
		return nil
	}
	ref := op.Input
	if strings.HasSuffix(owner, "Output") {
		ref = op.Output
	}
	if ref == nil {
		return nil
	}
	return m.shapes[strings.ToLower(ref.Shape)]
}

func cutAny(s string, suffixes ...string) (string, bool) {
	for _, suffix := range suffixes {
		if base, ok := strings.CutSuffix(s, suffix); ok {
			return base, true
		}
	}
	return s, false
}

// has reports whether any name has this value.
func (l List) has(line string) bool {
	for _, have := range l {
		if have == line {
			return true
		}
	}
	return false
}
