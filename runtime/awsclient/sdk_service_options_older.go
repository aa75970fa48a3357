//go:build ec2gen_older

package awsclient

// This file replaces sdk_service_options.go for versions whose configurations have
// none.

import "github.com/aws/aws-sdk-go-v2/aws"

func configOptions(Service, aws.Config) []func(*Options) { return nil }
