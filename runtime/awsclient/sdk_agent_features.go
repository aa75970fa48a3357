package awsclient

// This file adds features to the User-Agent: the SDK features that a call uses.

import (
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

func addFeature(agent *awsmiddleware.RequestUserAgent, feature awsmiddleware.UserAgentFeature) {
	agent.AddUserAgentFeature(feature)
}

// addRetryMode adds the retry mode.
func addRetryMode(agent *awsmiddleware.RequestUserAgent, retryer any) {
	switch retryer.(type) {
	case *retry.Standard:
		agent.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeStandard)
	case *retry.AdaptiveMode:
		agent.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeAdaptive)
	}
}
