// Package ec2test is an EC2 for tests of AMI code, in the process of the test, as
// net/http/httptest is for HTTP. It keeps what it is sent, shows it as EC2 does,
// and refuses what EC2 refuses, with EC2's codes. Any client of EC2 can talk to it:
//
//	srv := ec2test.NewServer()
//	defer srv.Close()
//	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String("snap-0123456789abcdef0"), VolumeSize: aws.Int32(8)})
//	client := ec2.NewFromConfig(srv.Config()) // or the AWS SDK's
//
// It has images, snapshots, import tasks and their tags; instances and volumes are
// what the test adds, to make images and snapshots of. Nothing costs time unless
// Options.PendingFor says so, and nothing is known about other accounts.
package ec2test

// This file is the server: how it is made, and how tests reach into it.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

// Options are what a test can ask for. The zero value of each field has a default.
type Options struct {
	Account    string                   // default 123456789012
	Region     string                   // default us-east-1
	PendingFor time.Duration            // how long images and snapshots are pending; default 0: not at all
	Now        func() time.Time         // default time.Now
	NewID      func(kind string) string // kind is ami, snap or import-snap; default: the kind and 17 random hexadecimal digits, which also stand in for an id in use
	// Secrets are secret keys by access key. With some, signatures are verified;
	// without, everybody may call.
	Secrets map[string]string
	// Deny says whether the caller lacks the permission for an operation. Nil:
	// everything is permitted.
	Deny func(operation string) bool
	// AnySnapshot makes up a completed snapshot of 8 GiB for every id asked for.
	AnySnapshot bool
	// Store keeps the state, instances and volumes excepted; see Load. Nil: memory only.
	Store Store
	// RequestBytes bounds what Requests keeps: requests with their responses, in bytes.
	// Default: DefaultRequestBytes. If negative, nothing is kept.
	RequestBytes int
	// OnRequest, if set, is called with each request after its response, and with those that
	// are rejected before their operation is known. It may be called by several goroutines
	// at once.
	OnRequest func(Request)
}

// A Server is a running EC2. Its methods may be called by several goroutines at once.
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

// Close stops the server when the requests under way are answered.
func (s *Server) Close() { s.server.Close() }

// Config is a configuration for clients of this server, ours and the AWS SDK's. Its
// key is one of Options.Secrets, where there are some.
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

// EC2 is the server without a listener: an http.Handler.
type EC2 struct {
	ec2server.Unimplemented
	options Options
	handler http.Handler
	state   state
	faults  faults
	journal journal
	pageKey []byte // signs the tokens of pages
}

// New returns an EC2 to be served by the caller.
func New(options ...func(*Options)) *EC2 {
	e := &EC2{options: Options{Account: "123456789012", Region: "us-east-1", Now: time.Now, NewID: randomID}}
	for _, option := range options {
		option(&e.options)
	}
	e.state, e.pageKey = newState(), randomKey()
	if e.journal.limit = e.options.RequestBytes; e.journal.limit == 0 {
		e.journal.limit = DefaultRequestBytes
	}
	e.handler = ec2server.NewHandler(e, func(o *ec2http.Options) {
		var verify func(*ec2http.Call) error
		if len(e.options.Secrets) > 0 {
			verify = ec2http.Verify(&sigv4.Verifier{Secrets: e.options.Secrets, Now: e.options.Now})
		}
		o.Authorize = func(call *ec2http.Call) error {
			if verify != nil {
				if err := verify(call); err != nil {
					return err
				}
			}
			e.arrived(call)
			return e.faults.meet(call)
		}
	})
	return e
}

var _ ec2server.API = (*EC2)(nil)
