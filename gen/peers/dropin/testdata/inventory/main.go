// Command inventory prints what EC2 says as JSON: the SDK's types are part of its
// own, and of its output.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// A Host is an instance and what the program knows about it.
type Host struct {
	types.Instance
	Team string `json:"team"`
}

// Sizes are constants that none of the program's responses can have.
var Sizes = map[types.TrafficDirection]types.PlacementStrategy{
	types.TrafficDirectionIngress: types.PlacementStrategyCluster,
	types.TrafficDirectionEgress:  types.PlacementStrategySpread,
}

// Later is the request of a call that another program makes.
type Later struct {
	Request *ec2.CreateFleetInput
	Reserve types.ReservedInstancesOffering
}

func main() {
	client := ec2.NewFromConfig(aws.Config{Region: "us-east-1", BaseEndpoint: aws.String(os.Getenv("AWS_ENDPOINT_URL")), RetryMaxAttempts: 2})
	out, err := client.DescribeInstances(context.Background(), &ec2.DescribeInstancesInput{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var hosts []Host
	for _, r := range out.Reservations {
		for _, i := range r.Instances {
			hosts = append(hosts, Host{i, "blue"})
		}
	}
	show(hosts)
	show(Sizes)
	show(Later{Request: &ec2.CreateFleetInput{Type: types.FleetTypeInstant, ClientToken: aws.String("t")}, Reserve: types.ReservedInstancesOffering{Duration: aws.Int64(1)}})
	show(types.VolumeType("").Values())
	show(out.ResultMetadata)
}

func show(v any) {
	data, err := json.Marshal(v)
	var plain any
	if err == nil {
		err = json.Unmarshal(data, &plain)
	}
	data, _ = json.MarshalIndent(prune(plain), "", " ") // members in the order of their names
	fmt.Println(string(data), err)
}

// prune leaves out what is not set, since versions of the API differ in that.
func prune(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, member := range v {
			if member = prune(member); member == nil || member == "" {
				delete(v, key)
			}
		}
	case []any:
		for i := range v {
			v[i] = prune(v[i])
		}
	}
	return v
}
