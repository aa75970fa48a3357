//go:build whole

package main

// This file has a server without a network: it responds to requests according to a
// script, and records them.

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

// A script has the responses of one run; the last one repeats.
type script struct {
	responses []wire.Response
	wire.Transport
	sent []string
}

// Do is the clients' HTTPClient.
func (s *script) Do(r *http.Request) (*http.Response, error) {
	s.Next = s.responses[min(len(s.sent), len(s.responses)-1)]
	response, err := s.Transport.Do(r)
	last := s.Last()
	s.sent = append(s.sent, string(last.Body)+" "+last.Header.Get("Amz-Sdk-Request")+" "+
		features(last.Header.Get("User-Agent")))
	return response, err
}

var apiVersion = regexp.MustCompile(`api/ec2#\S+`)

// features returns a User-Agent without the version of the package.
func features(agent string) string { return apiVersion.ReplaceAllString(agent, "api") }

func (s *script) String() string { return strings.Join(s.sent, "\n") }

// clients returns the two clients, each with its own run of the same script,
// without checks of inputs and without retries.
func clients(responses []wire.Response) (*sdk.Client, *ours.Client, *script, *script) {
	a, b := &script{responses: responses}, &script{responses: responses}
	unchecked := sdk.WithAPIOptions(func(s *middleware.Stack) error {
		_, _ = s.Initialize.Remove("OperationInputValidation") // some operations lack it
		return nil
	})
	return sdk.New(sdk.Options{Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: a, Retryer: aws.NopRetryer{}},
			unchecked),
		ours.New(ours.Options{Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: b, Retryer: aws.NopRetryer{},
			Validation: valid.Policy{Mode: valid.Silent}}), a, b
}

func ok(body string) wire.Response { return wire.Response{Body: []byte(body)} }

func errorResponse(status int, code string) wire.Response {
	return wire.Response{Status: status,
		Body: []byte("<Response><Errors><Error><Code>" + code + "</Code><Message>" + code +
			" is what it is</Message></Error></Errors><RequestID>r</RequestID></Response>")}
}
