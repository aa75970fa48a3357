package ec2_test

// This file tests the client with moto, an independent fake EC2 in Python.

import (
	"context"
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
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// TestInteropMoto registers an image at a moto server and finds it again.
func TestInteropMoto(t *testing.T) {
	client := ec2.New(ec2.Options{
		Region:       "us-east-1",
		BaseEndpoint: aws.String(startMoto(t)),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "SECRET"}, nil
		}),
	})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	registered, err := client.RegisterImage(ctx, &ec2.RegisterImageInput{
		Name:               aws.String("ec2gen interop"),
		Description:        aws.String("made by <ec2gen> & found again"),
		Architecture:       types.ArchitectureValuesX8664,
		VirtualizationType: aws.String("hvm"),
		RootDeviceName:     aws.String("/dev/xvda"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{
			DeviceName: aws.String("/dev/xvda"),
			Ebs:        &types.EbsBlockDevice{SnapshotId: aws.String("snap-0db2cf683925d191f")},
		}},
	})
	require.NoError(t, err)
	require.NotEmpty(t, aws.ToString(registered.ImageId))

	found, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*registered.ImageId}})
	require.NoError(t, err)
	require.Len(t, found.Images, 1)
	image := found.Images[0]
	assert.Equal(t, registered.ImageId, image.ImageId)
	assert.Equal(t, "ec2gen interop", aws.ToString(image.Name))
	assert.Equal(t, "made by <ec2gen> & found again", aws.ToString(image.Description))
	assert.Equal(t, types.ImageStateAvailable, image.State)

	_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: registered.ImageId, DryRun: aws.Bool(true)})
	var dryRun *types.DryRunOperation
	assert.ErrorAs(t, err, &dryRun)
	_, err = client.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: registered.ImageId})
	require.NoError(t, err)
}

// startMoto runs moto_server until the test ends, and returns its URL.
func startMoto(t *testing.T) string {
	t.Helper()
	if os.Getenv("EC2GEN_INTEROP") == "" {
		t.Skip("talks to other programs: run make interop")
	}
	if _, err := exec.LookPath("moto_server"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("moto_server is not installed, and CI must not skip this test: pip install 'moto[ec2,server]'")
		}
		t.Skip("moto_server is not installed: pip install 'moto[ec2,server]'")
	}
	port := freePort(t)
	server := exec.Command("moto_server", "-H", "127.0.0.1", "-p", port)
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	url := "http://127.0.0.1:" + port
	require.Eventually(t, func() bool {
		resp, err := http.Get(url + "/moto-api/")
		if err == nil {
			resp.Body.Close()
		}
		return err == nil
	}, 60*time.Second, 200*time.Millisecond, "moto_server did not start")
	return url
}

func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return fmt.Sprint(l.Addr().(*net.TCPAddr).Port)
}
