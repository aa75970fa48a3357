//go:build whole

package main

// This file configures the two clients alike: the same transport, the same
// credentials, no retries, no checks of the input, fixed tokens.

import (
	"context"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/wire"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// pair has one client of each kind, each with its own transport. It is not safe for
// concurrent use.
type pair struct {
	sdk, ours                   reflect.Value
	strict                      reflect.Value // the SDK's client with its checks
	sdkTransport, oursTransport *wire.Transport
}

type fixedKeys struct{}

func (fixedKeys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "SECRET"}, nil
}

type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) { return "token-of-the-test", nil }

func newPair() *pair {
	p := &pair{sdkTransport: &wire.Transport{}, oursTransport: &wire.Transport{}}
	options := sdk.Options{
		Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: p.sdkTransport, Retryer: aws.NopRetryer{},
		IdempotencyTokenProvider: fixedToken{},
	}
	p.strict = reflect.ValueOf(sdk.New(options))
	p.sdk = reflect.ValueOf(sdk.New(options, sdk.WithAPIOptions(func(s *middleware.Stack) error {
		s.Initialize.Remove("OperationInputValidation") // random inputs lack required members
		return nil
	})))
	p.ours = reflect.ValueOf(ec2.New(ec2.Options{
		Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: p.oursTransport, Retryer: aws.NopRetryer{},
		IdempotencyTokenProvider: fixedToken{},
		Validation:               valid.Policy{Mode: valid.Silent},
	}))
	return p
}

// inputs returns the operation's input types, without pointers.
func (p *pair) inputs(op string) (sdk, ours reflect.Type, ok bool) {
	a, b := p.sdk.MethodByName(op), p.ours.MethodByName(op)
	if !a.IsValid() || !b.IsValid() {
		return nil, nil, false
	}
	return a.Type().In(1).Elem(), b.Type().In(1).Elem(), true
}

// call runs an operation of one client. It converts a panic to an error, because
// thousands of calls follow.
func call(client reflect.Value, op string, in reflect.Value) (out any, err error) {
	results := client.MethodByName(op).Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	err, _ = results[1].Interface().(error)
	return results[0].Interface(), err
}
