package gen

// This file plans operations: their names and files, inputs and outputs, and
// what the client fills in or takes out of a request.

import (
	"regexp"

	"github.com/ec2gen/ec2gen/spec"
)

// clientNames are declared in every client package.
var clientNames = []string{"Client", "New", "NewFromConfig", "Options", "ServiceAPIVersion", "ServiceID", "ValidationRules", "WithAPIOptions"}

// clientMethods are methods that every client has.
var clientMethods = map[string]bool{"Options": true}

// planOperations names operations, their inputs and outputs, and finds every shape.
func (p *planner) planOperations() {
	for _, name := range clientNames {
		p.client.taken[name] = spec.Pos{}
	}
	methods := newScope("operations", &p.problems)
	methods.remedy = p.client.remedy
	for _, o := range p.model.Operations {
		op := &operation{Operation: o}
		op.goName = methods.choose("", o.Name, clientMethods, o.Pos)
		op.file = p.files.free("op_"+snake(op.goName)) + "_gen.go"
		op.varName = p.private.free("op" + op.goName)
		op.input = p.topShape(op, o.Input, "Input")
		op.output = p.topShape(op, o.Output, "Output")
		p.planTokens(op)
		p.planHost(op)
		p.planRegions(op)
		p.ops = append(p.ops, op)
	}
}

// topShape is an operation's input or output, empty when the model has none.
func (p *planner) topShape(op *operation, s *spec.Shape, suffix string) *shape {
	if s == nil {
		s = &spec.Shape{Kind: spec.Structure, Pos: op.Pos}
	}
	top := &shape{Shape: s, action: op.Name, output: suffix == "Output", goName: p.client.claim(op.goName+suffix, op.Name, op.Pos)}
	p.planFields(top, reservedFields(suffix))
	return top
}

// planTokens finds the members that the client fills when they are absent.
func (p *planner) planTokens(op *operation) {
	for _, f := range op.input.fields {
		switch {
		case f.IdempotencyToken && f.shape.Kind != spec.String:
			p.add(f.Pos, nil, "make it a string", "member %s of %s: an idempotency token is a string", quote(f.Name), op.Name)
		case f.IdempotencyToken:
			op.tokens = append(op.tokens, f)
		}
	}
	if len(op.tokens) > 0 {
		op.tokenFunc = p.private.free("token" + op.goName)
	}
}

// planHost checks that every label in a host prefix is a member.
func (p *planner) planHost(op *operation) {
	if op.HostPrefix == "" {
		return
	}
	op.hostFunc = p.private.free("host" + op.goName)
	for _, f := range op.input.fields {
		switch {
		case f.HostLabel && f.shape.Kind != spec.String:
			p.add(f.Pos, nil, "make it a string", "member %s of %s: a host label is a string", quote(f.Name), op.Name)
		case f.HostLabel:
			op.labels = append(op.labels, f)
		}
	}
	for _, label := range hostLabel.FindAllStringSubmatch(op.HostPrefix, -1) {
		if !contains(op.labels, func(f *field) bool { return f.Name == label[1] }) {
			p.add(op.Pos, nil, "mark that member with hostLabel: true", "operation %s: no member is the label %s of hostPrefix", op.Name, quote(label[1]))
		}
	}
}

// crossRegion are the members by which an operation that copies between regions
// is known, in the order of operation.regions. AWS's model says it nowhere else:
// of all of EC2, CopySnapshot has the three.
var crossRegion = []string{"SourceRegion", "PresignedUrl", "DestinationRegion"}

// planRegions finds the members of a request that has another one, presigned, inside.
func (p *planner) planRegions(op *operation) {
	var found []*field
	for _, name := range crossRegion {
		for _, f := range op.input.fields {
			if f.goName == name && f.shape.Kind == spec.String {
				found = append(found, f)
			}
		}
	}
	if len(found) == len(crossRegion) {
		op.regions = found
	}
}

// hostLabel is a place in a host prefix that a member fills.
var hostLabel = regexp.MustCompile(`\{([^{}]*)\}`)
