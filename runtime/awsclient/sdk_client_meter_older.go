//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_client_meter.go where that handler measures nothing.

import smithyhttp "github.com/aws/smithy-go/transport/http"

func newHandler(client HTTPClient, _ meterProvider) smithyhttp.ClientHandler {
	return smithyhttp.NewClientHandler(client)
}
