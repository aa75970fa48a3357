// Package mocked is a program that is tested with mocks of all forms. TestRecord in the
// directory above records it.
package mocked

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
)

type mock struct {
	describe func(*sdk.DescribeImagesInput) (*sdk.DescribeImagesOutput, error)
}

func (m mock) DescribeImages(_ context.Context, in *sdk.DescribeImagesInput, _ ...func(*sdk.Options)) (*sdk.DescribeImagesOutput,
	error) {
	return m.describe(in)
}

func (mock) CopyImage(context.Context, *sdk.CopyImageInput, ...func(*sdk.Options)) (*sdk.CopyImageOutput, error) {
	return nil, nil
}

func (mock) DeleteVolume(_ context.Context, _ *sdk.DeleteVolumeInput) (*sdk.DeleteVolumeOutput, error) {
	return nil, nil
}

// withTags is no mock: its input is not complete.
func withTags(*sdk.CreateTagsInput) (*sdk.CreateTagsOutput, error) { return nil, nil }

func Test(t *testing.T) {
	ctx := context.Background()
	m := mock{func(*sdk.DescribeImagesInput) (*sdk.DescribeImagesOutput, error) { return nil, nil }}
	_, _ = m.DescribeImages(ctx, &sdk.DescribeImagesInput{Owners: []string{"self"}})
	in := &sdk.CopyImageInput{Name: aws.String("copy"), SourceImageId: aws.String("ami-1"),
		SourceRegion: aws.String("eu-west-1")}
	_, _ = m.CopyImage(ctx, in)
	if in.ClientToken != nil {
		t.Error("recording has changed the input")
	}
	_, _ = m.DeleteVolume(ctx, &sdk.DeleteVolumeInput{})
	_, _ = withTags(&sdk.CreateTagsInput{Resources: []string{"ami-1"}})
}
