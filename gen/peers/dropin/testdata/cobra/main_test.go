package main

import (
	"bytes"
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

type fake struct{ api }

func (fake) DescribeImages(context.Context, *ec2.DescribeImagesInput, ...func(*ec2.Options)) (*ec2.DescribeImagesOutput, error) {
	return &ec2.DescribeImagesOutput{Images: []types.Image{{ImageId: aws.String("ami-1"), Name: aws.String("one")}}}, nil
}

func TestList(t *testing.T) {
	var out bytes.Buffer
	root := command(func(context.Context) (api, error) { return fake{}, nil })
	root.SetOut(&out)
	root.SetArgs([]string{"list"})
	if err := root.Execute(); err != nil || out.String() != "ami-1 one\n" {
		t.Fatal(out.String(), err)
	}
}
