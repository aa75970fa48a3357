package awsclient

// This file removes the types from an operation. A generic pipeline would be compiled
// once per operation, which takes a minute for all of EC2 instead of seconds. An untyped
// operation costs only a few closures.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// untypedOperation is an Operation whose input and output are of type any. Functions that
// are nil in the Operation are nil here too.
type untypedOperation struct {
	name       string
	check      func(in any) error // checks that it is the operation's input
	encode     func(w *ec2query.Writer, in any)
	decode     func(d *ec2xml.Decoder, out any)
	newOutput  func() any
	validate   func(in any) valid.Violations
	token      func(in any, next func() (string, error)) (any, error)
	hostPrefix func(in any) (string, error)
	regions    func(in any) PresignedCopy
	copyInput  func(in any) any
	assign     func(in, from any)
	compress   bool
}

// untyped returns the untyped operation. The first call creates it.
func (op *Operation[In, Out]) untyped() *untypedOperation {
	e := op.erased.Load()
	if e == nil {
		e = op.newUntyped()
		op.erased.Store(e)
	}
	return e
}

func (op *Operation[In, Out]) newUntyped() *untypedOperation {
	e := &untypedOperation{
		name:     op.Name,
		compress: op.Compression,
		check: func(in any) error {
			if _, ok := in.(*In); !ok {
				return fmt.Errorf("unknown input parameters type %T", in)
			}
			return nil
		},
		assign:    func(in, from any) { *in.(*In) = *from.(*In) },
		encode:    func(w *ec2query.Writer, in any) { op.Encode(w, in.(*In)) },
		newOutput: func() any { return new(Out) },
	}
	if op.Decode != nil {
		e.decode = func(d *ec2xml.Decoder, out any) { op.Decode(d, out.(*Out)) }
	}
	if op.Validate != nil {
		e.validate = func(in any) valid.Violations { return op.Validate(in.(*In)) }
	}
	if op.Token != nil {
		e.token = func(in any, next func() (string, error)) (any, error) { return op.Token(in.(*In), next) }
	}
	if op.HostPrefix != nil {
		e.hostPrefix = func(in any) (string, error) { return op.HostPrefix(in.(*In)) }
	}
	if op.Regions != nil {
		e.regions = func(in any) PresignedCopy { return op.Regions(in.(*In)) }
		e.copyInput = func(in any) any { c := *in.(*In); return &c }
	}
	return e
}
