// Package ec2http is what generated servers stand on: it takes a request of the
// EC2 Query protocol apart, has it decoded and checked, calls the operation, and
// answers as EC2 does, errors included. Generated code tells it the operations;
// the person who runs the server tells it who may call and what is too much.
//
// It uses the standard library only.
package ec2http

// This file is what can be asked of a handler.

import (
	"context"
	"net/http"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// Options change what a handler does. The zero value lets everybody call, and
// holds requests against the model's rules.
type Options struct {
	// Authorize decides whether a call is made. An error with an EC2 code (see
	// Error) is the answer. Nil: everybody may call. Verify makes one that
	// verifies signatures.
	Authorize func(*Call) error
	// Limits bound requests; zero fields have the defaults of ec2query.Limits.
	Limits ec2query.Limits
	// Policy says which rules are applied: only errors refuse a request.
	Policy valid.Policy
	// Versions are the API versions that are served beside the model's own.
	Versions []string
	// RequestID makes the ids of answers. Nil: random UUIDs.
	RequestID func() string
	// Panicked is told when an operation panics, with the stack. The client is
	// answered with InternalError either way. Nil: nobody is told.
	Panicked func(call *Call, value interface{}, stack []byte)
}

// A Call is a request on its way to an operation.
type Call struct {
	Operation string        // "RegisterImage"
	Version   string        // as the request says
	RequestID string        // of the answer
	AccessKey string        // "": the request is not signed in its header
	Region    string        // of the signature; "": not signed
	Signature *sigv4.Header // nil: not signed; not verified unless Authorize does
	Request   *http.Request // its Body has been read
	Body      []byte        // the form: the body, or the query where there is none

	raw    []byte          // what came after the header: signatures cover it
	limits ec2query.Limits // the handler's
}

type callKey struct{}

// FromContext returns the call that an operation's context belongs to, nil for
// a context that is no call's.
func FromContext(ctx context.Context) *Call {
	call, _ := ctx.Value(callKey{}).(*Call)
	return call
}

// Verify returns an Authorize that rejects requests which are not signed with one of
// the verifier's keys. If the verifier has no Limits, the handler's apply to the query.
func Verify(v *sigv4.Verifier) func(*Call) error {
	return func(call *Call) error {
		with := *v
		if with.Limits == (ec2query.Limits{}) {
			with.Limits = call.limits
		}
		return with.Verify(call.Request, call.raw)
	}
}

// NewServer returns a server for the handler that slow and silent clients cannot
// hold: a request's header must come within 10 seconds and all of it within 30,
// an idle connection is closed after 2 minutes, a header is at most 64 KB.
func NewServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}
