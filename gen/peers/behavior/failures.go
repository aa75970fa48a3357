//go:build whole

package main

// This file runs every scenario with both clients, with an operation that has an
// output and one that has none, and compares the requests, their order, headers,
// and signatures, and the results of the calls.

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"

	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/recording"
	ours "github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
)

// plays is the number of runs of a scenario before a difference counts. Both
// clients use net/http and smithy-go, where a connection sometimes closes just
// before its context is done, or before the body is read: a race that either side
// may lose.
const plays = 3

func (o *observer) failures() (string, error) {
	names := []string{"DescribeImages", "DeleteTags"}
	requests, again := 0, 0
	list := scenarios()
	for i := range list {
		for _, op := range names {
			for n := 1; ; n++ {
				before := len(o.found)
				sent, err := o.playBoth(i, op)
				if err != nil {
					return "", err
				}
				requests += sent
				if n == plays || !o.unlistedSince(before) {
					break
				}
				o.found, again = o.found[:before], again+1
			}
		}
	}
	return fmt.Sprintf("%d scenarios with %d operations, %d requests, %d played again", len(list), len(names), requests,
		again), nil
}

// playBoth runs scenario i with both clients, compares, and returns the number of
// the SDK's requests. Each run has new scenarios, since they have counters.
func (o *observer) playBoth(i int, op string) (requests int, err error) {
	a, b := scenarios()[i], scenarios()[i]
	x, err := a.play(op, onSDK)
	if err != nil {
		return 0, err
	}
	y, err := b.play(op, onOurs)
	if err != nil {
		return 0, err
	}
	o.comparePlays(a.name+", "+op, x, y)
	return len(x.server.Requests()), nil
}

// unlistedSince reports whether a difference found since then has no entry in the
// table.
func (o *observer) unlistedSince(n int) bool {
	return slices.ContainsFunc(o.found[n:], func(f findings.Finding) bool { return !o.table.Lists(f) })
}

// A play is the result of a scenario.
type play struct {
	server  *recording.Server
	outputs []any
	errs    []error
}

// A caller makes calls with one client.
type caller func(s *setup, endpoint string) func(ctx context.Context, op string) (any, error)

func (s *scenario) play(op string, client caller) (*play, error) {
	server, err := recording.NewServer(func(n int,
		_ url.Values) recording.Reaction {
		return s.react[min(n, len(s.react)-1)]
	})
	if err != nil {
		return nil, err
	}
	defer server.Close()
	if s.unreachable {
		server.Close()
	}
	p := &play{server: server}
	call := client(&s.setup, server.URL)
	for range max(1, s.calls) {
		ctx, cancel := context.WithCancel(context.Background())
		if s.timeout > 0 {
			ctx, cancel = context.WithTimeout(context.Background(), s.timeout)
		}
		if s.canceled {
			cancel()
		}
		out, err := call(ctx, op)
		cancel()
		p.outputs, p.errs = append(p.outputs, out), append(p.errs, err)
	}
	return p, nil
}

func (s *setup) provider() aws.CredentialsProvider {
	if s.credentials != nil {
		return s.credentials()
	}
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: recording.AccessKey, SecretAccessKey: recording.SecretKey}, nil
	})
}

func (s *setup) newRetryer() aws.Retryer {
	if s.retryer != nil {
		return s.retryer()
	}
	return retry.NewStandard(quickly)
}

// httpClient returns the scenario's HTTP client, or nil for the default.
func (s *setup) httpClient() *http.Client {
	if s.quick == 0 {
		return nil
	}
	return &http.Client{Timeout: s.quick, Transport: &http.Transport{}}
}

func onSDK(s *setup, endpoint string) func(ctx context.Context, op string) (any, error) {
	client := sdk.New(sdk.Options{Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: s.provider(),
		Retryer: s.newRetryer(), RetryMaxAttempts: s.attempts, DisableClockSkewCorrection: s.noSkew}, func(o *sdk.Options) {
		if c := s.httpClient(); c != nil {
			o.HTTPClient = c
		}
	})
	return func(ctx context.Context, op string) (any, error) {
		if op == "DeleteTags" {
			return client.DeleteTags(ctx, &sdk.DeleteTagsInput{Resources: []string{"ami-1"}})
		}
		return client.DescribeImages(ctx, &sdk.DescribeImagesInput{ImageIds: []string{"ami-1"}})
	}
}

func onOurs(s *setup, endpoint string) func(ctx context.Context, op string) (any, error) {
	client := ours.New(ours.Options{Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: s.provider(),
		Retryer: s.newRetryer(), RetryMaxAttempts: s.attempts, DisableClockSkewCorrection: s.noSkew}, func(o *ours.Options) {
		if c := s.httpClient(); c != nil {
			o.HTTPClient = c
		}
	})
	return func(ctx context.Context, op string) (any, error) {
		if op == "DeleteTags" {
			return client.DeleteTags(ctx, &ours.DeleteTagsInput{Resources: []string{"ami-1"}})
		}
		return client.DescribeImages(ctx, &ours.DescribeImagesInput{ImageIds: []string{"ami-1"}})
	}
}

// comparePlays compares the requests and results of two clients.
func (o *observer) comparePlays(name string, a, b *play) {
	x, y := a.server.Requests(), b.server.Requests()
	for _, broken := range append(a.server.Broken(), b.server.Broken()...) {
		o.add(name, "signature", 0, broken)
	}
	if o.differ(name, "requests", 0, "how many", len(x), len(y)); len(x) == len(y) {
		for i := range x {
			o.differ(name, "request", i, "bytes", features(x[i]), features(y[i]))
		}
	}
	o.differ(name, "clocks", 0, "minutes", a.server.Clocks(), b.server.Clocks())
	for i := range a.errs {
		o.compare(name, "call", i, a.outputs[i], b.outputs[i], plain(a, a.errs[i]), plain(b, b.errs[i]))
		o.differ(name, "call", i, "chain", chain(a.errs[i]), chain(b.errs[i]))
	}
}

// A plainError is an error whose text has no addresses.
type plainError struct {
	error
	text string
}

func (e *plainError) Error() string { return e.text }
func (e *plainError) Unwrap() error { return e.error }

func plain(p *play, err error) error {
	if err == nil {
		return nil
	}
	return &plainError{err, p.server.Plain(err.Error())}
}

// chain returns the types of an error and of the errors that it wraps, without
// unexported types.
func chain(err error) string {
	var list []string
	for err != nil {
		list = append(list, strings.TrimPrefix(fmt.Sprintf("%T", err), "*"))
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			var inner []string
			for _, i := range e.Unwrap() {
				inner = append(inner, chain(i))
			}
			return strings.Join(append(list, "["+strings.Join(inner, ", ")+"]"), " > ")
		default:
			err = nil
		}
	}
	return strings.Join(list, " > ")
}
