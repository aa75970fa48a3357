package ec2test_test

// This file checks that every member of a request is stored and shown: two requests
// that differ only in that member must have different responses, or different
// results of later read operations. Members that make no difference are listed with
// the reason; an entry that no longer applies fails.

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A world is a server in which each kind of resource exists twice.
type world struct {
	e                                                *ec2test.EC2
	images, snapshots, volumes, instances, ids, keys []string
	groups, vpcs, subnets                            []string
}

var worldTime = time.Date(2022, 10, 3, 12, 0, 0, 0, time.UTC)

// newWorld returns a server in which the same calls return the same ids.
func newWorld(t *testing.T) *world {
	t.Helper()
	n := 0
	w := &world{e: ec2test.New(func(o *ec2test.Options) {
		o.Now = func() time.Time { return worldTime }
		o.NewID = func(kind string) string { n++; return fmt.Sprintf("%s-%017x", kind, n) }
	})}
	for i := 0; i < 2; i++ {
		name := fmt.Sprint("world ", i)
		w.images = append(w.images, w.e.AddImage(types.Image{Name: &name}))
		w.snapshots = append(w.snapshots, w.e.AddSnapshot(types.Snapshot{}))
		id, err := w.e.At("", "").AddVolume(types.Volume{VolumeType: types.VolumeTypeGp3, Size: aws.Int32(20)})
		require.NoError(t, err)
		w.volumes = append(w.volumes, id)
		run, err := w.e.RunInstances(ctx, runOne(w.images[0], nil))
		require.NoError(t, err)
		w.instances = append(w.instances, *run.Instances[0].InstanceId)
		group, err := w.e.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: &name,
			Description: &name})
		require.NoError(t, err)
		w.groups = append(w.groups, *group.GroupId)
		line := "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9nS3sOSyDrFdsX1fLI2y6gYiQpOYL4lOyKjC0QJk" + []string{"0Q",
			"1Q"}[i]
		_, err = w.e.ImportKeyPair(ctx, &ec2.ImportKeyPairInput{KeyName: &name, PublicKeyMaterial: []byte(line)})
		require.NoError(t, err)
		w.keys = append(w.keys, name)
		vpc, err := w.e.AddVpc(types.Vpc{})
		require.NoError(t, err)
		w.vpcs = append(w.vpcs, vpc)
	}
	subnets, err := w.e.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{})
	require.NoError(t, err)
	for _, s := range subnets.Subnets {
		w.subnets = append(w.subnets, *s.SubnetId)
	}
	return w
}

// looks returns the results of all read operations, as text.
func (w *world) looks(t *testing.T) string {
	t.Helper()
	var shown []any
	api := reflect.ValueOf(w.e)
	for i := 0; i < api.NumMethod(); i++ {
		name := api.Type().Method(i).Name
		if in := api.Method(i).Type(); !strings.HasPrefix(name, "Describe") || strings.Contains(name, "Attribute") ||
			in.NumIn() != 2 {
			continue
		}
		if strings.HasPrefix(name, "DescribeInstanceType") || name == "DescribeRegions" {
			continue // AWS's own resources, which no request changes
		}
		out := api.Method(i).Call([]reflect.Value{reflect.ValueOf(ctx),
			reflect.New(api.Method(i).Type().In(1).Elem())})
		require.True(t, out[1].IsNil(), "%s: %v", name, out[1])
		shown = append(shown, out[0].Interface())
	}
	shown = append(shown, w.attributes(t)...)
	return asJSON(t, shown)
}

// attributes returns all attributes of all resources.
func (w *world) attributes(t *testing.T) (shown []any) {
	t.Helper()
	keep := func(out any, err error) {
		require.NoError(t, err)
		shown = append(shown, out)
	}
	images, err := w.e.DescribeImages(ctx, &ec2.DescribeImagesInput{IncludeDisabled: aws.Bool(true)})
	require.NoError(t, err)
	for _, i := range images.Images {
		for _, name := range types.ImageAttributeName("").Values() {
			if name != types.ImageAttributeNameBlockDeviceMapping {
				keep(w.e.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: i.ImageId,
					Attribute: name}))
			}
		}
	}
	instances, err := w.e.DescribeInstances(ctx, &ec2.DescribeInstancesInput{})
	require.NoError(t, err)
	for _, r := range instances.Reservations {
		for _, name := range types.InstanceAttributeName("").Values() {
			keep(w.e.DescribeInstanceAttribute(ctx,
				&ec2.DescribeInstanceAttributeInput{InstanceId: r.Instances[0].InstanceId, Attribute: name}))
		}
	}
	snapshots, err := w.e.DescribeSnapshots(ctx, &ec2.DescribeSnapshotsInput{})
	require.NoError(t, err)
	for _, s := range snapshots.Snapshots {
		keep(w.e.DescribeSnapshotAttribute(ctx, &ec2.DescribeSnapshotAttributeInput{SnapshotId: s.SnapshotId,
			Attribute: types.SnapshotAttributeNameCreateVolumePermission}))
	}
	return shown
}

// value returns one of two values for a member, or nil if any text is valid.
func (w *world) value(name string) []string {
	switch name {
	case "ImageId", "SourceImageId":
		return w.images
	case "SnapshotId", "SourceSnapshotId":
		return w.snapshots
	case "VolumeId":
		return w.volumes
	case "InstanceId", "InstanceIds":
		return w.instances
	case "SecurityGroupIds", "Groups", "GroupId":
		return w.groups
	case "VpcId":
		return w.vpcs
	case "SubnetId":
		return w.subnets
	case "KeyName":
		return w.keys
	case "SecurityGroups", "GroupName", "SourceSecurityGroupName":
		return w.keys // which are the names of the groups as well
	case "AvailabilityZone":
		return []string{"us-east-1b", "us-east-1c"}
	case "AvailabilityZoneId":
		return []string{"use1-az2", "use1-az3"}
	case "PrivateIpAddress":
		return []string{"172.31.0.77", "172.31.0.78"}
	case "UserData":
		return []string{"QQ==", "Qg=="}
	case "UserId", "UserIds":
		return []string{"111111111111", "222222222222"}
	case "CidrIp":
		return []string{"10.0.0.0/8", "11.0.0.0/8"}
	case "CidrIpv6":
		return []string{"fd00::/8", "fc00::/8"}
	case "IpProtocol":
		return []string{"tcp", "udp"}
	case "SourceRegion":
		return []string{"us-east-1", "us-east-1"}
	}
	return nil
}

// Reasons that several members share.
const (
	oneZone     = "Local Zones and Outposts are not kept"
	clientData  = "no response of the API has it"
	aRole       = "there is no IAM here, and no response has it"
	ipv6        = "IPv6 is not kept"
	retired     = "AWS has retired it"
	noTemplates = "launch templates are rejected"
	spot        = "requests for Spot Instances are not kept; the instance shows that it is one"
	secondary   = "secondary networks are not kept"
	interfaces  = "only one address of one interface is kept"
	anyText     = "removes a device, whatever its text is"
	peering     = "VPC peering is not kept"
)

// notShown has the members of each operation's request that make no difference, and
// why.
var notShown = map[string]map[string]string{
	"AuthorizeSecurityGroupIngress": {
		"CidrIp":                               "of the older form, which needs all of its members",
		"FromPort":                             "of the older form, which needs all of its members",
		"IpProtocol":                           "of the older form, which needs all of its members",
		"ToPort":                               "of the older form, which needs all of its members",
		"GroupName":                            "GroupId comes before it",
		"IpPermissions.Ipv6Ranges.Description": "of a range, which needs its address",
		"IpPermissions.UserIdGroupPairs.Description":            "of a group, which needs its id",
		"IpPermissions.UserIdGroupPairs.PeeringStatus":          peering,
		"IpPermissions.UserIdGroupPairs.VpcId":                  peering,
		"IpPermissions.UserIdGroupPairs.VpcPeeringConnectionId": peering,
		"SourceSecurityGroupOwnerId":                            "of a group, which needs its name",
	},
	"CopyImage": {
		"CopyImageTags":               "the image that is copied has no tags",
		"DestinationAvailabilityZone": oneZone, "DestinationAvailabilityZoneId": oneZone,
		"DestinationOutpostArn": oneZone,
		"SourceRegion":          "one Region has the image",
	},
	"CopySnapshot": {
		"DestinationAvailabilityZone": oneZone, "DestinationOutpostArn": oneZone,
		"DestinationRegion": "for signing a URL; the request is sent to the destination",
		"SourceRegion":      "one Region has the snapshot",
		"SourceSnapshotId":  "a copy does not show its source",
	},
	"CreateImage": {
		"BlockDeviceMappings.Ebs.KmsKeyId": "the volume's snapshot has the key of the volume",
		"BlockDeviceMappings.NoDevice":     anyText,
		"NoReboot":                         "there is no machine",
		"SnapshotLocation":                 oneZone,
	},
	"CreateSnapshot": {"Location": oneZone},
	"ImportImage": {
		"ClientData.Comment": clientData, "ClientData.UploadEnd": clientData, "ClientData.UploadSize": clientData,
		"ClientData.UploadStart": clientData, "RoleName": aRole,
	},
	"ImportSnapshot": {
		"ClientData.Comment": clientData, "ClientData.UploadEnd": clientData, "ClientData.UploadSize": clientData,
		"ClientData.UploadStart": clientData, "RoleName": aRole,
	},
	"RegisterImage": {
		"BillingProducts":                   "no response of the API has them",
		"BlockDeviceMappings.NoDevice":      anyText,
		"BlockDeviceMappings.Ebs.Encrypted": "the snapshot decides it",
	},
	"RunInstances": {
		"AdditionalInfo":                             "reserved, and no response has it",
		"BlockDeviceMappings.NoDevice":               anyText,
		"BlockDeviceMappings.VirtualName":            "of instance store: there is no machine",
		"BlockDeviceMappings.Ebs.AvailabilityZone":   "volumes are where their instance is",
		"BlockDeviceMappings.Ebs.AvailabilityZoneId": "volumes are where their instance is",
		"CreditSpecification.CpuCredits":             "DescribeInstanceCreditSpecifications has it, which is not ours",
		"ElasticGpuSpecification.Type":               retired, "ElasticInferenceAccelerators.Count": retired,
		"ElasticInferenceAccelerators.Type": retired,
		"EnablePrimaryIpv6":                 ipv6, "Ipv6AddressCount": ipv6, "Ipv6Addresses.Ipv6Address": ipv6,
		"Ipv6Addresses.IsPrimaryIpv6":                                             ipv6,
		"InstanceMarketOptions.MarketType":                                        spot,
		"InstanceMarketOptions.SpotOptions.BlockDurationMinutes":                  spot,
		"InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior":          spot,
		"InstanceMarketOptions.SpotOptions.MaxPrice":                              spot,
		"InstanceMarketOptions.SpotOptions.SpotInstanceType":                      spot,
		"InstanceMarketOptions.SpotOptions.ValidUntil":                            spot,
		"LaunchTemplate.LaunchTemplateId":                                         noTemplates,
		"LaunchTemplate.LaunchTemplateName":                                       noTemplates,
		"LaunchTemplate.Version":                                                  noTemplates,
		"NetworkInterfaces.AssociateCarrierIpAddress":                             interfaces,
		"NetworkInterfaces.ConnectionTrackingSpecification.TcpEstablishedTimeout": interfaces,
		"NetworkInterfaces.ConnectionTrackingSpecification.UdpStreamTimeout":      interfaces,
		"NetworkInterfaces.ConnectionTrackingSpecification.UdpTimeout":            interfaces,
		"NetworkInterfaces.Ipv4PrefixCount":                                       interfaces,
		"NetworkInterfaces.Ipv4Prefixes.Ipv4Prefix":                               interfaces,
		"NetworkInterfaces.Ipv6AddressCount":                                      ipv6,
		"NetworkInterfaces.Ipv6Addresses.Ipv6Address":                             ipv6,
		"NetworkInterfaces.Ipv6Addresses.IsPrimaryIpv6":                           ipv6,
		"NetworkInterfaces.Ipv6PrefixCount":                                       ipv6,
		"NetworkInterfaces.Ipv6Prefixes.Ipv6Prefix":                               ipv6,
		"NetworkInterfaces.NetworkInterfaceId":                                    interfaces,
		"NetworkInterfaces.PrimaryIpv6":                                           ipv6,
		"NetworkInterfaces.PrivateIpAddresses.Primary":                            interfaces,
		"NetworkInterfaces.PrivateIpAddresses.PrivateIpAddress":                   interfaces,
		"NetworkInterfaces.SecondaryPrivateIpAddressCount":                        interfaces,
		"SecondaryInterfaces.DeleteOnTermination":                                 secondary,
		"SecondaryInterfaces.DeviceIndex":                                         secondary,
		"SecondaryInterfaces.InterfaceType":                                       secondary,
		"SecondaryInterfaces.NetworkCardIndex":                                    secondary,
		"SecondaryInterfaces.PrivateIpAddressCount":                               secondary,
		"SecondaryInterfaces.PrivateIpAddresses.PrivateIpAddress":                 secondary,
		"SecondaryInterfaces.SecondarySubnetId":                                   secondary,
	},
}

// bases has valid requests of each operation.
var bases = map[string]func(w *world) any{
	"RegisterImage": func(w *world) any {
		in := request("plain")
		in.BlockDeviceMappings[0].Ebs = &types.EbsBlockDevice{SnapshotId: &w.snapshots[0]}
		in.Architecture, in.VirtualizationType = "", nil
		in.TagSpecifications = []types.TagSpecification{tagged(types.ResourceTypeImage, "k", "v")}
		return in
	},
	"CopyImage": func(w *world) any {
		return &ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: &w.images[0],
			SourceRegion: aws.String("us-east-1"),
			Encrypted:    aws.Bool(true), TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeImage,
				"k", "v")}}
	},
	"CreateImage": func(w *world) any {
		return &ec2.CreateImageInput{Name: aws.String("created"), InstanceId: &w.instances[0],
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeImage, "k", "v")}}
	},
	"CreateSnapshot": func(w *world) any {
		return &ec2.CreateSnapshotInput{VolumeId: &w.volumes[0],
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeSnapshot, "k", "v")}}
	},
	"CopySnapshot": func(w *world) any {
		return &ec2.CopySnapshotInput{SourceSnapshotId: &w.snapshots[0], SourceRegion: aws.String("us-east-1"),
			Encrypted:         aws.Bool(true),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeSnapshot, "k", "v")}}
	},
	"ImportSnapshot": func(w *world) any {
		return &ec2.ImportSnapshotInput{DiskContainer: &types.SnapshotDiskContainer{Format: aws.String("RAW")},
			Encrypted:         aws.Bool(true),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeImportSnapshotTask, "k", "v")}}
	},
	"ImportImage": func(w *world) any {
		return &ec2.ImportImageInput{DiskContainers: []types.ImageDiskContainer{{Format: aws.String("RAW")}},
			Encrypted:         aws.Bool(true),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeImportImageTask, "k", "v")}}
	},
	"CreateVolume": func(w *world) any {
		return &ec2.CreateVolumeInput{AvailabilityZoneId: aws.String("use1-az1"), Size: aws.Int32(2000),
			VolumeType: types.VolumeTypeGp3, Encrypted: aws.Bool(true),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeVolume, "k", "v")}}
	},
	"AttachVolume": func(w *world) any {
		return &ec2.AttachVolumeInput{VolumeId: &w.volumes[0], InstanceId: &w.instances[0],
			Device: aws.String("/dev/sdf")}
	},
	"ModifyVolume": func(w *world) any {
		return &ec2.ModifyVolumeInput{VolumeId: &w.volumes[0],
			Size: aws.Int32(500)}
	},
	"RunInstances": func(w *world) any {
		return runOne(w.images[0], func(in *ec2.RunInstancesInput) {
			in.TagSpecifications = []types.TagSpecification{tagged(types.ResourceTypeInstance, "k", "v")}
			in.BlockDeviceMappings = []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/sdf"),
				Ebs: &types.EbsBlockDevice{
					VolumeType: types.VolumeTypeGp3, VolumeSize: aws.Int32(2000), Iops: aws.Int32(8000),
					Encrypted: aws.Bool(true)}}}
		})
	},
	"CreateSecurityGroup": func(w *world) any {
		return &ec2.CreateSecurityGroupInput{GroupName: aws.String("new"), Description: aws.String("d"),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeSecurityGroup, "k", "v")}}
	},
	"AuthorizeSecurityGroupIngress": func(w *world) any {
		return &ec2.AuthorizeSecurityGroupIngressInput{GroupId: &w.groups[0],
			IpPermissions: []types.IpPermission{{IpProtocol: aws.String("tcp"),
				FromPort: aws.Int32(999), ToPort: aws.Int32(1002),
				IpRanges: []types.IpRange{{CidrIp: aws.String("12.0.0.0/8")}}}},
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeSecurityGroupRule, "k", "v")}}
	},
}

func TestEveryMemberIsShown(t *testing.T) {
	for operation, base := range bases {
		operation, base := operation, base
		seen := map[string]bool{}
		none := look(t, operation, "", 0)
		require.True(t, none.same(look(t, operation, "", 0)), "%s: equal requests look different", operation)
		if selects(operation) {
			require.NotRegexp(t, "^rejected", none.response, operation)
		}
		for _, path := range leaves(reflect.TypeOf(base(newWorld(t))).Elem(), "", nil) {
			if path == "DryRun" || path == "ClientToken" || path == "PresignedUrl" {
				continue // of all operations: see the mechanism's own tests
			}
			a, b := look(t, operation, path, 0), look(t, operation, path, 1)
			ignored := a.same(b) && (!selects(operation) || a.same(none))
			if reason := notShown[operation][path]; reason != "" {
				seen[path] = true
				assert.True(t, ignored, "%s: %s makes a difference: take it off the list", operation, path)
			} else if ignored {
				t.Errorf("%s: %s makes no difference: %.200s", operation, path, a.response)
			}
		}
		for path := range notShown[operation] {
			assert.True(t, seen[path], "%s: there is no member %s", operation, path)
		}
	}
}

// leaves returns the paths to all values below a structure.
func leaves(t reflect.Type, prefix string, above []reflect.Type) (paths []string) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		path := strings.TrimPrefix(prefix+"."+f.Name, ".")
		inner := f.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeOf(time.Time{}) {
			paths = append(paths, leaves(inner, path, append(above, t))...)
			continue
		}
		paths = append(paths, path)
	}
	return paths
}

// A sight is the result of a request: its response or error, and the results of
// later read operations, which are compared only if responses are equal.
type sight struct {
	response string
	rest     func() string
}

func (a sight) same(b sight) bool { return a.response == b.response && a.rest() == b.rest() }

// look sends a request in which one member has one of two values.
func look(t *testing.T, operation, path string, variant int) sight {
	t.Helper()
	w := newWorld(t)
	in := baseOf(operation, path)(w)
	if path != "" {
		set(t, w, reflect.ValueOf(in).Elem(), "", strings.Split(path, "."), variant)
	}
	out := reflect.ValueOf(w.e).MethodByName(operation).Call([]reflect.Value{reflect.ValueOf(ctx),
		reflect.ValueOf(in)})
	if !out[1].IsNil() {
		return sight{fmt.Sprint("rejected: ", out[1]), func() string { return "" }}
	}
	data, err := json.Marshal(out[0].Interface())
	require.NoError(t, err)
	shown := func(text string) string {
		if operation == "CreateKeyPair" {
			return madeUp.ReplaceAllString(text, "")
		}
		return text
	}
	return sight{shown(string(data)), sync.OnceValue(func() string { return shown(w.looks(t)) })}
}

// madeUp has the values of a new key pair that do not depend on the request.
var madeUp = regexp.MustCompile(`"(KeyMaterial|KeyFingerprint|PublicKey)":"[^"]*"`)

// set sets the value at a path to one of two values, and creates the structures
// above it.
func set(t *testing.T, w *world, v reflect.Value, name string, path []string, variant int) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		set(t, w, v.Elem(), name, path, variant)
	case reflect.Slice:
		if name == "PublicKeyMaterial" {
			v.SetBytes(publicKey('A' + byte(variant)))
			return
		}
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		set(t, w, v.Index(0), name, path, variant)
	case reflect.Struct:
		if v.Type() == reflect.TypeOf(time.Time{}) {
			v.Set(reflect.ValueOf(worldTime.Add(time.Duration(variant+1) * time.Hour)))
			return
		}
		set(t, w, v.FieldByName(path[0]), path[0], path[1:], variant)
	case reflect.Bool:
		v.SetBool(variant == 1)
	case reflect.Int32, reflect.Int64:
		v.SetInt(int64(1000 + variant))
	case reflect.Float64:
		v.SetFloat(float64(1000 + variant))
	case reflect.Uint8:
		v.SetUint(uint64(65 + variant))
	case reflect.String:
		v.SetString(w.text(v, name, variant))
	default:
		t.Fatalf("%v has a kind that this test does not know", v.Type())
	}
}

// text returns one of two texts for a member. An enum with one value has that
// value, or none.
func (w *world) text(v reflect.Value, name string, variant int) string {
	if values := v.MethodByName("Values"); values.IsValid() {
		list := values.Call(nil)[0]
		if n := list.Len() - 1 - variant; n >= 0 {
			return list.Index(n).String()
		}
		return ""
	}
	if values := w.value(name); values != nil {
		return values[variant]
	}
	return []string{"one", "two"}[variant]
}
