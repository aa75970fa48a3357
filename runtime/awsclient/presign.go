package awsclient

// This file creates presigned requests: URLs that contain their signature, for
// others to send.

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/protocol/query"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// HTTPPresignerV4 creates signed URLs. *v4.Signer is one.
type HTTPPresignerV4 interface {
	PresignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string,
		region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) (url string, signedHeader http.Header,
		err error)
}

// PresignOptions configure a PresignClient, or one of its calls.
type PresignOptions struct {
	// ClientOptions change the client's options.
	ClientOptions []func(*Options)
	// Presigner creates the URLs. The default is a v4.Signer.
	Presigner HTTPPresignerV4
}

// WithPresignClientFromClientOptions returns a presign option that applies client
// options.
func WithPresignClientFromClientOptions(optFns ...func(*Options)) func(*PresignOptions) {
	return func(o *PresignOptions) { o.ClientOptions = append(o.ClientOptions, optFns...) }
}

// A PresignClient returns signed URLs instead of making calls.
type PresignClient struct {
	client  *Client
	options PresignOptions
}

// NewPresignClient returns a PresignClient with the settings of a client.
func NewPresignClient(c *Client, optFns ...func(*PresignOptions)) *PresignClient {
	if c == nil { // as for a client without options
		c = New(Service{}, Options{})
	}
	var options PresignOptions
	for _, fn := range optFns {
		fn(&options)
	}
	if len(options.ClientOptions) > 0 {
		c = New(c.service, c.options, options.ClientOptions...)
	}
	if options.Presigner == nil {
		options.Presigner = c.options.newSigner()
	}
	return &PresignClient{client: c, options: options}
}

// Presign returns the signed request of an operation. Nothing is sent.
func Presign[In, Out any](ctx context.Context, c *PresignClient, op *Operation[In, Out], in *In,
	optFns []func(*PresignOptions)) (*v4.PresignedHTTPRequest, error) {
	if in == nil {
		in = new(In)
	}
	return c.presign(ctx, op.untyped(), in, optFns)
}

func (c *PresignClient) presign(ctx context.Context, op *untypedOperation, in any,
	optFns []func(*PresignOptions)) (*v4.PresignedHTTPRequest, error) {
	options := c.options
	options.ClientOptions = append([]func(*Options){}, options.ClientOptions...)
	for _, fn := range optFns {
		fn(&options)
	}
	clientOptions := append(options.ClientOptions, func(o *Options) { o.HTTPClient = smithyhttp.NopClient{} })
	result, _, err := c.client.call(ctx, op, in, clientOptions, options.convert)
	if err != nil {
		return nil, err
	}
	request, ok := result.(*v4.PresignedHTTPRequest)
	if !ok {
		return nil, fmt.Errorf("presigning returned %T; does middleware return something else?", result)
	}
	return request, nil
}

// convert changes the stack of a call so that it returns a signed URL.
func (o PresignOptions) convert(stack *middleware.Stack, options *Options) error {
	stack.Deserialize.Clear()
	for _, id := range []string{(*awsmiddleware.ClientRequestID)(nil).ID(), "UserAgent"} {
		stack.Build.Remove(id) // the error only says that the step is missing, which is fine
	}
	for _, id := range []string{(*retry.Attempt)(nil).ID(), (*retry.MetricsHeader)(nil).ID()} {
		stack.Finalize.Remove(id)
	}
	if err := stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("presignContextPolyfill", signingNames), "Signing",
		middleware.Before); err != nil {
		return err
	}
	presigner := v4.NewPresignHTTPRequestMiddleware(v4.PresignHTTPRequestMiddlewareOptions{
		CredentialsProvider: options.Credentials,
		Presigner:           o.Presigner,
		LogSigning:          options.ClientLogMode.IsSigning(),
	})
	if _, err := stack.Finalize.Swap("Signing", presigner); err != nil {
		return err
	}
	if err := smithyhttp.AddNoPayloadDefaultContentTypeRemover(stack); err != nil {
		return err
	}
	return query.AddAsGetRequestMiddleware(stack)
}

// signingNames passes the scheme's signing name and region to the presigner, which
// does not use schemes.
func signingNames(ctx context.Context, in middleware.FinalizeInput,
	next middleware.FinalizeHandler) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
	c, err := chosen(ctx)
	if err != nil {
		return out, metadata, err
	}
	switch c.scheme.SchemeID() {
	case smithyauth.SchemeIDSigV4:
		if name, ok := smithyhttp.GetSigV4SigningName(&c.properties); ok {
			ctx = awsmiddleware.SetSigningName(ctx, name)
		}
		if region, ok := smithyhttp.GetSigV4SigningRegion(&c.properties); ok {
			ctx = awsmiddleware.SetSigningRegion(ctx, region)
		}
	case smithyauth.SchemeIDSigV4A:
		if name, ok := smithyhttp.GetSigV4ASigningName(&c.properties); ok {
			ctx = awsmiddleware.SetSigningName(ctx, name)
		}
		if regions, ok := smithyhttp.GetSigV4ASigningRegions(&c.properties); ok && len(regions) > 0 {
			ctx = awsmiddleware.SetSigningRegion(ctx, regions[0])
		}
	}
	return next.HandleFinalize(ctx, in)
}

// A PresignedCopy has the members of an operation that copies from another region,
// whose request contains a presigned request for that region.
type PresignedCopy struct {
	Source      *string  // source region; if nil or "", nothing is presigned
	URL         **string // the presigned request; the caller's value is kept
	Destination **string // destination region, in the presigned request only
}

// presignStep is the id of the step that presigns.
const presignStep = "Presign"

// presignForSource sets the presigned request.
func (p *pipeline) presignForSource(ctx context.Context, in middleware.InitializeInput,
	next middleware.InitializeHandler) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
	if err := p.op.check(in.Parameters); err != nil {
		return out, metadata, fmt.Errorf("presign middleware failed, %w", err)
	}
	regions := p.op.regions(in.Parameters)
	source := aws.ToString(regions.Source)
	if source == "" || aws.ToString(*regions.URL) != "" {
		return next.HandleInitialize(ctx, in)
	}
	inner := p.op.copyInput(in.Parameters)
	*p.op.regions(inner).Destination = aws.String(p.options.Region)
	request, err := NewPresignClient(New(p.client.service, p.options)).presign(ctx, p.op, inner, []func(*PresignOptions){
		WithPresignClientFromClientOptions(func(o *Options) {
			o.Region = source
			o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
				_, err := stack.Initialize.Remove(presignStep)
				return err
			})
		}),
	})
	if err != nil {
		return out, metadata, fmt.Errorf("unable to create presigned URL, %w", err)
	}
	filled := p.op.copyInput(in.Parameters) // the caller's input does not change
	*p.op.regions(filled).URL = &request.URL
	in.Parameters = filled
	return next.HandleInitialize(ctx, in)
}
