package awsclient

// This file measures a whole call without a network. gen/peers/speed compares it
// with the SDK's.

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// stub responds to every request with pong.
type stub struct{}

func (stub) Do(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(pong)),
		ContentLength: int64(len(pong))}, nil
}

func BenchmarkCall(b *testing.B) {
	client := New(Service{ID: "EC2", APIVersion: "2016-11-15", EndpointPrefix: "ec2", SigningName: "ec2"},
		Options{Region: "eu-west-1", Credentials: keys{}, HTTPClient: stub{}})
	in := &pingInput{Name: aws.String("x"), Token: aws.String("t")}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := Call(context.Background(), client, &ping, in, nil); err != nil {
			b.Fatal(err)
		}
	}
}
