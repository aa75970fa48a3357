package awsclient

// This file declares the options of a client.

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// HTTPClient sends one request. *http.Client is one.
type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

// HTTPSignerV4 signs one request. *v4.Signer is one.
type HTTPSignerV4 interface {
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string,
		region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// IdempotencyTokenProvider creates values for missing idempotency tokens.
type IdempotencyTokenProvider interface {
	GetIdempotencyToken() (string, error)
}

// Options configure a client or, through a method's optFns, a single call. The
// fields above Validation have the names and meanings of the SDK's ec2.Options.
type Options struct {
	// APIOptions change the middleware stack of each call.
	APIOptions []func(*middleware.Stack) error
	// AppID, if set, is added to the User-Agent.
	AppID string
	// BaseEndpoint overrides the endpoint. If nil, Region determines it.
	BaseEndpoint *string
	// ClientLogMode selects what is logged. The default is nothing.
	ClientLogMode aws.ClientLogMode
	// Credentials is the provider of the keys that sign requests. If nil or
	// aws.AnonymousCredentials, requests are not signed.
	Credentials aws.CredentialsProvider
	// DefaultsMode selects the default timeouts and retry mode. If empty, it is legacy.
	DefaultsMode aws.DefaultsMode
	// DisableClockSkewCorrection disables adjusting the signing time to the
	// service's clock.
	DisableClockSkewCorrection bool
	// DisableRequestCompression disables compression of request bodies.
	DisableRequestCompression bool
	// RequestMinCompressSizeBytes is the minimum size of a body that is compressed. The
	// default is 10,240.
	RequestMinCompressSizeBytes int64
	// EndpointOptions select FIPS and dual-stack endpoints.
	EndpointOptions EndpointResolverOptions
	// EndpointResolver resolves the endpoint. If nil, EndpointResolverV2 does.
	//
	// Deprecated: set BaseEndpoint or EndpointResolverV2.
	EndpointResolver EndpointResolver
	// EndpointResolverV2 resolves the endpoint. The default is
	// NewDefaultEndpointResolverV2.
	EndpointResolverV2 EndpointResolverV2
	// HTTPSignerV4 signs the requests. The default is v4.NewSigner.
	HTTPSignerV4 HTTPSignerV4
	// IdempotencyTokenProvider creates idempotency tokens. If nil, they are random
	// UUIDs.
	IdempotencyTokenProvider IdempotencyTokenProvider
	// Logger receives what ClientLogMode selects. If nil, nothing is logged.
	Logger logging.Logger
	// MeterProvider measures calls and attempts. If nil, nothing is measured.
	MeterProvider meterProvider
	// TracerProvider, if set, receives a span for each call and for its steps.
	TracerProvider tracerProvider
	// Region is the region of the endpoint and of signatures, such as "eu-west-1".
	// Required; without credentials, BaseEndpoint alone is enough.
	Region string
	// RetryMaxAttempts limits the attempts of a call. If zero, the Retryer's limit
	// applies, which is 3.
	RetryMaxAttempts int
	// RetryMode selects the default Retryer. If empty, it is standard.
	RetryMode aws.RetryMode
	// Retryer decides which attempts are repeated, and when. If nil, RetryMode selects one.
	Retryer aws.Retryer
	// RuntimeEnvironment is the input of DefaultsMode auto.
	RuntimeEnvironment aws.RuntimeEnvironment
	// HTTPClient sends the requests. The default is awshttp.NewBuildableClient.
	HTTPClient HTTPClient
	// Interceptors run at the steps of a call, in the SDK's order.
	Interceptors interceptors
	// AuthSchemeResolver lists the authentication schemes of an operation. The default is
	// SigV4.
	AuthSchemeResolver AuthSchemeResolver
	// AuthSchemes are the schemes that the client supports. The default is SigV4.
	AuthSchemes []smithyhttp.AuthScheme
	// AuthSchemePreference orders the schemes by short names such as "sigv4". If nil, the
	// resolver's order applies.
	AuthSchemePreference []string

	// Validation is the policy for violations of the model's rules. The default is the
	// value of the environment variable EC2GEN_VALIDATION (see valid.ParsePolicy), or
	// otherwise that errors stop a call and OnViolation receives warnings; but in a
	// replacement package only a missing required member stops a call.
	Validation valid.Policy
	// OnViolation, if set, receives each violation that does not stop the call.
	OnViolation func(ctx context.Context, operation string, v valid.Violation)
	// OnUnknownElement, if set, receives the path of each response element that the
	// model lacks: time to update the model and regenerate.
	OnUnknownElement func(ctx context.Context, operation, path string)
	// MaxResponseBytes limits the size of a response. The default is
	// DefaultMaxResponseBytes.
	MaxResponseBytes int64

	mode aws.DefaultsMode // DefaultsMode, with auto resolved
}

// DefaultMaxResponseBytes is larger than EC2's largest response, DescribeImages of
// all public images, which has about 100 MB.
const DefaultMaxResponseBytes = 256 << 20

// Copy returns a copy that can be changed without changing o.
func (o Options) Copy() Options {
	o.APIOptions = append([]func(*middleware.Stack) error(nil), o.APIOptions...)
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// WithAPIOptions adds functions that change the middleware stack of a call.
func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) { o.APIOptions = append(o.APIOptions, optFns...) }
}

// WithEndpointResolver sets an endpoint resolver of the first version.
//
// Deprecated: use WithEndpointResolverV2, or BaseEndpoint.
func WithEndpointResolver(v EndpointResolver) func(*Options) {
	return func(o *Options) { o.EndpointResolver = v }
}

// WithEndpointResolverV2 sets the endpoint resolver.
func WithEndpointResolverV2(v EndpointResolverV2) func(*Options) {
	return func(o *Options) { o.EndpointResolverV2 = v }
}

// WithSigV4SigningName signs calls for this service name instead of the client's.
func WithSigV4SigningName(name string) func(*Options) {
	return withSigning("withSigV4SigningName",
		func(ctx context.Context) context.Context { return awsmiddleware.SetSigningName(ctx, name) })
}

// WithSigV4SigningRegion signs calls for this region instead of the client's.
func WithSigV4SigningRegion(region string) func(*Options) {
	return withSigning("withSigV4SigningRegion",
		func(ctx context.Context) context.Context { return awsmiddleware.SetSigningRegion(ctx, region) })
}

// withSigning changes a setting of signatures, after RegisterServiceMetadata has
// set the client's.
func withSigning(id string, set func(context.Context) context.Context) func(*Options) {
	step := func(ctx context.Context, in middleware.InitializeInput,
		next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		return next.HandleInitialize(set(ctx), in)
	}
	return WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Initialize.Insert(middleware.InitializeMiddlewareFunc(id, step), "RegisterServiceMetadata",
			middleware.After)
	})
}
