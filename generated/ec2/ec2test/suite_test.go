package ec2test_test

// This file has a suite of tests of AMI code, which runs against this server and
// against moto. A table has moto's differences; an entry that no longer applies
// fails.

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A behavior is a test of the suite. It returns an error, and uses its own names.
type behavior struct {
	name string
	test func(client *ec2.Client) error
}

// motoDiffers has the behaviors that moto does not have, and what it does instead.
var motoDiffers = map[string]string{
	"what is registered is described":        "forgets the architecture and more",
	"sizes come from snapshots":              "shows a size of its own",
	"boot mode, TPM and IMDS are shown":      "keeps the boot mode only",
	"an image can be registered with tags":   "forgets the tags",
	"tags of AWS cannot be set":              "sets them",
	"a name that is in use is rejected":      "takes it again",
	"a malformed name is rejected":           "takes any",
	"an unknown snapshot is rejected":        "registers the image",
	"mistakes come before a dry run":         "looks at DryRun first",
	"pages":                                  "returns everything on one page",
	"launch permissions are given and taken": "does not implement ResetImageAttribute",
	"a missing attribute change is rejected": "takes it",
	"a copy says where it is from":           "shows no source",
	"copying is idempotent by token":         "makes two copies",
	"deprecation":                            "does not implement it",
}

func described(client *ec2.Client, id *string) (*types.Image, error) {
	out, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{aws.ToString(id)}})
	if err != nil {
		return nil, err
	}
	if len(out.Images) != 1 {
		return nil, fmt.Errorf("%d images", len(out.Images))
	}
	return &out.Images[0], nil
}

// registered registers an image with a change to the request.
func registered(client *ec2.Client, name string, change func(*ec2.RegisterImageInput)) (*types.Image, error) {
	in := request(name)
	if change != nil {
		change(in)
	}
	out, err := client.RegisterImage(ctx, in)
	if err != nil {
		return nil, err
	}
	return described(client, out.ImageId)
}

// rejected returns an error unless err has the expected code.
func rejected(err error, want string) error {
	if got := code(err); got != want {
		return fmt.Errorf("%s instead of %s", got, want)
	}
	return nil
}

func expect(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, args...)
}

var suite = []behavior{
	{"name and description are described", func(c *ec2.Client) error {
		i, err := registered(c, "suite name",
			func(in *ec2.RegisterImageInput) { in.Description = aws.String("<d> & e") })
		if err != nil {
			return err
		}
		return expect(*i.Name == "suite name" && aws.ToString(i.Description) == "<d> & e", "%+v", i)
	}},
	{"what is registered is described", func(c *ec2.Client) error {
		i, err := registered(c, "suite plain",
			func(in *ec2.RegisterImageInput) { in.Description = aws.String("<d> & e") })
		if err != nil {
			return err
		}
		return expect(*i.Name == "suite plain" && *i.Description == "<d> & e" &&
			i.Architecture == types.ArchitectureValuesX8664 &&
			i.VirtualizationType == types.VirtualizationTypeHvm && *i.RootDeviceName == "/dev/xvda", "%+v", i)
	}},
	{"it becomes available", func(c *ec2.Client) error {
		i, err := registered(c, "suite waiter", nil)
		if err != nil {
			return err
		}
		return ec2.NewImageAvailableWaiter(c).Wait(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*i.ImageId}},
			20*time.Second)
	}},
	{"sizes come from snapshots", func(c *ec2.Client) error {
		i, err := registered(c, "suite size", nil)
		if err != nil {
			return err
		}
		return expect(len(i.BlockDeviceMappings) == 1 && i.BlockDeviceMappings[0].Ebs != nil &&
			aws.ToInt32(i.BlockDeviceMappings[0].Ebs.VolumeSize) == 8, "%+v", i.BlockDeviceMappings)
	}},
	{"boot mode, TPM and IMDS are shown", func(c *ec2.Client) error {
		i, err := registered(c, "suite boot", func(in *ec2.RegisterImageInput) {
			in.BootMode, in.TpmSupport, in.ImdsSupport = types.BootModeValuesUefi, types.TpmSupportValuesV20,
				types.ImdsSupportValuesV20
		})
		if err != nil {
			return err
		}
		return expect(i.BootMode == types.BootModeValuesUefi && i.TpmSupport == types.TpmSupportValuesV20 &&
			i.ImdsSupport == types.ImdsSupportValuesV20, "%+v", i)
	}},
	{"an image can be registered with tags", func(c *ec2.Client) error {
		i, err := registered(c, "suite tags", func(in *ec2.RegisterImageInput) {
			in.TagSpecifications = []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
				Tags: []types.Tag{{Key: aws.String("suite"), Value: aws.String("tags")}}}}
		})
		if err != nil {
			return err
		}
		out, err := c.DescribeImages(ctx,
			&ec2.DescribeImagesInput{Filters: []types.Filter{{Name: aws.String("tag:suite"),
				Values: []string{"ta*"}}}})
		if err != nil {
			return err
		}
		return expect(len(i.Tags) == 1 && len(out.Images) == 1, "%d tags, %d images", len(i.Tags), len(out.Images))
	}},
	{"tags are created and deleted", func(c *ec2.Client) error {
		i, err := registered(c, "suite tagging", nil)
		if err != nil {
			return err
		}
		if _, err = c.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{*i.ImageId},
			Tags: []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}, {Key: aws.String("b"),
				Value: aws.String("2")}}}); err != nil {
			return err
		}
		if _, err = c.DeleteTags(ctx, &ec2.DeleteTagsInput{Resources: []string{*i.ImageId},
			Tags: []types.Tag{{Key: aws.String("a")}}}); err != nil {
			return err
		}
		if i, err = described(c, i.ImageId); err != nil {
			return err
		}
		return expect(len(i.Tags) == 1 && *i.Tags[0].Key == "b", "%+v", i.Tags)
	}},
	{"tags of AWS cannot be set", func(c *ec2.Client) error {
		i, err := registered(c, "suite aws tags", nil)
		if err != nil {
			return err
		}
		_, err = c.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{*i.ImageId},
			Tags: []types.Tag{{Key: aws.String("aws:x"), Value: aws.String("1")}}})
		return rejected(err, "InvalidParameterValue")
	}},
	{"a name that is in use is rejected", func(c *ec2.Client) error {
		if _, err := registered(c, "suite twice", nil); err != nil {
			return err
		}
		_, err := registered(c, "suite twice", nil)
		return rejected(err, "InvalidAMIName.Duplicate")
	}},
	{"a malformed name is rejected", func(c *ec2.Client) error {
		_, err := registered(c, "suite & co", nil)
		return rejected(err, "InvalidAMIName.Malformed")
	}},
	{"an unknown snapshot is rejected", func(c *ec2.Client) error {
		_, err := registered(c, "suite snapshot", func(in *ec2.RegisterImageInput) {
			in.BlockDeviceMappings[0].Ebs.SnapshotId = aws.String("snap-00000000000000000")
		})
		return rejected(err, "InvalidSnapshot.NotFound")
	}},
	{"a dry run only says that it would", func(c *ec2.Client) error {
		_, err := registered(c, "suite dry", func(in *ec2.RegisterImageInput) { in.DryRun = aws.Bool(true) })
		if err := rejected(err, "DryRunOperation"); err != nil {
			return err
		}
		_, err = registered(c, "suite dry", nil)
		return err
	}},
	{"mistakes come before a dry run", func(c *ec2.Client) error {
		_, err := registered(c, "suite dry & wrong", func(in *ec2.RegisterImageInput) { in.DryRun = aws.Bool(true) })
		return rejected(err, "InvalidAMIName.Malformed")
	}},
	{"names are found by wildcards", func(c *ec2.Client) error {
		for _, name := range []string{"suite wild 1", "suite wild 2", "suite wilder"} {
			if _, err := registered(c, name, nil); err != nil {
				return err
			}
		}
		out, err := c.DescribeImages(ctx, &ec2.DescribeImagesInput{Filters: []types.Filter{{Name: aws.String("name"),
			Values: []string{"suite wild ?"}}}})
		if err != nil {
			return err
		}
		return expect(len(out.Images) == 2, "%d images", len(out.Images))
	}},
	{"unknown filters are rejected", func(c *ec2.Client) error {
		_, err := c.DescribeImages(ctx,
			&ec2.DescribeImagesInput{Filters: []types.Filter{{Name: aws.String("no-such-filter"),
				Values: []string{"x"}}}})
		return expect(err != nil, "it is taken")
	}},
	{"pages", func(c *ec2.Client) error {
		for n := 0; n < 3; n++ {
			if _, err := registered(c, fmt.Sprint("suite page ", n), nil); err != nil {
				return err
			}
		}
		out, err := c.DescribeImages(ctx, &ec2.DescribeImagesInput{MaxResults: aws.Int32(2),
			Filters: []types.Filter{{Name: aws.String("name"), Values: []string{"suite page *"}}}})
		if err != nil {
			return err
		}
		return expect(len(out.Images) == 2 && out.NextToken != nil, "%d images on a page of 2", len(out.Images))
	}},
	{"launch permissions are given and taken", func(c *ec2.Client) error {
		i, err := registered(c, "suite launch", nil)
		if err != nil {
			return err
		}
		if _, err = c.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: i.ImageId,
			LaunchPermission: &types.LaunchPermissionModifications{
				Add: []types.LaunchPermission{{UserId: aws.String("210987654321")}}}}); err != nil {
			return err
		}
		in := &ec2.DescribeImageAttributeInput{ImageId: i.ImageId,
			Attribute: types.ImageAttributeNameLaunchPermission}
		out, err := c.DescribeImageAttribute(ctx, in)
		if err != nil || len(out.LaunchPermissions) != 1 {
			return errors.Join(err, expect(err != nil, "not given: %+v", out))
		}
		if _, err = c.ResetImageAttribute(ctx, &ec2.ResetImageAttributeInput{ImageId: i.ImageId,
			Attribute: types.ResetImageAttributeNameLaunchPermission}); err != nil {
			return err
		}
		if out, err = c.DescribeImageAttribute(ctx, in); err != nil {
			return err
		}
		return expect(len(out.LaunchPermissions) == 0, "not taken: %+v", out.LaunchPermissions)
	}},
	{"one attribute can be described", func(c *ec2.Client) error {
		i, err := registered(c, "suite attribute",
			func(in *ec2.RegisterImageInput) { in.Description = aws.String("shown") })
		if err != nil {
			return err
		}
		out, err := c.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: i.ImageId,
			Attribute: types.ImageAttributeNameDescription})
		if err != nil {
			return err
		}
		return expect(out.Description != nil && aws.ToString(out.Description.Value) == "shown", "%+v", out)
	}},
	{"a missing attribute change is rejected", func(c *ec2.Client) error {
		i, err := registered(c, "suite nothing", nil)
		if err != nil {
			return err
		}
		_, err = c.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: i.ImageId})
		return expect(err != nil, "it is taken")
	}},
	{"a copy says where it is from", func(c *ec2.Client) error {
		i, err := registered(c, "suite source", nil)
		if err != nil {
			return err
		}
		out, err := c.CopyImage(ctx, &ec2.CopyImageInput{Name: aws.String("suite copy"), SourceImageId: i.ImageId,
			SourceRegion: aws.String("us-east-1")})
		if err != nil {
			return err
		}
		copied, err := described(c, out.ImageId)
		if err != nil {
			return err
		}
		return expect(*copied.Name == "suite copy" && aws.ToString(copied.SourceImageId) == *i.ImageId, "%+v", copied)
	}},
	{"copying is idempotent by token", func(c *ec2.Client) error {
		i, err := registered(c, "suite token source", nil)
		if err != nil {
			return err
		}
		in := &ec2.CopyImageInput{Name: aws.String("suite token copy"), SourceImageId: i.ImageId,
			SourceRegion: aws.String("us-east-1"), ClientToken: aws.String("suite-token")}
		a, err := c.CopyImage(ctx, in)
		if err != nil {
			return err
		}
		b, err := c.CopyImage(ctx, in)
		if err != nil {
			return err
		}
		return expect(*a.ImageId == *b.ImageId, "two copies")
	}},
	{"deprecation", func(c *ec2.Client) error {
		i, err := registered(c, "suite old", nil)
		if err != nil {
			return err
		}
		if _, err = c.EnableImageDeprecation(ctx, &ec2.EnableImageDeprecationInput{ImageId: i.ImageId,
			DeprecateAt: aws.Time(time.Now().Add(time.Hour))}); err != nil {
			return err
		}
		if i, err = described(c, i.ImageId); err != nil {
			return err
		}
		return expect(i.DeprecationTime != nil, "not shown")
	}},
	{"a deregistered image is gone", func(c *ec2.Client) error {
		i, err := registered(c, "suite gone", nil)
		if err != nil {
			return err
		}
		if _, err = c.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: i.ImageId}); err != nil {
			return err
		}
		_, err = c.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: i.ImageId})
		return expect(err != nil, "it can be deregistered again")
	}},
	{"an id that no image has is rejected", func(c *ec2.Client) error {
		_, err := c.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{"ami-00000000000000000"}})
		return rejected(err, "InvalidAMIID.NotFound")
	}},
	{"an id that is none is malformed", func(c *ec2.Client) error {
		_, err := c.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{"image"}})
		return rejected(err, "InvalidAMIID.Malformed")
	}},
}

func TestSuite(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	for _, b := range suite {
		assert.NoError(t, b.test(client), b.name)
	}
}

func TestInteropSuiteOnMoto(t *testing.T) {
	cfg := ec2test.NewServer()
	defer cfg.Close()
	config := cfg.Config()
	config.BaseEndpoint = aws.String(startMoto(t))
	client := ec2.NewFromConfig(config, func(o *ec2.Options) {
		o.Validation = valid.Policy{Mode: valid.Silent}
		o.Retryer = aws.NopRetryer{}
	})
	same := 0
	for _, b := range suite {
		err := b.test(client)
		if why, differs := motoDiffers[b.name]; differs {
			assert.Error(t, err, "%s: moto does it now; take it off the list (%s)", b.name, why)
			continue
		}
		if assert.NoError(t, err, b.name) {
			same++
		}
	}
	for name := range motoDiffers {
		assert.True(t, inSuite(name), "the suite has no behavior %q: take it off the list", name)
	}
	t.Logf("moto does %d of %d, %d are listed", same, len(suite), len(motoDiffers))
}

func inSuite(name string) bool {
	for _, b := range suite {
		if b.name == name {
			return true
		}
	}
	return false
}

// startMoto runs moto_server until the test ends, and returns its URL.
func startMoto(t *testing.T) string {
	t.Helper()
	if os.Getenv("EC2GEN_INTEROP") == "" && os.Getenv("EC2GEN_LOAD") == "" {
		t.Skip("talks to other programs: run make interop")
	}
	if _, err := exec.LookPath("moto_server"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("moto_server is not installed, and CI must not skip this test: pip install 'moto[ec2,server]'")
		}
		t.Skip("moto_server is not installed: pip install 'moto[ec2,server]'")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, listener.Close())
	server := exec.Command("moto_server", "-H", "127.0.0.1", "-p", port)
	require.NoError(t, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	url := "http://127.0.0.1:" + port
	require.Eventually(t, func() bool {
		res, err := http.Get(url)
		if err == nil {
			res.Body.Close()
		}
		return err == nil
	}, 3*time.Minute, 100*time.Millisecond, "moto does not start")
	return url
}
