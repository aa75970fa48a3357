//go:build whole

package main

// This file makes the two clients alike: one transport, one set of credentials,
// no retries, no checks of the input, fixed tokens.

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

// pair is one client of each sort, each with a transport of its own. It is used
// by one goroutine.
type pair struct {
	sdk, ours                   reflect.Value
	strict                      reflect.Value // the SDK's with its checks
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
		s.Initialize.Remove("OperationInputValidation") // random inputs lack what is required
		return nil
	})))
	p.ours = reflect.ValueOf(ec2.New(ec2.Options{
		Region: "us-east-1", Credentials: fixedKeys{}, HTTPClient: p.oursTransport, Retryer: aws.NopRetryer{},
		IdempotencyTokenProvider: fixedToken{},
		Validation:               valid.Policy{Mode: valid.Silent},
	}))
	return p
}

// inputs are the operation's input types, pointers removed.
func (p *pair) inputs(op string) (sdk, ours reflect.Type, ok bool) {
	a, b := p.sdk.MethodByName(op), p.ours.MethodByName(op)
	if !a.IsValid() || !b.IsValid() {
		return nil, nil, false
	}
	return a.Type().In(1).Elem(), b.Type().In(1).Elem(), true
}

// call runs the operation of one client; a panic becomes an error, as there are
// thousands of calls to come.
func call(client reflect.Value, op string, in reflect.Value) (out any, err error) {
	results := client.MethodByName(op).Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	err, _ = results[1].Interface().(error)
	return results[0].Interface(), err
}
