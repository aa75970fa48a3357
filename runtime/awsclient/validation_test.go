package awsclient

// This file tests which violations stop a call: in a package of the user's own, in
// a replacement for the SDK's, and with EC2GEN_VALIDATION.

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// checked is ping with one rule that the SDK checks and one that it does not.
func checked() *Operation[pingInput, pingOutput] {
	op := Operation[pingInput, pingOutput]{Name: ping.Name, Encode: ping.Encode, Decode: ping.Decode,
		Metadata: ping.Metadata, Token: ping.Token}
	op.Validate = func(in *pingInput) (all valid.Violations) {
		if in.Name == nil {
			all = append(all, valid.Violation{Path: "Name", Rule: "name-required", Level: valid.LevelError, SDKChecks: true,
				Message: "is required"})
		}
		if aws.ToString(in.Token) == "bad" {
			all = append(all, valid.Violation{Path: "Token", Rule: "token-bad", Level: valid.LevelError, Message: "is bad"})
		}
		return all
	}
	return &op
}

func callWith(t *testing.T, input InputPolicy, policy valid.Policy, in *pingInput) error {
	t.Helper()
	client, _ := serve(t, respond(200, pong))
	service := client.service
	service.Input = input
	options := client.Options()
	options.Validation = policy
	_, err := Call(context.Background(), New(service, options), checked(), in, nil)
	return err
}

func TestSDKInputRejectsWhatTheSDKDoes(t *testing.T) {
	bad := &pingInput{Name: aws.String("x"), Token: aws.String("bad")}
	assert.NoError(t, callWith(t, SDKInput, valid.Policy{}, bad))
	assert.Error(t, callWith(t, ModelInput, valid.Policy{}, bad))
	assert.Error(t, callWith(t, SDKInput, valid.Policy{Mode: valid.ModelRules}, bad))
	assert.Error(t, callWith(t, SDKInput, valid.Policy{Levels: map[string]valid.Level{"token-bad": valid.LevelError}},
		bad))

	err := callWith(t, SDKInput, valid.Policy{}, &pingInput{})
	var rejected smithy.InvalidParamsError
	require.ErrorAs(t, err, &rejected)
	assert.Equal(t, "operation error EC2: Ping, 1 validation error(s) found.\n- missing required field, PingInput.Name.\n",
		err.Error())
	var missing *smithy.ParamRequiredError
	require.ErrorAs(t, rejected.Errs()[0], &missing)
	assert.NoError(t, callWith(t, SDKInput, valid.Policy{Mode: valid.Silent}, &pingInput{}))
}

func TestValidationByTheEnvironment(t *testing.T) {
	bad := &pingInput{Name: aws.String("x"), Token: aws.String("bad")}
	t.Setenv(ValidationVariable, "rules")
	var own *valid.Error
	assert.ErrorAs(t, callWith(t, SDKInput, valid.Policy{}, bad), &own)
	assert.NoError(t, callWith(t, SDKInput, valid.Policy{Mode: valid.Lenient}, bad), "the program's options override the environment")
	t.Setenv(ValidationVariable, "rulse")
	assert.ErrorContains(t, callWith(t, SDKInput, valid.Policy{}, bad),
		`EC2GEN_VALIDATION: validation policy: unknown mode "rulse"`)
}

// TestMisspeltRulesAreReported: a level for an unknown rule is an error, because it
// would silently never apply.
func TestMisspeltRulesAreReported(t *testing.T) {
	service := Service{ID: "EC2", Rules: "name-required token-bad"}
	in := &pingInput{Name: aws.String("x")}
	call := func(policy valid.Policy) error {
		client, _ := serve(t, respond(200, pong))
		options := client.Options()
		options.Validation = policy
		of := client.service
		of.Rules = service.Rules
		_, err := Call(context.Background(), New(of, options), checked(), in, nil)
		return err
	}
	levels := func(id string) valid.Policy { return valid.Policy{Levels: map[string]valid.Level{id: valid.LevelOff}} }
	assert.NoError(t, call(levels("token-bad")))
	assert.NoError(t, call(levels("required")))
	assert.ErrorContains(t, call(levels("tokn-bad")), `unknown rule "tokn-bad" (did you mean token-bad?)`)
	t.Setenv(ValidationVariable, "rules,name-require=off")
	assert.ErrorContains(t, call(valid.Policy{}), `unknown rule "name-require" (did you mean name-required?)`)
}
