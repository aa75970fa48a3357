//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_service_options.go where configurations have none.

import "github.com/aws/aws-sdk-go-v2/aws"

func configOptions(Service, aws.Config) []func(*Options) { return nil }
