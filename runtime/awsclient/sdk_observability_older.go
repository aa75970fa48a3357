//go:build ec2gen_older

package awsclient

// This file replaces sdk_observability.go for versions of smithy-go without tracing
// and metrics.

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

const (
	serializeDuration = iota
	resolveIdentityDuration
	resolveEndpointDuration
	signRequestDuration
	deserializeDuration
)

type (
	meterProvider  interface{}
	tracerProvider interface{}
)

func (o *Options) resolveObservers() {}

func (p *pipeline) meterAttempts(*retry.Attempt) {}

func (p *pipeline) observe(ctx context.Context) (context.Context, func(error), error) {
	return ctx, func(error) {}, nil
}

type property struct{ key, value string }

type span struct{}

func (span) set(property) {}
func (span) end()         {}

func (p *pipeline) startSpan(ctx context.Context, _ string) (context.Context, span) {
	return ctx, span{}
}

func (p *pipeline) timed(_ context.Context, _ int, do func() error, _ ...property) error {
	return do()
}
