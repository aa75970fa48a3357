//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_early_metadata.go where RegisterServiceMetadata is
// the first to set metadata.

import "context"

func (p *pipeline) setMetadata(ctx context.Context) context.Context { return ctx }
