package ec2test_test

// This file calls GetCallerIdentity, like tools with one endpoint for all services.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
)

func TestCallerIdentity(t *testing.T) {
	srv, _ := start(t, func(o *ec2test.Options) {
		o.Secrets, o.Accounts = map[string]string{"AKIDOTHER": "secret"}, map[string]string{"AKIDOTHER": "111122223333"}
	})
	ask := func(secret string) (int, string) {
		const form = "Action=GetCallerIdentity&Version=2011-06-15"
		r, err := http.NewRequest("POST", srv.URL, strings.NewReader(form))
		require.NoError(t, err)
		hash := sha256.Sum256([]byte(form))
		keys := aws.Credentials{AccessKeyID: "AKIDOTHER", SecretAccessKey: secret}
		require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), keys, r, hex.EncodeToString(hash[:]), "sts",
			"us-east-1", time.Now()))
		res, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		return res.StatusCode, string(body)
	}
	status, body := ask("secret")
	require.Equal(t, 200, status, body)
	assert.Contains(t, body, "<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:root</Arn>"+
		"<UserId>111122223333</UserId><Account>111122223333</Account>")
	status, body = ask("wrong")
	assert.Equal(t, 400, status)
	assert.Contains(t, body, "SignatureDoesNotMatch")
}
