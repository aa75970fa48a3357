package main

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
)

func TestDefault(t *testing.T) {
	e, err := ec2.NewDefaultEndpointResolverV2().ResolveEndpoint(context.Background(), ec2.EndpointParameters{Region: aws.String("eu-west-1"), UseFIPS: aws.Bool(true)})
	if err != nil || e.URI.String() != "https://ec2-fips.eu-west-1.amazonaws.com" {
		t.Fatal(e, err)
	}
}
