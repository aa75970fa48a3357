package awsclient

// This file is the User-Agent: what the client says of itself, its retries, its
// credentials and its callers.

import (
	"fmt"

	//ec2gen:if credential-source
	"github.com/aws/aws-sdk-go-v2/aws"
	//ec2gen:end
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	//ec2gen:if agent-features
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	//ec2gen:end
	"github.com/aws/smithy-go/middleware"
)

// userAgent finds the stack's User-Agent, or puts it there.
func userAgent(stack *middleware.Stack) (*awsmiddleware.RequestUserAgent, error) {
	id := (*awsmiddleware.RequestUserAgent)(nil).ID()
	step, ok := stack.Build.Get(id)
	if !ok {
		step = awsmiddleware.NewRequestUserAgent()
		if err := stack.Build.Add(step, middleware.After); err != nil {
			return nil, err
		}
	}
	agent, ok := step.(*awsmiddleware.RequestUserAgent)
	if !ok {
		return nil, fmt.Errorf("%T for %s middleware did not match expected type", step, id)
	}
	return agent, nil
}

// addUserAgent says which client calls, and with what.
func (p *pipeline) addUserAgent(stack *middleware.Stack) error {
	agent, err := userAgent(stack)
	if err != nil {
		return err
	}
	version := p.client.service.Version
	if version == "" {
		version = "unknown"
	}
	agent.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, p.client.service.EndpointPrefix, version)
	if p.options.AppID != "" {
		agent.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, p.options.AppID)
	}
	//ec2gen:if agent-features
	switch p.options.Retryer.(type) {
	case *retry.Standard:
		agent.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeStandard)
	case *retry.AdaptiveMode:
		agent.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeAdaptive)
	}
	//ec2gen:end
	//ec2gen:if credential-source
	if from, ok := p.options.Credentials.(aws.CredentialProviderSource); ok {
		for _, source := range from.ProviderSources() {
			agent.AddCredentialsSource(source)
		}
	}
	//ec2gen:end
	return nil
}

// withFeature is the option of a call that something of ours makes.
func withFeature(feature awsmiddleware.UserAgentFeature) func(*Options) {
	return WithAPIOptions(func(stack *middleware.Stack) error {
		//ec2gen:if agent-features
		agent, err := userAgent(stack)
		if err != nil {
			return err
		}
		agent.AddUserAgentFeature(feature)
		//ec2gen:end
		return nil
	})
}
