package ec2test_test

// This file tests the server with AWS's clients: the AWS CLI, boto3 and the SDK for
// JavaScript. make interop runs it.

import (
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// foreign starts a server that verifies signatures, for one of AWS's clients.
func foreign(t *testing.T, program string) *ec2test.Server {
	t.Helper()
	if os.Getenv("EC2GEN_INTEROP") == "" {
		t.Skip("talks to other programs: run make interop")
	}
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed, and CI must not skip this test", program)
		}
		t.Skipf("%s is not installed", program)
	}
	srv := ec2test.NewServer(func(o *ec2test.Options) {
		o.Secrets = map[string]string{
			"AKIDINTEROP": "interop secret"}
	}, saving(t))
	t.Cleanup(srv.Close)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap), VolumeSize: aws.Int32(8)})
	return srv
}

// saving makes a server save its requests, if requested.
func saving(t *testing.T) func(*ec2test.Options) {
	dir := spectest.Requests(t)
	return func(o *ec2test.Options) {
		if dir != "" {
			o.OnRequest = func(r ec2test.Request) { assert.NoError(t, r.Save(dir)) }
		}
	}
}

func TestInteropBoto3(t *testing.T) {
	srv := foreign(t, "python3")
	if out, err := exec.Command("python3", "-c", "import boto3").CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("boto3 is not installed, and CI must not skip this test: %s", out)
		}
		t.Skip("boto3 is not installed")
	}
	out, err := exec.Command("python3", "testdata/client.py", srv.URL, snap).CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Equal(t, "ok\n", string(out))
}

// TestInteropCalls has boto3 call every operation of the API.
func TestInteropCalls(t *testing.T) {
	srv := foreign(t, "python3")
	out, err := exec.Command("python3", "testdata/calls.py", srv.URL).CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Regexp(t, "^ok [0-9]+\n$", string(out))
	called := map[string]bool{}
	for _, r := range srv.Requests() {
		called[r.Operation] = true
	}
	api := reflect.TypeFor[ec2server.API]()
	for i := range api.NumMethod() {
		assert.True(t, called[api.Method(i).Name], "%s has no call in testdata/calls.py", api.Method(i).Name)
	}
}

// A cliCase is one call of aws ec2 register-image, and the parameters that it must send.
type cliCase struct {
	name string
	args []string
	want url.Values
	code string // the expected error code; "": success
}

func params(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

const root = "BlockDeviceMapping.1."

func cliCases(t *testing.T) []cliCase {
	input := filepath.Join(t.TempDir(), "input.json")
	require.NoError(t, os.WriteFile(input, []byte(`{"Name": "cli input",
		"RootDeviceName": "/dev/xvda", "VirtualizationType": "hvm",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "`+snap+`"}}]}`), 0o600))
	shorthand := []string{"--block-device-mappings", "DeviceName=/dev/xvda,Ebs={SnapshotId=" + snap +
		",VolumeSize=10,VolumeType=gp3,DeleteOnTermination=false}", "DeviceName=/dev/sdb,VirtualName=ephemeral0"}
	basic := func(name string, more ...string) []string {
		return append([]string{"--name", name, "--root-device-name", "/dev/xvda", "--virtualization-type", "hvm"},
			more...)
	}
	return []cliCase{
		{"shorthand, and all that an EBS image can have",
			basic("cli shorthand", append(shorthand, "--architecture", "x86_64", "--description", "a <b> & c",
				"--ena-support", "--sriov-net-support", "simple",
				"--boot-mode", "uefi", "--tpm-support", "v2.0", "--imds-support", "v2.0", "--no-dry-run")...),
			params("Name", "cli shorthand", root+"Ebs.VolumeSize", "10", root+"Ebs.DeleteOnTermination", "false",
				"BlockDeviceMapping.2.VirtualName", "ephemeral0",
				"Architecture", "x86_64", "Description", "a <b> & c", "EnaSupport", "true", "SriovNetSupport",
				"simple", "BootMode", "uefi", "TpmSupport", "v2.0",
				"ImdsSupport", "v2.0", "RootDeviceName", "/dev/xvda", "VirtualizationType", "hvm", "DryRun", "false"),
			""},
		{"JSON", basic("cli json", "--no-ena-support", "--block-device-mappings",
			`[{"DeviceName":"/dev/xvda","Ebs":{"SnapshotId":"`+snap+`","Iops":4000,"VolumeType":"gp3"}}]`),
			params(root+"Ebs.Iops", "4000", "EnaSupport", "false"), ""},
		{"an input file", []string{"--cli-input-json", "file://" + input}, params("Name", "cli input"), ""},
		{"instance store, paravirtual", []string{"--name", "cli bundle", "--image-location",
			"bucket/image.manifest.xml", "--architecture", "x86_64", "--virtualization-type", "paravirtual",
			"--kernel-id", "aki-12345678", "--ramdisk-id", "ari-12345678"},
			params("ImageLocation", "bucket/image.manifest.xml", "KernelId", "aki-12345678", "RamdiskId",
				"ari-12345678"), ""},
		{"billing products", basic("cli billing", append(shorthand, "--billing-products", "bp-63a5400a")...),
			params("BillingProduct.1", "bp-63a5400a"), ""},
		{"UEFI data that is none", basic("cli uefi", append(shorthand, "--boot-mode", "uefi", "--uefi-data",
			"not base64!")...), params("UefiData", "not base64!"), "InvalidParameterValue"},
		{"a dry run", basic("cli dry", append(shorthand, "--dry-run")...), params("DryRun", "true"),
			"DryRunOperation"},
		{"a skeleton, which sends nothing", []string{"--generate-cli-skeleton", "input"}, nil, ""},
	}
}

func TestInteropAWSCLI(t *testing.T) {
	srv := foreign(t, "aws")
	used := map[string]bool{}
	for _, c := range cliCases(t) {
		t.Run(c.name, func(t *testing.T) {
			for _, arg := range c.args {
				used[arg] = true
			}
			before := len(srv.Requests())
			cmd := exec.Command("aws", append([]string{"ec2", "register-image", "--endpoint-url", srv.URL, "--region",
				"us-east-1", "--output", "text"}, c.args...)...)
			cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID=AKIDINTEROP", "AWS_SECRET_ACCESS_KEY=interop secret",
				"AWS_PAGER=", "AWS_MAX_ATTEMPTS=1", "AWS_CONFIG_FILE=/dev/null")
			var out, complaint bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &complaint
			err := cmd.Run()
			if c.want == nil {
				require.NoError(t, err, complaint.String())
				require.Len(t, srv.Requests(), before)
				return
			}
			require.Greater(t, len(srv.Requests()), before, complaint.String())
			form := srv.Requests()[before].Form
			for key := range c.want {
				assert.Equal(t, c.want.Get(key), form.Get(key), key)
			}
			if c.code != "" {
				require.Error(t, err)
				assert.Contains(t, complaint.String(), "("+c.code+")")
				return
			}
			require.NoError(t, err, complaint.String())
			assert.Regexp(t, `^ami-[0-9a-f]{17}\n$`, out.String())
		})
	}
	// Every option in the command's documentation must be in a case, except the
	// global options.
	text := string(spectest.Read(t, "reference/sources/aws-cli-register-image.txt"))
	synopsis, _, _ := strings.Cut(text, "[--debug]")
	for _, option := range regexp.MustCompile(`--[a-z][a-z-]+`).FindAllString(synopsis, -1) {
		if option != "--cli-input-yaml" { // version 2 of the program only
			assert.True(t, used[option], "%s has no case", option)
		}
	}
}

func TestInteropJavaScript(t *testing.T) {
	srv := foreign(t, "node")
	if _, err := os.Stat("testdata/js/node_modules"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the JavaScript SDK is not installed, and CI must not skip this test: make interop installs it")
		}
		t.Skip("the JavaScript SDK is not installed: make interop installs it")
	}
	cmd := exec.Command("node", "client.mjs", srv.URL, snap)
	cmd.Dir = "testdata/js"
	var complaint bytes.Buffer
	cmd.Stderr = &complaint // warnings of the runtime's among them
	out, err := cmd.Output()
	require.NoError(t, err, complaint.String())
	assert.Equal(t, "ok\n", string(out))
}
