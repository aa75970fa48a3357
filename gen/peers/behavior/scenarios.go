//go:build whole

package main

// This file has the table of server behavior and other failures.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"github.com/ec2gen/ec2gen/gen/peers/internal/recording"
)

// A scenario is a server's script with the client's setup.
type scenario struct {
	name  string
	react []recording.Reaction // one per request; the last one repeats
	setup
}

// A setup has the settings of both clients.
type setup struct {
	calls       int           // in sequence; 0: one
	timeout     time.Duration // of each call; 0: none
	credentials func() aws.CredentialsProvider
	retryer     func() aws.Retryer // nil: the standard one, without its delays
	attempts    int                // RetryMaxAttempts
	noSkew      bool               // DisableClockSkewCorrection
	unreachable bool               // the server is stopped
	canceled    bool               // the call's context is canceled before it begins
	quick       time.Duration      // timeout of the HTTP client; 0: none
}

const html = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad " +
	"gateway</h1><br></body></html>"

// failed returns EC2's error response with a code.
func failed(status int, code string, headers ...string) recording.Reaction {
	return recording.Respond(status, envelope(code, code+" is what it is"), headers...)
}

func envelope(code, message string) string {
	return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>" + code + "</Code><Message>" +
		message + "</Message></Error></Errors><RequestID>req-1</RequestID></Response>"
}

// working returns a valid response to either of the called operations.
func working() recording.Reaction {
	return recording.Respond(200, `<?xml version="1.0" encoding="UTF-8"?>
<Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>req-0</requestId><return>true</return><imagesSet><item><imageId>ami-1</imageId></item></imagesSet></Response>`)
}

func raw(data string) recording.Reaction {
	return recording.Reaction{Parts: []recording.Part{{Data: data}}, Close: true}
}

func slow(wait time.Duration, r recording.Reaction) recording.Reaction {
	parts := append([]recording.Part{}, r.Parts...)
	parts[0].Wait = wait
	r.Parts = parts
	return r
}

// dripping sends the body byte by byte.
func dripping(r recording.Reaction) recording.Reaction {
	var parts []recording.Part
	for _, b := range []byte(r.Parts[0].Data) {
		parts = append(parts, recording.Part{Wait: 50 * time.Microsecond, Data: string(b)})
	}
	return recording.Reaction{Parts: parts}
}

func then(list ...recording.Reaction) []recording.Reaction { return list }

// off returns a Date header with that difference from now.
func off(d time.Duration) string {
	return "Date: " + time.Now().Add(d).UTC().Format(http.TimeFormat)
}

// scenarios returns new scenarios, because dates are relative to now.
func scenarios() []scenario {
	good, reset := working(), recording.Reaction{Reset: true}
	closed := recording.Reaction{Close: true}
	body := strings.TrimPrefix(good.Parts[0].Data, good.Parts[0].Data[:strings.Index(good.Parts[0].Data, "\r\n\r\n")+4])
	half := body[:len(body)/2]
	list := []scenario{
		{name: "no failure", react: then(good), setup: setup{calls: 3}},
		{name: "throttled once", react: then(failed(503, "RequestLimitExceeded"), good)},
		{name: "throttled permanently", react: then(failed(503, "RequestLimitExceeded"))},
		{name: "too many requests, as HTML", react: then(recording.Respond(429, html), good)},
		{name: "a throttling code with status 400",
			react: then(failed(400, "Throttling"), failed(400, "ThrottlingException"), good)},
		{name: "EC2's throttling code with status 400", react: then(failed(400, "EC2ThrottledException"), good)},
		{name: "an unknown code with status 400", react: then(failed(400, "Odd"), good)},
		{name: "insufficient capacity", react: then(failed(500, "InsufficientInstanceCapacity"), good)},
		{name: "an internal error", react: then(failed(500, "InternalError"), good)},
		{name: "permanent internal errors", react: then(failed(500, "InternalError"))},
		{name: "unavailable", react: then(failed(503, "Unavailable"), failed(503, "ServiceUnavailable"), good)},
		{name: "a bad gateway's HTML", react: then(recording.Respond(502, html), good)},
		{name: "a bad gateway's HTML, permanently", react: then(recording.Respond(502, html))},
		{name: "a gateway's timeout", react: then(recording.Respond(504, ""), good)},
		{name: "an empty 500", react: then(recording.Respond(500, ""))},
		{name: "an empty 400", react: then(recording.Respond(400, ""))},
		{name: "an empty 403", react: then(recording.Respond(403, "   \n"))},
		{name: "HTML with status 403", react: then(recording.Respond(403, html))},
		{name: "JSON with status 400", react: then(recording.Respond(400, `{"__type":"Odd","message":"no"}`))},
		{name: "text with status 400", react: then(recording.Respond(400, "no"))},
		{name: "truncated XML with status 400", react: then(recording.Respond(400, envelope("Odd", "x")[:90]))},
		{name: "an error without a code", react: then(recording.Respond(400,
			"<Response><Errors><Error><Message>m</Message></Error></Errors></Response>"))},
		{name: "an error without a message",
			react: then(recording.Respond(400,
				"<Response><Errors><Error><Code>C</Code></Error></Errors><RequestID>r</RequestID></Response>"))},
		{name: "another service's envelope",
			react: then(recording.Respond(400,
				"<ErrorResponse><Error><Type>Sender</Type><Code>C</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>"))},
		{name: "two errors", react: then(recording.Respond(400,
			"<Response><Errors><Error><Code>A</Code><Message>a</Message></Error><Error><Code>B</Code><Message>b</Message></Error></Errors><RequestID>r</RequestID></Response>"))},
		{name: "an error with status 200", react: then(recording.Respond(200, envelope("Odd", "x")))},
		{name: "a request id in the header",
			react: then(recording.Respond(400, envelope("Odd", "x"), "X-Amzn-Requestid: from-the-header"))},
		{name: "a request id in the header of HTML",
			react: then(recording.Respond(400, html, "X-Amz-Request-Id: from-the-header"))},
		{name: "not authorized", react: then(failed(403, "UnauthorizedOperation"))},
		{name: "a dry run", react: then(failed(412, "DryRunOperation"))},
		{name: "another token", react: then(failed(400, "IdempotentParameterMismatch"))},
		{name: "retry after", react: then(failed(503, "RequestLimitExceeded", "Retry-After: 0"),
			failed(503, "RequestLimitExceeded", "X-Amz-Retry-After: 1"), good)},

		{name: "a reset before the response", react: then(reset, good)},
		{name: "permanent resets", react: then(reset)},
		{name: "a close before the response", react: then(closed, good)},
		{name: "permanent closes", react: then(closed)},
		{name: "a close in the status line", react: then(raw("HTTP/1.1 20"), good)},
		{name: "a close in the headers", react: then(raw("HTTP/1.1 200 OK\r\nContent-Le"), good)},
		{name: "a close in the body", react: then(raw("HTTP/1.1 200 OK\r\nContent-Length: "+fmt.Sprint(len(body))+"\r\n\r\n"+
			half), good)},
		{name: "a close in the body, permanently",
			react: then(raw("HTTP/1.1 200 OK\r\nContent-Length: " + fmt.Sprint(len(body)) + "\r\n\r\n" + half))},
		{name: "a close in an error's body",
			react: then(raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 500\r\n\r\n"+envelope("Odd", "x")[:100]), good)},
		{name: "a body that is too long",
			react: then(raw("HTTP/1.1 200 OK\r\nContent-Length: "+fmt.Sprint(len(half))+"\r\n\r\n"+body), good)},
		{name: "a body without a length", react: then(raw("HTTP/1.1 200 OK\r\n\r\n" + body))},
		{name: "a chunked body", react: then(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
			fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)))},
		{name: "a broken chunk", react: then(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"+body), good)},
		{name: "a chunked body that ends early",
			react: then(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"+fmt.Sprintf("%x\r\n%s", len(body), half)),
				good)},
		{name: "not HTTP", react: then(raw("SSH-2.0-OpenSSH_9.6\r\n"), good)},
		{name: "invalid gzip", react: then(recording.Respond(200, body, "Content-Encoding: gzip"))},

		{name: "an empty 200", react: then(recording.Respond(200, ""))},
		{name: "a 204", react: then(raw("HTTP/1.1 204 No Content\r\n\r\n"))},
		{name: "HTML with status 200", react: then(recording.Respond(200, html))},
		{name: "malformed XML", react: then(recording.Respond(200, "<R><imagesSet><item></imagesSet></R>"))},
		{name: "truncated XML", react: then(recording.Respond(200, half))},
		{name: "an unknown entity", react: then(recording.Respond(200,
			"<R><requestId>&nope;</requestId><imagesSet><item><imageId>&nope;</imageId></item></imagesSet></R>"))},
		{name: "JSON with status 200", react: then(recording.Respond(200, "{}"))},
		{name: "another root", react: then(recording.Respond(200,
			"<Whatever><imagesSet><item><imageId>ami-2</imageId></item></imagesSet></Whatever>"))},
		{name: "not UTF-8", react: then(recording.Respond(200,
			"<R><imagesSet><item><imageId>\xff\xfe</imageId></item></imagesSet></R>"))},

		{name: "a redirect to itself", react: then(recording.Respond(307, "", "Location: /"), good)},
		{name: "a permanent redirect", react: then(recording.Respond(301, html, "Location: /elsewhere"), good)},
		{name: "found elsewhere", react: then(recording.Respond(302, "", "Location: /elsewhere"), good)},
		{name: "a redirect to nowhere", react: then(recording.Respond(308, ""), good)},
		{name: "not modified", react: then(raw("HTTP/1.1 304 Not Modified\r\n\r\n"))},

		{name: "a slow body", react: then(dripping(good))},
		{name: "a slow header, and a timeout", react: then(slow(1500*time.Millisecond, good)),
			setup: setup{timeout: 500 * time.Millisecond}},
		// One attempt: the body may fail just before its context is done, and it is
		// random whether a client retries then.
		{name: "half a body, and a timeout",
			react: then(recording.Reaction{Parts: []recording.Part{{Data: "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<R>"},
				{Wait: 1500 * time.Millisecond}}}), setup: setup{timeout: 500 * time.Millisecond, attempts: 1}},
		{name: "the HTTP client's timeout", react: then(slow(1500*time.Millisecond, good), good),
			setup: setup{quick: 500 * time.Millisecond}},
		{name: "a canceled context", react: then(good), setup: setup{canceled: true}},
		{name: "no server", react: then(good), setup: setup{unreachable: true}},

		{name: "expired credentials", react: then(failed(400, "RequestExpired"), good)},
		{name: "an expired token", react: then(failed(400, "ExpiredToken"), failed(400, "ExpiredTokenException"), good),
			setup: setup{credentials: rotating}},
		{name: "credentials that rotate between attempts",
			react: then(failed(500, "InternalError"), failed(500, "InternalError"), good), setup: setup{credentials: rotating}},
		{name: "missing credentials", react: then(good),
			setup: setup{credentials: func() aws.CredentialsProvider { return broken{} }}},
		{name: "no credentials", react: then(good), setup: setup{credentials: func() aws.CredentialsProvider { return nil }}},
		{name: "anonymous credentials", react: then(good),
			setup: setup{credentials: func() aws.CredentialsProvider { return aws.AnonymousCredentials{} }}},

		{name: "five attempts", react: then(failed(500, "InternalError")), setup: setup{attempts: 5}},
		{name: "one attempt", react: then(failed(500, "InternalError")), setup: setup{attempts: 1}},
		{name: "no retries", react: then(failed(500, "InternalError")),
			setup: setup{retryer: func() aws.Retryer { return aws.NopRetryer{} }}},
		{name: "retry tokens run out", react: then(failed(500, "InternalError")),
			setup: setup{calls: 30, retryer: func() aws.Retryer {
				return retry.NewStandard(quickly, func(o *retry.StandardOptions) { o.RateLimiter = limited{n: new(int)} })
			}}},
		{name: "adaptive retries", react: then(failed(500, "InternalError"), good), setup: setup{retryer: func() aws.Retryer {
			return retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
				o.StandardOptions = append(o.StandardOptions,
					quickly)
			})
		}}},
	}
	return append(list, skews(good)...)
}

// skews returns scenarios with wrong clocks: each error code, several differences,
// and the signature of the next call.
func skews(good recording.Reaction) (list []scenario) {
	for _, code := range []string{"RequestTimeTooSkewed", "RequestExpired", "AuthFailure", "InvalidSignatureException",
		"SignatureDoesNotMatch", "RequestInTheFuture", "AccessDeniedException", "Odd"} {
		for _, by := range []time.Duration{time.Hour, -time.Hour, 2 * time.Minute} {
			list = append(list, scenario{name: fmt.Sprintf("a clock %v off, %s", by, code),
				react: then(failed(403, code, off(by)), recording.Respond(200, "<R/>", off(by))), setup: setup{calls: 2}})
		}
	}
	hour := recording.Respond(200, "<R/>", off(time.Hour))
	return append(list,
		scenario{name: "a wrong clock, according to valid responses", react: then(hour), setup: setup{calls: 3}},
		scenario{name: "a wrong clock without correction",
			react: then(failed(403, "RequestTimeTooSkewed", off(time.Hour)), hour), setup: setup{calls: 2, noSkew: true}},
		scenario{name: "a clock that is corrected", react: then(hour, good), setup: setup{calls: 3}},
		scenario{name: "an invalid Date", react: then(failed(403, "RequestTimeTooSkewed", "Date: yesterday"), good),
			setup: setup{calls: 2}},
		scenario{name: "a Date from a cache", react: then(recording.Respond(200, "<R/>", off(time.Hour), "Age: 10")),
			setup: setup{calls: 2}},
		scenario{name: "a Date of a response that is not EC2's",
			react: then(recording.Respond(502, html, off(time.Hour)), good), setup: setup{calls: 2}},
	)
}

// quickly removes the delays of retries.
func quickly(o *retry.StandardOptions) {
	o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Millisecond, nil })
}

// rotating returns other keys each time.
func rotating() aws.CredentialsProvider {
	n := 0
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		n++
		return aws.Credentials{AccessKeyID: recording.AccessKey, SecretAccessKey: recording.SecretKey,
			SessionToken: fmt.Sprint("session-", n)}, nil
	})
}

type broken struct{}

func (broken) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{}, errors.New("no role here")
}

// limited has a few retry tokens.
type limited struct{ n *int }

func (l limited) GetToken(context.Context, uint) (func() error, error) {
	if *l.n++; *l.n > 4 {
		return nil, errors.New("no more tokens")
	}
	return func() error { return nil }, nil
}

func (limited) AddTokens(uint) error { return nil }
