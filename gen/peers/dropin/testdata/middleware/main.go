// Command middleware looks into its calls in all the ways there are: steps in the
// stack, interceptors, a tracer, a meter, logs, an HTTP client and a retryer of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

func main() {
	ctx := context.Background()
	plain := aws.Config{
		Region:       "us-east-1",
		BaseEndpoint: aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:  credentials.NewStaticCredentialsProvider(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), "session"),
	}
	steps(ctx, plain)
	intercepted(ctx, plain)
	observed(ctx, plain)
	retried(ctx, plain)
	answered(ctx, plain)
	metadata(ctx, plain)
	logged(ctx, plain)
	measured(ctx, plain)
	repeated(ctx, plain)
}

// counting makes idempotency tokens that can be told apart.
type counting struct{ n int }

func (c *counting) GetIdempotencyToken() (string, error) {
	c.n++
	return fmt.Sprint("token-", c.n), nil
}

// repeated makes a call again with the same input, as programs do after an error:
// the service has to know it as the same.
func repeated(ctx context.Context, cfg aws.Config) {
	client := ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.IdempotencyTokenProvider = &counting{} })
	in := &ec2.CreateNatGatewayInput{SubnetId: aws.String("subnet-1")}
	for range 2 {
		_, err := client.CreateNatGateway(ctx, in)
		fmt.Println(aws.ToString(in.ClientToken), err)
	}
	_, err := client.CreateNatGateway(ctx, &ec2.CreateNatGatewayInput{SubnetId: aws.String("subnet-1")})
	fmt.Println(err)
}

// tag is a step that adds a header, put beside one of the SDK's.
func tag(name string) middleware.FinalizeMiddleware {
	return middleware.FinalizeMiddlewareFunc(name, func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
		if r, ok := in.Request.(*smithyhttp.Request); ok {
			r.Header.Add("X-Steps", name)
		}
		return next.HandleFinalize(ctx, in)
	})
}

func steps(ctx context.Context, cfg aws.Config) {
	cfg.APIOptions = append(cfg.APIOptions,
		awsmiddleware.AddUserAgentKeyValue("tool", "1.0"),
		func(s *middleware.Stack) error {
			return s.Finalize.Insert(tag("before-signing"), "Signing", middleware.Before)
		},
		func(s *middleware.Stack) error {
			return s.Finalize.Insert(tag("before-retry"), "Retry", middleware.Before)
		},
		func(s *middleware.Stack) error {
			return s.Finalize.Insert(tag("after-endpoint"), "ResolveEndpointV2", middleware.After)
		},
		func(s *middleware.Stack) error {
			return s.Build.Add(middleware.BuildMiddlewareFunc("build", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
				in.Request.(*smithyhttp.Request).Header.Set("X-Operation", awsmiddleware.GetServiceID(ctx)+"."+awsmiddleware.GetOperationName(ctx)+"@"+awsmiddleware.GetRegion(ctx))
				return next.HandleBuild(ctx, in)
			}), middleware.After)
		},
		func(s *middleware.Stack) error {
			return s.Initialize.Add(middleware.InitializeMiddlewareFunc("first", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				fmt.Printf("input %T\n", in.Parameters)
				out, metadata, err := next.HandleInitialize(ctx, in)
				fmt.Printf("output %T %v\n", out.Result, err)
				return out, metadata, err
			}), middleware.Before)
		},
		func(s *middleware.Stack) error {
			return s.Deserialize.Insert(middleware.DeserializeMiddlewareFunc("after", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
				out, metadata, err := next.HandleDeserialize(ctx, in)
				if r, ok := out.RawResponse.(*smithyhttp.Response); ok {
					fmt.Println("status", r.StatusCode)
				}
				return out, metadata, err
			}), "OperationDeserializer", middleware.After)
		},
	)
	client := ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.AppID = "app" }, ec2.WithAPIOptions(smithyhttp.AddHeaderValue("X-Static", "yes")))
	_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{"ami-1"}}, ec2.WithSigV4SigningName("other"), ec2.WithSigV4SigningRegion("eu-west-1"))
	fmt.Println(err)
	_, err = client.DescribeImages(ctx, nil, func(o *ec2.Options) { o.Region = "ap-south-1"; o.RetryMaxAttempts = 1 })
	fmt.Println(err)
}

type interceptor struct{ name string }

func (i interceptor) BeforeExecution(_ context.Context, c *smithyhttp.InterceptorContext) error {
	fmt.Printf("%s before execution %T\n", i.name, c.Input)
	return nil
}
func (i interceptor) BeforeAttempt(_ context.Context, c *smithyhttp.InterceptorContext) error {
	c.Request.Header.Set("X-Intercepted", i.name)
	return nil
}
func (i interceptor) AfterSigning(_ context.Context, c *smithyhttp.InterceptorContext) error {
	fmt.Println(i.name, "signed", strings.Contains(c.Request.Header.Get("Authorization"), "x-intercepted"))
	return nil
}
func (i interceptor) AfterDeserialization(_ context.Context, c *smithyhttp.InterceptorContext) error {
	fmt.Printf("%s deserialized %T\n", i.name, c.Output)
	return nil
}
func (i interceptor) AfterExecution(_ context.Context, c *smithyhttp.InterceptorContext) error {
	fmt.Println(i.name, "after execution", c.Response != nil)
	return nil
}

func intercepted(ctx context.Context, cfg aws.Config) {
	i := interceptor{"i"}
	cfg.Interceptors.AddBeforeExecution(i)
	cfg.Interceptors.AddAfterSigning(i)
	client := ec2.NewFromConfig(cfg, func(o *ec2.Options) {
		o.Interceptors.AddBeforeAttempt(i)
		o.Interceptors.AddAfterDeserialization(i)
		o.Interceptors.AddAfterExecution(i)
	})
	_, err := client.DescribeRegions(ctx, &ec2.DescribeRegionsInput{AllRegions: aws.Bool(true)})
	fmt.Println(err)
}

// tracer prints what it is told.
type tracer struct{ tracing.NopTracerProvider }

func (tracer) Tracer(scope string, _ ...tracing.TracerOption) tracing.Tracer {
	fmt.Println("tracer", scope)
	return printing{}
}

type printing struct{}

func (printing) StartSpan(ctx context.Context, name string, opts ...tracing.SpanOption) (context.Context, tracing.Span) {
	fmt.Println("span", name)
	return ctx, span{}
}

type span struct{}

func (span) Name() string                            { return "" }
func (span) Context() tracing.SpanContext            { return tracing.SpanContext{} }
func (span) AddEvent(string, ...tracing.EventOption) {}
func (span) SetProperty(k, v any)                    { fmt.Println("property", k, v) }
func (span) SetStatus(s tracing.SpanStatus)          { fmt.Println("status", s) }
func (span) End()                                    {} // the SDK ends some twice

func observed(ctx context.Context, cfg aws.Config) {
	client := ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.TracerProvider = tracer{} })
	_, err := client.DescribeRegions(ctx, nil)
	fmt.Println(err)
	_, err = client.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{"i-0"}}, func(o *ec2.Options) { o.Retryer = aws.NopRetryer{} })
	fmt.Println(err)
}

func retried(ctx context.Context, cfg aws.Config) {
	cfg.Retryer = func() aws.Retryer {
		return retry.AddWithMaxBackoffDelay(retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts = 4
			o.Retryables = append(o.Retryables, retry.RetryableErrorCode{Codes: map[string]struct{}{"Odd": {}}})
		}), time.Millisecond)
	}
	client := ec2.NewFromConfig(cfg)
	_, err := client.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{"i-1"}})
	var api smithy.APIError
	fmt.Println(errors.As(err, &api), err)
	_, err = client.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{"i-1"}}, func(o *ec2.Options) { o.Retryer = aws.NopRetryer{} })
	fmt.Println(err)
	adaptive := ec2.NewFromConfig(aws.Config{Region: cfg.Region, BaseEndpoint: cfg.BaseEndpoint, Credentials: cfg.Credentials, RetryMode: aws.RetryModeAdaptive})
	_, err = adaptive.DescribeRegions(ctx, nil)
	fmt.Println(err, adaptive.Options().RetryMode, adaptive.Options().Region)
}

type canned struct{}

func (canned) Do(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("<r><requestId>canned</requestId></r>"))}, nil
}

// answered uses the program's own HTTP client, which responds, and a middleware step of the program.
func answered(ctx context.Context, cfg aws.Config) {
	out, err := ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.HTTPClient = canned{} }).DescribeRegions(ctx, nil)
	id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
	fmt.Println(id, err)
	stub := func(s *middleware.Stack) error {
		return s.Finalize.Add(middleware.FinalizeMiddlewareFunc("stub", func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
			return middleware.FinalizeOutput{Result: &ec2.DescribeRegionsOutput{}}, middleware.Metadata{}, nil
		}), middleware.Before)
	}
	out, err = ec2.NewFromConfig(cfg, ec2.WithAPIOptions(stub)).DescribeRegions(ctx, nil)
	fmt.Println(out != nil, err)
}

func metadata(ctx context.Context, cfg aws.Config) {
	client := ec2.NewFromConfig(cfg)
	out, err := client.DescribeRegions(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	id, ok := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
	results, _ := retry.GetAttemptResults(out.ResultMetadata)
	raw, isHTTP := awsmiddleware.GetRawResponse(out.ResultMetadata).(*smithyhttp.Response)
	fmt.Println(id, ok, len(results.Results), isHTTP && raw.StatusCode == 200)
	_, err = client.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{"i-2"}}, func(o *ec2.Options) { o.RetryMaxAttempts = 1 })
	var response *awshttp.ResponseError
	var operation *smithy.OperationError
	fmt.Println(errors.As(err, &response) && response.ServiceRequestID() != "", errors.As(err, &operation) && operation.Service() == ec2.ServiceID, err)
}

func logged(ctx context.Context, cfg aws.Config) {
	lines := 0
	logger := logging.LoggerFunc(func(_ logging.Classification, format string, v ...interface{}) { lines++ })
	cfg.Logger, cfg.ClientLogMode = logger, aws.LogRetries|aws.LogRequestWithBody|aws.LogResponse|aws.LogSigning
	_, err := ec2.NewFromConfig(cfg).DescribeRegions(ctx, nil)
	fmt.Println("logged", lines, err)
}

// meter notes the names of instruments that something was recorded with.
type meter struct {
	metrics.NopMeterProvider
	mu    sync.Mutex
	names map[string]bool
}

func (m *meter) Meter(string, ...metrics.MeterOption) metrics.Meter { return recording{m} }

type recording struct{ *meter }

func (r recording) Int64Counter(name string, _ ...metrics.InstrumentOption) (metrics.Int64Counter, error) {
	return counter{r, name}, nil
}
func (r recording) Int64UpDownCounter(name string, _ ...metrics.InstrumentOption) (metrics.Int64UpDownCounter, error) {
	return counter{r, name}, nil
}
func (r recording) Int64Gauge(name string, _ ...metrics.InstrumentOption) (metrics.Int64Gauge, error) {
	return nil, nil
}
func (r recording) Int64Histogram(name string, _ ...metrics.InstrumentOption) (metrics.Int64Histogram, error) {
	return nil, nil
}
func (r recording) Int64AsyncCounter(string, metrics.Int64Callback, ...metrics.InstrumentOption) (metrics.AsyncInstrument, error) {
	return nil, nil
}
func (r recording) Int64AsyncUpDownCounter(string, metrics.Int64Callback, ...metrics.InstrumentOption) (metrics.AsyncInstrument, error) {
	return nil, nil
}
func (r recording) Int64AsyncGauge(string, metrics.Int64Callback, ...metrics.InstrumentOption) (metrics.AsyncInstrument, error) {
	return nil, nil
}
func (r recording) Float64Counter(string, ...metrics.InstrumentOption) (metrics.Float64Counter, error) {
	return nil, nil
}
func (r recording) Float64UpDownCounter(string, ...metrics.InstrumentOption) (metrics.Float64UpDownCounter, error) {
	return nil, nil
}
func (r recording) Float64Gauge(string, ...metrics.InstrumentOption) (metrics.Float64Gauge, error) {
	return nil, nil
}
func (r recording) Float64Histogram(name string, _ ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return histogram{r, name}, nil
}
func (r recording) Float64AsyncCounter(string, metrics.Float64Callback, ...metrics.InstrumentOption) (metrics.AsyncInstrument, error) {
	return nil, nil
}
func (r recording) Float64AsyncUpDownCounter(string, metrics.Float64Callback, ...metrics.InstrumentOption) (metrics.AsyncInstrument, error) {
	return nil, nil
}
func (r recording) Float64AsyncGauge(string, metrics.Float64Callback, ...metrics.InstrumentOption) (metrics.AsyncInstrument, error) {
	return nil, nil
}

type counter struct {
	recording
	name string
}

func (c counter) Add(context.Context, int64, ...metrics.RecordMetricOption) { c.note(c.name) }

type histogram struct {
	recording
	name string
}

func (h histogram) Record(context.Context, float64, ...metrics.RecordMetricOption) { h.note(h.name) }

func (m *meter) note(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.names[name] = true
}

func measured(ctx context.Context, cfg aws.Config) {
	m := &meter{names: map[string]bool{}}
	_, err := ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.MeterProvider = m }).DescribeRegions(ctx, nil)
	var names []string
	for name := range m.names {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Println(strings.Join(names, " "), err)
}
