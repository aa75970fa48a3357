//go:build ec2gen_older

package awsclient

// This file replaces sdk_client_meter.go for versions whose handler measures
// nothing.

import smithyhttp "github.com/aws/smithy-go/transport/http"

func newHandler(client HTTPClient, _ meterProvider) smithyhttp.ClientHandler {
	return smithyhttp.NewClientHandler(client)
}
