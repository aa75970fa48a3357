package awsclient

// This file sets the User-Agent header.

import (
	"fmt"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
)

// userAgent returns the stack's User-Agent middleware, which it adds if missing.
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

// addUserAgent adds the service, the program and the features in use.
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
	addRetryMode(agent, p.options.Retryer)
	addCredentialSources(agent, p.options.Credentials)
	return nil
}

// withFeature returns the call option that adds the feature of a paginator or
// waiter.
func withFeature(feature awsmiddleware.UserAgentFeature) func(*Options) {
	return WithAPIOptions(func(stack *middleware.Stack) error {
		agent, err := userAgent(stack)
		if err != nil {
			return err
		}
		addFeature(agent, feature)
		return nil
	})
}
