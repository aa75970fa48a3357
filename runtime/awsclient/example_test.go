package awsclient_test

// This file is the example that pkg.go.dev shows: one operation, written by hand as
// generated code has it.

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/runtime/awsclient"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

type deregisterImageInput struct{ ImageID *string }

type deregisterImageOutput struct {
	Return         *bool
	ResultMetadata middleware.Metadata
}

var deregisterImage = awsclient.Operation[deregisterImageInput, deregisterImageOutput]{
	Name: "DeregisterImage",
	Encode: func(w *ec2query.Writer, in *deregisterImageInput) {
		w.Text("Action", "DeregisterImage")
		w.String("ImageId", in.ImageID)
		w.Text("Version", "2016-11-15")
	},
	Decode: func(d *ec2xml.Decoder, out *deregisterImageOutput) {
		for d.Next() {
			switch string(d.Key()) {
			case "return":
				out.Return = d.Bool()
			default:
				d.Unknown()
			}
		}
	},
	Metadata: func(out *deregisterImageOutput) *middleware.Metadata { return &out.ResultMetadata },
}

// Call signs the request, sends it and retries it, as the SDK does.
func ExampleCall() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Println(string(body))
		fmt.Fprint(w, `<DeregisterImageResponse><return>true</return></DeregisterImageResponse>`)
	}))
	defer server.Close()

	service := awsclient.Service{ID: "EC2", APIVersion: "2016-11-15", EndpointPrefix: "ec2", SigningName: "ec2"}
	client := awsclient.New(service, awsclient.Options{
		Region:       "eu-central-1",
		BaseEndpoint: aws.String(server.URL),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
	})
	in := &deregisterImageInput{ImageID: aws.String("ami-0123456789abcdef0")}
	out, err := awsclient.Call(context.Background(), client, &deregisterImage, in, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(*out.Return)
	// Output:
	// Action=DeregisterImage&ImageId=ami-0123456789abcdef0&Version=2016-11-15
	// true
}
