package sigv4_test

// This file has requests signed by AWS's own signer and verified by ours, in each
// form that a request of EC2's can have; what tampering does is tested where a
// server stands, in generated/ec2/ec2server.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

var at = time.Date(2022, 10, 3, 23, 59, 58, 0, time.UTC)

// signed is a request as it comes to a server that has AWS's signature.
func signed(t *testing.T, method, target, body string, change func(*http.Request)) *http.Request {
	r, err := http.NewRequest(method, "http://127.0.0.1:5000"+target, strings.NewReader(body))
	require.NoError(t, err)
	if change != nil {
		change(r)
	}
	hash := sha256.Sum256([]byte(body))
	keys := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", SessionToken: "session"}
	require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "ec2", "eu-north-1", at))
	arrived := httptest.NewRequest(method, r.URL.RequestURI(), strings.NewReader(body))
	arrived.Host, arrived.Header = r.URL.Host, r.Header
	return arrived
}

func verifier(now time.Time) *sigv4.Verifier {
	return &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}, Now: func() time.Time { return now }}
}

// manyItems has keys of which one begins with the other: what separates them
// sorts on both sides of "=".
func manyItems() string {
	var b strings.Builder
	b.WriteString("/?Action=RegisterImage&Version=2016-11-15&Item=&Item-1=")
	for i := 1; i <= 12; i++ {
		fmt.Fprintf(&b, "&Item.%d=%d&Item.%d.Name=x", i, i, i)
	}
	return b.String()
}

func TestAgreesWithTheSigner(t *testing.T) {
	for _, c := range []struct {
		name, method, target, body string
		change                     func(*http.Request)
	}{
		{"a form", "POST", "/", "Action=DescribeImages&Version=2016-11-15", nil},
		{"nothing", "POST", "/", "", nil},
		{"a query", "GET", "/?Action=DescribeImages&Version=2016-11-15", "", nil},
		{"keys that begin with others", "GET", manyItems(), "", nil},
		{"a key twice", "GET", "/?Filter=b&Filter=a&Filter=", "", nil},
		{"characters that are escaped", "GET", "/?a%2Bb=%20%2B%7E%2F%E2%82%AC%25&c=d+e&f", "", nil},
		{"a query beside a form", "POST", "/?x=y", "Action=DescribeImages", nil},
		{"a path", "POST", "/a%20b/%C3%A9/", "", nil},
		{"spaces in headers", "POST", "/", "", func(r *http.Request) { r.Header.Set("X-Note", "  a   b  ") }},
		{"a header twice", "POST", "/", "", func(r *http.Request) { r.Header["X-Note"] = []string{"b", "a"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := signed(t, c.method, c.target, c.body, c.change)
			assert.NoError(t, verifier(at).Verify(r, []byte(c.body)))
			var e *sigv4.Error
			require.ErrorAs(t, verifier(at).Verify(r, []byte(c.body+"x")), &e, "another body")
			assert.Equal(t, "SignatureDoesNotMatch", e.ErrorCode())
		})
	}
}

// TestClock has the clocks of both sides apart, up to the skew and over it.
func TestClock(t *testing.T) {
	r := signed(t, "POST", "/", "x", nil)
	for off, code := range map[time.Duration]string{
		0:                                  "",
		sigv4.DefaultSkew:                  "",
		-sigv4.DefaultSkew:                 "",
		sigv4.DefaultSkew + time.Second:    "RequestExpired",
		-(sigv4.DefaultSkew + time.Second): "RequestExpired",
	} {
		err := verifier(at.Add(off)).Verify(r, []byte("x"))
		if code == "" {
			assert.NoError(t, err, off)
			continue
		}
		var e *sigv4.Error
		require.ErrorAs(t, err, &e, off)
		assert.Equal(t, code, e.Code, off)
	}
}

// TestHeadersThatAreNone breaks the Authorization header in each of its parts.
func TestHeadersThatAreNone(t *testing.T) {
	for _, c := range []struct{ old, new, code string }{
		{sigv4.Algorithm, "AWS3", "AuthFailure"},
		{"aws4_request", "aws5_request", "AuthFailure"},
		{"/ec2/", "/s3/", "AuthFailure"},
		{"20221003", "20221004", "AuthFailure"},
		{"AKIDEXAMPLE", "", "AuthFailure"},
		{"SignedHeaders=", "Headers=", "AuthFailure"},
		{"Signature=", "Signed=", "AuthFailure"},
		{"Signature=", "Signature=0", "SignatureDoesNotMatch"},
		{"host;", "", "SignatureDoesNotMatch"},
		{"x-amz-security-token", "x-amz-other", "SignatureDoesNotMatch"},
	} {
		r := signed(t, "POST", "/", "x", nil)
		text := r.Header.Get("Authorization")
		require.Contains(t, text, c.old)
		r.Header.Set("Authorization", strings.Replace(text, c.old, c.new, 1))
		var e *sigv4.Error
		require.ErrorAs(t, verifier(at).Verify(r, []byte("x")), &e, c.old)
		assert.Equal(t, c.code, e.Code, c.old)
	}
	var e *sigv4.Error
	r := signed(t, "POST", "/", "x", nil)
	r.Header.Del("X-Amz-Date")
	require.ErrorAs(t, verifier(at).Verify(r, []byte("x")), &e)
	assert.Equal(t, "AuthFailure", e.Code)
	_, err := sigv4.Parse(httptest.NewRequest("GET", "/", nil))
	assert.ErrorIs(t, err, sigv4.ErrNoHeader)
}
