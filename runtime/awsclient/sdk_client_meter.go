package awsclient

// This file creates the handler that sends a request.

import smithyhttp "github.com/aws/smithy-go/transport/http"

func newHandler(client HTTPClient, provider meterProvider) smithyhttp.ClientHandler {
	return smithyhttp.NewClientHandlerWithOptions(client, func(h *smithyhttp.ClientHandler) {
		h.Meter = provider.Meter(scope)
	})
}
