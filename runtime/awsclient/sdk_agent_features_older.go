//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_agent_features.go where the SDK sends no features.

import awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

func addFeature(*awsmiddleware.RequestUserAgent, awsmiddleware.UserAgentFeature) {}

func addRetryMode(*awsmiddleware.RequestUserAgent, any) {}
