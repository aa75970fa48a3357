package awsclient

// This file sets the defaults of options, as the SDK does.

import (
	"net"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/defaults"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/logging"
	smithyrand "github.com/aws/smithy-go/rand"
)

// resolve sets the defaults that the caller's functions may change afterwards.
func (o *Options) resolve(service Service) {
	if o.Logger == nil {
		o.Logger = logging.Nop{}
	}
	o.resolveMode()
	o.resolveRetryer()
	o.resolveHTTPClient()
	if o.HTTPSignerV4 == nil {
		o.HTTPSignerV4 = o.newSigner()
	}
	if o.IdempotencyTokenProvider == nil {
		o.IdempotencyTokenProvider = smithyrand.NewUUIDIdempotencyToken(smithyrand.Reader)
	}
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = NewDefaultEndpointResolverV2(service.EndpointPrefix)
	}
	if o.AuthSchemeResolver == nil {
		o.AuthSchemeResolver = sigV4Only{service.SigningName}
	}
	o.resolveObservers()
}

// finish sets the defaults that depend on the caller's functions.
func (o *Options) finish() {
	if o.RetryMaxAttempts != 0 {
		o.Retryer = retry.AddWithMaxAttempts(o.Retryer, o.RetryMaxAttempts)
	}
	o.dropAnonymous()
	if own, ok := o.AuthSchemeResolver.(sigV4Only); ok {
		o.AuthSchemeResolver = orAnonymous{own}
	}
	if o.AuthSchemes == nil {
		o.AuthSchemes = newSigV4Schemes(o)
	}
}

// dropAnonymous removes anonymous credentials.
func (o *Options) dropAnonymous() {
	if aws.IsCredentialsProvider(o.Credentials, (*aws.AnonymousCredentials)(nil)) {
		o.Credentials = nil
	}
}

func (o *Options) newSigner() *v4.Signer {
	return v4.NewSigner(func(so *v4.SignerOptions) {
		so.Logger = o.Logger
		so.LogSigning = o.ClientLogMode.IsSigning()
	})
}

// resolveMode sets the defaults mode; "auto" depends on the environment in which
// the program runs.
func (o *Options) resolveMode() {
	if o.mode != "" {
		return
	}
	o.mode.SetFromString(string(o.DefaultsMode))
	if o.mode == aws.DefaultsModeAuto {
		o.mode = defaults.ResolveDefaultsModeAuto(o.Region, o.RuntimeEnvironment)
	}
}

func (o *Options) resolveRetryer() {
	if o.Retryer != nil {
		return
	}
	if o.RetryMode == "" {
		if mode, err := defaults.GetModeConfiguration(o.mode); err == nil {
			o.RetryMode = mode.RetryMode
		}
	}
	if o.RetryMode == "" {
		o.RetryMode = aws.RetryModeStandard
	}
	standard := func(so *retry.StandardOptions) {
		if o.RetryMaxAttempts != 0 {
			so.MaxAttempts = o.RetryMaxAttempts
		}
	}
	if o.RetryMode == aws.RetryModeAdaptive {
		o.Retryer = retry.NewAdaptiveMode(func(ao *retry.AdaptiveModeOptions) {
			ao.StandardOptions = append(ao.StandardOptions, standard)
		})
		return
	}
	o.Retryer = retry.NewStandard(standard)
}

// resolveHTTPClient sets the mode's timeouts, unless the caller has set a client of
// another type.
func (o *Options) resolveHTTPClient() {
	client, ok := o.HTTPClient.(*awshttp.BuildableClient)
	switch {
	case o.HTTPClient == nil:
		client = awshttp.NewBuildableClient()
	case !ok:
		return
	}
	if mode, err := defaults.GetModeConfiguration(o.mode); err == nil {
		client = client.WithDialerOptions(func(dialer *net.Dialer) {
			if timeout, ok := mode.GetConnectTimeout(); ok {
				dialer.Timeout = timeout
			}
		}).WithTransportOptions(func(transport *http.Transport) {
			if timeout, ok := mode.GetTLSNegotiationTimeout(); ok {
				transport.TLSHandshakeTimeout = timeout
			}
		})
	}
	o.HTTPClient = client
}
