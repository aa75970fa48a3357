// Package ec2record saves the bodies of requests instead of sending them. Command recordtests
// adds it to programs; it imports nothing but the SDK, in any version.
package ec2record

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go"
)

// Context is here for files that do not import package context.
type Context = context.Context

// Send makes a call with a client that keeps the request's body in the directory
// EC2GEN_RECORD_TESTS.
func Send(call func(*ec2.Client, Context) error) {
	dir := os.Getenv("EC2GEN_RECORD_TESTS")
	if dir == "" {
		return
	}
	client := ec2.New(ec2.Options{Region: "us-east-1", HTTPClient: recorder{dir}, Retryer: aws.NopRetryer{},
		IdempotencyTokenProvider: token{}, Credentials: aws.CredentialsProviderFunc(key)})
	err := call(client, context.Background())
	var response smithy.APIError
	if errors.As(err, &response) && response.ErrorCode() == code {
		return
	}
	line := strings.Join(strings.Fields(fmt.Sprint(err)), " ") + "\n"
	keep(filepath.Join(dir, "rejected.txt"), os.O_APPEND, []byte(line))
}

// Copy copies an input: the client sets client tokens in what it is passed.
func Copy[T any](in *T) *T {
	if in == nil {
		return nil
	}
	copied := *in
	return &copied
}

// code is of the error that the recorder responds with.
const code = "Recorded"

const response = "<Response><Errors><Error><Code>" + code + "</Code></Error></Errors></Response>"

// A recorder keeps the bodies of requests.
type recorder struct{ dir string }

func (r recorder) Do(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	keep(filepath.Join(r.dir, fmt.Sprintf("%s-%x.body", form.Get("Action"), sum[:5])), os.O_TRUNC, body)
	return &http.Response{StatusCode: 400, Header: http.Header{},
		Body: io.NopCloser(bytes.NewReader([]byte(response)))}, nil
}

// keep writes a file. Nothing is recorded if that fails, so it stops the tests.
func keep(name string, flag int, data []byte) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|flag, 0o666)
	if err == nil {
		_, err = file.Write(data)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		panic(err)
	}
}

// token makes the same client token each time, so that the same request has one file.
type token struct{}

func (token) GetIdempotencyToken() (string, error) {
	return "00000000-0000-4000-8000-000000000000", nil
}

func key(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
}
