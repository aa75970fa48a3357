package main

import (
	"encoding/json"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

func TestHost(t *testing.T) {
	data, err := json.Marshal(Host{types.Instance{InstanceId: aws.String("i-1"), InstanceType: types.InstanceTypeT2Micro}, "red"})
	var got map[string]any
	if err == nil {
		err = json.Unmarshal(data, &got)
	}
	if err != nil || got["InstanceId"] != "i-1" || got["InstanceType"] != "t2.micro" || got["team"] != "red" {
		t.Fatal(string(data), err)
	}
	_ = types.SpotInstanceStateDisabled // named in a test alone
	_ = types.VpcEndpoint{}
}
