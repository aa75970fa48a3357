package awsclient

// This file is the way out: what happens to an input until it is on the wire.

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"strings"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

func (p *pipeline) setLogger(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	return next.HandleInitialize(middleware.SetLogger(ctx, p.options.Logger), in)
}

// fillToken sets absent idempotency tokens in a copy, so that retries of one
// call carry one token and the caller's input stays as it was.
func (p *pipeline) fillToken(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
	if p.op.token != nil && p.options.IdempotencyTokenProvider != nil && p.op.check(in.Parameters) == nil {
		filled, err := p.op.token(in.Parameters, p.options.IdempotencyTokenProvider.GetIdempotencyToken)
		if err != nil {
			return out, metadata, err
		}
		in.Parameters = filled
	}
	return next.HandleInitialize(ctx, in)
}

// validate stops a call whose input the service is sure to refuse, and reports
// what else the model has against it.
func (p *pipeline) validate(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
	if err := p.op.check(in.Parameters); err != nil {
		return out, metadata, err
	}
	if p.op.validate == nil || p.options.Validation.Mode == valid.Silent && len(p.options.Validation.Levels) == 0 {
		return next.HandleInitialize(ctx, in)
	}
	found := p.options.Validation.Apply(p.op.validate(in.Parameters))
	if err := found.Err(p.op.name + "Input"); err != nil {
		return out, metadata, err
	}
	if p.options.OnViolation != nil {
		for _, v := range found {
			p.options.OnViolation(ctx, p.op.name, v)
		}
	}
	return next.HandleInitialize(ctx, in)
}

type inputKey struct{}

// rememberInput keeps the input for steps that see the HTTP request only.
func rememberInput(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	return next.HandleSerialize(middleware.WithStackValue(ctx, inputKey{}, in.Parameters), in)
}

// encode makes the HTTP request: a POST of the form to the endpoint's root.
func (p *pipeline) encode(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, &smithy.SerializationError{Err: fmt.Errorf("unknown transport type %T", in.Request)}
	}
	if err := p.op.check(in.Parameters); err != nil {
		return out, metadata, &smithy.SerializationError{Err: err}
	}
	req.URL.Path = "/"
	req.Method = "POST"
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")

	var w ec2query.Writer
	w.Reset(make([]byte, 0, 1024))
	p.op.encode(&w, in.Parameters)
	body := w.Bytes()
	if p.compresses(len(body)) {
		if body, err = gzipped(body); err != nil {
			return out, metadata, &smithy.SerializationError{Err: err}
		}
		req.Header.Set("Content-Encoding", "gzip")
	}
	if req, err = req.SetStream(bytes.NewReader(body)); err != nil {
		return out, metadata, &smithy.SerializationError{Err: err}
	}
	in.Request = req
	return next.HandleSerialize(ctx, in)
}

// compresses says whether a body of that size is sent compressed: where the
// model allows it, and it is worth it.
func (p *pipeline) compresses(size int) bool {
	least := p.options.RequestMinCompressSizeBytes
	if least <= 0 {
		least = 10240
	}
	return p.op.compress && !p.options.DisableRequestCompression && int64(size) >= least
}

func gzipped(body []byte) ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

// passFinalize holds the place of a step that other clients' middleware may be
// inserted beside; what the SDK does there is done in sign.
func passFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	return next.HandleFinalize(ctx, in)
}

// resolveEndpoint points the request at its endpoint.
func (p *pipeline) resolveEndpoint(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	if err := checkRegion(p.options.Region); err != nil {
		return out, metadata, fmt.Errorf("failed to bind endpoint params, %w", err)
	}
	endpoint, err := p.options.EndpointResolverV2.ResolveEndpoint(ctx, p.options.parameters())
	if err != nil {
		return out, metadata, fmt.Errorf("failed to resolve service endpoint, %w", err)
	}
	if endpoint.URI.RawPath == "" && req.URL.RawPath != "" {
		endpoint.URI.RawPath = endpoint.URI.Path
	}
	req.URL.Scheme, req.URL.Host = endpoint.URI.Scheme, endpoint.URI.Host
	req.URL.Path = smithyhttp.JoinPath(endpoint.URI.Path, req.URL.Path)
	req.URL.RawPath = smithyhttp.JoinPath(endpoint.URI.RawPath, req.URL.RawPath)
	for name := range endpoint.Headers {
		req.Header.Set(name, endpoint.Headers.Get(name))
	}
	if err := p.prefixHost(ctx, req); err != nil {
		return out, metadata, err
	}
	// A custom resolver may say which name and region to sign for.
	schemes, _ := smithyauth.GetAuthOptions(&endpoint.Properties)
	for _, scheme := range schemes {
		if name, ok := smithyhttp.GetSigV4SigningName(&scheme.SignerProperties); ok {
			ctx = awsmiddleware.SetSigningName(ctx, name)
		}
		if region, ok := smithyhttp.GetSigV4SigningRegion(&scheme.SignerProperties); ok {
			ctx = awsmiddleware.SetSigningRegion(ctx, region)
		}
	}
	return next.HandleFinalize(ctx, in)
}

// prefixHost puts the operation's host prefix before the host, unless the
// caller said that the host must stay as it is.
func (p *pipeline) prefixHost(ctx context.Context, req *smithyhttp.Request) error {
	if p.op.hostPrefix == nil || smithyhttp.GetHostnameImmutable(ctx) || smithyhttp.IsEndpointHostPrefixDisabled(ctx) {
		return nil
	}
	input := middleware.GetStackValue(ctx, inputKey{})
	if p.op.check(input) != nil {
		return nil
	}
	prefix, err := p.op.hostPrefix(input)
	if err != nil {
		return &smithy.SerializationError{Err: err}
	}
	req.URL.Host = prefix + req.URL.Host
	return smithyhttp.ValidateEndpointHost(strings.TrimSuffix(req.URL.Host, "."))
}

// sign signs one attempt, with the clock corrected by what the service said of
// it in an earlier answer.
func (p *pipeline) sign(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	if p.options.anonymous() {
		return next.HandleFinalize(ctx, in)
	}
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unexpected transport type %T", in.Request)
	}
	credentials, err := p.options.Credentials.Retrieve(ctx)
	if err != nil {
		return out, metadata, fmt.Errorf("get identity: get credentials: %w", err)
	}
	name, region := awsmiddleware.GetSigningName(ctx), awsmiddleware.GetSigningRegion(ctx)
	if region == "" {
		region = plainRegion(p.options.Region)
	}
	now := time.Now()
	if !p.options.DisableClockSkewCorrection {
		now = now.Add(time.Duration(p.client.skew.Load()))
	}
	err = p.options.HTTPSignerV4.SignHTTP(ctx, credentials, req.Request, v4.GetPayloadHash(ctx), name, region, now.UTC(), func(o *v4.SignerOptions) {
		o.Logger = p.options.Logger
		o.LogSigning = p.options.ClientLogMode.IsSigning()
	})
	if err != nil {
		return out, metadata, fmt.Errorf("sign http: %w", err)
	}
	ctx = awsmiddleware.SetSigningCredentials(ctx, credentials)
	out, metadata, err = next.HandleFinalize(ctx, in)
	if skew, ok := awsmiddleware.GetAttemptSkew(metadata); ok {
		p.client.skew.Store(int64(skew))
	}
	return out, metadata, err
}
