// Package sdkdoc reads documentation from the sources of the AWS SDK's package
// service/ec2, for parts that the model does not document. It reads doc comments
// during generation; ec2gen contains none of AWS's text.
package sdkdoc

// This file maps comments to the model by Go names: the generated package has the
// SDK's names.

import (
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Module is the SDK's module.
const Module = "github.com/aws/aws-sdk-go-v2/service/ec2"

// Fill sets missing documentation in the model of p to the SDK's. It returns the
// number of texts.
func Fill(p *plan.Plan, dir string) (taken int, err error) {
	f := &filler{}
	for _, op := range p.Operations {
		c, err := readComments(filepath.Join(dir, "api_op_"+op.GoName+".go"))
		if err != nil {
			return 0, err
		}
		f.take(&op.Doc, c.methods[op.GoName])
		f.structure(op.Input, c)
		f.structure(op.Output, c)
	}
	types, err := readComments(filepath.Join(dir, "types", "types.go"), filepath.Join(dir, "types", "enums.go"))
	if err != nil {
		return 0, err
	}
	for _, s := range p.Shapes {
		switch s.Kind {
		case spec.Structure:
			f.structure(s, types)
		case spec.Enum:
			f.enum(s, types)
		}
	}
	return f.taken, nil
}

// Clear removes all documentation from a model.
func Clear(m *spec.Model) {
	m.Service.Doc = ""
	for _, op := range m.Operations {
		op.Doc = ""
		for _, w := range op.Waiters {
			w.Doc = ""
		}
	}
	for _, s := range m.Shapes {
		s.Doc = ""
		for _, member := range s.Members {
			member.Doc = ""
		}
		for _, v := range s.Values {
			v.Doc = ""
		}
	}
}

// A filler counts the texts that it sets.
type filler struct{ taken int }

// take sets a text if it is empty.
func (f *filler) take(doc *string, text string) {
	if *doc == "" && text != "" {
		*doc = text
		f.taken++
	}
}

func (f *filler) structure(s *plan.Shape, c *comments) {
	f.take(&s.Shape.Doc, c.types[s.GoName])
	for _, field := range s.Fields {
		texts := c.fields[s.GoName]
		f.take(&field.Member.Doc, texts[field.GoName])
		f.take(&field.Member.Doc, texts[strings.ToLower(field.GoName[:1])+field.GoName[1:]]) // the SDK hides some
	}
}

func (f *filler) enum(s *plan.Shape, c *comments) {
	f.take(&s.Shape.Doc, c.types[s.GoName])
	for _, v := range s.Constants {
		f.take(&v.EnumValue.Doc, c.values[v.GoName])
	}
}

// Covers reports whether the SDK's package is for the API of a model.
func Covers(m *spec.Model) bool {
	return m.Service.ID == "EC2" && m.Service.APIVersion == "2016-11-15"
}

// Documented reports whether a model documents every operation, structure and member
// itself.
func Documented(m *spec.Model) bool {
	for _, op := range m.Operations {
		if op.Doc == "" {
			return false
		}
	}
	for _, s := range m.Shapes {
		if s.Kind != spec.Structure {
			continue
		}
		for _, member := range s.Members {
			if member.Doc == "" {
				return false
			}
		}
	}
	return true
}
