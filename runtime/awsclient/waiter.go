package awsclient

// This file has the code that generated waiters share: attempts and delays.
// Messages and delays are those of the SDK's waiters.

import (
	"context"
	"errors"
	"fmt"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithytime "github.com/aws/smithy-go/time"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	smithywaiter "github.com/aws/smithy-go/waiter"
)

// WaiterOptions configure a waiter. In and Out are the input and output of its operation.
type WaiterOptions[In, Out any] struct {
	// APIOptions change the middleware stack of each call.
	APIOptions []func(*middleware.Stack) error
	// ClientOptions change the client options of each call.
	ClientOptions []func(*Options)
	// MinDelay is the minimum time between two attempts; generated waiters set it
	// from the model.
	MinDelay time.Duration
	// MaxDelay is the maximum time between two attempts. The default is 120 seconds.
	MaxDelay time.Duration
	// LogWaitAttempts logs each attempt.
	LogWaitAttempts bool
	// Retryable decides after each attempt: true to continue, false when done, or an error
	// to stop with. Generated waiters set it to the model's acceptors.
	Retryable func(context.Context, *In, *Out, error) (bool, error)
}

// ErrWaiterFailure is returned when the state that a waiter waits for can no longer occur.
var ErrWaiterFailure = errors.New("waiter state transitioned to Failure")

// Wait calls the operation until Retryable decides, for at most maxWait. Delays grow
// exponentially, with jitter, from MinDelay to MaxDelay.
func Wait[In, Out any](ctx context.Context, name string,
	call func(context.Context, *In, ...func(*Options)) (*Out, error), in *In, maxWait time.Duration,
	o WaiterOptions[In, Out]) (*Out, error) {
	if maxWait <= 0 {
		return nil, errors.New("maximum wait time for waiter must be greater than zero")
	}
	if o.MaxDelay <= 0 {
		o.MaxDelay = 120 * time.Second
	}
	if o.MinDelay > o.MaxDelay {
		return nil, fmt.Errorf("minimum waiter delay %v must be lesser than or equal to maximum waiter delay of %v.",
			o.MinDelay, o.MaxDelay)
	}
	ctx, cancel := context.WithTimeout(ctx, maxWait)
	defer cancel()
	remaining := maxWait
	for attempt := int64(1); ; attempt++ {
		start := time.Now()
		out, err := call(ctx, in, o.client(attempt))
		again, err := o.Retryable(ctx, in, out, err)
		if err != nil {
			return nil, err
		}
		if !again {
			return out, nil
		}
		remaining -= time.Since(start)
		if remaining < o.MinDelay || remaining <= 0 {
			return nil, fmt.Errorf("exceeded max wait time for %s waiter", name)
		}
		delay, err := smithywaiter.ComputeDelay(attempt, o.MinDelay, o.MaxDelay, remaining)
		if err != nil {
			return nil, fmt.Errorf("error computing waiter delay, %w", err)
		}
		remaining -= delay
		if err := smithytime.SleepWithContext(ctx, delay); err != nil {
			return nil, fmt.Errorf("request cancelled while waiting, %w", err)
		}
	}
}

// client returns the client option of one attempt.
func (o *WaiterOptions[In, Out]) client(attempt int64) func(*Options) {
	return func(c *Options) {
		c.APIOptions = append(c.APIOptions, o.APIOptions...)
		if o.LogWaitAttempts {
			c.APIOptions = append(c.APIOptions, (&smithywaiter.Logger{Attempt: attempt}).AddLogger)
		}
		withFeature(awsmiddleware.UserAgentFeatureWaiter)(c)
		for _, fn := range o.ClientOptions {
			fn(c)
		}
	}
}

// AllAre reports whether there are values and all of them are want.
func AllAre(found []string, want string) bool {
	for _, v := range found {
		if v != want {
			return false
		}
	}
	return len(found) > 0
}

// AnyIs reports whether one of the values is want.
func AnyIs(found []string, want string) bool {
	for _, v := range found {
		if v == want {
			return true
		}
	}
	return false
}

// HasErrorCode reports whether err is an error response with that code.
func HasErrorCode(err error, code string) bool {
	var api smithy.APIError
	return errors.As(err, &api) && api.ErrorCode() == code
}

// WaiterError returns a waiter's error for err, which matches none of its error
// codes. An error without a code, which is not an error response, is wrapped as in
// the SDK.
func WaiterError(err error) error {
	var api smithy.APIError
	if err == nil || errors.As(err, &api) {
		return err
	}
	return fmt.Errorf("expected err to be of type smithy.APIError, got %w", err)
}

// HasStatus reports whether a call ended with that HTTP status. A call without an
// error matches any successful status that the waiter expects.
func HasStatus(err error, status int) bool {
	if err == nil {
		return status >= 200 && status < 300
	}
	var response *smithyhttp.ResponseError
	return errors.As(err, &response) && response.HTTPStatusCode() == status
}
