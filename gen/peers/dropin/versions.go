package main

// This file tests versions of the SDK: a drop-in must compile with the core of
// each. The SDK's package itself is not compiled.

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/command"
)

// user is a program that uses every kind of thing in a drop-in.
const user = `package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
)

func main() {
	client := ec2.NewFromConfig(aws.Config{Region: "us-east-1"})
	pages := ec2.NewDescribeImagesPaginator(client, nil)
	page, err := pages.NextPage(context.Background())
	if err != nil || len(page.Images) > 0 {
		panic(err)
	}
	_ = ec2.NewImageAvailableWaiter(client)
	_, _ = client.CopySnapshot(context.Background(), &ec2.CopySnapshotInput{SourceSnapshotId: aws.String("snap-1")})
	_, _ = ec2.NewPresignClient(client).PresignCopySnapshot(context.Background(), nil)
}
`

var required = regexp.MustCompile(`github.com/aws/(aws-sdk-go-v2|smithy-go) (v\S+)`)

// tryVersions generates and vets a drop-in for each version of service/ec2.
func tryVersions(tool, dir string, versions []string) error {
	differs := false
	for _, version := range versions {
		own := filepath.Join(dir, version)
		if err := os.MkdirAll(own, 0o777); err != nil {
			return err
		}
		mod := "module example.com/user\n\ngo 1.24\n\nrequire github.com/aws/aws-sdk-go-v2/service/ec2 " + version + "\n"
		for name, text := range map[string]string{"go.mod": mod, "main.go": user} {
			if err := os.WriteFile(filepath.Join(own, name), []byte(text), 0o666); err != nil {
				return err
			}
		}
		if err := command.Run(own, "go", "mod", "tidy"); err != nil {
			return err
		}
		brought, err := os.ReadFile(filepath.Join(own, "go.mod"))
		if err != nil {
			return err
		}
		err = command.Run(own, tool, "dropin")
		if err == nil {
			err = command.Run(own, "go", "vet", "./...")
		}
		var with []string
		for _, m := range required.FindAllStringSubmatch(string(brought), -1) {
			with = append(with, m[1]+" "+m[2])
		}
		if err != nil {
			differs = true
			fmt.Printf("service/ec2 %s, %s: %v\n", version, strings.Join(with, ", "), err)
			continue
		}
		fmt.Printf("service/ec2 %s, %s: a drop-in compiles\n", version, strings.Join(with, ", "))
	}
	if differs {
		return errDiffers
	}
	return nil
}
