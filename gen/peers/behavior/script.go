//go:build whole

package main

// This file is a server without a network: it answers one request after the other
// by a script, and keeps what it was asked.

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go/middleware"

	ours "github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/wire"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A script is the answers of one run; the last stays.
type script struct {
	answers []wire.Response
	wire.Transport
	sent []string
}

// Do is the clients' HTTPClient.
func (s *script) Do(r *http.Request) (*http.Response, error) {
	s.Next = s.answers[min(len(s.sent), len(s.answers)-1)]
	response, err := s.Transport.Do(r)
	last := s.Last()
	s.sent = append(s.sent, string(last.Body)+" "+last.Header.Get("Amz-Sdk-Request")+" "+
		features(last.Header.Get("User-Agent")))
	return response, err
}

var apiVersion = regexp.MustCompile(`api/ec2#\S+`)

// features are a User-Agent without the version of the package.
func features(agent string) string { return apiVersion.ReplaceAllString(agent, "api") }

func (s *script) String() string { return strings.Join(s.sent, "\n") }

// clients are the two, each with a run of its own of the same script. Checks of
// inputs are off, retries too.
func clients(answers []wire.Response) (*sdk.Client, *ours.Client, *script, *script) {
	a, b := &script{answers: answers}, &script{answers: answers}
	unchecked := sdk.WithAPIOptions(func(s *middleware.Stack) error {
		_, _ = s.Initialize.Remove("OperationInputValidation") // not every operation has it
		return nil
	})
	return sdk.New(sdk.Options{Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: a, Retryer: aws.NopRetryer{}},
			unchecked),
		ours.New(ours.Options{Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: b, Retryer: aws.NopRetryer{},
			Validation: valid.Policy{Mode: valid.Silent}}), a, b
}

func ok(body string) wire.Response { return wire.Response{Body: []byte(body)} }

func refused(status int, code string) wire.Response {
	return wire.Response{Status: status,
		Body: []byte("<Response><Errors><Error><Code>" + code + "</Code><Message>" + code +
			" is what it is</Message></Error></Errors><RequestID>r</RequestID></Response>")}
}
