package awsclient

// This file is what a user of a client can set, and the defaults of what is not.

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
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// IdempotencyTokenProvider makes the tokens that fill absent members marked as
// idempotency tokens.
type IdempotencyTokenProvider interface {
	GetIdempotencyToken() (string, error)
}

// Options configure a client, or with a method's optFns a single call. The
// fields above Validation are those of the SDK's ec2.Options and mean the same.
type Options struct {
	// APIOptions change the middleware stack of each call.
	APIOptions []func(*middleware.Stack) error
	// AppID is added to the User-Agent. Empty: nothing is.
	AppID string
	// BaseEndpoint replaces the endpoint that Region would give. Nil: Region decides.
	BaseEndpoint *string
	// ClientLogMode says what is logged. Zero: nothing.
	ClientLogMode aws.ClientLogMode
	// Credentials sign the requests. Nil, or aws.AnonymousCredentials: requests are not signed.
	Credentials aws.CredentialsProvider
	// DefaultsMode chooses timeouts and the retry mode where nothing else does.
	// Empty: legacy.
	DefaultsMode aws.DefaultsMode
	// DisableClockSkewCorrection signs with the machine's clock even after the
	// service has said that it is off.
	DisableClockSkewCorrection bool
	// DisableRequestCompression sends every body as it is, also where the model
	// allows compression.
	DisableRequestCompression bool
	// RequestMinCompressSizeBytes is the least size of a body that is compressed.
	// Zero: 10,240.
	RequestMinCompressSizeBytes int64
	// EndpointOptions choose FIPS and dual-stack endpoints.
	EndpointOptions EndpointResolverOptions
	// EndpointResolver finds the endpoint as it was done before 2023. Nil:
	// EndpointResolverV2 does.
	//
	// Deprecated: set BaseEndpoint or EndpointResolverV2.
	EndpointResolver EndpointResolver
	// EndpointResolverV2 finds the endpoint. Nil: NewDefaultEndpointResolverV2.
	EndpointResolverV2 EndpointResolverV2
	// HTTPSignerV4 signs the requests. Nil: v4.NewSigner.
	HTTPSignerV4 HTTPSignerV4
	// IdempotencyTokenProvider makes idempotency tokens. Nil: random UUIDs.
	IdempotencyTokenProvider IdempotencyTokenProvider
	// Logger gets what ClientLogMode asks for. Nil: nothing is logged.
	Logger logging.Logger
	// MeterProvider measures calls and attempts. Nil: nothing is measured.
	MeterProvider meterProvider
	// TracerProvider gets a span for each call, and for what it consists of. Nil:
	// nobody does.
	TracerProvider tracerProvider
	// Region is where requests go: "eu-west-1". Required unless BaseEndpoint is set; needed for signing in any case.
	Region string
	// RetryMaxAttempts bounds the attempts of a call. Zero: the Retryer's own bound, which is 3.
	RetryMaxAttempts int
	// RetryMode selects the Retryer when there is none. Empty: standard.
	RetryMode aws.RetryMode
	// Retryer decides what is tried again, and when. Nil: by RetryMode.
	Retryer aws.Retryer
	// RuntimeEnvironment is what DefaultsMode auto looks at.
	RuntimeEnvironment aws.RuntimeEnvironment
	// HTTPClient sends the requests. Nil: awshttp.NewBuildableClient.
	HTTPClient HTTPClient
	// Interceptors see a call at its steps, in an order of the SDK's.
	Interceptors interceptors
	// AuthSchemeResolver lists the ways to authenticate an operation. Nil: SigV4.
	AuthSchemeResolver AuthSchemeResolver
	// AuthSchemes are those that the client knows. Nil: SigV4.
	AuthSchemes []smithyhttp.AuthScheme
	// AuthSchemePreference orders the ways to authenticate, by short names such as
	// "sigv4". Nil: in the resolver's order.
	AuthSchemePreference []string

	// Validation sets how violations of the model's rules are treated before a
	// request is sent. Zero: what the environment variable EC2GEN_VALIDATION says,
	// as valid.ParsePolicy reads it; without that, errors stop the call and warnings
	// go to OnViolation, but in a package that stands in for the SDK's only what
	// the SDK refuses stops a call.
	Validation valid.Policy
	// OnViolation hears of the violations that do not stop a call. Nil: nobody does.
	OnViolation func(ctx context.Context, operation string, v valid.Violation)
	// OnUnknownElement hears of response elements that the model does not know,
	// by path: the sign that it is time to regenerate. Nil: nobody does.
	OnUnknownElement func(ctx context.Context, operation, path string)
	// MaxResponseBytes bounds a response. Zero: DefaultMaxResponseBytes.
	MaxResponseBytes int64

	mode aws.DefaultsMode // DefaultsMode, with auto resolved
}

// DefaultMaxResponseBytes is more than EC2's largest response, DescribeImages of every
// public image, which is of the order of 100 MB.
const DefaultMaxResponseBytes = 256 << 20

// Copy returns a copy that can be changed without changing o.
func (o Options) Copy() Options {
	o.APIOptions = append([]func(*middleware.Stack) error(nil), o.APIOptions...)
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// WithAPIOptions adds to the middleware stack of the calls it is given to.
func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) { o.APIOptions = append(o.APIOptions, optFns...) }
}

// WithEndpointResolver sets the endpoint resolver of before 2023.
//
// Deprecated: use WithEndpointResolverV2, or BaseEndpoint.
func WithEndpointResolver(v EndpointResolver) func(*Options) {
	return func(o *Options) { o.EndpointResolver = v }
}

// WithEndpointResolverV2 sets the endpoint resolver.
func WithEndpointResolverV2(v EndpointResolverV2) func(*Options) {
	return func(o *Options) { o.EndpointResolverV2 = v }
}

// WithSigV4SigningName signs calls for another service name than the client's.
func WithSigV4SigningName(name string) func(*Options) {
	return withSigning("withSigV4SigningName", func(ctx context.Context) context.Context { return awsmiddleware.SetSigningName(ctx, name) })
}

// WithSigV4SigningRegion signs calls for another region than the client's.
func WithSigV4SigningRegion(region string) func(*Options) {
	return withSigning("withSigV4SigningRegion", func(ctx context.Context) context.Context { return awsmiddleware.SetSigningRegion(ctx, region) })
}

// withSigning sets something about signatures, after RegisterServiceMetadata has
// set what the client has.
func withSigning(id string, set func(context.Context) context.Context) func(*Options) {
	step := func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		return next.HandleInitialize(set(ctx), in)
	}
	return WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Initialize.Insert(middleware.InitializeMiddlewareFunc(id, step), "RegisterServiceMetadata", middleware.After)
	})
}
