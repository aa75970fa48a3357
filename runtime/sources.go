// Package runtime embeds the sources of the packages that generated clients call,
// for modules with their own copy: see gen/dropin/module.
package runtime

import "embed"

// Sources has the files of awsclient and of the packages that it imports, including
// tests.
//
//go:embed awsclient/*.go ec2query/*.go ec2time/*.go ec2xml/*.go valid/*.go
var Sources embed.FS
