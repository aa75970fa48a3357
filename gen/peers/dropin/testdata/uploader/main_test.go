package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

func TestRegister(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("Action") == "RegisterImage" {
			fmt.Fprintf(w, "<r><imageId>%s</imageId></r>", r.FormValue("BlockDeviceMapping.1.Ebs.SnapshotId"))
		}
	}))
	defer server.Close()
	u := &uploader{client: ec2.New(ec2.Options{Region: "us-east-1", BaseEndpoint: &server.URL}), delay: time.Millisecond}
	got, err := u.register(context.Background(), "x", "snap-1")
	if err != nil || got != "snap-1" {
		t.Fatal(got, err)
	}
}

// A test may name what the program does not.
func TestNames(t *testing.T) {
	var _ *ec2.DescribeSnapshotAttributeInput
	for _, v := range types.SnapshotState("").Values() {
		if v == types.SnapshotStateRecoverable {
			return
		}
	}
	t.Error(aws.String("no such state"))
}
