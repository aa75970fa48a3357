// Command oldgo has a go line from before the SDK asked for one of 2023.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

type tagger interface {
	CreateTags(context.Context, *ec2.CreateTagsInput, ...func(*ec2.Options)) (*ec2.CreateTagsOutput, error)
}

func tag(ctx context.Context, t tagger, ids []string, tags map[string]string) error {
	var list []types.Tag
	for key, value := range tags {
		list = append(list, types.Tag{Key: aws.String(key), Value: aws.String(value)})
	}
	_, err := t.CreateTags(ctx, &ec2.CreateTagsInput{Resources: ids, Tags: list})
	return err
}

func main() {
	url := os.Getenv("AWS_ENDPOINT_URL")
	c := ec2.New(ec2.Options{Region: "us-east-1", BaseEndpoint: &url, Retryer: aws.NopRetryer{}})
	fmt.Println(tag(context.Background(), c, []string{"i-1", "i-2"}, map[string]string{"Name": "ä b"}))
	fmt.Println(tag(context.Background(), c, nil, nil))
}
