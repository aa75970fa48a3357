package ec2test

// This file implements the attributes of images, and their deprecation.

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// noAttribute rejects an attribute that an operation does not have.
func noAttribute(name string) error {
	return rejectf("InvalidParameterValue", "attribute %s is not allowed here", quote(name))
}

type imageAttribute = ec2.DescribeImageAttributeOutput

// imageAttributes has the attributes that DescribeImageAttribute can show.
var imageAttributes = map[types.ImageAttributeName]func(i *image, out *imageAttribute){
	"description":      func(i *image, out *imageAttribute) { out.Description = value(i.Description) },
	"kernel":           func(i *image, out *imageAttribute) { out.KernelId = value(i.KernelId) },
	"ramdisk":          func(i *image, out *imageAttribute) { out.RamdiskId = value(i.RamdiskId) },
	"launchPermission": func(i *image, out *imageAttribute) { out.LaunchPermissions = values(i.Permissions) },
	"productCodes":     func(i *image, out *imageAttribute) { out.ProductCodes = values(i.ProductCodes) },
	"sriovNetSupport":  func(i *image, out *imageAttribute) { out.SriovNetSupport = value(i.SriovNetSupport) },
	"bootMode":         func(i *image, out *imageAttribute) { out.BootMode = value((*string)(&i.BootMode)) },
	"tpmSupport":       func(i *image, out *imageAttribute) { out.TpmSupport = value((*string)(&i.TpmSupport)) },
	"uefiData":         func(i *image, out *imageAttribute) { out.UefiData = value(i.UefiData) },
	"lastLaunchedTime": func(i *image, out *imageAttribute) { out.LastLaunchedTime = value(i.LastLaunchedTime) },
	"imdsSupport":      func(i *image, out *imageAttribute) { out.ImdsSupport = value((*string)(&i.ImdsSupport)) },
	"deregistrationProtection": func(i *image, out *imageAttribute) {
		out.DeregistrationProtection = value(i.DeregistrationProtection)
	},
}

// value returns an attribute's value. In EC2's responses, an attribute that is not
// set is an empty element: boto3 returns {} for it, and programs index it without a
// check.
func value(v *string) *types.AttributeValue {
	if aws.ToString(v) == "" {
		return &types.AttributeValue{}
	}
	return &types.AttributeValue{Value: aws.String(*v)}
}

// values returns an attribute that is a list, or an empty element if it has no
// items.
func values[T any](list []T) []T { return append([]T{}, list...) }

// DescribeImageAttribute describes one attribute of an image.
func (e *EC2) DescribeImageAttribute(ctx context.Context,
	in *ec2.DescribeImageAttributeInput) (*ec2.DescribeImageAttributeOutput, error) {
	return read(ctx, e, in, func(t *tx) (*ec2.DescribeImageAttributeOutput, error) {
		if in.Attribute == types.ImageAttributeNameBlockDeviceMapping {
			return nil, &rejection{Code: "AuthFailure",
				Message: "block device mappings are shown by DescribeImages only", Status: 401}
		}
		show := imageAttributes[in.Attribute]
		if show == nil {
			return nil, noAttribute(string(in.Attribute))
		}
		i, err := images.owned(t, in.ImageId)
		if err != nil {
			return nil, err
		}
		out := &ec2.DescribeImageAttributeOutput{ImageId: in.ImageId}
		show(i, out)
		return out, nil
	})
}

// ModifyImageAttribute changes a description, IMDS support or launch permissions,
// in the current form or in the old form with the attribute's name.
func (e *EC2) ModifyImageAttribute(ctx context.Context,
	in *ec2.ModifyImageAttributeInput) (*ec2.ModifyImageAttributeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ModifyImageAttributeOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err != nil {
			return nil, err
		}
		return nil, t.modifyImage(i, in)
	})
}

func (t *tx) modifyImage(i *image, in *ec2.ModifyImageAttributeInput) error {
	description, imds := in.Description, in.ImdsSupport
	// Names are accepted in any case. Ansible sends "Description " and the value in
	// today's form.
	switch name := strings.ToLower(strings.TrimSpace(aws.ToString(in.Attribute))); {
	case name == "description" && description == nil:
		description = &types.AttributeValue{Value: in.Value}
	case name == "imdssupport" && imds == nil:
		imds = &types.AttributeValue{Value: in.Value}
	case name != "" && name != "launchpermission" && name != "description" && name != "imdssupport":
		return noAttribute(*in.Attribute)
	}
	changes := 0
	if description != nil {
		changes++
		i.Description = description.Value
	}
	if imds != nil {
		changes++
		i.ImdsSupport = types.ImdsSupportValues(aws.ToString(imds.Value))
		if i.ImdsSupport != types.ImdsSupportValuesV20 {
			return reject("InvalidParameterValue", "the only value of imdsSupport is v2.0")
		}
	}
	if add, remove := launchPermissionChanges(in); len(add)+len(remove) > 0 {
		changes++
		if err := t.changeLaunchPermissions(i, add, remove); err != nil {
			return err
		}
	}
	switch {
	case changes == 0:
		return reject("MissingParameter", "the request names no attribute to change")
	case changes > 1:
		return reject("InvalidParameterCombination", "the request changes more than one attribute")
	}
	return nil
}

// ResetImageAttribute removes all launch permissions.
func (e *EC2) ResetImageAttribute(ctx context.Context,
	in *ec2.ResetImageAttributeInput) (*ec2.ResetImageAttributeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ResetImageAttributeOutput, error) {
		if in.Attribute != types.ResetImageAttributeNameLaunchPermission {
			return nil, noAttribute(string(in.Attribute))
		}
		i, err := images.change(t, in.ImageId)
		if err == nil {
			i.Permissions = nil
		}
		return nil, err
	})
}

// The maximum time until an image's deprecation, in years.
const (
	maxDeprecation       = 10
	maxPublicDeprecation = 2
)

// EnableImageDeprecation sets the date from which an image is deprecated, to the minute.
func (e *EC2) EnableImageDeprecation(ctx context.Context,
	in *ec2.EnableImageDeprecationInput) (*ec2.EnableImageDeprecationOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.EnableImageDeprecationOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err != nil {
			return nil, err
		}
		years := maxDeprecation
		if permits(i.Permissions, "") {
			years = maxPublicDeprecation
		}
		at := in.DeprecateAt.UTC().Round(time.Minute)
		if at.Before(t.now.Truncate(time.Minute)) || at.After(t.now.AddDate(years, 0, 0)) {
			return nil, rejectf("InvalidParameterValue",
				"DeprecateAt must not be in the past, and at most %d years from now", years)
		}
		i.DeprecationTime = aws.String(at.Format(timeForm))
		return nil, nil
	})
}

// DisableImageDeprecation removes the date.
func (e *EC2) DisableImageDeprecation(ctx context.Context,
	in *ec2.DisableImageDeprecationInput) (*ec2.DisableImageDeprecationOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DisableImageDeprecationOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err == nil {
			i.DeprecationTime = nil
		}
		return nil, err
	})
}
