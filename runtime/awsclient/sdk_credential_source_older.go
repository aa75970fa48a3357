//go:build ec2gen_older

package awsclient

// This file replaces sdk_credential_source.go for versions whose credentials have
// no source.

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
)

func addCredentialSources(*awsmiddleware.RequestUserAgent, aws.CredentialsProvider) {}
