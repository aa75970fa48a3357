package awsclient

// This file creates clients, from Options or from an aws.Config.

import (
	"context"
	"os"
	"strings"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// A Service describes an API: what all of its calls have in common.
type Service struct {
	ID             string // SDK service id: "EC2"
	APIVersion     string // "2016-11-15"
	EndpointPrefix string // first label of the host: "ec2"
	SigningName    string // service in the credential scope: "ec2"
	Version        string // of the generated package, for the User-Agent; "" if unknown
	Input          InputPolicy
	Rules          string // ids of the model's rules, separated by white space; if "", a policy may name any id
	// RulesTag is the build tag that the model's rules need and the build lacks: policies
	// that need rules are errors. If "", the rules are compiled.
	RulesTag string
	// Errors returns the model's type for the code of an error response, wrapping err,
	// or err itself. If nil, there are no such types.
	Errors func(code, message string, body []byte, err error) error
}

// An InputPolicy decides what a call does with its input before it is sent.
type InputPolicy string

const (
	// ModelInput stops a call that violates a rule of level error. The caller's input
	// never changes.
	ModelInput InputPolicy = ""
	// SDKInput is the policy of the AWS SDK: only a missing required member stops a
	// call, and missing idempotency tokens are set in the caller's input. Options or the
	// environment can enable the rules of the model.
	SDKInput InputPolicy = "sdk"
)

// A Client is a configured service. It is safe for concurrent use.
type Client struct {
	service   Service
	options   Options
	policyErr error         // of EC2GEN_VALIDATION
	gzips     bool          // requestsGzip of options.HTTPClient
	skew      *atomic.Int64 // nanoseconds that the service's clock is ahead of ours
}

// New returns a client. It sets defaults, then applies optFns.
func New(service Service, options Options, optFns ...func(*Options)) *Client {
	options = options.Copy()
	options.resolve(service)
	for _, fn := range optFns {
		fn(&options)
	}
	options.finish()
	c := &Client{service: service, options: options, skew: new(atomic.Int64), gzips: requestsGzip(options.HTTPClient)}
	c.resolveValidation()
	return c
}

// NewFromConfig returns a client with the settings of cfg.
func NewFromConfig(service Service, cfg aws.Config, optFns ...func(*Options)) *Client {
	o := Options{
		APIOptions:         cfg.APIOptions,
		AppID:              cfg.AppID,
		BaseEndpoint:       baseEndpoint(service, cfg),
		ClientLogMode:      cfg.ClientLogMode,
		Credentials:        cfg.Credentials,
		DefaultsMode:       cfg.DefaultsMode,
		HTTPClient:         cfg.HTTPClient,
		Logger:             cfg.Logger,
		Region:             cfg.Region,
		RetryMaxAttempts:   cfg.RetryMaxAttempts,
		RetryMode:          cfg.RetryMode,
		RuntimeEnvironment: cfg.RuntimeEnvironment,
	}
	if cfg.Retryer != nil {
		o.Retryer = cfg.Retryer()
	}
	o.EndpointResolver = legacyResolver(service.ID, cfg)
	o.EndpointOptions = endpointOptions(cfg.ConfigSources)
	o.DisableClockSkewCorrection = configDisablesSkew(cfg)
	o.AuthSchemePreference = configAuthPreference(cfg)
	o.Interceptors = configInterceptors(cfg)
	return New(service, o, append(configOptions(service, cfg), optFns...)...)
}

// Options returns a copy of the client's options.
func (c *Client) Options() Options {
	if c == nil { // a nil client has zero options
		return Options{}
	}
	return c.options.Copy()
}

// baseEndpoint finds a custom endpoint. As in the SDK, the configuration's sources
// read the environment, so that a plain aws.Config means the same everywhere. One
// exception, also as in the SDK: AWS_ENDPOINT_URL overrides a service's endpoint in
// the configuration file unless the service's own variable is set.
func baseEndpoint(service Service, cfg aws.Config) *string {
	_, general := os.LookupEnv("AWS_ENDPOINT_URL")
	_, own := os.LookupEnv("AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(service.ID, " ", "_")))
	if general && !own || ignoreConfiguredEndpoints(cfg.ConfigSources) {
		return cfg.BaseEndpoint
	}
	for _, source := range cfg.ConfigSources {
		s, ok := source.(interface {
			GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
		})
		if !ok {
			continue
		}
		v, found, err := s.GetServiceBaseEndpoint(context.Background(), service.ID)
		if err != nil {
			break // as in the SDK: after an error of a source, the default applies
		}
		if found {
			return aws.String(v)
		}
	}
	return cfg.BaseEndpoint
}

func ignoreConfiguredEndpoints(sources []interface{}) bool {
	for _, source := range sources {
		s, ok := source.(interface {
			GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error)
		})
		if !ok {
			continue
		}
		if v, found, err := s.GetIgnoreConfiguredEndpoints(context.Background()); err != nil || found {
			return v && err == nil
		}
	}
	return false
}

// endpointOptions reads the FIPS and dual-stack settings of the configuration. The
// first source with a setting decides.
func endpointOptions(sources []interface{}) (o EndpointResolverOptions) {
	for _, source := range sources {
		if s, ok := source.(interface {
			GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
		}); ok && o.UseFIPSEndpoint == aws.FIPSEndpointStateUnset {
			if v, found, err := s.GetUseFIPSEndpoint(context.Background()); err == nil && found {
				o.UseFIPSEndpoint = v
			}
		}
		if s, ok := source.(interface {
			GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
		}); ok && o.UseDualStackEndpoint == aws.DualStackEndpointStateUnset {
			if v, found, err := s.GetUseDualStackEndpoint(context.Background()); err == nil && found {
				o.UseDualStackEndpoint = v
			}
		}
	}
	return o
}
