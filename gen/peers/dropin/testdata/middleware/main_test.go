package main

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go/middleware"
)

// TestStepIDs: the ids that programs insert beside.
func TestStepIDs(t *testing.T) {
	client := ec2.New(ec2.Options{Region: "us-east-1", HTTPClient: canned{}}, ec2.WithAPIOptions(func(s *middleware.Stack) error {
		for _, id := range []string{"Retry", "ResolveAuthScheme", "GetIdentity", "ResolveEndpointV2", "ComputePayloadHash", "Signing"} {
			if _, ok := s.Finalize.Get(id); !ok {
				t.Error(id)
			}
		}
		for _, id := range []string{"setOperationInput", "ResolveEndpoint", "OperationSerializer"} {
			if _, ok := s.Serialize.Get(id); !ok {
				t.Error(id)
			}
		}
		for _, id := range []string{"ClientRequestID", "UserAgent", "RecursionDetection"} {
			if _, ok := s.Build.Get(id); !ok {
				t.Error(id)
			}
		}
		for _, id := range []string{"AddRawResponseToMetadata", "ResponseErrorWrapper", "RequestIDRetriever", "OperationDeserializer", "RecordResponseTiming", "RequestResponseLogger"} {
			if _, ok := s.Deserialize.Get(id); !ok {
				t.Error(id)
			}
		}
		return nil
	}))
	if _, err := client.DescribeRegions(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
}
