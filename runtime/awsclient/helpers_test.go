package awsclient

// This file tests the functions that generated paginators, waiters and typed errors
// call, and the endpoint resolver of SDKs before 2023.

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

func TestPages(t *testing.T) {
	for name, c := range map[string]struct {
		first  *string
		stop   bool
		tokens []*string // of the responses
		want   int       // requests
	}{
		"one page":            {nil, false, []*string{nil}, 1},
		"an empty token":      {nil, false, []*string{aws.String("")}, 1},
		"three pages":         {nil, false, []*string{aws.String("a"), aws.String("b"), nil}, 3},
		"from a token":        {aws.String("x"), true, []*string{aws.String("a"), nil}, 2},
		"the same again":      {nil, true, []*string{aws.String("a"), aws.String("a"), aws.String("b")}, 2},
		"the same, continues": {nil, false, []*string{aws.String("a"), aws.String("a"), nil}, 3},
	} {
		p := NewPages(c.first, c.stop)
		requests := 0
		for p.More() {
			var token *string
			require.NoError(t, p.SetToken(&token), name)
			if requests == 0 {
				assert.Equal(t, c.first, token, name)
			} else {
				assert.Equal(t, c.tokens[requests-1], token, name)
			}
			p.Advance(c.tokens[requests])
			requests++
		}
		assert.Equal(t, c.want, requests, name)
		var token *string
		assert.EqualError(t, p.SetToken(&token), "no more pages available")
	}
	assert.Nil(t, PageLimit(0))
	assert.Nil(t, PageLimit(-1))
	assert.Equal(t, int32(5), *PageLimit(5))
	assert.Len(t, PaginatorOptions([]func(*Options){func(*Options) {}}), 2)
}

// waiting waits for a call that returns errs one after the other, and then nil.
func waiting(o WaiterOptions[pingInput, pingOutput], maxWait time.Duration, errs ...error) (int, error) {
	calls := 0
	call := func(_ context.Context, _ *pingInput, optFns ...func(*Options)) (*pingOutput, error) {
		for _, fn := range optFns {
			fn(&Options{})
		}
		calls++
		if calls > len(errs) {
			return &pingOutput{}, nil
		}
		return nil, errs[calls-1]
	}
	if o.Retryable == nil {
		o.Retryable = func(_ context.Context, _ *pingInput, _ *pingOutput, err error) (bool, error) {
			if err == nil {
				return false, nil
			}
			return HasErrorCode(err, "Pending"), WaiterError(err)
		}
	}
	_, err := Wait(context.Background(), "Pinged", call, &pingInput{}, maxWait, o)
	return calls, err
}

func TestWait(t *testing.T) {
	pending := &pongError{"Pending", "not yet"}
	retry := func(_ context.Context, _ *pingInput, _ *pingOutput, err error) (bool, error) { return err != nil, nil }
	seen := 0
	o := WaiterOptions[pingInput, pingOutput]{
		MinDelay: time.Millisecond, MaxDelay: 2 * time.Millisecond, Retryable: retry, LogWaitAttempts: true,
		ClientOptions: []func(*Options){func(*Options) { seen++ }},
	}
	calls, err := waiting(o, time.Minute, pending, pending)
	require.NoError(t, err)
	assert.Equal(t, 3, calls)
	assert.Equal(t, 3, seen, "each call has the waiter's options")

	o.Retryable = nil
	_, err = waiting(o, time.Minute, errors.New("broken"))
	assert.EqualError(t, err, "expected err to be of type smithy.APIError, got broken")
	_, err = waiting(o, 0)
	assert.EqualError(t, err, "maximum wait time for waiter must be greater than zero")
	_, err = waiting(WaiterOptions[pingInput, pingOutput]{MinDelay: time.Hour}, time.Minute)
	assert.EqualError(t, err, "minimum waiter delay 1h0m0s must be lesser than or equal to maximum waiter delay of 2m0s.")
	calls, err = waiting(WaiterOptions[pingInput, pingOutput]{MinDelay: time.Minute, Retryable: retry}, time.Second,
		pending)
	assert.EqualError(t, err, "exceeded max wait time for Pinged waiter")
	assert.Equal(t, 1, calls)
}

func TestMatchers(t *testing.T) {
	assert.True(t, AllAre([]string{"a", "a"}, "a"))
	assert.False(t, AllAre([]string{"a", "b"}, "a"))
	assert.False(t, AllAre(nil, "a"), "an empty list is not a success")
	assert.True(t, AnyIs([]string{"b", "a"}, "a"))
	assert.False(t, AnyIs(nil, "a"))
	var api error = &smithy.GenericAPIError{Code: "Busy"}
	assert.True(t, HasErrorCode(api, "Busy"))
	assert.False(t, HasErrorCode(api, "Other"))
	assert.False(t, HasErrorCode(errors.New("Busy"), "Busy"))
	assert.Equal(t, api, WaiterError(api))
	assert.NoError(t, WaiterError(nil))
	response := &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: 404}},
		Err: api}
	for status, want := range map[int][2]bool{200: {true, false}, 204: {true, false}, 404: {false, true},
		500: {false, false}} {
		assert.Equal(t, want[0], HasStatus(nil, status))
		assert.Equal(t, want[1], HasStatus(response, status))
	}
}

func TestTypedErrors(t *testing.T) {
	assert.Equal(t, "ami-1", MatchGroup(`image (\S+) `, "the image ami-1 is gone"))
	assert.Empty(t, MatchGroup(`image (\S+) `, "nothing"))
	assert.Empty(t, MatchGroup(`image`, "image"))
	assert.Empty(t, MatchGroup(`(`, "("))

	var code string
	decode := func(d *ec2xml.Decoder, v *string) {
		for d.Next() {
			if string(d.Name()) == "Code" {
				*v = *d.String()
			} else {
				d.Skip()
			}
		}
	}
	DecodeError([]byte("<Response><Other/><Errors><X/><Error><Message>m</Message><Code>Busy</Code></Error></Errors></Response>"), decode, &code)
	assert.Equal(t, "Busy", code)
	DecodeError([]byte("<Response>"), decode, &code)
	assert.Equal(t, "Busy", code, "an invalid body changes nothing")

	prefix, err := HostPrefix("{Name}.data-", map[string]*string{"Name": aws.String("a-1")})
	require.NoError(t, err)
	assert.Equal(t, "a-1.data-", prefix)
	for _, label := range []*string{nil, aws.String(""), aws.String("a.b"), aws.String("a/b")} {
		_, err = HostPrefix("{Name}.", map[string]*string{"Name": label})
		assert.EqualError(t, err, "input member Name must be a valid host label, as it becomes part of the host name")
	}
}

// The expected endpoints are those of the SDK's own resolver until 2023.
func TestResolver(t *testing.T) {
	on := EndpointResolverOptions{UseFIPSEndpoint: aws.FIPSEndpointStateEnabled,
		UseDualStackEndpoint: aws.DualStackEndpointStateEnabled}
	r := NewDefaultEndpointResolver("ec2")
	for _, c := range []struct {
		region  string
		options EndpointResolverOptions
		want    string
	}{
		{"us-east-1", EndpointResolverOptions{}, "https://ec2.us-east-1.amazonaws.com"},
		{"us-east-1", EndpointResolverOptions{DisableHTTPS: true}, "http://ec2.us-east-1.amazonaws.com"},
		{"cn-north-1", EndpointResolverOptions{}, "https://ec2.cn-north-1.amazonaws.com.cn"},
		{"us-east-1", EndpointResolverOptions{UseFIPSEndpoint: aws.FIPSEndpointStateEnabled},
			"https://ec2-fips.us-east-1.amazonaws.com"},
		{"us-east-1", on, "https://ec2-fips.us-east-1.api.aws"},
		{"fips-us-east-1", EndpointResolverOptions{ResolvedRegion: "us-west-2"}, "https://ec2.us-west-2.amazonaws.com"},
	} {
		e, err := r.ResolveEndpoint(c.region, c.options)
		require.NoError(t, err, c.region)
		assert.Equal(t, c.want, e.URL)
	}
	_, err := r.ResolveEndpoint("", EndpointResolverOptions{})
	assert.ErrorAs(t, err, new(*aws.MissingRegionError))
	_, err = r.ResolveEndpoint("us-iso-east-1", on)
	assert.EqualError(t, err, "unable to resolve endpoint for region: us-iso-east-1")

	own := EndpointResolverFromURL("http://x", func(e *aws.Endpoint) { e.HostnameImmutable = true })
	e, err := own.ResolveEndpoint("eu-west-1", on)
	require.NoError(t, err)
	assert.Equal(t, aws.Endpoint{URL: "http://x", Source: aws.EndpointSourceCustom, SigningRegion: "eu-west-1",
		HostnameImmutable: true}, e)

	o := Options{}
	WithEndpointResolver(own)(&o)
	WithEndpointResolverV2(nil)(&o)
	assert.NotNil(t, o.EndpointResolver)
	on.ResolvedRegion, on.DisableHTTPS = "r", true
	assert.Equal(t, []any{"r", true, aws.DualStackEndpointStateEnabled, aws.FIPSEndpointStateEnabled},
		[]any{on.GetResolvedRegion(), on.GetDisableHTTPS(), on.GetUseDualStackEndpoint(), on.GetUseFIPSEndpoint()})
}

func TestEndpointParameters(t *testing.T) {
	var p EndpointParameters
	assert.EqualError(t, p.ValidateRequired(), "parameter UseDualStack is required")
	p.UseDualStack = aws.Bool(true)
	assert.EqualError(t, p.ValidateRequired(), "parameter UseFIPS is required")
	p = p.WithDefaults()
	assert.NoError(t, p.ValidateRequired())
	assert.True(t, *p.UseDualStack)
	assert.NoError(t, EndpointParameters{}.WithDefaults().ValidateRequired())
}

func TestPreferredSchemes(t *testing.T) {
	a, b, c := &smithyauth.Option{SchemeID: "aws.auth#sigv4"}, &smithyauth.Option{SchemeID: "smithy.api#noAuth"},
		&smithyauth.Option{SchemeID: "x"}
	list := []*smithyauth.Option{a, b, c}
	assert.Equal(t, list, preferred(list, nil))
	assert.Equal(t, []*smithyauth.Option{b, a, c}, preferred(list, []string{"gone", "noAuth", "sigv4", "noAuth"}))
}
