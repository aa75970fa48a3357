package awsclient

// This file decides whether a violation of a rule stops a call.

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// ValidationVariable is the environment variable with the default validation
// policy, as in EC2GEN_VALIDATION=rules. valid.ParsePolicy describes its form.
const ValidationVariable = "EC2GEN_VALIDATION"

// resolveValidation reads the policy from the environment if the options have none.
func (c *Client) resolveValidation() {
	line := os.Getenv(ValidationVariable)
	if line == "" || !unset(c.options.Validation) {
		return
	}
	policy, err := valid.ParsePolicy(line)
	if err != nil {
		c.policyErr = fmt.Errorf("%s: %w", ValidationVariable, err)
		return
	}
	c.options.Validation = policy
}

func unset(p valid.Policy) bool { return p.Mode == valid.Default && len(p.Levels) == 0 }

// validate stops a call whose input the service would reject, and reports the other
// violations.
func (p *pipeline) validate(ctx context.Context, in middleware.InitializeInput,
	next middleware.InitializeHandler) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
	if p.client.policyErr != nil && unset(p.options.Validation) {
		return out, metadata, p.client.policyErr
	}
	if err := p.op.check(in.Parameters); err != nil {
		return out, metadata, err
	}
	policy := p.options.Validation
	if tag := p.client.service.RulesTag; tag != "" && policy.NeedsRules() {
		return out, metadata, fmt.Errorf("validation policy: this build has no rules of the model; build with -tags %s", tag)
	}
	if err := policy.CheckRules(p.client.service.Rules); err != nil {
		return out, metadata, err
	}
	if p.op.validate == nil || policy.Mode == valid.Silent && len(policy.Levels) == 0 {
		return next.HandleInitialize(ctx, in)
	}
	found := p.op.validate(in.Parameters)
	if p.client.service.Input == SDKInput && policy.Mode == valid.Default {
		if err := p.sdkError(found, policy); err != nil {
			return out, metadata, err
		}
		policy.Mode = valid.Silent // except for the rules in Levels
	}
	found = policy.Apply(found)
	if err := found.Err(p.op.name + "Input"); err != nil {
		return out, metadata, err
	}
	if p.options.OnViolation != nil {
		for _, v := range found {
			p.options.OnViolation(ctx, p.op.name, v)
		}
	}
	return next.HandleInitialize(ctx, in)
}

// sdkError returns the SDK's error for missing required members. The policy decides
// about rules that it names.
func (p *pipeline) sdkError(found valid.Violations, policy valid.Policy) error {
	missing := smithy.InvalidParamsError{Context: p.op.name + "Input"}
	for _, v := range found {
		if _, named := policy.Levels[v.Rule]; v.SDKChecks && !named {
			missing.Add(smithy.NewErrParamRequired(v.Path))
		}
	}
	if missing.Len() == 0 {
		return nil
	}
	return missing
}
