// Package ec2http is the runtime of generated servers. It parses a request of the EC2
// Query protocol, decodes and checks it, calls the operation, and responds as EC2
// does, including errors. Generated code provides the operations; Options configure
// authorization and limits.
//
// The package uses only the standard library.
package ec2http

// This file has the options of a handler.

import (
	"context"
	"net/http"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// Options configure a handler. The zero value allows all callers and checks requests
// against the model's rules.
type Options struct {
	// Authorize reports an error if a call is not allowed. An error with an EC2 code
	// (see Error) is returned to the client. If nil, all callers are allowed. Verify
	// returns a function that verifies signatures.
	Authorize func(*Call) error
	// Limits limit requests. Zero fields have the defaults of ec2query.Limits.
	Limits ec2query.Limits
	// Policy sets the levels of rules. Only errors reject a request.
	Policy valid.Policy
	// Versions are API versions accepted in addition to the model's.
	Versions []string
	// RequestID returns the ID of a response. If nil, IDs are random UUIDs.
	RequestID func() string
	// OnPanic is called with the stack if an operation panics. In any case the client
	// receives InternalError. If nil, it is not called.
	OnPanic func(call *Call, value interface{}, stack []byte)
}

// A Call is a request to an operation.
type Call struct {
	Operation string        // "RegisterImage"
	Version   string        // of the request
	RequestID string        // of the response
	AccessKey string        // of the signature; "" if the header has none
	Region    string        // of the signature; "" if the header has none
	Signature *sigv4.Header // nil if not signed; verified only by Authorize
	Request   *http.Request // its Body has been read
	Body      []byte        // the form: the body or, if empty, the query

	raw    []byte          // the body as received, which signatures cover
	limits ec2query.Limits // of the handler
}

type callKey struct{}

// FromContext returns the call of an operation's context, or nil for other contexts.
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

// NewServer returns a server for the handler with timeouts: 10 seconds for the header of
// a request, 30 seconds for all of it, and 2 minutes for idle connections. A header has
// at most 64 KB.
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
