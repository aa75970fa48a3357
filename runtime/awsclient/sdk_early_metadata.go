package awsclient

// This file puts the service and the operation into the context before the first
// step runs, as newer versions of the SDK do; in older ones RegisterServiceMetadata
// does it.

import (
	"context"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
)

func (p *pipeline) setMetadata(ctx context.Context) context.Context {
	ctx = awsmiddleware.SetServiceID(ctx, p.client.service.ID)
	ctx = awsmiddleware.SetOperationName(ctx, p.op.name)
	if p.options.Region != "" {
		ctx = awsmiddleware.SetRegion(ctx, p.options.Region)
	}
	if p.options.EndpointResolver != nil {
		ctx = awsmiddleware.SetRequiresLegacyEndpoints(ctx, true)
	}
	return ctx
}
