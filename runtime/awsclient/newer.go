package awsclient

// This file reads the settings that only newer aws-sdk-go-v2 cores have in
// aws.Config. A copy for a program with an older core lacks what stands between
// the marks: see gen/dropin/module.

import "github.com/aws/aws-sdk-go-v2/aws"

// newerConfig takes over what the configuration says.
func newerConfig(o *Options, cfg aws.Config) {
	//ec2gen:if skew-switch
	o.DisableClockSkewCorrection = cfg.DisableClockSkewCorrection
	//ec2gen:end
	//ec2gen:if auth-preference
	o.AuthSchemePreference = cfg.AuthSchemePreference
	//ec2gen:end
	//ec2gen:if interceptors
	o.Interceptors = cfg.Interceptors.Copy()
	//ec2gen:end
}

// newerOptions are options from the configuration, to be applied before those
// of the caller.
func newerOptions(service Service, cfg aws.Config) (optFns []func(*Options)) {
	//ec2gen:if service-options
	for _, fn := range cfg.ServiceOptions {
		fn := fn
		optFns = append(optFns, func(o *Options) { fn(service.ID, o) })
	}
	//ec2gen:end
	return optFns
}
