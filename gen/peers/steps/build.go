package main

// This file measures what a program costs that registers and finds an image: on
// the generated package, and on the SDK's.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// program is the same for both but for its imports.
const program = `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"EC2"
	"EC2/types"
)

func main() {
	client := ec2.NewFromConfig(aws.Config{Region: os.Getenv("AWS_REGION")})
	out, err := client.RegisterImage(context.Background(), &ec2.RegisterImageInput{
		Name: aws.String(os.Args[1]), Architecture: types.ArchitectureValuesX8664, RootDeviceName: aws.String("/dev/xvda"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"), Ebs: &types.EbsBlockDevice{SnapshotId: aws.String(os.Args[2])}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := client.DescribeImages(context.Background(), &ec2.DescribeImagesInput{ImageIds: []string{*out.ImageId}})
	fmt.Println(len(found.Images), err)
}
`

// A cost is what building the program took.
type cost struct {
	cold, warm step
	binary     int64
}

func build(root, dir string) error {
	tool := filepath.Join(dir, "ec2gen")
	if _, err := measure("build ec2gen", root, nil, "go", "build", "-o", tool, "./gen/ec2gen"); err != nil {
		return err
	}
	ours, err := module(root, filepath.Join(dir, "ours"), "example.com/program/ec2")
	if err != nil {
		return err
	}
	if _, err := measure("generate the slice", ours, nil, tool, "gen", "-operations", "RegisterImage,DescribeImages", "-out", "ec2"); err != nil {
		return err
	}
	sdk, err := module(root, filepath.Join(dir, "sdk"), "github.com/aws/aws-sdk-go-v2/service/ec2")
	if err != nil {
		return err
	}
	var costs []cost
	for _, p := range []struct{ name, dir string }{{"generated", ours}, {"AWS SDK", sdk}} {
		c, err := buildTwice(p.name, p.dir)
		if err != nil {
			return err
		}
		costs = append(costs, c)
	}
	printCosts(costs[0], costs[1])
	return nil
}

// module makes a module with the program, on the package at that path.
func module(root, dir, ec2 string) (string, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	gomod, err := os.ReadFile(filepath.Join(root, "gen", "peers", "go.mod"))
	if err != nil {
		return "", err
	}
	mod := strings.Replace(string(gomod), "module github.com/ec2gen/ec2gen/gen/peers", "module example.com/program", 1)
	mod = strings.Replace(mod, "=> ../..", "=> "+root, 1)
	sum, err := os.ReadFile(filepath.Join(root, "gen", "peers", "go.sum"))
	if err != nil {
		return "", err
	}
	for name, data := range map[string]string{"go.mod": mod, "go.sum": string(sum), "main.go": strings.ReplaceAll(program, `"EC2`, `"`+ec2)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// buildTwice builds with an empty build cache that has the standard library in
// it, then again after a change of the program.
func buildTwice(name, dir string) (c cost, err error) {
	cache, err := os.MkdirTemp("", "ec2gen-cache-")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(cache)
	env := []string{"GOCACHE=" + cache, "GOFLAGS=-mod=mod -buildvcs=false", "GOWORK=off"}
	std := exec.Command("go", "build", "std")
	std.Env = append(os.Environ(), env...)
	if err := std.Run(); err != nil {
		return c, fmt.Errorf("go build std: %w", err)
	}
	if c.cold, err = measure(name+": cold build", dir, env, "go", "build", "-o", "program", "."); err != nil {
		return c, err
	}
	main := filepath.Join(dir, "main.go")
	data, err := os.ReadFile(main)
	if err != nil {
		return c, err
	}
	if err := os.WriteFile(main, append(data, "\nvar changed = 1\n"...), 0o666); err != nil {
		return c, err
	}
	if c.warm, err = measure(name+": build after a change", dir, env, "go", "build", "-o", "program", "."); err != nil {
		return c, err
	}
	info, err := os.Stat(filepath.Join(dir, "program"))
	if err != nil {
		return c, err
	}
	c.binary = info.Size()
	return c, nil
}

func printCosts(ours, sdk cost) {
	row := func(what, unit string, a, b float64) {
		fmt.Printf("| %s | %.1f %s | %.1f %s | %.1f |\n", what, a, unit, b, unit, b/a)
	}
	fmt.Print("\n| | generated | AWS SDK | times |\n|---|---|---|---|\n")
	row("cold build, wall", "s", ours.cold.wall.Seconds(), sdk.cold.wall.Seconds())
	row("cold build, processor", "s", ours.cold.cpu.Seconds(), sdk.cold.cpu.Seconds())
	row("cold build, peak memory of a process", "MB", float64(ours.cold.peak)/1e6, float64(sdk.cold.peak)/1e6)
	row("build after a change, wall", "s", ours.warm.wall.Seconds(), sdk.warm.wall.Seconds())
	row("binary", "MB", float64(ours.binary)/1e6, float64(sdk.binary)/1e6)
}
