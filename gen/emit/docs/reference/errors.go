package reference

// This file adds the error codes.

import "github.com/ec2gen/ec2gen/gen/emit"

func (b *builder) addErrors() {
	anchors := pageNames{"main": true, "search": true, "results": true, "top": true}
	for _, e := range b.plan.Errors {
		own := &Error{Code: e.Code, Anchor: anchors.claim(e.Code), GoName: "types." + e.GoName, Status: e.Status,
			Doc: b.doc(e.Doc), Source: emit.OneLine(e.Source), General: e.General()}
		if own.Status == 0 {
			own.Status = 400
		}
		for _, f := range e.Fields {
			own.Fields = append(own.Fields, ErrorField{f.GoName, emit.OneLine(f.Doc)})
		}
		b.errors[e.ErrorCode] = own
		b.Errors = append(b.Errors, own)
	}
}
