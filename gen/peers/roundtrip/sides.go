//go:build whole

package main

// This file has the two clients and the server, which exchange only bytes.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2/ec2server"
	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/recorder"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// sides are not safe for concurrent use.
type sides struct {
	sdk, ours reflect.Value
	recorder  *recorder.Recorder
}

const (
	accessKey = "AKIDEXAMPLE"
	secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	token     = "a-token-that-the-client-made"
)

func newSides() *sides {
	s := &sides{recorder: &recorder.Recorder{}}
	verifier := &sigv4.Verifier{Secrets: map[string]string{accessKey: secretKey}}
	handler := ec2server.NewHandler(s.recorder, func(o *ec2http.Options) {
		o.Authorize = ec2http.Verify(verifier)
		o.Limits.Bytes, o.Limits.Keys = -1, -1
		o.Policy = wireOnly()
	})
	transport := overHandler{handler}
	s.sdk = reflect.ValueOf(sdk.New(sdk.Options{Region: "us-east-1", Credentials: keys{}, HTTPClient: transport,
		Retryer: aws.NopRetryer{}, IdempotencyTokenProvider: tokens{}},
		sdk.WithAPIOptions(func(s *middleware.Stack) error {
			_, _ = s.Initialize.Remove("OperationInputValidation") // random inputs lack required members
			return nil
		})))
	s.ours = reflect.ValueOf(ec2.New(ec2.Options{Region: "us-east-1", Credentials: keys{}, HTTPClient: transport,
		Retryer: aws.NopRetryer{}, IdempotencyTokenProvider: tokens{},
		Validation: valid.Policy{Mode: valid.Silent}}))
	return s
}

// wireOnly returns the policy for random values: they violate the model's rules
// about values, but not the wire rules.
func wireOnly() valid.Policy {
	levels := map[string]valid.Level{"required": valid.LevelOff, "length": valid.LevelOff, "range": valid.LevelOff}
	for _, rule := range ec2.ValidationRules() {
		if rule.Wire == "" {
			levels[rule.ID] = valid.LevelOff
		}
	}
	return valid.Policy{Levels: levels}
}

type keys struct{}

func (keys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: accessKey, SecretAccessKey: secretKey}, nil
}

type tokens struct{}

func (tokens) GetIdempotencyToken() (string, error) { return token, nil }

// overHandler sends requests to a handler.
type overHandler struct{ http.Handler }

func (t overHandler) Do(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	if r.Host == "" {
		r.Host = r.URL.Host
	}
	t.ServeHTTP(w, r)
	return w.Result(), nil
}

// types returns an operation's inputs and outputs in both packages.
func (s *sides) types(op string) (sdkIn, oursIn, sdkOut, oursOut reflect.Type, ok bool) {
	a, b := s.sdk.MethodByName(op), s.ours.MethodByName(op)
	if !a.IsValid() || !b.IsValid() {
		return nil, nil, nil, nil, false
	}
	return a.Type().In(1).Elem(), b.Type().In(1).Elem(), a.Type().Out(0).Elem(), b.Type().Out(0).Elem(), true
}

func call(client reflect.Value, op string, in reflect.Value) (out any, err error) {
	results := client.MethodByName(op).Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	err, _ = results[1].Interface().(error)
	return results[0].Interface(), err
}
