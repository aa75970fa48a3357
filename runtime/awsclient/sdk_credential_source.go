package awsclient

// This file adds the source of the credentials to the User-Agent.

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
)

func addCredentialSources(agent *awsmiddleware.RequestUserAgent, credentials aws.CredentialsProvider) {
	if from, ok := credentials.(aws.CredentialProviderSource); ok {
		for _, source := range from.ProviderSources() {
			agent.AddCredentialsSource(source)
		}
	}
}
