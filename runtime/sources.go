// Package runtime holds the sources of the packages below it that generated
// clients call, for modules that carry their own copy: see gen/dropin/module.
package runtime

import "embed"

// Sources are the files of awsclient and of what it stands on, tests included.
//
//go:embed awsclient/*.go ec2query/*.go ec2time/*.go ec2xml/*.go valid/*.go
var Sources embed.FS
