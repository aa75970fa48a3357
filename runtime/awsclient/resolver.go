package awsclient

// This file has the first version of endpoint resolvers, which programs still set.

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// EndpointResolver resolves the endpoint of a region.
//
// Deprecated: use EndpointResolverV2.
type EndpointResolver interface {
	ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error)
}

// EndpointResolverFunc adapts a function to EndpointResolver.
type EndpointResolverFunc func(region string, options EndpointResolverOptions) (aws.Endpoint, error)

// ResolveEndpoint calls the function.
func (fn EndpointResolverFunc) ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
	return fn(region, options)
}

// EndpointResolverFromURL returns a resolver that always returns one URL.
// Requests are signed for the client's region unless optFns set another.
func EndpointResolverFromURL(url string, optFns ...func(*aws.Endpoint)) EndpointResolver {
	e := aws.Endpoint{URL: url, Source: aws.EndpointSourceCustom}
	for _, fn := range optFns {
		fn(&e)
	}
	return EndpointResolverFunc(func(region string, _ EndpointResolverOptions) (aws.Endpoint, error) {
		e := e
		if e.SigningRegion == "" {
			e.SigningRegion = region
		}
		return e, nil
	})
}

// Resolver resolves endpoints as the SDK did before 2023: by the form of the
// region, and without dual-stack endpoints in isolated partitions.
type Resolver struct{ prefix string }

// NewDefaultEndpointResolver returns the Resolver for the service whose
// Service.EndpointPrefix is prefix.
func NewDefaultEndpointResolver(prefix string) *Resolver { return &Resolver{prefix} }

// ResolveEndpoint resolves the endpoint of a region, which is required.
func (r *Resolver) ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
	if region == "" {
		return aws.Endpoint{}, &aws.MissingRegionError{}
	}
	if options.ResolvedRegion != "" {
		region = options.ResolvedRegion
	}
	fips, dualStack := options.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled,
		options.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled
	if plain := strings.TrimPrefix(region, "fips-"); plain != region && !fips && !dualStack && fipsNames[plain] {
		region, fips = plain, true
	}
	p := partitionByForm(region)
	if dualStack && strings.HasPrefix(p.name, "aws-iso") {
		return aws.Endpoint{}, fmt.Errorf("unable to resolve endpoint for region: %s", region)
	}
	address := p.address(r.prefix, region, fips, dualStack)
	if options.DisableHTTPS {
		address = "http" + address[len("https"):]
	}
	return aws.Endpoint{URL: address, PartitionID: p.name, SigningRegion: region, SigningMethod: "v4",
		Source: aws.EndpointSourceServiceMetadata}, nil
}

// fipsNames has the regions with an endpoint called fips-REGION.
var fipsNames = map[string]bool{"ca-central-1": true, "ca-west-1": true, "us-east-1": true, "us-east-2": true,
	"us-west-1": true, "us-west-2": true}

// ResolveEndpoint is the middleware that calls an EndpointResolver, if the options have
// one.
type ResolveEndpoint struct {
	Resolver EndpointResolver        // if nil, EndpointResolverV2 resolves
	Options  EndpointResolverOptions // passed to Resolver

	signingName string // the service's
}

// ID returns the middleware's name.
func (*ResolveEndpoint) ID() string { return "ResolveEndpoint" }

// HandleSerialize sets the endpoint of the request. If the resolver does not know
// the region, EndpointResolverV2 resolves it.
func (m *ResolveEndpoint) HandleSerialize(ctx context.Context, in middleware.SerializeInput,
	next middleware.SerializeHandler) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
	if !awsmiddleware.GetRequiresLegacyEndpoints(ctx) {
		return next.HandleSerialize(ctx, in)
	}
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	if m.Resolver == nil {
		return out, metadata, errors.New("expected endpoint resolver to not be nil")
	}
	options := m.Options
	options.Logger = middleware.GetLogger(ctx)
	endpoint, err := m.Resolver.ResolveEndpoint(awsmiddleware.GetRegion(ctx), options)
	var unknown *aws.EndpointNotFoundError
	switch {
	case errors.As(err, &unknown):
		return next.HandleSerialize(awsmiddleware.SetRequiresLegacyEndpoints(ctx, false), in)
	case err != nil:
		return out, metadata, fmt.Errorf("failed to resolve service endpoint, %w", err)
	}
	if req.URL, err = url.Parse(endpoint.URL); err != nil {
		return out, metadata, fmt.Errorf("failed to parse endpoint URL: %w", err)
	}
	// The caller's name comes first, then the endpoint's, then the service's.
	if awsmiddleware.GetSigningName(ctx) == "" {
		name := endpoint.SigningName
		if name == "" {
			name = m.signingName
		}
		ctx = awsmiddleware.SetSigningName(ctx, name)
	}
	ctx = awsmiddleware.SetEndpointSource(ctx, endpoint.Source)
	ctx = smithyhttp.SetHostnameImmutable(ctx, endpoint.HostnameImmutable)
	ctx = awsmiddleware.SetSigningRegion(ctx, endpoint.SigningRegion)
	ctx = awsmiddleware.SetPartitionID(ctx, endpoint.PartitionID)
	return next.HandleSerialize(ctx, in)
}

// legacyResolver returns the resolver of an aws.Config, or nil.
func legacyResolver(id string, cfg aws.Config) EndpointResolver {
	switch {
	case cfg.EndpointResolverWithOptions != nil:
		return EndpointResolverFunc(func(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
			return cfg.EndpointResolverWithOptions.ResolveEndpoint(id, region, options)
		})
	case cfg.EndpointResolver != nil:
		return EndpointResolverFunc(func(region string, _ EndpointResolverOptions) (aws.Endpoint, error) {
			return cfg.EndpointResolver.ResolveEndpoint(id, region)
		})
	}
	return nil
}
