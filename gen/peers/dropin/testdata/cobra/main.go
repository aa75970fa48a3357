// Command cobra keeps the client in an interface. With cobra before 1.9 the linker
// then keeps every method of it, as text/template may call any by its name.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/spf13/cobra"
)

type api interface {
	DescribeImages(context.Context, *ec2.DescribeImagesInput, ...func(*ec2.Options)) (*ec2.DescribeImagesOutput, error)
	DeregisterImage(context.Context, *ec2.DeregisterImageInput, ...func(*ec2.Options)) (*ec2.DeregisterImageOutput, error)
}

func command(connect func(context.Context) (api, error)) *cobra.Command {
	root := &cobra.Command{Use: "images", SilenceUsage: true}
	root.AddCommand(&cobra.Command{Use: "list", RunE: func(cmd *cobra.Command, args []string) error {
		client, err := connect(cmd.Context())
		if err != nil {
			return err
		}
		out, err := client.DescribeImages(cmd.Context(), &ec2.DescribeImagesInput{Owners: []string{"self"}})
		if err != nil {
			return err
		}
		for _, image := range out.Images {
			fmt.Fprintln(cmd.OutOrStdout(), aws.ToString(image.ImageId), aws.ToString(image.Name))
		}
		return nil
	}})
	root.AddCommand(&cobra.Command{Use: "remove ID", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		client, err := connect(cmd.Context())
		if err != nil {
			return err
		}
		_, err = client.DeregisterImage(cmd.Context(), &ec2.DeregisterImageInput{ImageId: &args[0]})
		return err
	}})
	return root
}

func main() {
	root := command(func(ctx context.Context) (api, error) {
		cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion("us-east-1"))
		return ec2.NewFromConfig(cfg), err
	})
	root.SetOut(os.Stdout)
	root.SetErr(os.Stdout)
	for _, args := range [][]string{{"list"}, {"remove", "ami-1"}} {
		root.SetArgs(args)
		if err := root.ExecuteContext(context.Background()); err != nil {
			fmt.Println(err)
		}
	}
}
