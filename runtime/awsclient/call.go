package awsclient

// This file makes a call: it assembles the stack and runs it.

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// An Operation describes one operation. Generated code has a variable of this type for
// each.
type Operation[In, Out any] struct {
	// Name is the Action: "RegisterImage".
	Name string
	// Encode writes the whole request body, including Action and Version.
	Encode func(w *ec2query.Writer, in *In)
	// Decode reads the members of a response. If nil, the response has none.
	Decode func(d *ec2xml.Decoder, out *Out)
	// Validate reports rule violations. If nil, nothing is checked.
	Validate func(in *In) valid.Violations
	// Metadata returns the output's field for metadata of the call.
	Metadata func(out *Out) *middleware.Metadata
	// Token sets missing idempotency tokens in a copy of the input. If nil, there are none.
	Token func(in *In, next func() (string, error)) (*In, error)
	// HostPrefix, if set, returns the prefix of the endpoint's host.
	HostPrefix func(in *In) (string, error)
	// Regions is set for an operation that copies between regions: it returns the
	// members for the presigned request to the source region.
	Regions func(in *In) PresignedCopy
	// Compression allows large bodies to be sent gzipped.
	Compression bool

	erased atomic.Pointer[untypedOperation] // set by the first call
}

// Call runs the operation and returns its output. Every error is a
// *smithy.OperationError. It wraps an error response as a smithy.APIError and
// an *awshttp.ResponseError with the request id, and violations as a
// *valid.Error. If in is nil, the input is empty.
func Call[In, Out any](ctx context.Context, c *Client, op *Operation[In, Out], in *In,
	optFns []func(*Options)) (*Out, error) {
	if in == nil {
		in = new(In)
	}
	result, metadata, err := c.call(ctx, op.untyped(), in, optFns)
	if err != nil {
		return nil, err
	}
	out, ok := result.(*Out)
	switch {
	case result == nil || ok && out == nil: // middleware returned nothing instead of calling the operation
		out = new(Out)
	case !ok:
		return nil, fmt.Errorf("middleware returned %[2]T for %[1]s, not %[3]T", op.Name, result, out)
	}
	if op.Metadata != nil {
		*op.Metadata(out) = metadata
	}
	return out, nil
}

// call assembles the stack, applies change and then the caller's APIOptions to it,
// and runs it.
func (c *Client) call(ctx context.Context, op *untypedOperation, in any, optFns []func(*Options),
	change ...func(*middleware.Stack, *Options) error) (result any, metadata middleware.Metadata, err error) {
	p := &pipeline{client: c, op: op, options: c.callOptions(optFns)}
	ctx = middleware.ClearStackValues(ctx)
	ctx = middleware.SetLogger(ctx, p.options.Logger)
	ctx = p.setMetadata(ctx)
	stack := middleware.NewStack(op.name, smithyhttp.NewStackRequest)
	if err := p.assemble(stack); err != nil {
		return nil, metadata, err
	}
	for _, fn := range change {
		if err := fn(stack, &p.options); err != nil {
			return nil, metadata, err
		}
	}
	for _, fn := range p.options.APIOptions {
		if err := fn(stack); err != nil {
			return nil, metadata, err
		}
	}
	ctx, done, err := p.observe(ctx)
	if err != nil {
		return nil, metadata, err
	}
	result, metadata, err = middleware.DecorateHandler(newHandler(p.httpClient(), p.options.MeterProvider), stack).
		Handle(ctx, in)
	done(err)
	if err != nil {
		err = &smithy.OperationError{ServiceID: c.service.ID, OperationName: op.name, Err: err}
	}
	return result, metadata, err
}

// callOptions returns the client's options, changed for one call.
func (c *Client) callOptions(optFns []func(*Options)) Options {
	o := c.options.Copy()
	for _, fn := range optFns {
		fn(&o)
	}
	if o.RetryMaxAttempts != 0 && o.RetryMaxAttempts != c.options.RetryMaxAttempts {
		o.Retryer = retry.AddWithMaxAttempts(o.Retryer, o.RetryMaxAttempts)
	}
	o.dropAnonymous()
	o.EndpointOptions.LogDeprecated = o.ClientLogMode.IsDeprecatedUsage()
	if plain := plainRegion(o.Region); plain != o.Region && o.EndpointOptions.ResolvedRegion == "" {
		o.EndpointOptions.ResolvedRegion, o.EndpointOptions.UseFIPSEndpoint = plain, aws.FIPSEndpointStateEnabled
	}
	return o
}

// pipeline is the state that the steps of one call share.
type pipeline struct {
	client  *Client
	op      *untypedOperation
	options Options

	traced, metered bool // whether the options have a tracer, a meter
}

// assemble adds the steps to the stack, in the SDK's order.
func (p *pipeline) assemble(stack *middleware.Stack) error {
	for _, add := range []func(*middleware.Stack) error{
		p.initialize, p.serialize, p.build, p.finalize, p.deserialize, p.intercept,
	} {
		if err := add(stack); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipeline) initialize(stack *middleware.Stack) error {
	service := p.client.service
	steps := []middleware.InitializeMiddleware{
		&awsmiddleware.RegisterServiceMetadata{ServiceID: service.ID, Region: p.options.Region, OperationName: p.op.name},
		middleware.InitializeMiddlewareFunc("legacyEndpointContextSetter", p.chooseResolver),
		middleware.InitializeMiddlewareFunc("SetLogger", p.setLogger),
		middleware.InitializeMiddlewareFunc("OperationIdempotencyTokenAutoFill", p.fillToken),
		middleware.InitializeMiddlewareFunc("OperationInputValidation", p.validate),
	}
	if p.op.regions != nil {
		steps = append([]middleware.InitializeMiddleware{middleware.InitializeMiddlewareFunc(presignStep,
			p.presignForSource)}, steps...)
	}
	return addAll(stack.Initialize.Add, steps...)
}

func (p *pipeline) serialize(stack *middleware.Stack) error {
	return addAll[middleware.SerializeMiddleware](stack.Serialize.Add,
		middleware.SerializeMiddlewareFunc("setOperationInput", rememberInput),
		&ResolveEndpoint{Resolver: p.options.EndpointResolver, Options: p.options.EndpointOptions,
			signingName: p.client.service.SigningName},
		middleware.SerializeMiddlewareFunc("OperationSerializer", p.encode),
	)
}

func (p *pipeline) build(stack *middleware.Stack) error {
	for _, add := range []func(*middleware.Stack) error{
		awsmiddleware.AddClientRequestIDMiddleware,
		smithyhttp.AddComputeContentLengthMiddleware,
		p.addUserAgent,
		awsmiddleware.AddRecursionDetection,
	} {
		if err := add(stack); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipeline) finalize(stack *middleware.Stack) error {
	before, around := p.aroundRetries()
	return addAll[middleware.FinalizeMiddleware](stack.Finalize.Add,
		before,
		retry.NewAttemptMiddleware(p.options.Retryer, smithyhttp.RequestCloner, p.attempts),
		around,
		&retry.MetricsHeader{},
		middleware.FinalizeMiddlewareFunc("ResolveAuthScheme", p.resolveAuthScheme),
		middleware.FinalizeMiddlewareFunc("GetIdentity", p.getIdentity),
		middleware.FinalizeMiddlewareFunc("ResolveEndpointV2", p.resolveEndpoint),
		middleware.FinalizeMiddlewareFunc("disableHTTPS", p.disableHTTPS),
		&v4.ComputePayloadSHA256{},
		middleware.FinalizeMiddlewareFunc("setLegacyContextSigningOptions", applySigningNames),
		middleware.FinalizeMiddlewareFunc("Signing", p.sign),
	)
}

// attempts sets up the retry loop.
func (p *pipeline) attempts(a *retry.Attempt) {
	a.LogAttempts = p.options.ClientLogMode.IsRetries()
	p.meterAttempts(a)
	shareSkew(a, p.client.skew)
	disableAttemptSkew(a, p.options.DisableClockSkewCorrection)
}

func (p *pipeline) deserialize(stack *middleware.Stack) error {
	if err := stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("OperationDeserializer", p.decode),
		middleware.After); err != nil {
		return err
	}
	mode := p.options.ClientLogMode
	timing := &awsmiddleware.RecordResponseTiming{}
	disableTimingSkew(timing, p.options.DisableClockSkewCorrection)
	for _, add := range []func(*middleware.Stack) error{
		awsmiddleware.AddRawResponseToMetadata,
		func(s *middleware.Stack) error { return s.Deserialize.Add(timing, middleware.After) },
		placeholder("ErrorCloseResponseBody"),
		placeholder("CloseResponseBody"),
		awsmiddleware.AddRequestIDRetrieverMiddleware,
		awshttp.AddResponseErrorMiddleware,
	} {
		if err := add(stack); err != nil {
			return err
		}
	}
	return stack.Deserialize.Add(&smithyhttp.RequestResponseLogger{
		LogRequest: mode.IsRequest(), LogRequestWithBody: mode.IsRequestWithBody(),
		LogResponse: mode.IsResponse(), LogResponseWithBody: mode.IsResponseWithBody(),
	}, middleware.After)
}

// placeholder adds an empty step with the id of a step that older versions of the SDK have
// before OperationDeserializer. Programs may refer to the id; decode does the step's work.
func placeholder(id string) func(*middleware.Stack) error {
	return func(stack *middleware.Stack) error {
		return stack.Deserialize.Insert(middleware.DeserializeMiddlewareFunc(id,
			func(ctx context.Context, in middleware.DeserializeInput,
				next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
				return next.HandleDeserialize(ctx, in)
			}), "OperationDeserializer", middleware.Before)
	}
}

// addAll adds the middlewares of one step, first to last.
func addAll[M any](add func(M, middleware.RelativePosition) error, steps ...M) error {
	for _, m := range steps {
		if err := add(m, middleware.After); err != nil {
			return err
		}
	}
	return nil
}
