package awsclient

// This file applies the functions of a configuration that change options of services.

import "github.com/aws/aws-sdk-go-v2/aws"

// configOptions returns options to apply before those of the caller.
func configOptions(service Service, cfg aws.Config) (optFns []func(*Options)) {
	for _, fn := range cfg.ServiceOptions {
		fn := fn
		optFns = append(optFns, func(o *Options) { fn(service.ID, o) })
	}
	return optFns
}
