package awsclient

// This file tests the ids and the order of the steps, which programs that insert
// middleware rely on.

import (
	"context"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFinalizeOrder compares ids and order with service/ec2 v1.344.0, plus
// RetryMetricsHeader of older versions.
func TestFinalizeOrder(t *testing.T) {
	var ids []string
	client, _ := serve(t, respond(200, pong))
	_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){WithAPIOptions(func(s *middleware.Stack) error {
			ids = s.Finalize.List()
			return nil
		})})
	require.NoError(t, err)
	assert.Equal(t, []string{"InterceptBeforeRetryLoop", "Retry", "InterceptAttempt", "RetryMetricsHeader",
		"ResolveAuthScheme", "GetIdentity",
		"ResolveEndpointV2", "disableHTTPS", "ComputePayloadHash", "setLegacyContextSigningOptions", "Signing"}, ids)
}

// TestAttemptsResolveAnew: each attempt resolves its own endpoint, and the
// endpoint's path is added once.
func TestAttemptsResolveAnew(t *testing.T) {
	var paths []string
	note := func(next func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			paths = append(paths, r.URL.Path)
			next(w, r)
		}
	}
	client, _ := serve(t, note(respond(503, "")), note(respond(200, pong)))
	resolved := 0
	_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){func(o *Options) {
			o.BaseEndpoint = aws.String(*o.BaseEndpoint + "/base")
		}, WithAPIOptions(func(s *middleware.Stack) error {
			return s.Finalize.Insert(middleware.FinalizeMiddlewareFunc("count",
				func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput,
					middleware.Metadata, error) {
					resolved++
					return next.HandleFinalize(ctx, in)
				}), "ResolveEndpointV2", middleware.Before)
		})})
	require.NoError(t, err)
	assert.Equal(t, 2, resolved)
	assert.Equal(t, []string{"/base", "/base"}, paths)
}
