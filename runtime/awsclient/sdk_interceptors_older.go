//go:build ec2gen_older

package awsclient

// This file replaces sdk_interceptors.go for versions of smithy-go without
// interceptors.

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
)

type interceptors struct{}

func (i interceptors) Copy() interceptors { return i }

func configInterceptors(aws.Config) interceptors { return interceptors{} }

func (p *pipeline) intercept(*middleware.Stack) error { return nil }

func (p *pipeline) aroundRetries() (before, attempt middleware.FinalizeMiddleware) {
	return middleware.FinalizeMiddlewareFunc("InterceptBeforeRetryLoop",
		passFinalize), middleware.FinalizeMiddlewareFunc("InterceptAttempt", passFinalize)
}

// passFinalize is a placeholder for a step: it only calls the next one.
func passFinalize(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	return next.HandleFinalize(ctx, in)
}
