package main

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
)

type fake struct{ got *ec2.CreateTagsInput }

func (f *fake) CreateTags(_ context.Context, in *ec2.CreateTagsInput, _ ...func(*ec2.Options)) (*ec2.CreateTagsOutput, error) {
	f.got = in
	return &ec2.CreateTagsOutput{}, nil
}

func TestTag(t *testing.T) {
	f := &fake{}
	if err := tag(context.Background(), f, []string{"i-1"}, map[string]string{"a": "b"}); err != nil || *f.got.Tags[0].Key != "a" {
		t.Fatal(err, f.got)
	}
}
