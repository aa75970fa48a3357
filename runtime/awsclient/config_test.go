package awsclient

// This file tests which settings clients read from an aws.Config, and that a region
// cannot name another host.

import (
	"context"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
)

// source is a configuration source like those of config.LoadDefaultConfig.
type source string

func (s source) GetServiceBaseEndpoint(context.Context, string) (string, bool, error) {
	return string(s), true, nil
}

func TestBaseEndpointSources(t *testing.T) {
	cfg := aws.Config{BaseEndpoint: aws.String("http://general"), ConfigSources: []interface{}{source("http://own")}}
	base := func(cfg aws.Config) string {
		return aws.ToString(NewFromConfig(Service{ID: "EC2"}, cfg).Options().BaseEndpoint)
	}
	assert.Equal(t, "http://own", base(cfg))
	t.Setenv("AWS_ENDPOINT_URL", "http://general")
	assert.Equal(t, "http://general", base(cfg), "the general variable overrides the file")
	t.Setenv("AWS_ENDPOINT_URL_EC2", "http://environment")
	assert.Equal(t, "http://own", base(cfg))
	assert.Empty(t, base(aws.Config{}), "sources read the environment; the client does not")
}

func TestNewerSettings(t *testing.T) {
	var order []string
	cfg := aws.Config{DisableClockSkewCorrection: true, ServiceOptions: []func(string, any){func(id string, o any) {
		order = append(order, id)
		o.(*Options).AppID = "from the configuration"
	}}}
	o := NewFromConfig(Service{ID: "EC2"}, cfg, func(o *Options) { order = append(order, "caller: "+o.AppID) }).Options()
	assert.Equal(t, []string{"EC2", "caller: from the configuration"}, order)
	assert.True(t, o.DisableClockSkewCorrection)
}

// rejecting is an HTTP client that must not be called.
type rejecting struct{ t *testing.T }

func (r rejecting) Do(req *http.Request) (*http.Response, error) {
	r.t.Errorf("sent to %s", req.URL.Host)
	return nil, http.ErrServerClosed
}

func TestRegionIsNoHost(t *testing.T) {
	for _, region := range []string{"x@example.com/", "example.com#", "a b", "..", "a/b"} {
		client := New(Service{ID: "EC2", SigningName: "ec2"},
			Options{Region: region, Credentials: keys{}, HTTPClient: rejecting{t}})
		_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")}, nil)
		assert.ErrorContains(t, err, "invalid input region "+region)
	}
}
