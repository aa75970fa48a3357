//go:build ec2gen_older

package awsclient

//ec2gen:unless interceptors

// This file stands where smithy-go has no interceptors yet.

import "github.com/aws/smithy-go/middleware"

func (p *pipeline) intercept(*middleware.Stack) error { return nil }

func (p *pipeline) aroundRetries() (before, attempt middleware.FinalizeMiddleware) {
	return middleware.FinalizeMiddlewareFunc("InterceptBeforeRetryLoop", passFinalize), middleware.FinalizeMiddlewareFunc("InterceptAttempt", passFinalize)
}

//ec2gen:end
