package awsclient

// This file selects an authentication scheme and applies it: SigV4, none for
// anonymous callers, or the caller's own scheme.

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// AuthResolverParameters are the inputs of an AuthSchemeResolver.
type AuthResolverParameters struct {
	Operation string // "RegisterImage"
	Region    string // "us-east-1"
}

// AuthSchemeResolver lists the authentication schemes of an operation, the best first.
type AuthSchemeResolver interface {
	ResolveAuthSchemes(context.Context, *AuthResolverParameters) ([]*smithyauth.Option, error)
}

// sigV4Only is the resolver of a service that supports only SigV4.
type sigV4Only struct{ signingName string }

func (r sigV4Only) ResolveAuthSchemes(_ context.Context, params *AuthResolverParameters) ([]*smithyauth.Option, error) {
	option := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	smithyhttp.SetSigV4SigningName(&option.SignerProperties, r.signingName)
	smithyhttp.SetSigV4SigningRegion(&option.SignerProperties, params.Region)
	return []*smithyauth.Option{option}, nil
}

// orAnonymous also offers the anonymous scheme, for clients without credentials.
type orAnonymous struct{ AuthSchemeResolver }

func (r orAnonymous) ResolveAuthSchemes(ctx context.Context,
	params *AuthResolverParameters) ([]*smithyauth.Option, error) {
	options, err := r.AuthSchemeResolver.ResolveAuthSchemes(ctx, params)
	if err != nil {
		return nil, err
	}
	return append(options, &smithyauth.Option{SchemeID: smithyauth.SchemeIDAnonymous}), nil
}

// GetIdentityResolver returns the resolver of the caller's identity for a scheme, or nil.
func (o Options) GetIdentityResolver(schemeID string) smithyauth.IdentityResolver {
	switch {
	case schemeID == smithyauth.SchemeIDAnonymous:
		return &smithyauth.AnonymousIdentityResolver{}
	case schemeID == smithyauth.SchemeIDSigV4 && o.Credentials != nil:
		return credentialsResolver{o.Credentials}
	}
	return nil
}

// credentialsResolver and credentialsIdentity adapt credentials to smithy's
// interfaces.
type credentialsResolver struct{ provider aws.CredentialsProvider }

func (r credentialsResolver) GetIdentity(ctx context.Context, _ smithy.Properties) (smithyauth.Identity, error) {
	credentials, err := r.provider.Retrieve(ctx)
	if err != nil {
		return nil, fmt.Errorf("get credentials: %w", err)
	}
	return credentialsIdentity{credentials}, nil
}

type credentialsIdentity struct{ credentials aws.Credentials }

func (i credentialsIdentity) Expiration() time.Time { return i.credentials.Expires }

// sigV4Scheme signs with the options' HTTPSignerV4.
type sigV4Scheme struct{ signer sigV4Signer }

func newSigV4Schemes(o *Options) []smithyhttp.AuthScheme {
	return []smithyhttp.AuthScheme{sigV4Scheme{sigV4Signer{signer: o.HTTPSignerV4,
		options: v4.SignerOptions{Logger: o.Logger, LogSigning: o.ClientLogMode.IsSigning()}}}}
}

func (s sigV4Scheme) SchemeID() string { return smithyauth.SchemeIDSigV4 }

func (s sigV4Scheme) IdentityResolver(o smithyauth.IdentityResolverOptions) smithyauth.IdentityResolver {
	return o.GetIdentityResolver(smithyauth.SchemeIDSigV4)
}

func (s sigV4Scheme) Signer() smithyhttp.Signer { return s.signer }

type sigV4Signer struct {
	signer  HTTPSignerV4
	options v4.SignerOptions // its logging
}

// SignRequest signs with our clock, corrected by the skew from the service's clock.
func (s sigV4Signer) SignRequest(ctx context.Context, r *smithyhttp.Request, identity smithyauth.Identity,
	properties smithy.Properties) error {
	who, ok := identity.(credentialsIdentity)
	if !ok {
		return fmt.Errorf("unexpected identity type: %T", identity)
	}
	name, ok := smithyhttp.GetSigV4SigningName(&properties)
	if !ok {
		return errors.New("sigv4 signing name is required")
	}
	region, ok := smithyhttp.GetSigV4SigningRegion(&properties)
	if !ok {
		return errors.New("sigv4 signing region is required")
	}
	skew, _ := middleware.GetStackValue(ctx, skewKey{}).(time.Duration)
	err := s.signer.SignHTTP(ctx, who.credentials, r.Request, v4.GetPayloadHash(ctx), name, region,
		time.Now().Add(skew).UTC(), func(o *v4.SignerOptions) {
			o.DisableURIPathEscaping, _ = smithyhttp.GetDisableDoubleEncoding(&properties)
			o.Logger, o.LogSigning = s.options.Logger, s.options.LogSigning
		})
	if err != nil {
		return fmt.Errorf("sign http: %w", err)
	}
	return nil
}

// skewKey is the key of the time by which the service's clock is ahead of ours.
type skewKey struct{}

// A chosenScheme is the authentication scheme of one attempt.
type chosenScheme struct {
	scheme     smithyhttp.AuthScheme
	identity   smithyauth.Identity
	finding    smithy.Properties // for the identity
	properties smithy.Properties // for the signer
}

// newChosenScheme copies the option's properties: they change from attempt to
// attempt, and a resolver may return the same option each time.
func newChosenScheme(scheme smithyhttp.AuthScheme, option *smithyauth.Option) *chosenScheme {
	c := &chosenScheme{scheme: scheme, finding: option.IdentityProperties}
	c.properties.SetAll(&option.SignerProperties)
	return c
}

// id returns the scheme's property for tracers and meters.
func (c *chosenScheme) id() property { return property{"auth.scheme_id", c.scheme.SchemeID()} }

type schemeKey struct{}

func chosen(ctx context.Context) (*chosenScheme, error) {
	c, ok := middleware.GetStackValue(ctx, schemeKey{}).(*chosenScheme)
	if !ok {
		return nil, errors.New("no resolved auth scheme")
	}
	return c, nil
}

// resolveAuthScheme chooses the first of the resolver's options that the client
// supports and has an identity for.
func (p *pipeline) resolveAuthScheme(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	_, span := p.startSpan(ctx, "ResolveAuthScheme")
	options, err := p.options.AuthSchemeResolver.ResolveAuthSchemes(ctx,
		&AuthResolverParameters{Operation: p.op.name, Region: p.options.Region})
	if err != nil {
		span.end()
		return out, metadata, fmt.Errorf("resolve auth scheme: %w", err)
	}
	c := p.options.choose(options)
	if c == nil {
		span.end()
		return out, metadata, errors.New("could not select an auth scheme")
	}
	span.set(c.id())
	span.end()
	return next.HandleFinalize(middleware.WithStackValue(ctx, schemeKey{}, c), in)
}

func (o *Options) choose(options []*smithyauth.Option) *chosenScheme {
	for _, option := range preferred(options, o.AuthSchemePreference) {
		if option.SchemeID == smithyauth.SchemeIDAnonymous {
			return newChosenScheme(smithyhttp.NewAnonymousScheme(), option)
		}
		for _, scheme := range o.AuthSchemes {
			id := scheme.SchemeID()
			if (id == option.SchemeID || shortScheme(id) == option.SchemeID) && scheme.IdentityResolver(*o) != nil {
				return newChosenScheme(scheme, option)
			}
		}
	}
	return nil
}

// preferred moves the options that names lists to the front, in the order of names.
func preferred(options []*smithyauth.Option, names []string) []*smithyauth.Option {
	if len(names) == 0 {
		return options
	}
	var first, rest []*smithyauth.Option
	taken := map[*smithyauth.Option]bool{}
	for _, name := range names {
		for _, option := range options {
			if shortScheme(option.SchemeID) == name && !taken[option] {
				first, taken[option] = append(first, option), true
			}
		}
	}
	for _, option := range options {
		if !taken[option] {
			rest = append(rest, option)
		}
	}
	return append(first, rest...)
}

// shortScheme returns an id without its namespace: aws.auth#sigv4 -> sigv4.
func shortScheme(id string) string { return id[strings.LastIndexByte(id, '#')+1:] }

// getIdentity resolves the identity that signs.
func (p *pipeline) getIdentity(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	c, err := chosen(ctx)
	if err != nil {
		return out, metadata, err
	}
	resolver := c.scheme.IdentityResolver(p.options)
	if resolver == nil {
		return out, metadata, errors.New("no identity resolver")
	}
	inner, span := p.startSpan(ctx, "GetIdentity")
	err = p.timed(ctx, resolveIdentityDuration, func() (err error) {
		c.identity, err = resolver.GetIdentity(inner, c.finding)
		return err
	}, c.id())
	span.end()
	if err != nil {
		return out, metadata, fmt.Errorf("get identity: %w", err)
	}
	return next.HandleFinalize(ctx, in)
}

// applySigningNames lets the signing name and region set by the caller's middleware
// override those of the scheme.
func applySigningNames(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	c, err := chosen(ctx)
	if err != nil {
		return out, metadata, err
	}
	name, region := awsmiddleware.GetSigningName(ctx), awsmiddleware.GetSigningRegion(ctx)
	switch c.scheme.SchemeID() {
	case smithyauth.SchemeIDSigV4:
		if name != "" {
			smithyhttp.SetSigV4SigningName(&c.properties, name)
		}
		if region != "" {
			smithyhttp.SetSigV4SigningRegion(&c.properties, region)
		}
	case smithyauth.SchemeIDSigV4A:
		if name != "" {
			smithyhttp.SetSigV4ASigningName(&c.properties, name)
		}
		if region != "" {
			smithyhttp.SetSigV4ASigningRegions(&c.properties, []string{region})
		}
	}
	return next.HandleFinalize(ctx, in)
}

// sign signs one attempt.
func (p *pipeline) sign(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unexpected transport type %T", in.Request)
	}
	c, err := chosen(ctx)
	switch {
	case err != nil:
		return out, metadata, err
	case c.identity == nil:
		return out, metadata, errors.New("no identity")
	}
	signer := c.scheme.Signer()
	if signer == nil {
		return out, metadata, errors.New("no signer")
	}
	if !p.options.DisableClockSkewCorrection {
		ctx = middleware.WithStackValue(ctx, skewKey{}, time.Duration(p.client.skew.Load()))
	}
	_, span := p.startSpan(ctx, "SignRequest")
	err = p.timed(ctx, signRequestDuration, func() error { return signer.SignRequest(ctx, req, c.identity, c.properties) },
		c.id())
	span.end()
	if err != nil {
		return out, metadata, fmt.Errorf("sign request: %w", err)
	}
	if who, ok := c.identity.(credentialsIdentity); ok {
		ctx = awsmiddleware.SetSigningCredentials(ctx, who.credentials)
	}
	out, metadata, err = next.HandleFinalize(ctx, in)
	if skew, ok := awsmiddleware.GetAttemptSkew(metadata); ok {
		p.client.skew.Store(int64(skew))
	}
	return out, metadata, err
}
