package awsclient

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// TestEndpointCases runs AWS's own endpoint test cases.
func TestEndpointCases(t *testing.T) {
	var file struct {
		TestCases []struct {
			Documentation string
			Params        EndpointParameters
			Expect        struct {
				Error    string
				Endpoint struct{ URL string }
			}
		}
	}
	require.NoError(t, json.Unmarshal(spectest.Read(t, spectest.Newest+"/endpoint-tests-1.json"), &file))
	require.NotEmpty(t, file.TestCases)
	for _, c := range file.TestCases {
		t.Run(c.Documentation, func(t *testing.T) {
			got, err := NewDefaultEndpointResolverV2("ec2").ResolveEndpoint(context.Background(), c.Params)
			if c.Expect.Error != "" {
				assert.ErrorContains(t, err, c.Expect.Error)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.Expect.Endpoint.URL, got.URI.String())
		})
	}
}

// TestPartitions compares the table with AWS's partitions file, region by region.
func TestPartitions(t *testing.T) {
	var file struct {
		Partitions []struct {
			ID      string
			Outputs struct {
				DNSSuffix, DualStackDNSSuffix   string
				SupportsFIPS, SupportsDualStack bool
			}
			Regions map[string]any
		}
	}
	require.NoError(t, json.Unmarshal(spectest.Read(t, spectest.Newest+"/partitions.json"), &file))
	assert.Len(t, partitions, len(file.Partitions))
	for _, p := range file.Partitions {
		assert.True(t, p.Outputs.SupportsFIPS && p.Outputs.SupportsDualStack,
			"the table cannot express a partition without %s", p.ID)
		require.NotEmpty(t, p.Regions)
		for region := range p.Regions {
			got := partitionOf(region)
			assert.Equal(t, p.ID, got.name, region)
			assert.Equal(t, p.Outputs.DNSSuffix, got.suffix, region)
			assert.Equal(t, p.Outputs.DualStackDNSSuffix, got.dualStackSuffix, region)
		}
	}
}

func TestFIPSInTheRegionName(t *testing.T) {
	for region, want := range map[string]string{
		"us-east-1":      "https://ec2.us-east-1.amazonaws.com",
		"fips-us-east-1": "https://ec2-fips.us-east-1.amazonaws.com",
		"us-east-1-fips": "https://ec2-fips.us-east-1.amazonaws.com",
	} {
		o := Options{Region: region}
		got, err := NewDefaultEndpointResolverV2("ec2").ResolveEndpoint(context.Background(), o.parameters())
		require.NoError(t, err)
		assert.Equal(t, want, got.URI.String())
	}
	o := Options{Region: "us-east-1", BaseEndpoint: aws.String("http://localhost:1/x")}
	got, err := NewDefaultEndpointResolverV2("ec2").ResolveEndpoint(context.Background(), o.parameters())
	require.NoError(t, err)
	assert.Equal(t, "http://localhost:1/x", got.URI.String())
}
