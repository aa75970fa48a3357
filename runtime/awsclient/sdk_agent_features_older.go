//go:build ec2gen_older

package awsclient

// This file replaces sdk_agent_features.go for versions of the SDK that send no
// features.

import awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

func addFeature(*awsmiddleware.RequestUserAgent, awsmiddleware.UserAgentFeature) {}

func addRetryMode(*awsmiddleware.RequestUserAgent, any) {}
