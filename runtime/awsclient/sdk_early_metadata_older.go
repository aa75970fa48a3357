//go:build ec2gen_older

package awsclient

// This file replaces sdk_early_metadata.go for versions in which
// RegisterServiceMetadata sets the metadata.

import "context"

func (p *pipeline) setMetadata(ctx context.Context) context.Context { return ctx }
