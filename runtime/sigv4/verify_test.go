package sigv4_test

// This file tests requests that AWS's own signer signs and ours verifies, in each
// form that EC2's requests can have. Tampering is tested with a server, in
// generated/ec2/ec2server.

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

// signed returns a request signed by AWS's signer, as a server receives it.
func signed(t *testing.T, method, target, body string, change func(*http.Request)) *http.Request {
	r, err := http.NewRequest(method, "http://127.0.0.1:5000"+target, strings.NewReader(body))
	require.NoError(t, err)
	if change != nil {
		change(r)
	}
	hash := sha256.Sum256([]byte(body))
	keys := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", SessionToken: "session"}
	require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "ec2",
		"eu-north-1", at))
	arrived := httptest.NewRequest(method, r.URL.RequestURI(), strings.NewReader(body))
	arrived.Host, arrived.Header = r.URL.Host, r.Header
	return arrived
}

// signedWith returns a POST of "x" signed with credentials.
func signedWith(t *testing.T, keys aws.Credentials) *http.Request {
	r := httptest.NewRequest("POST", "http://127.0.0.1:5000/", strings.NewReader("x"))
	hash := sha256.Sum256([]byte("x"))
	require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "ec2",
		"eu-north-1", at))
	return r
}

func verifier(now time.Time) *sigv4.Verifier {
	return &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}, Now: func() time.Time { return now }}
}

// manyItems returns keys that are prefixes of other keys, followed by characters
// that sort before and after "=".
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
		{"a duplicate key", "GET", "/?Filter=b&Filter=a&Filter=", "", nil},
		{"escaped characters", "GET", "/?a%2Bb=%20%2B%7E%2F%E2%82%AC%25&c=d+e&f", "", nil},
		{"a query and a form", "POST", "/?x=y", "Action=DescribeImages", nil},
		{"a path", "POST", "/a%20b/%C3%A9/", "", nil},
		{"spaces in headers", "POST", "/", "", func(r *http.Request) { r.Header.Set("X-Note", "  a   b  ") }},
		{"a duplicate header", "POST", "/", "", func(r *http.Request) { r.Header["X-Note"] = []string{"b", "a"} }},
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

// TestClock checks clocks that differ by up to the skew, and by more.
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

// TestUnsignedHeaders adds headers that a server may act on after the signature was made.
func TestUnsignedHeaders(t *testing.T) {
	for _, name := range []string{"X-Amz-Security-Token", "X-Amz-Target", "x-amz-odd"} {
		r := signedWith(t, aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"})
		require.NoError(t, verifier(at).Verify(r, []byte("x")))
		r.Header[name] = []string{"added"}
		var e *sigv4.Error
		require.ErrorAs(t, verifier(at).Verify(r, []byte("x")), &e, name)
		assert.Equal(t, "SignatureDoesNotMatch", e.Code, name)
		assert.Contains(t, e.Message, "is not signed", name)
	}
	r := signedWith(t, aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"})
	r.Header.Set("User-Agent", "added")
	r.Header.Set("X-Amzn-Trace-Id", "added") // as load balancers do
	assert.NoError(t, verifier(at).Verify(r, []byte("x")))
}

// TestKeysAreNotTold checks that callers cannot distinguish an unknown key, a wrong
// secret and a wrong token.
func TestKeysAreNotTold(t *testing.T) {
	v := verifier(at)
	v.Tokens = map[string]string{"AKIDEXAMPLE": "session"}
	right := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", SessionToken: "session"}
	require.NoError(t, v.Verify(signedWith(t, right), []byte("x")))
	var messages []string
	for _, change := range []func(*aws.Credentials){
		func(c *aws.Credentials) { c.AccessKeyID = "AKIDUNKNOWN" },
		func(c *aws.Credentials) { c.AccessKeyID, c.SecretAccessKey = "AKIDUNKNOWN", "" },
		func(c *aws.Credentials) { c.SecretAccessKey = "wrong" },
		func(c *aws.Credentials) { c.SessionToken = "another" },
		func(c *aws.Credentials) { c.SessionToken = "" },
	} {
		keys := right
		change(&keys)
		err := v.Verify(signedWith(t, keys), []byte("x"))
		require.Error(t, err)
		messages = append(messages, err.Error())
	}
	for _, a := range messages {
		assert.Equal(t, messages[0], a)
	}
	v.Tokens = map[string]string{}
	assert.Error(t, v.Verify(signedWith(t, right), []byte("x")), "a token for a key that has none")
}

// TestQueriesThatAreNotRead adds a query to a request signed without one, in each
// form that some parser drops. None of them may be treated as an empty query.
func TestQueriesThatAreNotRead(t *testing.T) {
	const action = "Action=DeregisterImage&ImageId=ami-0123456789abcdef0&Version=2016-11-15"
	for name, query := range map[string]string{
		"plain":              action,
		"empty pairs":        action + strings.Repeat("&", 10_000),
		"empty pairs first":  strings.Repeat("&", 10_000) + action,
		"a semicolon":        action + "&a;b",
		"a bad escape":       action + "&a=%zz",
		"a bad escape alone": "%zz",
		"not UTF-8":          action + "&a=%ff",
		"many keys":          action + strings.Repeat("&a=1", 10_000),
		"a long query":       action + "&a=" + strings.Repeat("x", 1<<20),
		"a large index":      action + "&a.99999999=x",
	} {
		for _, method := range []string{"GET", "POST"} {
			r := signed(t, method, "/", "", nil)
			require.NoError(t, verifier(at).Verify(r, nil))
			r.URL.RawQuery = query
			var e *sigv4.Error
			require.ErrorAs(t, verifier(at).Verify(r, nil), &e, name)
			assert.Contains(t, []string{"SignatureDoesNotMatch", "MalformedQueryString"}, e.Code, name)
		}
	}
}

// TestInvalidHeaders breaks each part of the Authorization header.
func TestInvalidHeaders(t *testing.T) {
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
		{"Signature=", "Credential=x, Signature=", "AuthFailure"},
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
	r.Header.Add("Authorization", "Basic Og==")
	require.ErrorAs(t, verifier(at).Verify(r, []byte("x")), &e)
	assert.Equal(t, "AuthFailure", e.Code)
	r = signed(t, "POST", "/", "x", nil)
	r.Header.Del("X-Amz-Date")
	require.ErrorAs(t, verifier(at).Verify(r, []byte("x")), &e)
	assert.Equal(t, "AuthFailure", e.Code)
	_, err := sigv4.Parse(httptest.NewRequest("GET", "/", nil))
	assert.ErrorIs(t, err, sigv4.ErrNoHeader)
}
