// Package snippets compiles the Go snippets of the reference pages with the AWS
// SDK, whose names they use.
package snippets
