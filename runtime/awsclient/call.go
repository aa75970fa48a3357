package awsclient

// This file is one call: the stack is assembled, run, and its result typed.

import (
	"context"

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

// An Operation is all that the pipeline knows about one operation. Generated
// code has one variable of this type for each.
type Operation[In, Out any] struct {
	// Name is the Action: "RegisterImage".
	Name string
	// Encode writes the whole request body, Action and Version included.
	Encode func(w *ec2query.Writer, in *In)
	// Decode reads a response's members. Nil: the response carries none.
	Decode func(d *ec2xml.Decoder, out *Out)
	// Validate reports what the model has against the input. Nil: nothing ever.
	Validate func(in *In) valid.Violations
	// Metadata is where the output keeps what is known about the call.
	Metadata func(out *Out) *middleware.Metadata
	// Token fills absent idempotency tokens, in a copy of the input. Nil: there are none.
	Token func(in *In, next func() (string, error)) (*In, error)
	// HostPrefix is put before the endpoint's host. Nil: nothing is.
	HostPrefix func(in *In) (string, error)
	// Compression lets large bodies be sent gzipped.
	Compression bool
}

// Call runs the operation and returns its output. Every error is a
// *smithy.OperationError; what EC2 answered is in it as a smithy.APIError and
// an *awshttp.ResponseError with the request id, what validation found as
// a *valid.Error. A nil in is an empty one.
func Call[In, Out any](ctx context.Context, c *Client, op *Operation[In, Out], in *In, optFns []func(*Options)) (*Out, error) {
	if in == nil {
		in = new(In)
	}
	result, metadata, err := c.call(ctx, op.erase(), in, optFns)
	if err != nil {
		return nil, err
	}
	out, ok := result.(*Out)
	if !ok || out == nil { // an APIOption answered in the operation's place, with nothing
		out = new(Out)
	}
	if op.Metadata != nil {
		*op.Metadata(out) = metadata
	}
	return out, nil
}

// call assembles the stack and runs it.
func (c *Client) call(ctx context.Context, op erased, in any, optFns []func(*Options)) (any, middleware.Metadata, error) {
	options := c.options.Copy()
	for _, fn := range optFns {
		fn(&options)
	}
	options.limitAttempts()

	ctx = middleware.ClearStackValues(ctx)
	stack := middleware.NewStack(op.name, smithyhttp.NewStackRequest)
	p := &pipeline{client: c, op: op, options: options}
	if err := p.assemble(stack); err != nil {
		return nil, middleware.Metadata{}, err
	}
	for _, fn := range options.APIOptions {
		if err := fn(stack); err != nil {
			return nil, middleware.Metadata{}, err
		}
	}
	handler := middleware.DecorateHandler(smithyhttp.NewClientHandler(options.HTTPClient), stack)
	result, metadata, err := handler.Handle(ctx, in)
	if err != nil {
		err = &smithy.OperationError{ServiceID: c.service.ID, OperationName: op.name, Err: err}
	}
	return result, metadata, err
}

// pipeline is what the steps of one call share.
type pipeline struct {
	client  *Client
	op      erased
	options Options
}

// assemble puts the steps into the stack, in the SDK's order.
func (p *pipeline) assemble(stack *middleware.Stack) error {
	for _, add := range []func(*middleware.Stack) error{
		p.initialize, p.serialize, p.build, p.finalize, p.deserialize,
	} {
		if err := add(stack); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipeline) initialize(stack *middleware.Stack) error {
	service := p.client.service
	return addAll[middleware.InitializeMiddleware](stack.Initialize.Add,
		&awsmiddleware.RegisterServiceMetadata{ServiceID: service.ID, SigningName: service.SigningName, Region: p.options.Region, OperationName: p.op.name},
		middleware.InitializeMiddlewareFunc("SetLogger", p.setLogger),
		middleware.InitializeMiddlewareFunc("OperationIdempotencyTokenAutoFill", p.fillToken),
		middleware.InitializeMiddlewareFunc("OperationInputValidation", p.validate),
	)
}

func (p *pipeline) serialize(stack *middleware.Stack) error {
	return addAll[middleware.SerializeMiddleware](stack.Serialize.Add,
		middleware.SerializeMiddlewareFunc("setOperationInput", rememberInput),
		middleware.SerializeMiddlewareFunc("OperationSerializer", p.encode),
	)
}

func (p *pipeline) build(stack *middleware.Stack) error {
	version := p.client.service.Version
	if version == "" {
		version = "unknown"
	}
	steps := []func(*middleware.Stack) error{
		awsmiddleware.AddClientRequestIDMiddleware,
		smithyhttp.AddComputeContentLengthMiddleware,
		awsmiddleware.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, p.client.service.EndpointPrefix, version),
		awsmiddleware.AddRecursionDetection,
	}
	if p.options.AppID != "" {
		steps = append(steps, awsmiddleware.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, p.options.AppID))
	}
	for _, add := range steps {
		if err := add(stack); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipeline) finalize(stack *middleware.Stack) error {
	attempt := retry.NewAttemptMiddleware(p.options.Retryer, smithyhttp.RequestCloner, func(a *retry.Attempt) {
		a.LogAttempts = p.options.ClientLogMode.IsRetries()
	})
	return addAll[middleware.FinalizeMiddleware](stack.Finalize.Add,
		middleware.FinalizeMiddlewareFunc("InterceptBeforeRetryLoop", passFinalize),
		attempt,
		middleware.FinalizeMiddlewareFunc("InterceptAttempt", passFinalize),
		&retry.MetricsHeader{},
		middleware.FinalizeMiddlewareFunc("ResolveAuthScheme", passFinalize),
		middleware.FinalizeMiddlewareFunc("GetIdentity", passFinalize),
		middleware.FinalizeMiddlewareFunc("ResolveEndpointV2", p.resolveEndpoint),
		middleware.FinalizeMiddlewareFunc("disableHTTPS", passFinalize),
		&v4.ComputePayloadSHA256{},
		middleware.FinalizeMiddlewareFunc("setLegacyContextSigningOptions", passFinalize),
		middleware.FinalizeMiddlewareFunc("Signing", p.sign),
	)
}

func (p *pipeline) deserialize(stack *middleware.Stack) error {
	if err := stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("OperationDeserializer", p.decode), middleware.After); err != nil {
		return err
	}
	mode := p.options.ClientLogMode
	for _, add := range []func(*middleware.Stack) error{
		awsmiddleware.AddRawResponseToMetadata,
		awsmiddleware.AddRecordResponseTiming,
		smithyhttp.AddErrorCloseResponseBodyMiddleware,
		smithyhttp.AddCloseResponseBodyMiddleware,
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

// addAll adds the middlewares of one step, first to last.
func addAll[M any](add func(M, middleware.RelativePosition) error, steps ...M) error {
	for _, m := range steps {
		if err := add(m, middleware.After); err != nil {
			return err
		}
	}
	return nil
}

// anonymous says whether requests go out unsigned.
func (o *Options) anonymous() bool {
	return o.Credentials == nil || aws.IsCredentialsProvider(o.Credentials, (*aws.AnonymousCredentials)(nil))
}
