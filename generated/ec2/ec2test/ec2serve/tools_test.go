package main

// This file runs programs that register images with ec2serve instead of EC2:
// Debian's Packer, Ansible and AWS CLI. make tools runs it; gen/peers/uploader does
// the same with a Go program on the AWS SDK.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

const sourceAMI = "ami-0123456789abcdef0"

const toolsSeed = `images:
  - ImageId: ami-0123456789abcdef0
    Name: base
    Public: true
    account: "999900001111"
`

// startTools starts ec2serve for a program, which must be installed.
func startTools(t *testing.T, program string) (url string) {
	t.Helper()
	requireTool(t, program)
	seed := filepath.Join(t.TempDir(), "seed.yaml")
	require.NoError(t, os.WriteFile(seed, []byte(toolsSeed), 0o600))
	flags := []string{"-seed", seed}
	if dir := spectest.Requests(t); dir != "" {
		flags = append(flags, "-record", dir)
	}
	return startProcess(t, flags...)
}

func requireTool(t *testing.T, program string) {
	t.Helper()
	if os.Getenv("EC2GEN_TOOLS") == "" {
		t.Skip("runs other programs: make tools")
	}
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed, and CI must not skip this test; make setup-tools installs it", program)
		}
		t.Skipf("%s is not installed; make setup-tools installs it", program)
	}
}

// tool runs a program in testdata/tools, for at most 20 minutes.
func tool(t *testing.T, env []string, name string, args ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = filepath.Join("testdata", "tools")
	home := t.TempDir() // no settings of the person who runs the test
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "AWS_") }),
		append([]string{"HOME=" + home, "CHECKPOINT_DISABLE=1", "PACKER_CACHE_DIR=" + filepath.Join(home, "packer"),
			"ANSIBLE_NOCOLOR=1",
			"ANSIBLE_LOCALHOST_WARNING=False", "ANSIBLE_INVENTORY_UNPARSED_WARNING=False",
			"AWS_ACCESS_KEY_ID=AKIDTOOL", "AWS_SECRET_ACCESS_KEY=secret"}, env...)...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// clientOf returns a client for an account and a Region of the server.
func clientOf(url, account, region string) *ec2.Client {
	return ec2.New(ec2.Options{Region: region, BaseEndpoint: aws.String(url), Credentials: aws.CredentialsProviderFunc(
		func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: account, SecretAccessKey: "secret"}, nil
		})})
}

// existing lists the kind, name or id, and state of the resources on the page,
// except those of the seed and of every account.
func existing(t *testing.T, url string) (list []string) {
	t.Helper()
	var view stateView
	getJSON(t, url+"/-/state", &view)
	for _, kind := range view.Kinds {
		for _, r := range kind.Resources {
			gone := r.Kind == "instance" && r.State == "terminated" // it is shown for an hour
			if r.Account == "999900001111" || gone || slices.Contains(always,
				r.Kind) || r.Kind == "securityGroup" && r.Name == "default" {
				continue
			}
			list = append(list, fmt.Sprint(r.Kind, " ", r.ID, " ", r.Name, " ", r.State))
		}
	}
	return list
}

// always has the kinds of resources that every account has.
var always = []string{"vpc", "subnet", "routeTable", "internetGateway", "networkAcl"}

func packer(t *testing.T, url, template string, variables ...string) (string, error) {
	t.Helper()
	args := []string{"build", "-color=false", "-var", "endpoint=" + url}
	for _, v := range variables {
		args = append(args, "-var", v)
	}
	return tool(t, nil, "packer", append(args, template)...)
}

// A fact is a value in a template, and the value that a server shows for it.
type fact struct {
	name      string
	want, got string
}

// imageOf returns the caller's image with a name, or an empty one if there is none.
func imageOf(t *testing.T, client *ec2.Client, name string) types.Image {
	t.Helper()
	out, err := client.DescribeImages(context.Background(), &ec2.DescribeImagesInput{Owners: []string{"self"},
		Filters: []types.Filter{{Name: aws.String("name"), Values: []string{name}}}})
	require.NoError(t, err)
	if len(out.Images) == 0 {
		return types.Image{}
	}
	return out.Images[0]
}

func tagText(tags []types.Tag) string {
	var list []string
	for _, tag := range tags {
		list = append(list, aws.ToString(tag.Key)+"="+aws.ToString(tag.Value))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// launchers returns the accounts and groups that may launch an image.
func launchers(client *ec2.Client, image types.Image) string {
	out, err := client.DescribeImageAttribute(context.Background(),
		&ec2.DescribeImageAttributeInput{ImageId: image.ImageId,
			Attribute: types.ImageAttributeNameLaunchPermission})
	if err != nil {
		return err.Error()
	}
	var list []string
	for _, p := range out.LaunchPermissions {
		list = append(list, aws.ToString(p.UserId)+string(p.Group))
	}
	return strings.Join(list, " ")
}

// devices returns the mappings of an image.
func devices(image types.Image) string {
	var list []string
	for _, m := range image.BlockDeviceMappings {
		if m.Ebs == nil {
			list = append(list, aws.ToString(m.DeviceName))
			continue
		}
		list = append(list, fmt.Sprint(aws.ToString(m.DeviceName), " ", aws.ToInt32(m.Ebs.VolumeSize), " ",
			m.Ebs.VolumeType, " ",
			aws.ToInt32(m.Ebs.Iops), " ", aws.ToBool(m.Ebs.DeleteOnTermination)))
	}
	return strings.Join(list, ", ")
}

// snapshotsOf returns the snapshots of an image.
func snapshotsOf(t *testing.T, client *ec2.Client, image types.Image) []types.Snapshot {
	t.Helper()
	var ids []string
	for _, m := range image.BlockDeviceMappings {
		if m.Ebs != nil && aws.ToString(m.Ebs.SnapshotId) != "" {
			ids = append(ids, *m.Ebs.SnapshotId)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	out, err := client.DescribeSnapshots(context.Background(), &ec2.DescribeSnapshotsInput{SnapshotIds: ids})
	require.NoError(t, err)
	return out.Snapshots
}

func snapshotFacts(t *testing.T, client *ec2.Client, image types.Image) (tags, sizes string) {
	t.Helper()
	var tagged, sized []string
	for _, s := range snapshotsOf(t, client, image) {
		tagged = append(tagged, tagText(s.Tags))
		sized = append(sized, fmt.Sprint(aws.ToInt32(s.VolumeSize)))
	}
	slices.Sort(sized)
	return strings.Join(tagged, ", "), strings.Join(sized, " ")
}

// shared reports whether another account sees an image.
func shared(url, region string, image types.Image) string {
	out, err := clientOf(url, "111122223333", region).DescribeImages(context.Background(),
		&ec2.DescribeImagesInput{ImageIds: []string{aws.ToString(image.ImageId)}})
	return fmt.Sprint(err == nil && len(out.Images) == 1)
}

// ebsFacts has the values in ebs.json, and the values that a server shows after the
// build.
func ebsFacts(t *testing.T, url string) []fact { return factsOf(t, url, "io1 600") }

// gp2Facts are those of a build with -var type=gp2, for which Packer sends no IOPS.
func gp2Facts(t *testing.T, url string) []fact { return factsOf(t, url, "gp2 0") }

func factsOf(t *testing.T, url, kind string) (facts []fact) {
	t.Helper()
	for _, region := range []string{"us-east-1", "eu-north-1"} {
		client := clientOf(url, "AKIDPACKER", region)
		image := imageOf(t, client, "packer-ebs")
		tags, sizes := snapshotFacts(t, client, image)
		permission, err := client.DescribeImages(context.Background(),
			&ec2.DescribeImagesInput{ExecutableUsers: []string{"111122223333"}})
		require.NoError(t, err)
		for _, f := range []fact{
			{"image", "available", string(image.State)},
			{"description", "built by Packer", aws.ToString(image.Description)},
			{"tags of the image", "Name=image stage=test", tagText(image.Tags)},
			{"devices", "/dev/xvda 12 gp2 0 true, /dev/sdf 30 " + kind + " true", devices(image)},
			{"sizes of snapshots", "12 30", sizes},
			{"tags of snapshots", "Name=snapshot stage=test, Name=snapshot stage=test", tags},
			{"launch permission", "111122223333", launchers(client, image)},
			{"found by executable user", "1", fmt.Sprint(len(permission.Images))},
			{"seen by the other account", "true", shared(url, region, image)},
			{"ENA", "true", fmt.Sprint(aws.ToBool(image.EnaSupport))},
		} {
			facts = append(facts, fact{region + ": " + f.name, f.want, f.got})
		}
	}
	return facts
}

// surrogateFacts has the values in surrogate.json, and the values that a server shows after
// the build. The device is that of the template's launch mapping, 20 GiB: Packer 1.6.6
// takes a size of its ami_root_device, 24 GiB, for nothing, as TestToolsPacker finds on the
// wire.
func surrogateFacts(t *testing.T, url string) []fact {
	t.Helper()
	client := clientOf(url, "AKIDPACKER", "us-east-1")
	image := imageOf(t, client, "packer-surrogate")
	tags, sizes := snapshotFacts(t, client, image)
	var description string
	for _, s := range snapshotsOf(t, client, image) {
		description = regexp.MustCompile(`^Packer: 20.*`).ReplaceAllString(aws.ToString(s.Description), "Packer's")
	}
	return []fact{
		{"image", "available", string(image.State)},
		{"description", "registered by Packer", aws.ToString(image.Description)},
		{"root device", "/dev/xvda", aws.ToString(image.RootDeviceName)},
		{"devices", "/dev/xvda 20 gp2 0 true", devices(image)},
		{"size of the snapshot", "20", sizes},
		{"the snapshot is the one that was taken", "Packer's", description},
		{"tags of the image", "Name=surrogate", tagText(image.Tags)},
		{"tags of the snapshot", "Name=surrogate-snapshot", tags},
		{"launch permission", "all", launchers(client, image)},
		{"ENA", "true", fmt.Sprint(aws.ToBool(image.EnaSupport))},
		{"SR-IOV", "simple", aws.ToString(image.SriovNetSupport)},
		{"public", "true", fmt.Sprint(aws.ToBool(image.Public))},
	}
}

func TestToolsPacker(t *testing.T) {
	url := startTools(t, "packer")
	for _, c := range []struct {
		template string
		facts    func(*testing.T, string) []fact
	}{{"ebs.json", ebsFacts}, {"surrogate.json", surrogateFacts}} {
		out, err := packer(t, url, c.template, "source="+sourceAMI)
		require.NoError(t, err, out)
		for _, f := range c.facts(t, url) {
			assert.Equal(t, f.want, f.got, "%s: %s", c.template, f.name)
		}
	}
	for _, r := range existing(t, url) {
		assert.Regexp(t, `^(image|snapshot) `, r, "left over")
	}
	registered := parametersOf(t, url, "RegisterImage")
	image := imageOf(t, clientOf(url, "AKIDPACKER", "us-east-1"), registered["Name"])
	require.Len(t, image.BlockDeviceMappings, 1)
	root := image.BlockDeviceMappings[0]
	for key, kept := range map[string]any{
		"BlockDeviceMapping.1.DeviceName":              aws.ToString(root.DeviceName),
		"BlockDeviceMapping.1.Ebs.DeleteOnTermination": aws.ToBool(root.Ebs.DeleteOnTermination),
		"BlockDeviceMapping.1.Ebs.SnapshotId":          aws.ToString(root.Ebs.SnapshotId),
		"BlockDeviceMapping.1.Ebs.VolumeSize":          aws.ToInt32(root.Ebs.VolumeSize),
		"BlockDeviceMapping.1.Ebs.VolumeType":          root.Ebs.VolumeType,
		"Architecture":                                 image.Architecture,
		"EnaSupport":                                   aws.ToBool(image.EnaSupport),
		"RootDeviceName":                               aws.ToString(image.RootDeviceName),
		"SriovNetSupport":                              aws.ToString(image.SriovNetSupport),
		"VirtualizationType":                           image.VirtualizationType,
	} {
		require.Contains(t, registered, key, "Packer sends it no more")
		assert.Equal(t, registered[key], fmt.Sprint(kept), "%s: the image has another value than RegisterImage", key)
	}
	assert.Len(t, registered, 13, "Action, Version, Name and those above: %v", registered)
}

// parametersOf returns the parameters of the latest request of an operation, as the
// page shows them.
func parametersOf(t *testing.T, url, operation string) map[string]string {
	t.Helper()
	var view stateView
	getJSON(t, url+"/-/state", &view)
	for _, r := range view.Requests { // the newest first
		if r.Operation == operation {
			var detail requestDetail
			getJSON(t, url+"/-/request/"+r.ID, &detail)
			parameters := map[string]string{}
			for _, p := range detail.Parameters {
				parameters[p[0]] = p[1]
			}
			return parameters
		}
	}
	t.Fatalf("no request of %s among the last %d", operation, len(view.Requests))
	return nil
}

func getJSON(t *testing.T, url string, into any) {
	t.Helper()
	res, err := http.Get(url)
	require.NoError(t, err)
	defer res.Body.Close()
	require.NoError(t, json.NewDecoder(res.Body).Decode(into))
}

// TestToolsPackerFails runs a provisioner that fails: Packer removes what it has
// created.
func TestToolsPackerFails(t *testing.T) {
	url := startTools(t, "packer")
	out, err := packer(t, url, "ebs.json", "source="+sourceAMI, "exit=1")
	require.Error(t, err, out)
	assert.Contains(t, out, "Script exited with non-zero exit status: 1")
	assert.Empty(t, existing(t, url), "left over after a build that failed")
	out, err = packer(t, url, "ebs.json", "source=ami-00000000")
	require.Error(t, err)
	assert.Contains(t, out, "InvalidAMIID.NotFound")
	assert.Empty(t, existing(t, url))
}

// TestToolsPackerLoad builds 32 images at once.
func TestToolsPackerLoad(t *testing.T) {
	url := startTools(t, "packer")
	template := filepath.Join(t.TempDir(), "many.json")
	var one struct {
		Variables map[string]string `json:"variables"`
		Builders  []map[string]any  `json:"builders"`
	}
	data, err := os.ReadFile(filepath.Join("testdata", "tools", "ebs.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &one))
	const builds = 32
	first := one.Builders[0]
	one.Builders = nil
	for n := range builds {
		builder := map[string]any{}
		for k, v := range first {
			builder[k] = v
		}
		builder["name"], builder["ami_name"] = fmt.Sprint("build", n), fmt.Sprint("many-", n)
		one.Builders = append(one.Builders, builder)
	}
	data, err = json.Marshal(one)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(template, data, 0o600))
	begin := time.Now()
	out, err := packer(t, url, template, "source="+sourceAMI)
	require.NoError(t, err, out)
	t.Logf("%d builds in %s", builds, time.Since(begin).Round(time.Millisecond))
	for _, region := range []string{"us-east-1", "eu-north-1"} {
		for n := range builds {
			image := imageOf(t, clientOf(url, "AKIDPACKER", region), fmt.Sprint("many-", n))
			assert.Equal(t, "built by Packer", aws.ToString(image.Description), "%s %d", region, n)
		}
	}
}

// TestToolsPackerMoto compares the results of a build here and with moto, as a
// table.
func TestToolsPackerMoto(t *testing.T) {
	requireTool(t, "moto_server")
	url := startTools(t, "packer")
	moto := startMoto(t)
	public, err := clientOf(moto, "AKIDPACKER", "us-east-1").DescribeImages(context.Background(),
		&ec2.DescribeImagesInput{})
	require.NoError(t, err)
	source := *public.Images[0].ImageId
	var table bytes.Buffer
	out, err := packer(t, moto, "ebs.json", "source="+source)
	require.Error(t, err, "moto launches io1 volumes now: compare the template as it is")
	require.Contains(t, out, "InvalidParameterDependency: The parameter [VolumeType] requires the parameter Iops")
	fmt.Fprintf(&table, "| ebs.json | a volume of io1 with 600 IOPS | builds | InvalidParameterDependency |\n")
	lost := 1
	for _, c := range []struct {
		template string
		facts    func(*testing.T, string) []fact
	}{{"ebs.json", gp2Facts}, {"surrogate.json", surrogateFacts}} {
		variables := []string{}
		if c.template == "ebs.json" {
			variables = []string{"type=gp2"}
		}
		out, err := packer(t, url, c.template, append(variables, "source="+sourceAMI)...)
		require.NoError(t, err, out)
		out, err = packer(t, moto, c.template, append(variables, "source="+source)...)
		require.NoError(t, err, out)
		ours, theirs := c.facts(t, url), c.facts(t, moto)
		for i, f := range ours {
			assert.Equal(t, f.want, f.got, "%s: %s", c.template, f.name)
			if theirs[i].got != f.want {
				lost++
				fmt.Fprintf(&table, "| %s | %s | %s | %s |\n", c.template, f.name, f.want, theirs[i].got)
			}
		}
	}
	assert.Greater(t, lost, 1, "moto keeps all of it: this comparison says nothing any more")
	t.Logf("what moto loses of the templates:\n| template | fact | template and ec2serve | moto |\n|---|---|---|---|\n%s",
		table.String())
}

// startMoto starts moto_server on a free port.
func startMoto(t *testing.T) (url string) {
	t.Helper()
	port := freePort(t)
	cmd := exec.Command("moto_server", "-H", "127.0.0.1", "-p", port)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	url = "http://127.0.0.1:" + port
	require.Eventually(t, func() bool {
		res, err := http.Get(url + "/moto-api/")
		if err == nil {
			res.Body.Close()
		}
		return err == nil
	}, 3*time.Minute, 100*time.Millisecond)
	return url
}

var changedTasks = regexp.MustCompile(`changed=(\d+) .*failed=(\d+)`)

// ansible plays a book with variables, and returns how many tasks have changed something.
func ansible(t *testing.T, url, book string, variables ...string) string {
	t.Helper()
	args := []string{"-i", "localhost,", "-e", "ec2=" + url, "-e", "source=" + sourceAMI}
	for _, v := range variables {
		args = append(args, "-e", v)
	}
	out, err := tool(t, nil, "ansible-playbook", append(args, book)...)
	require.NoError(t, err, out)
	m := changedTasks.FindStringSubmatch(out)
	require.Len(t, m, 3, out)
	require.Equal(t, "0", m[2], out)
	return m[1]
}

// TestToolsAnsible creates, changes and removes, and each time finds the same again.
func TestToolsAnsible(t *testing.T) {
	url := startTools(t, "ansible-playbook")
	assert.Equal(t, "7", ansible(t, url, "present.yml"))
	assert.Len(t, existing(t, url), 7, "%q", existing(t, url))
	assert.Equal(t, "0", ansible(t, url, "present.yml"), "the second run")
	others := []string{"stage=production", "port=2222", "gib=24"}
	assert.Equal(t, "5", ansible(t, url, "present.yml", others...), "all but the snapshot and the tag")
	assert.Equal(t, "0", ansible(t, url, "present.yml", others...), "the second run with others")
	assert.Equal(t, "6", ansible(t, url, "absent.yml"))
	assert.Empty(t, existing(t, url))
	assert.Equal(t, "0", ansible(t, url, "absent.yml"), "nothing is left to remove")
}

func TestToolsCLI(t *testing.T) {
	url := startTools(t, "aws")
	out, err := tool(t, []string{"AWS_ENDPOINT_URL=" + url}, "./tutorial.sh", sourceAMI)
	require.NoError(t, err, out)
	assert.Empty(t, existing(t, url))
}

// TestToolsGeneratedCLI runs the same script with the generated command line as aws.
func TestToolsGeneratedCLI(t *testing.T) {
	url := startTools(t, "bash")
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "ec2"), "../../ec2cli/ec2")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	require.NoError(t, os.Symlink("ec2", filepath.Join(dir, "aws")))
	text, err := tool(t, []string{"AWS_ENDPOINT_URL=" + url,
		"PATH=" + dir + string(filepath.ListSeparator) + os.Getenv("PATH")}, "./tutorial.sh", sourceAMI)
	require.NoError(t, err, text)
	assert.Empty(t, existing(t, url))
}
