package awsclient

// This file reads the preferred authentication schemes of a configuration.

import "github.com/aws/aws-sdk-go-v2/aws"

func configAuthPreference(cfg aws.Config) []string { return cfg.AuthSchemePreference }
