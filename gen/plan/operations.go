package plan

// This file plans operations: their names and files, inputs and outputs, and the
// members that the client sets or reads.

import (
	"regexp"
	"slices"

	"github.com/ec2gen/ec2gen/spec"
)

// clientNames has the names declared in every client package.
var clientNames = []string{"Client", "New", "NewFromConfig", "Options", "ServiceAPIVersion", "ServiceID",
	"ValidationRules", "WithAPIOptions"}

// clientMethods has the methods of every client.
var clientMethods = map[string]bool{"Options": true}

// planOperations names operations, their inputs and outputs, and finds every shape.
func (p *planner) planOperations() {
	for _, name := range clientNames {
		p.client.taken[name] = spec.Pos{}
	}
	methods := newScope("operations", &p.problems)
	methods.remedy = p.client.remedy
	for _, o := range p.Model.Operations {
		op := &Operation{Operation: o}
		op.GoName = methods.choose("", o.Name, clientMethods, o.Pos)
		op.File = p.files.free("op_"+snake(op.GoName)) + "_gen.go"
		op.VarName = p.private.free("op" + op.GoName)
		op.Input = p.topShape(op, o.Input, "Input")
		op.Output = p.topShape(op, o.Output, "Output")
		p.planTokens(op)
		p.planHost(op)
		p.planRegions(op)
		p.Operations = append(p.Operations, op)
	}
}

// topShape returns an operation's input or output, which is empty if the model has
// none.
func (p *planner) topShape(op *Operation, s *spec.Shape, suffix string) *Shape {
	if s == nil {
		s = &spec.Shape{Kind: spec.Structure, Pos: op.Pos}
	}
	top := &Shape{Shape: s, Action: op.Name, IsOutput: suffix == "Output",
		GoName: p.client.claim(op.GoName+suffix, op.Name, op.Pos)}
	p.planFields(top, reservedFields(suffix))
	return top
}

// planTokens finds the members that the client sets if they are missing.
func (p *planner) planTokens(op *Operation) {
	for _, f := range op.Input.Fields {
		switch {
		case f.IdempotencyToken && f.Shape.Kind != spec.String:
			p.add(f.Pos, nil, "make it a string", "member %s of %s: an idempotency token is a string", quote(f.Name), op.Name)
		case f.IdempotencyToken:
			op.Tokens = append(op.Tokens, f)
		}
	}
	if len(op.Tokens) > 0 {
		op.TokenFunc = p.private.free("token" + op.GoName)
	}
}

// planHost checks that every label in a host prefix is a member.
func (p *planner) planHost(op *Operation) {
	if op.HostPrefix == "" {
		return
	}
	op.HostFunc = p.private.free("host" + op.GoName)
	for _, f := range op.Input.Fields {
		switch {
		case f.HostLabel && f.Shape.Kind != spec.String:
			p.add(f.Pos, nil, "make it a string", "member %s of %s: a host label is a string", quote(f.Name), op.Name)
		case f.HostLabel:
			op.Labels = append(op.Labels, f)
		}
	}
	for _, label := range hostLabel.FindAllStringSubmatch(op.HostPrefix, -1) {
		if !slices.ContainsFunc(op.Labels, func(f *Field) bool { return f.Name == label[1] }) {
			p.add(op.Pos, nil, "mark that member with hostLabel: true", "operation %s: no member is the label %s of hostPrefix",
				op.Name, quote(label[1]))
		}
	}
}

// crossRegion has the members that identify an operation that copies between
// regions, in the order of Operation.Regions. AWS's model has no other sign: in all
// of EC2, only CopySnapshot has all three.
var crossRegion = []string{"SourceRegion", "PresignedUrl", "DestinationRegion"}

// planRegions finds the members of a request that contains a presigned request.
func (p *planner) planRegions(op *Operation) {
	var found []*Field
	for _, name := range crossRegion {
		for _, f := range op.Input.Fields {
			if f.GoName == name && f.Shape.Kind == spec.String {
				found = append(found, f)
			}
		}
	}
	if len(found) == len(crossRegion) {
		op.Regions = found
	}
}

// hostLabel matches the placeholder of a member in a host prefix.
var hostLabel = regexp.MustCompile(`\{([^{}]*)\}`)
