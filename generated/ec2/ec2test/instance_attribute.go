package ec2test

// This file implements the attributes of instances.

import (
	"context"
	"encoding/base64"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

func flagValue(v bool) *types.AttributeBooleanValue { return &types.AttributeBooleanValue{Value: &v} }

type instanceAttribute = ec2.DescribeInstanceAttributeOutput

// instanceAttributes has the attributes that DescribeInstanceAttribute can show.
var instanceAttributes = map[types.InstanceAttributeName]func(i *instance, t *tx, out *instanceAttribute){
	"instanceType": func(i *instance, _ *tx, out *instanceAttribute) {
		out.InstanceType = value((*string)(&i.InstanceType))
	},
	"kernel":         func(i *instance, _ *tx, out *instanceAttribute) { out.KernelId = value(i.KernelId) },
	"ramdisk":        func(i *instance, _ *tx, out *instanceAttribute) { out.RamdiskId = value(i.RamdiskId) },
	"userData":       func(i *instance, _ *tx, out *instanceAttribute) { out.UserData = value(i.UserData) },
	"rootDeviceName": func(i *instance, _ *tx, out *instanceAttribute) { out.RootDeviceName = value(i.RootDeviceName) },
	"disableApiTermination": func(i *instance, _ *tx, out *instanceAttribute) {
		out.DisableApiTermination = flagValue(i.DisableAPITermination)
	},
	"disableApiStop": func(i *instance, _ *tx, out *instanceAttribute) {
		out.DisableApiStop = flagValue(i.DisableAPIStop)
	},
	"instanceInitiatedShutdownBehavior": func(i *instance, _ *tx, out *instanceAttribute) {
		out.InstanceInitiatedShutdownBehavior = value(&i.ShutdownBehavior)
	},
	"blockDeviceMapping": func(i *instance, t *tx, out *instanceAttribute) {
		out.BlockDeviceMappings = i.shown(t).BlockDeviceMappings
	},
	"productCodes": func(i *instance, _ *tx, out *instanceAttribute) { out.ProductCodes = values(i.ProductCodes) },
	"sourceDestCheck": func(i *instance, _ *tx, out *instanceAttribute) {
		out.SourceDestCheck = flagValue(aws.ToBool(i.SourceDestCheck))
	},
	"groupSet": func(i *instance, _ *tx, out *instanceAttribute) { out.Groups = values(i.SecurityGroups) },
	"ebsOptimized": func(i *instance, _ *tx, out *instanceAttribute) {
		out.EbsOptimized = flagValue(aws.ToBool(i.EbsOptimized))
	},
	"sriovNetSupport": func(i *instance, _ *tx, out *instanceAttribute) {
		out.SriovNetSupport = value(i.SriovNetSupport)
	},
	"enaSupport": func(i *instance, _ *tx, out *instanceAttribute) {
		out.EnaSupport = flagValue(aws.ToBool(i.EnaSupport))
	},
	"enclaveOptions": func(i *instance, _ *tx, out *instanceAttribute) { out.EnclaveOptions = i.EnclaveOptions },
}

// DescribeInstanceAttribute describes one attribute of an instance.
func (e *EC2) DescribeInstanceAttribute(ctx context.Context,
	in *ec2.DescribeInstanceAttributeInput) (*ec2.DescribeInstanceAttributeOutput, error) {
	return read(ctx, e, in, func(t *tx) (*ec2.DescribeInstanceAttributeOutput, error) {
		show := instanceAttributes[in.Attribute]
		if show == nil {
			return nil, noAttribute(string(in.Attribute))
		}
		i, err := instances.get(t, in.InstanceId)
		if err != nil {
			return nil, err
		}
		out := &ec2.DescribeInstanceAttributeOutput{InstanceId: in.InstanceId}
		show(i, t, out)
		return out, nil
	})
}

// An instanceChange is a member of ModifyInstanceAttribute and what it changes.
type instanceChange struct {
	asked bool
	stop  bool // allowed only if the instance is stopped
	apply func() error
}

// ModifyInstanceAttribute changes one attribute of an instance, in the current form
// or in the old form with the attribute's name.
func (e *EC2) ModifyInstanceAttribute(ctx context.Context,
	in *ec2.ModifyInstanceAttributeInput) (*ec2.ModifyInstanceAttributeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ModifyInstanceAttributeOutput, error) {
		i, err := instances.change(t, in.InstanceId)
		if err != nil {
			return nil, err
		}
		asked := *in
		if err := byName(&asked); err != nil {
			return nil, err
		}
		changes := 0
		for _, c := range t.instanceChanges(i, &asked) {
			if !c.asked {
				continue
			}
			if changes++; changes > 1 {
				return nil, reject("InvalidParameterCombination", "Fields for multiple attribute types specified")
			}
			if now := i.state(t).Name; c.stop && now != types.InstanceStateNameStopped {
				return nil, rejectf("IncorrectInstanceState", "The instance '%s' is not in the 'stopped' state.",
					i.ID)
			}
			if err := c.apply(); err != nil {
				return nil, err
			}
		}
		if changes == 0 {
			return nil, reject("InvalidParameterCombination", "No attributes specified.")
		}
		return nil, nil
	})
}

// byName converts the old form, Attribute and Value, to the current one.
func byName(in *ec2.ModifyInstanceAttributeInput) error {
	if in.Attribute == "" || in.Value == nil {
		return nil
	}
	text := &types.AttributeValue{Value: in.Value}
	flag := flagValue(*in.Value == "true")
	switch in.Attribute {
	case types.InstanceAttributeNameInstanceType:
		in.InstanceType = text
	case types.InstanceAttributeNameKernel:
		in.Kernel = text
	case types.InstanceAttributeNameRamdisk:
		in.Ramdisk = text
	case types.InstanceAttributeNameUserData:
		data, err := base64.StdEncoding.DecodeString(*in.Value)
		if err != nil {
			return reject("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.")
		}
		in.UserData = &types.SecureBlobAttributeValue{Value: data}
	case types.InstanceAttributeNameInstanceInitiatedShutdownBehavior:
		in.InstanceInitiatedShutdownBehavior = text
	case types.InstanceAttributeNameSriovNetSupport:
		in.SriovNetSupport = text
	case types.InstanceAttributeNameDisableApiTermination:
		in.DisableApiTermination = flag
	case types.InstanceAttributeNameDisableApiStop:
		in.DisableApiStop = flag
	case types.InstanceAttributeNameSourceDestCheck:
		in.SourceDestCheck = flag
	case types.InstanceAttributeNameEbsOptimized:
		in.EbsOptimized = flag
	case types.InstanceAttributeNameEnaSupport:
		in.EnaSupport = flag
	default:
		return noAttribute(string(in.Attribute))
	}
	return nil
}

// instanceChanges has the changes that ModifyInstanceAttribute can make.
func (t *tx) instanceChanges(i *instance, in *ec2.ModifyInstanceAttributeInput) []instanceChange {
	text := func(v *types.AttributeValue, stop bool, to **string) instanceChange {
		return instanceChange{v != nil, stop, func() error { *to = v.Value; return nil }}
	}
	flag := func(v *types.AttributeBooleanValue, stop bool, to **bool) instanceChange {
		return instanceChange{v != nil, stop, func() error { *to = v.Value; return nil }}
	}
	set := func(v *types.AttributeBooleanValue, to *bool) instanceChange {
		return instanceChange{v != nil, false, func() error { *to = aws.ToBool(v.Value); return nil }}
	}
	return []instanceChange{
		{in.InstanceType != nil, true, func() error { return t.retype(i, aws.ToString(in.InstanceType.Value)) }},
		{in.UserData != nil, true, func() error {
			i.UserData = aws.String(base64.StdEncoding.EncodeToString(in.UserData.Value))
			return nil
		}},
		{in.InstanceInitiatedShutdownBehavior != nil, false, func() error {
			i.ShutdownBehavior = aws.ToString(in.InstanceInitiatedShutdownBehavior.Value)
			return nil
		}},
		{len(in.Groups) > 0, false, func() error { return t.regroup(i, in.Groups) }},
		{len(in.BlockDeviceMappings) > 0, false, func() error { return t.remap(i, in.BlockDeviceMappings) }},
		{in.EnclaveOptions != nil, true, func() error {
			i.EnclaveOptions = &types.EnclaveOptions{Enabled: in.EnclaveOptions.Enabled}
			return nil
		}},
		text(in.Kernel, true, &i.KernelId),
		text(in.Ramdisk, true, &i.RamdiskId),
		text(in.SriovNetSupport, true, &i.SriovNetSupport),
		flag(in.EbsOptimized, true, &i.EbsOptimized),
		flag(in.EnaSupport, true, &i.EnaSupport),
		flag(in.SourceDestCheck, false, &i.SourceDestCheck),
		set(in.DisableApiStop, &i.DisableAPIStop),
		set(in.DisableApiTermination, &i.DisableAPITermination),
	}
}

// retype changes the type of an instance, if the new type can run it.
func (t *tx) retype(i *instance, name string) error {
	l := launch{in: &ec2.RunInstancesInput{InstanceType: types.InstanceType(name)},
		image: &image{Image: *project[types.Image](&i.Instance)}}
	if err := firstError(l.findType, l.checkType); err != nil {
		return err
	}
	i.InstanceType, i.CurrentInstanceBootMode = l.kind.InstanceType, l.bootMode()
	i.CpuOptions = &types.CpuOptions{CoreCount: l.kind.VCpuInfo.DefaultCores,
		ThreadsPerCore: l.kind.VCpuInfo.DefaultThreadsPerCore}
	return nil
}

// regroup changes the security groups of an instance.
func (t *tx) regroup(i *instance, ids []string) error {
	var groups []types.GroupIdentifier
	for _, id := range ids {
		g, err := securityGroups.get(t, &id)
		if err != nil {
			return err
		}
		groups = append(groups, types.GroupIdentifier{GroupId: g.GroupId, GroupName: g.GroupName})
	}
	i.SecurityGroups = groups
	for n := range i.NetworkInterfaces {
		i.NetworkInterfaces[n].Groups = groups
	}
	return nil
}

// remap changes whether the volumes of an instance are deleted when it is
// terminated.
func (t *tx) remap(i *instance, mappings []types.InstanceBlockDeviceMappingSpecification) error {
	for _, m := range mappings {
		found := false
		for _, v := range t.attached(i) {
			if *v.Attachment.Device == aws.ToString(m.DeviceName) {
				found = true
				v = t.change(volumes.kind, v).(*volume)
				if m.Ebs != nil && m.Ebs.DeleteOnTermination != nil {
					v.Attachment.DeleteOnTermination = m.Ebs.DeleteOnTermination
				}
			}
		}
		if !found {
			return rejectf("InvalidInstanceAttributeValue", "No device is currently mapped at %s",
				aws.ToString(m.DeviceName))
		}
	}
	return nil
}

// ModifyInstanceMetadataOptions changes how an instance accesses its metadata.
func (e *EC2) ModifyInstanceMetadataOptions(ctx context.Context,
	in *ec2.ModifyInstanceMetadataOptionsInput) (*ec2.ModifyInstanceMetadataOptionsOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ModifyInstanceMetadataOptionsOutput, error) {
		i, err := instances.change(t, in.InstanceId)
		if err != nil {
			return nil, err
		}
		assign(i.MetadataOptions, in)
		return &ec2.ModifyInstanceMetadataOptionsOutput{InstanceId: in.InstanceId,
			InstanceMetadataOptions: i.MetadataOptions}, nil
	})
}
