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
	return callService(t, func(s *Service) { s.Input = input }, policy, in)
}

func callService(t *testing.T, change func(*Service), policy valid.Policy, in *pingInput) error {
	t.Helper()
	client, _ := serve(t, respond(200, pong))
	service := client.service
	change(&service)
	options := client.Options()
	options.Validation = policy
	_, err := Call(context.Background(), New(service, options), checked(), in, nil)
	return err
}

// TestBuildWithoutRules: a policy that needs rules is an error where they are not compiled,
// and never a check of nothing.
func TestBuildWithoutRules(t *testing.T) {
	without := func(s *Service) { s.Input, s.RulesTag = SDKInput, "my_rules" }
	good := &pingInput{Name: aws.String("x")}
	const want = "operation error EC2: Ping, validation policy: this build has no rules of the model; build with -tags " +
		"my_rules"
	for line, rejected := range map[string]bool{"": false, "silent": false, "rules": true, "token-bad=error": true} {
		policy, err := valid.ParsePolicy(line)
		require.NoError(t, err)
		if err := callService(t, without, policy, good); rejected {
			assert.EqualError(t, err, want, line)
		} else {
			assert.NoError(t, err, line)
		}
	}
	assert.Error(t, callService(t, without, valid.Policy{}, &pingInput{}), "a missing required member")
	t.Setenv(ValidationVariable, "rules")
	assert.EqualError(t, callService(t, without, valid.Policy{}, good), want)
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
	assert.NoError(t, callWith(t, SDKInput, valid.Policy{Mode: valid.Lenient}, bad),
		"the program's options override the environment")
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
