package ec2http_test

// This file verifies requests signed by AWS's signer with their parameters in the
// query, for each method that allows it.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

func TestVerify(t *testing.T) {
	verifier := &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}}
	server := httptest.NewServer(handler(&echo{}, func(o *ec2http.Options) { o.Authorize = ec2http.Verify(verifier) }))
	defer server.Close()
	const form = "Action=Echo&Version=2020-01-01&Text=t"
	for _, c := range []struct {
		method, query, body, add string
		status                   int
	}{
		{"GET", form, "", "", 200},
		{"HEAD", form, "", "", 200},
		{"POST", form, "", "", 200},
		{"POST", "", form, "", 200},
		{"GET", form, "", "&Flag=true", 400},
		{"POST", form, "", "&Flag=true", 400},
	} {
		r, err := http.NewRequest(c.method, server.URL+"/?"+c.query, strings.NewReader(c.body))
		require.NoError(t, err)
		hash := sha256.Sum256([]byte(c.body))
		keys := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}
		require.NoError(t, v4.NewSigner().
			SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "ec2", "eu-north-1", time.Now()))
		r.URL.RawQuery += c.add
		res, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		text, err := io.ReadAll(res.Body)
		res.Body.Close()
		require.NoError(t, err)
		assert.Equal(t, c.status, res.StatusCode, "%+v", c)
		assert.Equal(t, c.add != "", strings.Contains(string(text), "SignatureDoesNotMatch"), "%+v", c)
	}
}

// TestSignatureOfEmptyQuery sends the headers of a signed GET without a query,
// again and with queries that only one of two parsers reads. The operation must not
// be called.
func TestSignatureOfEmptyQuery(t *testing.T) {
	verifier := &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}}
	called := 0
	impl := &echo{do: func(_ context.Context, text *string) (*string, error) { called++; return text, nil }}
	const form = "Action=Echo&Version=2020-01-01&Text=t"
	for _, limits := range []ec2query.Limits{{}, {Keys: -1}, {Keys: 20_000, Bytes: -1}} {
		h := handler(impl, func(o *ec2http.Options) { o.Authorize, o.Limits = ec2http.Verify(verifier), limits })
		server := httptest.NewServer(h)
		for _, method := range []string{"GET", "HEAD", "POST"} {
			for _, query := range []string{
				form, form + strings.Repeat("&", 10_000), strings.Repeat("&", 10_001) + form,
				form + "&a;b", form + "&%zz", form + strings.Repeat("&Flag=true", 10_001),
			} {
				r, err := http.NewRequest(method, server.URL+"/", nil)
				require.NoError(t, err)
				hash := sha256.Sum256(nil)
				keys := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}
				require.NoError(t, v4.NewSigner().
					SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "ec2", "eu-north-1", time.Now()))
				r.URL.RawQuery = query
				res, err := http.DefaultClient.Do(r)
				require.NoError(t, err)
				res.Body.Close()
				assert.Equal(t, 400, res.StatusCode, "%s %.60s", method, query)
			}
		}
		server.Close()
	}
	assert.Zero(t, called, "an operation was called with the signature of another request")
}

// TestLimitsOfVerify verifies a query that only a handler with larger limits
// allows.
func TestLimitsOfVerify(t *testing.T) {
	verifier := &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}}
	h := handler(&echo{}, func(o *ec2http.Options) { o.Authorize, o.Limits.Keys = ec2http.Verify(verifier), -1 })
	r := httptest.NewRequest("GET", "http://127.0.0.1/?Action=Echo&Version=2020-01-01&Text=t"+strings.Repeat("&", 20_000),
		nil)
	hash := sha256.Sum256(nil)
	keys := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}
	signed := r.Clone(context.Background())
	// Go's parser, and so AWS's signer, reads at most 10,000 pairs
	signed.URL.RawQuery = "Action=Echo&Version=2020-01-01&Text=t"
	require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), keys, signed, hex.EncodeToString(hash[:]), "ec2",
		"eu-north-1", time.Now()))
	r.Header = signed.Header
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	assert.Equal(t, 200, w.Code, w.Body.String())
}
