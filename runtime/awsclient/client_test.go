package awsclient

// This file tests whole calls against a test server, with a hand-written operation
// in the form of generated code.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

type pingInput struct{ Name, Token *string }

type pingOutput struct {
	Answer         *string
	ResultMetadata middleware.Metadata
}

type pongError struct{ Code, Message string }

func (e *pongError) Error() string                 { return "pong: " + e.Message }
func (e *pongError) ErrorCode() string             { return e.Code }
func (e *pongError) ErrorMessage() string          { return e.Message }
func (e *pongError) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }

func pongErrors(code, message string, _ []byte, err error) error {
	if code == "Pong" {
		return &pongError{code, message}
	}
	return err
}

var ping = Operation[pingInput, pingOutput]{
	Name: "Ping",
	Encode: func(w *ec2query.Writer, in *pingInput) {
		w.Text("Action", "Ping")
		w.String("Name", in.Name)
		w.String("Token", in.Token)
		w.Text("Version", "2016-11-15")
	},
	Decode: func(d *ec2xml.Decoder, out *pingOutput) {
		for d.Next() {
			switch string(d.Name()) {
			case "answer":
				out.Answer = d.String()
			default:
				d.Unknown()
			}
		}
	},
	Validate: func(in *pingInput) (all valid.Violations) {
		if in.Name == nil {
			all = append(all, valid.Violation{Path: "Name", Rule: "name-required", Level: valid.LevelError,
				Message: "is required"})
		} else if *in.Name == "odd" {
			all = append(all, valid.Violation{Path: "Name", Rule: "name-odd", Level: valid.LevelWarning, Message: "is odd"})
		}
		return all
	},
	Metadata: func(out *pingOutput) *middleware.Metadata { return &out.ResultMetadata },
	Token: func(in *pingInput, next func() (string, error)) (*pingInput, error) {
		if in.Token != nil {
			return in, nil
		}
		token, err := next()
		filled := *in
		filled.Token = &token
		return &filled, err
	},
}

type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) { return "tok", nil }

type keys struct{}

func (keys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "SECRET", SessionToken: "SESSION"}, nil
}

// serve starts a server that handles the n-th request with handlers[n], and later
// requests with the last handler. It returns a client for the server and the bodies
// that it received.
func serve(t *testing.T, handlers ...func(w http.ResponseWriter, r *http.Request)) (*Client, *[]string) {
	t.Helper()
	var bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(body))
		handlers[min(len(bodies), len(handlers))-1](w, r)
	}))
	t.Cleanup(server.Close)
	return New(Service{ID: "EC2", APIVersion: "2016-11-15", EndpointPrefix: "ec2", SigningName: "ec2", Errors: pongErrors},
		Options{
			Retryer: retry.NewStandard(func(o *retry.StandardOptions) { o.MaxBackoff = time.Millisecond }),
			Region:  "eu-west-1", BaseEndpoint: aws.String(server.URL), Credentials: keys{},
			IdempotencyTokenProvider: fixedToken{},
		}), &bodies
}

func respond(status int, body string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func envelope(code, message string) string {
	return fmt.Sprintf(`<?xml version="1.0"?><Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>req-1</RequestID></Response>`, code, message)
}

const pong = `<PingResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>req-2</requestId><answer>pong</answer><news>1</news></PingResponse>`

func TestCall(t *testing.T) {
	var unknown []string
	client, bodies := serve(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "POST", r.Method)
		assert.Equal(t, "/", r.URL.Path)
		assert.Equal(t, "application/x-www-form-urlencoded", r.Header.Get("Content-Type"))
		assert.Regexp(t, `^AWS4-HMAC-SHA256 Credential=AKID/\d{8}/eu-west-1/ec2/aws4_request, SignedHeaders=[^,]*host[^,]*, Signature=[0-9a-f]{64}$`, r.Header.Get("Authorization"))
		assert.Equal(t, "SESSION", r.Header.Get("X-Amz-Security-Token"))
		assert.Contains(t, r.Header.Get("User-Agent"), "aws-sdk-go-v2/")
		assert.Contains(t, r.Header.Get("User-Agent"), "api/ec2#")
		assert.Equal(t, "attempt=1; max=3", r.Header.Get("Amz-Sdk-Request"))
		assert.NotEmpty(t, r.Header.Get("Amz-Sdk-Invocation-Id"))
		respond(200, pong)(w, r)
	})
	in := &pingInput{Name: aws.String("a b")}
	out, err := Call(context.Background(), client, &ping, in, []func(*Options){func(o *Options) {
		o.OnUnknownElement = func(_ context.Context, op, path string) { unknown = append(unknown, op+" "+path) }
	}})
	require.NoError(t, err)
	assert.Equal(t, "pong", aws.ToString(out.Answer))
	assert.Equal(t, []string{"Action=Ping&Name=a+b&Token=tok&Version=2016-11-15"}, *bodies)
	assert.Nil(t, in.Token, "the caller's input is not changed")
	assert.Len(t, unknown, 1)
	assert.Len(t, UnknownElements(out.ResultMetadata), 1)
	assert.NotNil(t, awsmiddleware.GetRawResponse(out.ResultMetadata))
}

func TestValidationStopsOrReports(t *testing.T) {
	client, bodies := serve(t, respond(200, pong))
	_, err := Call(context.Background(), client, &ping, nil, nil)
	var bad *valid.Error
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, "name-required", bad.Violations[0].Rule)
	assert.Empty(t, *bodies, "nothing was sent")

	var warned []string
	listen := func(o *Options) {
		o.OnViolation = func(_ context.Context, _ string, v valid.Violation) { warned = append(warned, v.Rule) }
	}
	_, err = Call(context.Background(), client, &ping, &pingInput{Name: aws.String("odd")}, []func(*Options){listen})
	require.NoError(t, err)
	assert.Equal(t, []string{"name-odd"}, warned)
	_, err = Call(context.Background(), client, &ping, &pingInput{Name: aws.String("odd")},
		[]func(*Options){func(o *Options) { o.Validation.Mode = valid.Strict }})
	require.ErrorAs(t, err, &bad)
	_, err = Call(context.Background(), client, &ping, nil,
		[]func(*Options){func(o *Options) { o.Validation.Mode = valid.Silent }})
	require.NoError(t, err)
}

func TestErrorAnswers(t *testing.T) {
	call := func(status int, body string) (error, []string) {
		client, bodies := serve(t, respond(status, body))
		_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
			[]func(*Options){func(o *Options) { o.Retryer = aws.NopRetryer{} }})
		require.Error(t, err)
		return err, *bodies
	}
	t.Run("code", func(t *testing.T) {
		err, _ := call(412, envelope("DryRunOperation", "Request would have succeeded &amp; so on"))
		var api smithy.APIError
		require.ErrorAs(t, err, &api)
		assert.Equal(t, "DryRunOperation", api.ErrorCode())
		var resp *awshttp.ResponseError
		require.ErrorAs(t, err, &resp)
		assert.Equal(t, "req-1", resp.ServiceRequestID())
		assert.Equal(t, 412, resp.HTTPStatusCode())
		assert.Equal(t, "operation error EC2: Ping, https response error StatusCode: 412, RequestID: req-1, api error "+
			"DryRunOperation: Request would have succeeded & so on", err.Error())
	})
	t.Run("typed", func(t *testing.T) {
		err, _ := call(400, envelope("Pong", "ball"))
		var typed *pongError
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, "ball", typed.Message)
	})
	for name, body := range map[string]string{"html": "<html><body>Bad Gateway</body></html>", "empty": "",
		"truncated": "<Response><Errors><Err", "binary": "\x00\xff\xfe"} {
		t.Run(name, func(t *testing.T) {
			err, _ := call(502, body)
			assert.ErrorContains(t, err, "StatusCode: 502")
		})
	}
}

func TestBadBodies(t *testing.T) {
	for name, body := range map[string]string{"truncated": "<PingResponse><answer>po",
		"dtd": `<!DOCTYPE x [<!ENTITY a "b">]><PingResponse/>`, "text": "hello"} {
		t.Run(name, func(t *testing.T) {
			client, _ := serve(t, respond(200, body))
			_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")}, nil)
			var bad *smithy.DeserializationError
			require.ErrorAs(t, err, &bad)
		})
	}
	t.Run("empty is an empty output, as in the SDK", func(t *testing.T) {
		client, _ := serve(t, respond(200, ""))
		out, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")}, nil)
		require.NoError(t, err)
		assert.Nil(t, out.Answer)
	})
	t.Run("too large", func(t *testing.T) {
		client, _ := serve(t, respond(200, pong))
		_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
			[]func(*Options){func(o *Options) { o.MaxResponseBytes = 20 }})
		assert.ErrorContains(t, err, "larger than 20 bytes")
	})
	t.Run("cut off", func(t *testing.T) {
		client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "5000")
			io.WriteString(w, pong)
		})
		_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
			[]func(*Options){func(o *Options) { o.Retryer = aws.NopRetryer{} }})
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	})
}

func TestRetriesKeepTheToken(t *testing.T) {
	client, bodies := serve(t, respond(503, envelope("RequestLimitExceeded", "slow down")), respond(500, "oops"),
		respond(200, pong))
	out, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")}, nil)
	require.NoError(t, err)
	assert.Equal(t, "pong", aws.ToString(out.Answer))
	require.Len(t, *bodies, 3)
	assert.Equal(t, (*bodies)[0], (*bodies)[2])
}

func TestClockSkewIsCorrected(t *testing.T) {
	ahead := time.Now().Add(2 * time.Hour).UTC()
	var dates []string
	note := func(next func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			dates = append(dates, r.Header.Get("X-Amz-Date"))
			w.Header().Set("Date", ahead.Format(http.TimeFormat))
			next(w, r)
		}
	}
	client, _ := serve(t, note(respond(403, envelope("RequestExpired", "late"))), note(respond(200, pong)))
	for i := 0; i < 2; i++ {
		Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")}, nil)
	}
	last, err := time.Parse("20060102T150405Z", dates[len(dates)-1])
	require.NoError(t, err)
	assert.WithinDuration(t, ahead, last, time.Minute)
}

func TestContextAndStack(t *testing.T) {
	client, bodies := serve(t, respond(200, pong))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Call(ctx, client, &ping, &pingInput{Name: aws.String("x")}, nil)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, *bodies)

	var list string
	stop := errors.New("seen enough")
	_, err = Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){WithAPIOptions(func(s *middleware.Stack) error {
			list = s.String()
			_, ok := s.Finalize.Get("Signing")
			assert.True(t, ok)
			return s.Serialize.Insert(middleware.SerializeMiddlewareFunc("mine",
				func(context.Context, middleware.SerializeInput, middleware.SerializeHandler) (o middleware.SerializeOutput,
					m middleware.Metadata, err error) {
					return o, m, stop
				}), "OperationSerializer", middleware.Before)
		})})
	assert.ErrorIs(t, err, stop)
	for _, id := range []string{"RegisterServiceMetadata", "OperationInputValidation", "OperationSerializer",
		"ClientRequestID", "ComputeContentLength", "UserAgent",
		"RecursionDetection", "ResolveEndpointV2", "ComputePayloadHash", "Retry", "RetryMetricsHeader", "Signing",
		"OperationDeserializer", "RequestIDRetriever", "ResponseErrorWrapper"} {
		assert.Contains(t, list, id)
	}
	assert.Less(t, strings.Index(list, "Retry"), strings.Index(list, "Signing"))
}

func TestAnonymousIsNotSigned(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Empty(t, r.Header.Get("Authorization"))
		respond(200, pong)(w, r)
	})
	_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){func(o *Options) { o.Credentials = aws.AnonymousCredentials{} }})
	require.NoError(t, err)
}

func TestSigningOverrides(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Contains(t, r.Header.Get("Authorization"), "/us-west-2/other/aws4_request")
		respond(200, pong)(w, r)
	})
	_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){WithSigV4SigningName("other"), WithSigV4SigningRegion("us-west-2")})
	require.NoError(t, err)
}

// TestLimitsOfResponses: a limit stops reading, not only buffering, and
// math.MaxInt64 is a valid limit.
func TestLimitsOfResponses(t *testing.T) {
	endless := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("x", 1<<10)); err != nil {
				return
			}
		}
	}
	client, _ := serve(t, endless)
	start := time.Now()
	_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){func(o *Options) { o.MaxResponseBytes = 1024 }})
	assert.ErrorContains(t, err, "larger than 1024 bytes")
	assert.Less(t, time.Since(start), 5*time.Second)

	client, _ = serve(t, respond(200, pong))
	out, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){func(o *Options) { o.MaxResponseBytes = math.MaxInt64 }})
	require.NoError(t, err)
	assert.NotNil(t, out.Answer)
}

// TestMiddlewareResults: nothing is an empty output, another type is an error.
func TestMiddlewareResults(t *testing.T) {
	with := func(result any) (*pingOutput, error) {
		client, _ := serve(t, respond(200, pong))
		return Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
			[]func(*Options){WithAPIOptions(func(s *middleware.Stack) error {
				return s.Finalize.Add(middleware.FinalizeMiddlewareFunc("stub",
					func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (out middleware.FinalizeOutput,
						_ middleware.Metadata, _ error) {
						out.Result = result
						return out, middleware.Metadata{}, nil
					}), middleware.Before)
			})})
	}
	out, err := with(nil)
	require.NoError(t, err)
	assert.NotNil(t, out)
	_, err = with(pingOutput{})
	assert.ErrorContains(t, err, "middleware returned awsclient.pingOutput for Ping")
}

func TestClientsThatWereNeverMade(t *testing.T) {
	var none *Client
	assert.Empty(t, none.Options().Region)
	assert.NotNil(t, NewPresignClient(nil))
}

// TestRequestBodyMayBeClosed does what smithy and net/http do when a response
// arrives early: smithy closes the body, and net/http then reads it once more. If
// that fails, net/http closes the connection, and the rest of the response is lost.
func TestRequestBodyMayBeClosed(t *testing.T) {
	looked := false
	client := &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		sent, err := io.ReadAll(io.LimitReader(r.Body, r.ContentLength))
		require.NoError(t, err)
		assert.Contains(t, string(sent), "Action=Ping")
		require.NoError(t, r.Body.Close()) // smithy does this when RoundTrip has returned
		n, err := io.Copy(io.Discard, r.Body)
		assert.NoError(t, err, "net/http would close the connection")
		assert.Zero(t, n)
		looked = true
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader("<r/>"))}, nil
	})}
	_, err := Call(context.Background(), New(Service{ID: "EC2"}, Options{Region: "us-east-1", HTTPClient: client,
		Credentials: aws.AnonymousCredentials{}, BaseEndpoint: aws.String("http://localhost")}), &ping,
		&pingInput{Name: aws.String("x")}, nil)
	require.NoError(t, err)
	assert.True(t, looked)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
