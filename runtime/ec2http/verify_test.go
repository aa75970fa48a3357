package ec2http_test

// This file has AWS's signer sign requests whose parameters are in the query, for
// each method that may carry them there.

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
		require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "ec2", "eu-north-1", time.Now()))
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
