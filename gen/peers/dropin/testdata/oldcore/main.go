// Command oldcore is a program that nobody has touched since the summer of 2024.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
)

func client() *ec2.Client {
	return ec2.NewFromConfig(aws.Config{
		Region:       "us-east-2",
		BaseEndpoint: aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Retryer:      func() aws.Retryer { return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 5 }) },
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}, nil
		}),
	})
}

func main() {
	ctx, c := context.Background(), client()
	out, err := c.CreateVolume(ctx, &ec2.CreateVolumeInput{AvailabilityZone: aws.String("us-east-2a"), Size: aws.Int32(1), VolumeType: types.VolumeTypeGp2, ClientToken: aws.String("t")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(aws.ToString(out.VolumeId), aws.ToTime(out.CreateTime).Format(time.RFC3339))
	err = ec2.NewVolumeAvailableWaiter(c).Wait(ctx, &ec2.DescribeVolumesInput{VolumeIds: []string{*out.VolumeId}}, time.Minute, func(o *ec2.VolumeAvailableWaiterOptions) {
		o.MinDelay, o.MaxDelay = time.Millisecond, time.Millisecond
	})
	fmt.Println(err)
	pages := ec2.NewDescribeVolumesPaginator(c, nil)
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(len(page.Volumes))
	}
	_, err = c.DeleteVolume(ctx, &ec2.DeleteVolumeInput{VolumeId: out.VolumeId, DryRun: aws.Bool(true)}, func(o *ec2.Options) {
		o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error {
			_, _ = s.Finalize.Get("RetryMetricsHeader")
			return nil
		})
	})
	var failure smithy.APIError
	fmt.Println(errors.As(err, &failure), err)
	_, err = c.DeleteVolume(ctx, &ec2.DeleteVolumeInput{})
	fmt.Println(err)
	fmt.Println(ec2.NewDefaultEndpointResolver().ResolveEndpoint("us-east-2", ec2.EndpointResolverOptions{UseFIPSEndpoint: aws.FIPSEndpointStateEnabled}))
}
