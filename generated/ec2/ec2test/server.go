package ec2test

// This file has the server, its options and its clients' configuration.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

// Options configures a server. The zero value of each field has a default.
type Options struct {
	Account    string            // for access keys that are not in Accounts; default 123456789012
	Accounts   map[string]string // accounts by access key; an access key of 12 digits is an account without an entry
	Region     string            // for requests that are not signed; default us-east-1
	Regions    []string          // other Regions; default: those that every account has
	PendingFor time.Duration     // how long new resources are pending; default 0
	Now        func() time.Time  // default time.Now
	// NewID makes the ids of resources; kind is their prefix, such as ami or snap.
	// The default is the prefix and 17 random hexadecimal digits. It also replaces
	// an id that is in use.
	NewID func(kind string) string
	// Secrets has secret keys by access key. If set, signatures are verified; if
	// empty, anyone may call.
	Secrets map[string]string
	// Deny reports whether the caller lacks the permission for an operation. If
	// nil, everything is permitted.
	Deny func(operation string) bool
	// If AnySnapshot is set, every unknown id in a request is the id of a completed
	// snapshot of 8 GiB.
	AnySnapshot bool
	// Store keeps the state; see Load. If nil, the state is only in memory.
	Store Store
	// RequestBytes is the maximum size of the requests and responses that Requests
	// keeps, in bytes. The default is DefaultRequestBytes. If negative, nothing is
	// kept.
	RequestBytes int
	// OnRequest, if set, is called with each request after its response, and with those that
	// are rejected before their operation is known. It must be safe for concurrent use.
	OnRequest func(Request)
}

// A Server is a running fake EC2. It is safe for concurrent use.
type Server struct {
	*EC2
	URL    string // "http://127.0.0.1:41234"
	server *httptest.Server
}

// NewServer starts a server on a free port of 127.0.0.1. Close stops it.
func NewServer(options ...func(*Options)) *Server {
	e := New(options...)
	s := httptest.NewUnstartedServer(nil)
	s.Config = ec2http.NewServer(e)
	s.Start()
	return &Server{EC2: e, URL: s.URL, server: s}
}

// Close waits for the requests in flight and stops the server.
func (s *Server) Close() { s.server.Close() }

// Config returns a configuration for clients of this server, ours and the AWS
// SDK's. Its key is one of Options.Secrets, if there are any.
func (s *Server) Config() aws.Config {
	key := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", Source: "ec2test"}
	for id, secret := range s.options.Secrets {
		key.AccessKeyID, key.SecretAccessKey = id, secret
	}
	return aws.Config{
		Region:       s.options.Region,
		BaseEndpoint: aws.String(s.URL),
		Credentials:  aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return key, nil }),
	}
}

// EC2 is a fake EC2 without a listener: an http.Handler.
type EC2 struct {
	ec2server.Unimplemented
	options Options
	handler http.Handler
	sts     http.Handler // for requests that are signed for that service
	state   *state
	faults  faults
	journal journal
	pageKey []byte                  // signs the tokens of pages
	started time.Time               // by Options.Now
	members func() map[string]*kind // see idMembers
}

// New returns an EC2, which the caller must serve.
func New(options ...func(*Options)) *EC2 {
	e := &EC2{options: Options{Account: "123456789012", Region: "us-east-1", Regions: commercialRegions,
		Now: time.Now, NewID: randomID}}
	for _, option := range options {
		option(&e.options)
	}
	e.state, e.pageKey, e.started = newState(), randomKey(), e.options.Now()
	e.members = sync.OnceValue(idMembers)
	if e.journal.limit = e.options.RequestBytes; e.journal.limit == 0 {
		e.journal.limit = DefaultRequestBytes
	}
	e.handler = ec2server.NewHandler(e, func(o *ec2http.Options) { o.Authorize = e.authorize("ec2") })
	e.sts = newSTS(e)
	return e
}

// authorize returns a function that runs before a service's operations: it verifies
// the signature, records the request in the journal, and applies the test's faults.
func (e *EC2) authorize(service string) func(*ec2http.Call) error {
	var verify func(*ec2http.Call) error
	if len(e.options.Secrets) > 0 {
		verify = ec2http.Verify(&sigv4.Verifier{Secrets: e.options.Secrets, Service: service, Now: e.options.Now})
	}
	return func(call *ec2http.Call) error {
		if verify != nil {
			if err := verify(call); err != nil {
				return err
			}
		}
		e.arrived(call)
		return e.faults.meet(call)
	}
}

var _ ec2server.API = (*EC2)(nil)
