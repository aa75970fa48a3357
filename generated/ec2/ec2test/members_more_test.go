package ec2test_test

// This file has the requests of operations that change or remove resources, for
// TestEveryMemberIsShown. A request first creates required resources that the world
// does not have.

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// must panics if the preparation of a request fails, because the request would
// prove nothing.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// sshPermission returns a rule that base requests authorize, revoke and describe.
func sshPermission() []types.IpPermission {
	return []types.IpPermission{{IpProtocol: aws.String("tcp"), FromPort: aws.Int32(999), ToPort: aws.Int32(1002),
		IpRanges: []types.IpRange{{CidrIp: aws.String("12.0.0.0/8")}}}}
}

// ruled gives both groups of the world the rule of sshPermission.
func ruled(w *world) {
	for i := range w.groups {
		must(w.e.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: &w.groups[i],
			IpPermissions: sshPermission()}))
		must(w.e.AuthorizeSecurityGroupEgress(ctx, &ec2.AuthorizeSecurityGroupEgressInput{GroupId: &w.groups[i],
			IpPermissions: sshPermission()}))
	}
}

// attached attaches both volumes of the world to its first instance.
func attached(w *world) {
	for i := range w.volumes {
		must(w.e.AttachVolume(ctx, &ec2.AttachVolumeInput{VolumeId: &w.volumes[i], InstanceId: &w.instances[0],
			Device: aws.String("/dev/sdf" + []string{"", "2"}[i])}))
	}
}

// sharedWith shares both images and snapshots of the world.
func sharedWith(w *world, account string) {
	for i := range w.images {
		must(w.e.ModifyImageAttribute(ctx, &ec2.ModifyImageAttributeInput{ImageId: &w.images[i],
			UserIds: []string{account}}))
		must(w.e.ModifySnapshotAttribute(ctx, &ec2.ModifySnapshotAttributeInput{SnapshotId: &w.snapshots[i],
			UserIds: []string{account}}))
	}
}

// onImage returns the request of an operation that names only an image.
func onImage[In any](w *world, in *In) any {
	reflect.ValueOf(in).Elem().FieldByName("ImageId").Set(reflect.ValueOf(&w.images[0]))
	return in
}

// selects reports whether the members of an operation's request select the
// resources that it changes or removes: two values may be rejected with the same
// error, but must differ from a request without the member.
func selects(operation string) bool {
	for _, verb := range []string{"Delete", "Deregister", "Detach", "Disable", "Reboot", "Reset", "Revoke", "Start",
		"Stop",
		"Terminate", "Update"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}

func init() {
	for name, base := range moreBases {
		bases[name] = base
	}
	for name, members := range moreNotShown {
		notShown[name] = members
	}
}

var moreBases = map[string]func(w *world) any{
	"AuthorizeSecurityGroupEgress": func(w *world) any {
		return &ec2.AuthorizeSecurityGroupEgressInput{GroupId: &w.groups[0], IpPermissions: sshPermission(),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeSecurityGroupRule, "k", "v")}}
	},
	"CreateKeyPair": func(w *world) any {
		return &ec2.CreateKeyPairInput{KeyName: aws.String("new"),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeKeyPair, "k", "v")}}
	},
	"CreateTags": func(w *world) any {
		return &ec2.CreateTagsInput{Resources: []string{w.images[0]}, Tags: []types.Tag{{Key: aws.String("k"),
			Value: aws.String("v")}}}
	},
	"DeleteKeyPair":       func(w *world) any { return &ec2.DeleteKeyPairInput{KeyName: &w.keys[0]} },
	"DeleteSecurityGroup": func(w *world) any { return &ec2.DeleteSecurityGroupInput{GroupId: &w.groups[0]} },
	"DeleteSnapshot":      func(w *world) any { return &ec2.DeleteSnapshotInput{SnapshotId: &w.snapshots[0]} },
	"DeleteTags": func(w *world) any {
		must(w.e.CreateTags(ctx, &ec2.CreateTagsInput{Resources: w.images, Tags: []types.Tag{
			{Key: aws.String("one"), Value: aws.String("one")}, {Key: aws.String("two"), Value: aws.String("one")}}}))
		return &ec2.DeleteTagsInput{Resources: []string{w.images[0]}, Tags: []types.Tag{{Key: aws.String("one")}}}
	},
	"DeleteVolume":    func(w *world) any { return &ec2.DeleteVolumeInput{VolumeId: &w.volumes[0]} },
	"DeregisterImage": func(w *world) any { return onImage(w, &ec2.DeregisterImageInput{}) },
	"DetachVolume": func(w *world) any {
		attached(w)
		return &ec2.DetachVolumeInput{VolumeId: &w.volumes[0]}
	},
	"DisableImage": func(w *world) any { return onImage(w, &ec2.DisableImageInput{}) },
	"DisableImageDeprecation": func(w *world) any {
		for i := range w.images {
			must(w.e.EnableImageDeprecation(ctx, &ec2.EnableImageDeprecationInput{ImageId: &w.images[i],
				DeprecateAt: aws.Time(worldTime.AddDate(1, 0, 0))}))
		}
		return onImage(w, &ec2.DisableImageDeprecationInput{})
	},
	"DisableImageDeregistrationProtection": func(w *world) any {
		for i := range w.images {
			must(w.e.EnableImageDeregistrationProtection(ctx,
				&ec2.EnableImageDeregistrationProtectionInput{ImageId: &w.images[i]}))
		}
		return onImage(w, &ec2.DisableImageDeregistrationProtectionInput{})
	},
	"EnableImage": func(w *world) any {
		for i := range w.images {
			must(w.e.DisableImage(ctx, &ec2.DisableImageInput{ImageId: &w.images[i]}))
		}
		return onImage(w, &ec2.EnableImageInput{})
	},
	"EnableImageDeprecation": func(w *world) any {
		return onImage(w, &ec2.EnableImageDeprecationInput{DeprecateAt: aws.Time(worldTime.AddDate(1, 0, 0))})
	},
	"EnableImageDeregistrationProtection": func(w *world) any {
		return onImage(w, &ec2.EnableImageDeregistrationProtectionInput{})
	},
	"ImportKeyPair": func(w *world) any {
		return &ec2.ImportKeyPairInput{KeyName: aws.String("new"), PublicKeyMaterial: publicKey('A'),
			TagSpecifications: []types.TagSpecification{tagged(types.ResourceTypeKeyPair, "k", "v")}}
	},
	"ModifyImageAttribute":    func(w *world) any { return onImage(w, &ec2.ModifyImageAttributeInput{}) },
	"ModifyInstanceAttribute": func(w *world) any { return &ec2.ModifyInstanceAttributeInput{InstanceId: stopped(w)} },
	"ModifyInstanceMetadataOptions": func(w *world) any {
		return &ec2.ModifyInstanceMetadataOptionsInput{InstanceId: &w.instances[0],
			HttpTokens: types.HttpTokensStateRequired}
	},
	"ModifySnapshotAttribute": func(w *world) any {
		return &ec2.ModifySnapshotAttributeInput{SnapshotId: &w.snapshots[0]}
	},
	"RebootInstances": func(w *world) any { return &ec2.RebootInstancesInput{InstanceIds: w.instances[:1]} },
	"ResetImageAttribute": func(w *world) any {
		sharedWith(w, "111122223333")
		return onImage(w, &ec2.ResetImageAttributeInput{Attribute: types.ResetImageAttributeNameLaunchPermission})
	},
	"ResetSnapshotAttribute": func(w *world) any {
		sharedWith(w, "111122223333")
		return &ec2.ResetSnapshotAttributeInput{SnapshotId: &w.snapshots[0],
			Attribute: types.SnapshotAttributeNameCreateVolumePermission}
	},
	"RevokeSecurityGroupEgress": func(w *world) any {
		ruled(w)
		return &ec2.RevokeSecurityGroupEgressInput{GroupId: &w.groups[0], IpPermissions: sshPermission()}
	},
	"RevokeSecurityGroupIngress": func(w *world) any {
		ruled(w)
		return &ec2.RevokeSecurityGroupIngressInput{GroupId: &w.groups[0], IpPermissions: sshPermission()}
	},
	"StartInstances": func(w *world) any {
		stopped(w)
		return &ec2.StartInstancesInput{InstanceIds: w.instances[:1]}
	},
	"StopInstances":      func(w *world) any { return &ec2.StopInstancesInput{InstanceIds: w.instances[:1]} },
	"TerminateInstances": func(w *world) any { return &ec2.TerminateInstancesInput{InstanceIds: w.instances[:1]} },
	"UpdateSecurityGroupRuleDescriptionsEgress": func(w *world) any {
		ruled(w)
		return &ec2.UpdateSecurityGroupRuleDescriptionsEgressInput{GroupId: &w.groups[0],
			IpPermissions: describedPermission()}
	},
	"UpdateSecurityGroupRuleDescriptionsIngress": func(w *world) any {
		ruled(w)
		return &ec2.UpdateSecurityGroupRuleDescriptionsIngressInput{GroupId: &w.groups[0],
			IpPermissions: describedPermission()}
	},
}

func describedPermission() []types.IpPermission {
	list := sshPermission()
	list[0].IpRanges[0].Description = aws.String("described")
	return list
}

// A request with one attribute passes, one with two is rejected. So a member that
// requires another member has its own base.
var memberBases = map[string]func(w *world) any{
	"ModifyImageAttribute.ImageId": func(w *world) any {
		return &ec2.ModifyImageAttributeInput{Description: &types.AttributeValue{Value: aws.String("new")}}
	},
	"ModifyImageAttribute.LaunchPermission.Remove": func(w *world) any {
		sharedWith(w, "111111111111")
		sharedWith(w, "222222222222")
		return onImage(w, &ec2.ModifyImageAttributeInput{})
	},
	"ModifyImageAttribute.OperationType": func(w *world) any {
		return onImage(w, &ec2.ModifyImageAttributeInput{UserIds: []string{"111111111111"}})
	},
	"ModifyImageAttribute.Value": func(w *world) any {
		return onImage(w, &ec2.ModifyImageAttributeInput{Attribute: aws.String("description")})
	},
	"ModifyInstanceAttribute.BlockDeviceMappings": func(w *world) any {
		return &ec2.ModifyInstanceAttributeInput{InstanceId: &w.instances[0],
			BlockDeviceMappings: []types.InstanceBlockDeviceMappingSpecification{{DeviceName: aws.String("/dev/xvda")}}}
	},
	"ModifyInstanceAttribute.InstanceId": func(w *world) any {
		return &ec2.ModifyInstanceAttributeInput{SourceDestCheck: &types.AttributeBooleanValue{Value: aws.Bool(false)}}
	},
	"ModifyInstanceAttribute.Attribute": func(w *world) any {
		return &ec2.ModifyInstanceAttributeInput{InstanceId: stopped(w), Value: aws.String("true")}
	},
	"ModifyInstanceAttribute.Value": func(w *world) any {
		return &ec2.ModifyInstanceAttributeInput{InstanceId: stopped(w),
			Attribute: types.InstanceAttributeNameInstanceInitiatedShutdownBehavior}
	},
	"ModifySnapshotAttribute.CreateVolumePermission.Remove": func(w *world) any {
		sharedWith(w, "111111111111")
		sharedWith(w, "222222222222")
		return &ec2.ModifySnapshotAttributeInput{SnapshotId: &w.snapshots[0]}
	},
	"ModifySnapshotAttribute.OperationType": func(w *world) any {
		return &ec2.ModifySnapshotAttributeInput{SnapshotId: &w.snapshots[0], UserIds: []string{"111111111111"}}
	},
	"ModifySnapshotAttribute.SnapshotId": func(w *world) any {
		return &ec2.ModifySnapshotAttributeInput{UserIds: []string{"111111111111"}}
	},
}

// baseOf returns the base for a member of an operation's request.
func baseOf(operation, path string) func(w *world) any {
	for at := operation + "." + path; at != ""; {
		if base := memberBases[at]; base != nil {
			return base
		}
		at = at[:max(0, strings.LastIndexByte(at, '.'))]
	}
	return bases[operation]
}

// stopped stops both instances of the world, and returns the id of the first.
func stopped(w *world) *string {
	must(w.e.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: w.instances}))
	return &w.instances[0]
}

// publicKey returns the line of a public key, one per letter.
func publicKey(letter byte) []byte {
	return []byte("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9nS3sOSyDrFdsX1fLI2y6gYiQpOYL4lOyKjC0QJk" + string(
		letter) + "Q")
}

// Reasons that several members share.
const (
	noMachine = "there is no machine"
	byID      = "GroupId comes before it"
	oldForm   = "of the older form, which needs all of its members"
	ofAGroup  = "of a group, which needs its id"
	sameRule  = "rules are the same without it"
)

var moreNotShown = map[string]map[string]string{
	"AuthorizeSecurityGroupEgress": {
		"CidrIp": oldForm, "FromPort": oldForm, "IpProtocol": oldForm, "ToPort": oldForm,
		"IpPermissions.Ipv6Ranges.Description":                  "of a range, which needs its address",
		"IpPermissions.UserIdGroupPairs.Description":            ofAGroup,
		"IpPermissions.UserIdGroupPairs.PeeringStatus":          peering,
		"IpPermissions.UserIdGroupPairs.VpcId":                  peering,
		"IpPermissions.UserIdGroupPairs.VpcPeeringConnectionId": peering,
		"SourceSecurityGroupOwnerId":                            "of a group, which needs its name",
	},
	"DeleteSecurityGroup": {"GroupName": byID},
	"DetachVolume":        {"Force": noMachine},
	"ModifyImageAttribute": {
		"ImdsSupport.Value": "v2.0 is the only one",
		"ProductCodes":      "AWS Marketplace gives them",
	},
	"ModifyInstanceAttribute": {
		"BlockDeviceMappings.Ebs.VolumeId": "the device's name tells the volume",
		"BlockDeviceMappings.NoDevice":     "a device that is mapped stays",
		"BlockDeviceMappings.VirtualName":  "of instance store: there is no machine",
	},
	"RebootInstances": {"InstanceIds": "nothing is shown of a reboot"},
	"RevokeSecurityGroupEgress": {
		"CidrIp": oldForm, "FromPort": oldForm, "ToPort": oldForm, "SourceSecurityGroupOwnerId": oldForm,
		"IpPermissions.IpRanges.Description": sameRule,
	},
	"RevokeSecurityGroupIngress": {
		"CidrIp": oldForm, "FromPort": oldForm, "ToPort": oldForm, "SourceSecurityGroupOwnerId": oldForm,
		"GroupName": byID, "IpPermissions.IpRanges.Description": sameRule,
	},
	"StartInstances":     {"AdditionalInfo": "reserved"},
	"StopInstances":      {"Force": noMachine, "SkipOsShutdown": noMachine},
	"TerminateInstances": {"Force": noMachine, "SkipOsShutdown": noMachine},
	"UpdateSecurityGroupRuleDescriptionsEgress":  {"GroupName": byID},
	"UpdateSecurityGroupRuleDescriptionsIngress": {"GroupName": byID},
}

// TestEveryChangeHasABase checks that every operation that changes resources is in
// the table of TestEveryMemberIsShown.
func TestEveryChangeHasABase(t *testing.T) {
	api := reflect.TypeFor[ec2server.API]()
	for i := range api.NumMethod() {
		if name := api.Method(i).Name; !strings.HasPrefix(name, "Describe") {
			assert.Contains(t, bases, name)
		}
	}
}
