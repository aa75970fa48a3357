//go:build ec2gen_older

package awsclient

// This file replaces sdk_auth_preference.go for versions whose configurations have
// none.

import "github.com/aws/aws-sdk-go-v2/aws"

func configAuthPreference(aws.Config) []string { return nil }
