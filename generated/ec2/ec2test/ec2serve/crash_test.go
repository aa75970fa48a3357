package main

// This file kills ec2serve again and again: after a restart everything that it has
// acknowledged must exist, and its file must always load.

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func TestServeSurvivesKills(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "state")
	var mu sync.Mutex
	acknowledged := map[string]string{} // name by id
	rounds := number(t, "EC2GEN_KILLS", 10)
	for round := 0; round < rounds; round++ {
		server, client := startServe(t, data, "any")
		present := imagesOf(t, client)
		for id, name := range acknowledged {
			require.Equal(t, name, present[id], "acknowledged before kill %d and lost", round)
		}
		// Half of the kills come between two registrations, half in the middle of
		// several.
		var wg sync.WaitGroup
		for worker := 0; worker < 1+2*(round%2); worker++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for n := 0; n < 1+100*(round%2); n++ {
					name := fmt.Sprintf("image-%d-%d-%d", round, worker, n)
					id, err := register(client, name)
					if round%2 == 0 {
						assert.NoError(t, err, "rejected before anything was killed")
					}
					if err != nil {
						return // it was killed
					}
					mu.Lock()
					acknowledged[id] = name
					mu.Unlock()
				}
			}()
		}
		if round%2 == 0 {
			wg.Wait()
		} else {
			time.Sleep(time.Duration(5+round%20) * time.Millisecond)
		}
		require.NoError(t, server.Process.Kill())
		_ = server.Wait()
		wg.Wait()
	}
	_, client := startServe(t, data, "any")
	present := imagesOf(t, client)
	for id, name := range acknowledged {
		assert.Equal(t, name, present[id])
	}
	assert.GreaterOrEqual(t, len(acknowledged), rounds/4,
		"the kills during registrations came before any was acknowledged")
	t.Logf("%d kills, %d images acknowledged, %d there", rounds, len(acknowledged), len(present))
}

// startServe starts the program on a file and returns a client of it.
func startServe(t *testing.T, data, snapshots string) (*exec.Cmd, *ec2.Client) {
	t.Helper()
	cmd := exec.Command("ec2serve", "-data", data, "-snapshots", snapshots)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, "it does not start")
	return cmd, ec2.New(ec2.Options{Region: "us-east-1", BaseEndpoint: aws.String(line[:len(line)-1]),
		Retryer: aws.NopRetryer{},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "SECRET"}, nil
		})})
}

func register(client *ec2.Client, name string) (id string, err error) {
	out, err := client.RegisterImage(context.Background(),
		&ec2.RegisterImageInput{Name: aws.String(name), RootDeviceName: aws.String("/dev/xvda"),
			VirtualizationType: aws.String("hvm"),
			BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
				Ebs: &types.EbsBlockDevice{SnapshotId: aws.String("snap-0123456789abcdef0")}}}})
	if err != nil {
		return "", err
	}
	return *out.ImageId, nil
}

func imagesOf(t *testing.T, client *ec2.Client) map[string]string {
	t.Helper()
	out, err := client.DescribeImages(context.Background(), &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	names := map[string]string{}
	for _, i := range out.Images {
		names[*i.ImageId] = *i.Name
	}
	return names
}

func TestServeRefusesOtherFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	require.NoError(t, os.WriteFile(text, []byte("not a database\n"), 0o600))
	_, err := openStore(text)
	require.ErrorContains(t, err, "not a file of ec2serve")
	kept, err := os.ReadFile(text)
	require.NoError(t, err)
	assert.Equal(t, "not a database\n", string(kept))

	store, err := openStore(filepath.Join(dir, "state"))
	require.NoError(t, err)
	defer store.close()
	_, err = openStore(filepath.Join(dir, "state"))
	require.ErrorContains(t, err, "another process has it open")
	require.NoError(t, store.Apply(map[string][]byte{"nonsense/x": []byte("{}")}))
	err = store.Load(func(key string, _ []byte) error { return fmt.Errorf("seen %s", key) })
	require.EqualError(t, err, filepath.Join(dir, "state")+": seen nonsense/x")
	_, err = openStore(filepath.Join(dir, "no", "folder"))
	require.Error(t, err)
}

// A restart with the same -snapshots must not undo changes of clients, and the exit
// must succeed if a client never finishes its request.
func TestServeRestarts(t *testing.T) {
	dir := t.TempDir()
	list, data := filepath.Join(dir, "snapshots"), filepath.Join(dir, "state")
	require.NoError(t, os.WriteFile(list, []byte("snap-0123456789abcdef0 8\n"), 0o600))
	ctx := context.Background()
	server, client := startServe(t, data, list)
	_, err := client.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{"snap-0123456789abcdef0"},
		Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}})
	require.NoError(t, err)
	conn, err := net.Dial("tcp", strings.TrimPrefix(*client.Options().BaseEndpoint, "http://"))
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.Write([]byte("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nAct"))
	require.NoError(t, err)
	time.Sleep(100 * time.Millisecond) // until the server has read the header
	require.NoError(t, server.Process.Signal(syscall.SIGTERM))
	require.NoError(t, server.Wait(), "a stop that was asked for is no failure")

	_, client = startServe(t, data, list)
	shown, err := client.DescribeSnapshots(
		ctx, &ec2.DescribeSnapshotsInput{SnapshotIds: []string{"snap-0123456789abcdef0"}})
	require.NoError(t, err)
	require.Len(t, shown.Snapshots[0].Tags, 1)
	assert.Equal(t, "v", *shown.Snapshots[0].Tags[0].Value)
}
