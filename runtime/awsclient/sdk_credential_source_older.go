//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_credential_source.go where credentials do not tell.

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
)

func addCredentialSources(*awsmiddleware.RequestUserAgent, aws.CredentialsProvider) {}
