//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_auth_preference.go where configurations have none.

import "github.com/aws/aws-sdk-go-v2/aws"

func configAuthPreference(aws.Config) []string { return nil }
