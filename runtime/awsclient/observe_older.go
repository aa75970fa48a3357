//go:build ec2gen_older

package awsclient

//ec2gen:unless observability

// This file stands where smithy-go has no tracing and metrics yet.

import "context"

const (
	serializeDuration = iota
	resolveIdentityDuration
	resolveEndpointDuration
	signRequestDuration
	deserializeDuration
)

func (p *pipeline) observe(ctx context.Context) (context.Context, func(error), error) {
	return ctx, func(error) {}, nil
}

type property struct{ key, value string }

func startSpan(ctx context.Context, _ string) (context.Context, func(...property)) {
	return ctx, func(...property) {}
}

func timed(_ context.Context, _ int, do func() error, _ ...property) error { return do() }

//ec2gen:end
