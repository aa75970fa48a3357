package gen

// This file plans typed errors: codes the service answers with that a program
// tells apart, with what their message says as fields.

import (
	"regexp"
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

// An errorType is a Go type for an error code.
type errorType struct {
	*spec.ErrorCode
	goName string       // InvalidAMINameDuplicate
	fields []errorField // read out of the message
	shape  *shape       // the structure of the error's body; nil: the code is all there is
}

// An errorField is one field of an errorType.
type errorField struct {
	spec.ErrorField
	goName string // ImageId
}

// planErrors names the types of error codes, and of the structures that
// operations say they answer with.
func (p *planner) planErrors() {
	codes := map[string]spec.Pos{}
	for _, e := range p.model.Errors {
		t := &errorType{ErrorCode: e}
		t.goName = p.types.choose(e.GoName, e.Code, nil, e.Pos)
		p.planErrorFields(t)
		codes[e.Code] = e.Pos
		p.errors = append(p.errors, t)
	}
	for _, s := range p.shapes {
		if s.Kind != spec.Structure || s.Error == nil {
			continue
		}
		code := s.Error.Code
		if code == "" {
			code = s.Name
		}
		if first, ok := codes[code]; ok {
			p.add(s.Pos, []spec.Pos{first}, "remove the entry under errors", "structure %s is the body of %s, which errors describes already", s.Name, quote(code))
			continue
		}
		codes[code] = s.Pos
		p.errors = append(p.errors, &errorType{
			ErrorCode: &spec.ErrorCode{Code: code, Status: s.Error.Status, Doc: s.Doc, Pos: s.Pos}, goName: s.goName, shape: s})
	}
	sort.Slice(p.errors, func(i, j int) bool { return p.errors[i].Code < p.errors[j].Code })
}

// planErrorFields names a code's fields and checks their patterns, which the
// package compiles when such an error comes, and not before.
func (p *planner) planErrorFields(t *errorType) {
	names := newScope("error "+t.Code, &p.problems)
	reserved := reservedFields("Error")
	reserved["Message"] = true
	for name := range reserved {
		names.taken[name] = t.Pos
	}
	for _, f := range t.Fields {
		re, err := regexp.Compile(f.Pattern)
		switch {
		case err != nil:
			p.add(f.Pos, nil, "write it in RE2 syntax", "error %s: pattern of %s: %v", t.Code, quote(f.Name), err)
		case re.NumSubexp() != 1:
			p.add(f.Pos, nil, "put parentheses around the part that is the value", "error %s: pattern of %s has %d groups instead of one", t.Code, quote(f.Name), re.NumSubexp())
		}
		t.fields = append(t.fields, errorField{f, names.choose("", f.Name, reserved, f.Pos)})
	}
}
