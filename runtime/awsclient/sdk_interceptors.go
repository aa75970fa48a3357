package awsclient

// This file adds the caller's interceptors at the SDK's steps.

import (
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// interceptors is the type of Options.Interceptors.
type interceptors = smithyhttp.InterceptorRegistry

// configInterceptors returns the interceptors of a configuration.
func configInterceptors(cfg aws.Config) interceptors { return cfg.Interceptors.Copy() }

// intercept adds the interceptors' steps, or nothing if there are no interceptors.
// The two steps around retries are always in the stack: see finalize.
func (p *pipeline) intercept(stack *middleware.Stack) error {
	i := p.options.Interceptors
	if len(i.BeforeExecution)+len(i.BeforeSerialization)+len(i.AfterSerialization)+len(i.BeforeRetryLoop)+
		len(i.BeforeAttempt)+
		len(i.BeforeSigning)+len(i.AfterSigning)+len(i.BeforeTransmit)+len(i.AfterTransmit)+len(i.BeforeDeserialization)+
		len(i.AfterDeserialization)+len(i.AfterAttempt)+len(i.AfterExecution) == 0 {
		return nil
	}
	return errors.Join(
		stack.Initialize.Add(&smithyhttp.InterceptExecution{BeforeExecution: i.BeforeExecution,
			AfterExecution: i.AfterExecution}, middleware.Before),
		stack.Serialize.Insert(&smithyhttp.InterceptBeforeSerialization{Interceptors: i.BeforeSerialization},
			"OperationSerializer", middleware.Before),
		stack.Serialize.Insert(&smithyhttp.InterceptAfterSerialization{Interceptors: i.AfterSerialization},
			"OperationSerializer", middleware.After),
		stack.Finalize.Insert(&smithyhttp.InterceptBeforeSigning{Interceptors: i.BeforeSigning}, "Signing",
			middleware.Before),
		stack.Finalize.Insert(&smithyhttp.InterceptAfterSigning{Interceptors: i.AfterSigning}, "Signing", middleware.After),
		stack.Deserialize.Add(&smithyhttp.InterceptTransmit{BeforeTransmit: i.BeforeTransmit, AfterTransmit: i.AfterTransmit},
			middleware.After),
		// Middleware that is later in this step sees the response earlier.
		stack.Deserialize.Insert(&smithyhttp.InterceptBeforeDeserialization{Interceptors: i.BeforeDeserialization},
			"OperationDeserializer", middleware.After),
		stack.Deserialize.Insert(&smithyhttp.InterceptAfterDeserialization{Interceptors: i.AfterDeserialization},
			"OperationDeserializer", middleware.Before),
	)
}

// aroundRetries returns the interceptors' steps before and inside the retry loop.
func (p *pipeline) aroundRetries() (before, attempt middleware.FinalizeMiddleware) {
	i := p.options.Interceptors
	return &smithyhttp.InterceptBeforeRetryLoop{Interceptors: i.BeforeRetryLoop},
		&smithyhttp.InterceptAttempt{BeforeAttempt: i.BeforeAttempt, AfterAttempt: i.AfterAttempt}
}
