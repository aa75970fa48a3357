package awsclient

// This file reads the settings that only newer aws-sdk-go-v2 cores have in
// aws.Config. A copy for a program with an older core replaces it by one whose
// newerSettings returns nil.

import "github.com/aws/aws-sdk-go-v2/aws"

// newerSettings are options from the configuration, to be applied before those
// of the caller.
func newerSettings(service Service, cfg aws.Config) []func(*Options) {
	return []func(*Options){func(o *Options) {
		o.DisableClockSkewCorrection = cfg.DisableClockSkewCorrection
		for _, fn := range cfg.ServiceOptions {
			fn(service.ID, o)
		}
	}}
}
