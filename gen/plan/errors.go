package plan

// This file plans typed errors: error codes of the service that programs
// distinguish, with fields from their messages.

import (
	"regexp"
	"sort"

	"github.com/ec2gen/ec2gen/spec"
)

// An ErrorType is a Go type for an error code.
type ErrorType struct {
	*spec.ErrorCode
	GoName string       // InvalidAMINameDuplicate
	Fields []ErrorField // extracted from the message
	Shape  *Shape       // the structure of the error's body; nil if there is none
}

// An ErrorField is one field of an errorType.
type ErrorField struct {
	spec.ErrorField
	GoName string // ImageId
}

// planErrors names the types of error codes, and of the error structures of
// operations.
func (p *planner) planErrors() {
	codes := map[string]spec.Pos{}
	for _, e := range p.Model.Errors {
		t := &ErrorType{ErrorCode: e}
		t.GoName = p.types.choose(e.GoName, e.Code, nil, e.Pos)
		p.planErrorFields(t)
		codes[e.Code] = e.Pos
		p.Errors = append(p.Errors, t)
	}
	for _, s := range p.Shapes {
		if s.Kind != spec.Structure || s.Error == nil {
			continue
		}
		code := errorCode(s.Shape)
		if first, ok := codes[code]; ok {
			p.add(s.Pos, []spec.Pos{first}, "remove the entry under errors",
				"structure %s is the body of %s, which is also under errors", s.Name, quote(code))
			continue
		}
		codes[code] = s.Pos
		p.Errors = append(p.Errors, &ErrorType{
			ErrorCode: &spec.ErrorCode{Code: code, Status: s.Error.Status, Doc: s.Doc, Pos: s.Pos}, GoName: s.GoName, Shape: s})
	}
	p.ErrorBase = p.types.free("ServiceError")
	sort.Slice(p.Errors, func(i, j int) bool { return p.Errors[i].Code < p.Errors[j].Code })
}

// planErrorFields names a code's fields and checks their patterns, which the
// package only compiles when it receives such an error.
func (p *planner) planErrorFields(t *ErrorType) {
	names := newScope("error "+t.Code, &p.problems)
	reserved := reservedFields("Error")
	reserved["Message"], reserved["Code"] = true, true
	for name := range reserved {
		names.taken[name] = t.Pos
	}
	for _, f := range t.ErrorCode.Fields {
		re, err := regexp.Compile(f.Pattern)
		switch {
		case err != nil:
			p.add(f.Pos, nil, "write it in RE2 syntax", "error %s: pattern of %s: %v", t.Code, quote(f.Name), err)
		case re.NumSubexp() != 1:
			p.add(f.Pos, nil, "put parentheses around the part that is the value",
				"error %s: pattern of %s has %d groups instead of one", t.Code, quote(f.Name), re.NumSubexp())
		}
		t.Fields = append(t.Fields, ErrorField{f, names.choose("", f.Name, reserved, f.Pos)})
	}
}

// errorCode returns the code of a structure that is the body of an error.
func errorCode(s *spec.Shape) string {
	if s.Error != nil && s.Error.Code != "" {
		return s.Error.Code
	}
	return s.Name
}
