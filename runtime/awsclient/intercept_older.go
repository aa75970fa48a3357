//go:build ec2gen_older

package awsclient

//ec2gen:unless interceptors

// This file stands where smithy-go has no interceptors yet.

import (
	"context"

	"github.com/aws/smithy-go/middleware"
)

func (p *pipeline) intercept(*middleware.Stack) error { return nil }

func (p *pipeline) aroundRetries() (before, attempt middleware.FinalizeMiddleware) {
	return middleware.FinalizeMiddlewareFunc("InterceptBeforeRetryLoop", passFinalize), middleware.FinalizeMiddlewareFunc("InterceptAttempt", passFinalize)
}

// passFinalize holds the place of a step.
func passFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	return next.HandleFinalize(ctx, in)
}

//ec2gen:end
