package main

// This file kills ec2serve again and again while programs send what Packer sends.
// After each restart, everything that was acknowledged must exist, everything that
// an earlier restart has shown must still exist, and no resource may be incomplete.

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// The facts of a resource that do not describe it.
const (
	gone    = "gone"
	unknown = "?" // a request that changes it has no response
)

// A ledger has the known facts of each resource, by id.
type ledger struct {
	mu           sync.Mutex
	facts        map[string]string
	acknowledged int // requests
}

// change sends a request that changes resources, and records their new facts.
func (l *ledger) change(request func() (map[string]string, error), changed ...string) error {
	l.mu.Lock()
	for _, id := range changed {
		l.facts[id] = unknown
	}
	l.mu.Unlock()
	facts, err := request()
	if err == nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.acknowledged++
		maps.Copy(l.facts, facts)
	}
	return err
}

// waitFor returns when n more requests have been acknowledged: a slow machine is killed later.
func (l *ledger) waitFor(t *testing.T, n int) {
	t.Helper()
	before := l.count()
	require.Eventually(t, func() bool { return l.count() >= before+n }, time.Minute, 100*time.Microsecond)
}

func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.acknowledged
}

// check compares the ledger with what a restarted server shows, and takes the rest from it.
func (l *ledger) check(t *testing.T, shown map[string]string, kill int) {
	t.Helper()
	for id, fact := range l.facts {
		have, ok := shown[id]
		if !ok {
			have = gone
		}
		if fact != unknown {
			require.Equal(t, fact, have, "%s after kill %d", id, kill)
		}
		l.facts[id] = have
	}
	maps.Copy(l.facts, shown)
}

// A packerBuild is one build of Packer's builder amazon-ebs.
type packerBuild struct {
	*ledger
	client, north        *ec2.Client // in us-east-1 and eu-north-1
	source, name         string
	key, group, instance string
	image, copied        string
	volumes              []string
}

// run makes the requests of a build until one fails, as all do when the server is killed.
func (b *packerBuild) run() error {
	for _, step := range []func() error{b.createKey, b.createGroup, b.authorize, b.launch, b.stop, b.createImage,
		b.copy,
		b.share, b.tag, b.terminate, b.deleteGroup, b.deleteKey} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

var background = context.Background()

func (b *packerBuild) createKey() error {
	return b.change(func() (map[string]string, error) {
		out, err := b.client.CreateKeyPair(background,
			&ec2.CreateKeyPairInput{KeyName: &b.name, KeyType: types.KeyTypeEd25519})
		if err != nil {
			return nil, err
		}
		b.key = *out.KeyPairId
		return map[string]string{b.key: b.name}, nil
	})
}

func (b *packerBuild) createGroup() error {
	return b.change(func() (map[string]string, error) {
		out, err := b.client.CreateSecurityGroup(background,
			&ec2.CreateSecurityGroupInput{GroupName: &b.name, Description: &b.name})
		if err != nil {
			return nil, err
		}
		b.group = *out.GroupId
		return map[string]string{b.group: b.name + " []"}, nil
	})
}

func (b *packerBuild) authorize() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.AuthorizeSecurityGroupIngress(background,
			&ec2.AuthorizeSecurityGroupIngressInput{GroupId: &b.group,
				IpPermissions: []types.IpPermission{{IpProtocol: aws.String("tcp"), FromPort: aws.Int32(22),
					ToPort:   aws.Int32(22),
					IpRanges: []types.IpRange{{CidrIp: aws.String("0.0.0.0/0")}}}}})
		return map[string]string{b.group: b.name + " [22]"}, err
	}, b.group)
}

func (b *packerBuild) launch() error {
	return b.change(func() (map[string]string, error) {
		tags := []types.Tag{{Key: aws.String("Name"), Value: &b.name}}
		out, err := b.client.RunInstances(background,
			&ec2.RunInstancesInput{ImageId: &b.source, InstanceType: types.InstanceTypeT2Micro,
				MinCount: aws.Int32(1), MaxCount: aws.Int32(1), KeyName: &b.name, SecurityGroupIds: []string{b.group},
				BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sdf"),
					Ebs: &types.EbsBlockDevice{VolumeSize: aws.Int32(3)}}},
				TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeInstance, Tags: tags},
					{ResourceType: types.ResourceTypeVolume, Tags: tags}}})
		if err != nil {
			return nil, err
		}
		i := out.Instances[0]
		b.instance = *i.InstanceId
		facts := map[string]string{b.instance: b.name + " running"}
		for _, m := range i.BlockDeviceMappings {
			b.volumes = append(b.volumes, *m.Ebs.VolumeId)
			facts[*m.Ebs.VolumeId] = b.name + " of " + b.instance
		}
		return facts, nil
	})
}

func (b *packerBuild) stop() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.StopInstances(background, &ec2.StopInstancesInput{InstanceIds: []string{b.instance}})
		return map[string]string{b.instance: b.name + " stopped"}, err
	}, b.instance)
}

func (b *packerBuild) createImage() error {
	return b.change(func() (map[string]string, error) {
		out, err := b.client.CreateImage(background, &ec2.CreateImageInput{InstanceId: &b.instance, Name: &b.name})
		if err != nil {
			return nil, err
		}
		b.image = *out.ImageId
		return map[string]string{b.image: b.name + " of 2, not shared, []"}, nil
	})
}

func (b *packerBuild) copy() error {
	return b.change(func() (map[string]string, error) {
		out, err := b.north.CopyImage(background, &ec2.CopyImageInput{Name: &b.name, SourceImageId: &b.image,
			SourceRegion: aws.String("us-east-1")})
		if err != nil {
			return nil, err
		}
		b.copied = *out.ImageId
		return map[string]string{b.copied: b.name + " of 2, not shared, []"}, nil
	})
}

func (b *packerBuild) share() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.ModifyImageAttribute(background, &ec2.ModifyImageAttributeInput{ImageId: &b.image,
			Attribute: aws.String("launchPermission"), OperationType: types.OperationTypeAdd,
			UserIds: []string{friend}})
		return map[string]string{b.image: b.name + " of 2, for " + friend + ", []"}, err
	}, b.image)
}

// friend is an account that images are shared with.
const friend = "111122223333"

func (b *packerBuild) tag() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.CreateTags(background, &ec2.CreateTagsInput{Resources: []string{b.image},
			Tags: []types.Tag{{Key: aws.String("stage"), Value: aws.String("test")}}})
		return map[string]string{b.image: b.name + " of 2, for " + friend + ", [stage=test]"}, err
	}, b.image)
}

func (b *packerBuild) terminate() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.TerminateInstances(background,
			&ec2.TerminateInstancesInput{InstanceIds: []string{b.instance}})
		facts := map[string]string{b.instance: b.name + " terminated"}
		for _, id := range b.volumes {
			facts[id] = gone
		}
		return facts, err
	}, append(b.volumes, b.instance)...)
}

func (b *packerBuild) deleteGroup() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.DeleteSecurityGroup(background, &ec2.DeleteSecurityGroupInput{GroupId: &b.group})
		return map[string]string{b.group: gone}, err
	}, b.group)
}

func (b *packerBuild) deleteKey() error {
	return b.change(func() (map[string]string, error) {
		_, err := b.client.DeleteKeyPair(background, &ec2.DeleteKeyPairInput{KeyName: &b.name})
		return map[string]string{b.key: gone}, err
	}, b.key)
}

// observe returns the facts that a server shows, and fails if a resource is
// incomplete.
func observe(t *testing.T, client, north *ec2.Client) map[string]string {
	t.Helper()
	facts := map[string]string{}
	observeNetwork(t, client, facts)
	observeInstances(t, client, facts)
	for _, c := range []*ec2.Client{client, north} {
		observeImages(t, c, facts)
	}
	return facts
}

func observeNetwork(t *testing.T, client *ec2.Client, facts map[string]string) {
	t.Helper()
	keys, err := client.DescribeKeyPairs(background, &ec2.DescribeKeyPairsInput{})
	require.NoError(t, err)
	for _, k := range keys.KeyPairs {
		facts[*k.KeyPairId] = *k.KeyName
	}
	groups, err := client.DescribeSecurityGroups(background, &ec2.DescribeSecurityGroupsInput{})
	require.NoError(t, err)
	for _, g := range groups.SecurityGroups {
		ports := []string{}
		for _, p := range g.IpPermissions {
			ports = append(ports, fmt.Sprint(aws.ToInt32(p.FromPort)))
		}
		if *g.GroupName != "default" {
			facts[*g.GroupId] = fmt.Sprint(*g.GroupName, " ", ports)
		}
	}
}

// observeInstances requires each instance to have its volumes, tags and network, and each
// volume its instance.
func observeInstances(t *testing.T, client *ec2.Client, facts map[string]string) {
	t.Helper()
	out, err := client.DescribeInstances(background, &ec2.DescribeInstancesInput{})
	require.NoError(t, err)
	of := map[string]string{}
	for _, r := range out.Reservations {
		for _, i := range r.Instances {
			require.Len(t, i.Tags, 1, *i.InstanceId)
			facts[*i.InstanceId] = *i.Tags[0].Value + " " + string(i.State.Name)
			if i.State.Name == types.InstanceStateNameTerminated {
				require.Empty(t, i.BlockDeviceMappings)
				continue
			}
			require.Len(t, i.BlockDeviceMappings, 2, *i.InstanceId)
			require.Len(t, i.NetworkInterfaces, 1, *i.InstanceId)
			require.Equal(t, *i.Tags[0].Value+" [22]", facts[*i.SecurityGroups[0].GroupId], "its security group")
			for _, m := range i.BlockDeviceMappings {
				of[*m.Ebs.VolumeId] = *i.InstanceId
			}
		}
	}
	volumes, err := client.DescribeVolumes(background, &ec2.DescribeVolumesInput{})
	require.NoError(t, err)
	require.Len(t, volumes.Volumes, len(of))
	for _, v := range volumes.Volumes {
		require.Len(t, v.Attachments, 1, *v.VolumeId)
		require.Equal(t, of[*v.VolumeId], *v.Attachments[0].InstanceId, *v.VolumeId)
		require.Len(t, v.Tags, 1, *v.VolumeId)
		facts[*v.VolumeId] = *v.Tags[0].Value + " of " + of[*v.VolumeId]
	}
}

// observeImages requires each image to have its snapshots.
func observeImages(t *testing.T, client *ec2.Client, facts map[string]string) {
	t.Helper()
	shared, err := client.DescribeImages(background, &ec2.DescribeImagesInput{ExecutableUsers: []string{friend}})
	require.NoError(t, err)
	users := map[string]string{}
	for _, i := range shared.Images {
		users[*i.ImageId] = friend
	}
	out, err := client.DescribeImages(background, &ec2.DescribeImagesInput{Owners: []string{"self"}})
	require.NoError(t, err)
	var snapshots []string
	for _, i := range out.Images {
		for _, m := range i.BlockDeviceMappings {
			snapshots = append(snapshots, *m.Ebs.SnapshotId)
		}
		user := "not shared"
		if account := users[*i.ImageId]; account != "" {
			user = "for " + account
		}
		facts[*i.ImageId] = fmt.Sprintf("%s of %d, %s, [%s]", *i.Name, len(i.BlockDeviceMappings), user,
			tagText(i.Tags))
	}
	found, err := client.DescribeSnapshots(background, &ec2.DescribeSnapshotsInput{OwnerIds: []string{"self"}})
	require.NoError(t, err)
	for _, s := range found.Snapshots {
		facts[*s.SnapshotId] = fmt.Sprint(*s.VolumeSize)
	}
	for _, id := range snapshots {
		require.Contains(t, facts, id, "a snapshot of an image")
	}
}

// inRegion returns a client of the same server in another Region.
func inRegion(client *ec2.Client, region string) *ec2.Client {
	return ec2.New(client.Options(), func(o *ec2.Options) { o.Region = region })
}

func TestServeSurvivesKillsDuringBuilds(t *testing.T) {
	data := filepath.Join(t.TempDir(), "state")
	known := &ledger{facts: map[string]string{}}
	server, client := startServe(t, data, "any")
	source, err := register(client, "source")
	require.NoError(t, err)
	kills, done := number(t, "EC2GEN_KILLS", 10), 0
	for kill := range kills {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for worker := range 3 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for n := 0; ; n++ {
					b := packerBuild{ledger: known, client: client, north: inRegion(client, "eu-north-1"),
						source: source,
						name:   fmt.Sprintf("build-%d-%d-%d", kill, worker, n)}
					if b.run() != nil {
						return // it was killed
					}
					mu.Lock()
					done++
					mu.Unlock()
				}
			}()
		}
		known.waitFor(t, 1+7*kill%40)
		time.Sleep(time.Duration(300*(kill%10)) * time.Microsecond)
		require.NoError(t, server.Process.Kill())
		_ = server.Wait()
		wg.Wait()
		server, client = startServe(t, data, "any")
		known.check(t, observe(t, client, inRegion(client, "eu-north-1")), kill)
	}
	kinds := map[string]int{}
	for id, fact := range known.facts {
		kind, _, _ := strings.Cut(id, "-")
		if fact == gone {
			kind += " " + gone
		}
		kinds[kind]++
	}
	for _, kind := range []string{"ami", "i", "key", "sg", "snap", "vol", "vol " + gone} {
		assert.Contains(t, slices.Collect(maps.Keys(kinds)), kind)
	}
	t.Logf("%d kills, %d requests acknowledged, %d builds complete; %v", kills, known.acknowledged, done, kinds)
}
