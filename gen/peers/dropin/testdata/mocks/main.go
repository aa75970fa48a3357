// Command mocks stops a fleet.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"

	"example.com/mocks/fleet"
)

func main() {
	ctx := context.Background()
	f := fleet.New(ec2.NewFromConfig(aws.Config{
		Region:       "eu-central-1",
		BaseEndpoint: aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}, nil
		}),
	}), "me & you")
	instances, err := f.Instances(ctx)
	fmt.Println(len(instances), err)
	var ids []string
	for _, i := range instances {
		ids = append(ids, aws.ToString(i.InstanceId))
	}
	fmt.Println(f.Stop(ctx, ids...))
	fmt.Println(f.Memory(ctx))
	fmt.Println(f.Purge(ctx, ids...))
	fmt.Println(f.Purge(ctx))
}
