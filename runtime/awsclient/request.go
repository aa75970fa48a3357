package awsclient

// This file creates the HTTP request for an input.

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
)

func (p *pipeline) setLogger(ctx context.Context, in middleware.InitializeInput,
	next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	return next.HandleInitialize(middleware.SetLogger(ctx, p.options.Logger), in)
}

// chooseResolver records whether the options have an EndpointResolver.
func (p *pipeline) chooseResolver(ctx context.Context, in middleware.InitializeInput,
	next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	if p.options.EndpointResolver != nil {
		ctx = awsmiddleware.SetRequiresLegacyEndpoints(ctx, true)
	}
	return next.HandleInitialize(ctx, in)
}

// fillToken sets missing idempotency tokens in a copy, so that all attempts of a call
// have one token and the caller's input does not change. Under SDKInput it sets them
// in the caller's input, as the SDK does: a repeated call with the same input then
// has the same token.
func (p *pipeline) fillToken(ctx context.Context, in middleware.InitializeInput,
	next middleware.InitializeHandler) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
	if p.op.token != nil && p.options.IdempotencyTokenProvider != nil && p.op.check(in.Parameters) == nil {
		filled, err := p.op.token(in.Parameters, p.options.IdempotencyTokenProvider.GetIdempotencyToken)
		if err != nil {
			return out, metadata, err
		}
		if p.client.service.Input == SDKInput {
			p.op.assign(in.Parameters, filled)
			filled = in.Parameters
		}
		in.Parameters = filled
	}
	return next.HandleInitialize(ctx, in)
}

type inputKey struct{}

// rememberInput stores the input for steps that only see the HTTP request.
func rememberInput(ctx context.Context, in middleware.SerializeInput,
	next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	return next.HandleSerialize(middleware.WithStackValue(ctx, inputKey{}, in.Parameters), in)
}

// encode creates the HTTP request: a POST of the form to the endpoint's root.
func (p *pipeline) encode(ctx context.Context, in middleware.SerializeInput,
	next middleware.SerializeHandler) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, &smithy.SerializationError{Err: fmt.Errorf("unknown transport type %T", in.Request)}
	}
	if err := p.op.check(in.Parameters); err != nil {
		return out, metadata, &smithy.SerializationError{Err: err}
	}
	_, span := p.startSpan(ctx, "OperationSerializer")
	// An EndpointResolver may have set a path.
	req.URL.Path = strings.TrimSuffix(req.URL.Path, "/") + "/"
	req.Method = "POST"
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")

	var w ec2query.Writer
	w.Reset(make([]byte, 0, 1024))
	_ = p.timed(ctx, serializeDuration, func() error { p.op.encode(&w, in.Parameters); return nil }) // it cannot fail
	span.end()
	body := w.Bytes()
	if p.compresses(len(body)) {
		if body, err = gzipped(body); err != nil {
			return out, metadata, &smithy.SerializationError{Err: err}
		}
		req.Header.Set("Content-Encoding", "gzip")
	}
	if req, err = req.SetStream((*requestBody)(bytes.NewReader(body))); err != nil {
		return out, metadata, &smithy.SerializationError{Err: err}
	}
	in.Request = req
	return next.HandleSerialize(ctx, in)
}

// A requestBody is a bytes.Reader without WriteTo. smithy closes a request's body
// as soon as it has the response's header. WriteTo of a closed bytes.Reader returns
// io.EOF. net/http may call it then, to check for more data after the whole body:
// it treats the error as a failed write and closes the connection while the
// response is being read.
type requestBody bytes.Reader

func (b *requestBody) Read(p []byte) (int, error) { return (*bytes.Reader)(b).Read(p) }

func (b *requestBody) Seek(offset int64, whence int) (int64, error) {
	return (*bytes.Reader)(b).Seek(offset, whence)
}

// Len returns the number of unread bytes, for the Content-Length.
func (b *requestBody) Len() int { return (*bytes.Reader)(b).Len() }

// compresses reports whether a body of that size is sent compressed.
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

// resolveEndpoint sets the request's endpoint, unless an EndpointResolver has done
// so.
func (p *pipeline) resolveEndpoint(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	if awsmiddleware.GetRequiresLegacyEndpoints(ctx) {
		if err := p.prefixHost(ctx, req); err != nil {
			return out, metadata, err
		}
		return next.HandleFinalize(ctx, in)
	}
	if p.options.EndpointResolverV2 == nil {
		return out, metadata, errors.New("expected endpoint resolver to not be nil")
	}
	if err := checkRegion(p.options.Region); err != nil {
		return out, metadata, fmt.Errorf("failed to bind endpoint params, %w", err)
	}
	_, span := p.startSpan(ctx, "ResolveEndpoint")
	var endpoint smithyendpoints.Endpoint
	err = p.timed(ctx, resolveEndpointDuration, func() (err error) {
		endpoint, err = p.options.EndpointResolverV2.ResolveEndpoint(ctx, p.options.parameters())
		return err
	})
	if p.traced {
		span.set(property{"client.call.resolved_endpoint", endpoint.URI.String()})
	}
	span.end()
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
	// A custom resolver may set the signing name and region.
	c, err := chosen(ctx)
	if err != nil {
		return out, metadata, err
	}
	schemes, _ := smithyauth.GetAuthOptions(&endpoint.Properties)
	for _, scheme := range schemes {
		c.properties.SetAll(&scheme.SignerProperties)
	}
	return next.HandleFinalize(ctx, in)
}

// prefixHost adds the operation's host prefix, unless the caller has disabled host
// prefixes.
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

// disableHTTPS selects http if the options do.
func (p *pipeline) disableHTTPS(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	if req, ok := in.Request.(*smithyhttp.Request); ok && p.options.EndpointOptions.DisableHTTPS &&
		!smithyhttp.GetHostnameImmutable(ctx) {
		req.URL.Scheme = "http"
	}
	return next.HandleFinalize(ctx, in)
}
