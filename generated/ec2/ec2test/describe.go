package ec2test

// This file is how images are shown: DescribeImages and DescribeImageAttribute.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// DescribeImages shows images, the oldest first.
func (e *EC2) DescribeImages(_ context.Context, in *ec2.DescribeImagesInput) (*ec2.DescribeImagesOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	if err := e.imagesExist(in.ImageIds); err != nil {
		return nil, err
	}
	matches, err := compile(in.Filters, imageFilters)
	asked := *in
	asked.MaxResults, asked.NextToken = nil, nil
	var pages pager
	if err == nil {
		pages, err = e.pager("DescribeImages", asked, in.MaxResults, in.NextToken)
	}
	if err == nil {
		err = e.permit("DescribeImages")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	var found []numbered[types.Image]
	for _, i := range ordered(chosen(e.state.images, in.ImageIds), func(i *image) int { return i.serial }) {
		shown := e.shownImage(i)
		if e.ownedBy(in.Owners, &shown) && e.executableBy(in.ExecutableUsers, i) && matches(&shown, shown.Tags) {
			found = append(found, numbered[types.Image]{shown, i.serial})
		}
	}
	page, next := paged(pages, found)
	return &ec2.DescribeImagesOutput{Images: page, NextToken: next}, nil
}

// imagesExist checks the ids asked for: one that does not exist fails the request.
func (e *EC2) imagesExist(ids []string) error {
	var missing []string
	for _, id := range ids {
		if !strings.HasPrefix(id, "ami-") {
			return refusal("InvalidAMIID.Malformed", fmt.Sprintf("%q is not an image's id, which begins with ami-", id))
		}
		if e.state.images[id] == nil {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		return refusal("InvalidAMIID.NotFound", "there is no image "+strings.Join(missing, ", "))
	}
	return nil
}

// within says whether a list, if there is one, has a value.
func within(list []string, value string) bool {
	for _, v := range list {
		if v == value {
			return true
		}
	}
	return len(list) == 0
}

func (e *EC2) ownedBy(owners []string, i *types.Image) bool {
	for _, o := range owners {
		if o == *i.OwnerId || o == "self" && *i.OwnerId == e.options.Account || o == aws.ToString(i.ImageOwnerAlias) {
			return true
		}
	}
	return len(owners) == 0
}

// executableBy says whether a launch permission names one of the users. "self" is
// the caller, "all" everybody.
func (e *EC2) executableBy(users []string, i *image) bool {
	for _, u := range users {
		for _, p := range i.permissions {
			if u == "all" && p.Group == types.PermissionGroupAll || u == aws.ToString(p.UserId) || u == "self" && aws.ToString(p.UserId) == e.options.Account {
				return true
			}
		}
	}
	return len(users) == 0
}

// DescribeImageAttribute shows one attribute of an image.
func (e *EC2) DescribeImageAttribute(_ context.Context, in *ec2.DescribeImageAttributeInput) (*ec2.DescribeImageAttributeOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	show := attributes[in.Attribute]
	if show == nil {
		return nil, refusal("InvalidParameterValue", fmt.Sprintf("%q is no attribute that can be used here", in.Attribute))
	}
	i, err := e.change("DescribeImageAttribute", *in.ImageId, in.DryRun)
	if err != nil {
		return nil, err
	}
	out := &ec2.DescribeImageAttributeOutput{ImageId: in.ImageId}
	return out, show(i, out)
}

// attributes are what DescribeImageAttribute can show.
var attributes = map[types.ImageAttributeName]func(i *image, out *ec2.DescribeImageAttributeOutput) error{
	"description": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.Description, aws.ToString(i.Description))
	},
	"kernel": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.KernelId, aws.ToString(i.KernelId))
	},
	"ramdisk": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.RamdiskId, aws.ToString(i.RamdiskId))
	},
	"launchPermission": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		out.LaunchPermissions = append([]types.LaunchPermission{}, i.permissions...)
		return nil
	},
	"productCodes": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		out.ProductCodes = append([]types.ProductCode{}, i.ProductCodes...)
		return nil
	},
	"blockDeviceMapping": func(*image, *ec2.DescribeImageAttributeOutput) error {
		return refusal("AuthFailure", "block device mappings are shown by DescribeImages only")
	},
	"sriovNetSupport": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.SriovNetSupport, aws.ToString(i.SriovNetSupport))
	},
	"bootMode": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.BootMode, string(i.BootMode))
	},
	"tpmSupport": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.TpmSupport, string(i.TpmSupport))
	},
	"uefiData": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.UefiData, aws.ToString(i.uefiData))
	},
	"lastLaunchedTime": func(*image, *ec2.DescribeImageAttributeOutput) error { return nil },
	"imdsSupport": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.ImdsSupport, string(i.ImdsSupport))
	},
	"deregistrationProtection": func(i *image, out *ec2.DescribeImageAttributeOutput) error {
		return value(&out.DeregistrationProtection, aws.ToString(i.DeregistrationProtection))
	},
}

// value sets an attribute, unless the image has none.
func value(to **types.AttributeValue, v string) error {
	if v != "" {
		*to = &types.AttributeValue{Value: aws.String(v)}
	}
	return nil
}

// ModifyImageAttribute changes a description, IMDS support or launch permissions,
// in the form of today or that of the attribute's name.
func (e *EC2) ModifyImageAttribute(_ context.Context, in *ec2.ModifyImageAttributeInput) (*ec2.ModifyImageAttributeOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	i, err := e.image(*in.ImageId)
	if err != nil {
		return nil, err
	}
	changed, err := modified(*i, in)
	if err == nil {
		err = e.permit("ModifyImageAttribute")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	*i = changed
	e.state.touch(imageKey, *in.ImageId)
	return &ec2.ModifyImageAttributeOutput{}, e.save()
}

func modified(i image, in *ec2.ModifyImageAttributeInput) (image, error) {
	changes := 0
	describe := func(v *string) {
		changes++
		i.Description = v
	}
	imds := func(v *string) error {
		changes++
		if aws.ToString(v) != string(types.ImdsSupportValuesV20) {
			return refusal("InvalidParameterValue", "the only value of imdsSupport is v2.0")
		}
		i.ImdsSupport = types.ImdsSupportValuesV20
		return nil
	}
	if in.Description != nil {
		describe(in.Description.Value)
	}
	if in.ImdsSupport != nil {
		if err := imds(in.ImdsSupport.Value); err != nil {
			return i, err
		}
	}
	add, remove := permissionChanges(in)
	if len(add)+len(remove) > 0 {
		changes++
		i.permissions = permitted(i.permissions, add, remove)
	}
	switch aws.ToString(in.Attribute) {
	case "description":
		describe(in.Value)
	case "imdsSupport":
		if err := imds(in.Value); err != nil {
			return i, err
		}
	case "", "launchPermission":
	default:
		return i, refusal("InvalidParameterValue", fmt.Sprintf("%q is no attribute that can be used here", *in.Attribute))
	}
	switch {
	case changes == 0:
		return i, refusal("MissingParameter", "the request names no attribute to change")
	case changes > 1:
		return i, refusal("InvalidParameterCombination", "the request changes more than one attribute")
	}
	return i, nil
}

// permissionChanges are the launch permissions to give and to take, of both forms.
func permissionChanges(in *ec2.ModifyImageAttributeInput) (add, remove []types.LaunchPermission) {
	if p := in.LaunchPermission; p != nil {
		add, remove = p.Add, p.Remove
	}
	var old []types.LaunchPermission
	for i := range in.UserIds {
		old = append(old, types.LaunchPermission{UserId: &in.UserIds[i]})
	}
	for _, g := range in.UserGroups {
		old = append(old, types.LaunchPermission{Group: types.PermissionGroup(g)})
	}
	for i := range in.OrganizationArns {
		old = append(old, types.LaunchPermission{OrganizationArn: &in.OrganizationArns[i]})
	}
	for i := range in.OrganizationalUnitArns {
		old = append(old, types.LaunchPermission{OrganizationalUnitArn: &in.OrganizationalUnitArns[i]})
	}
	if in.OperationType == types.OperationTypeRemove {
		return add, append(remove, old...)
	}
	return append(add, old...), remove
}

func permitted(have, add, remove []types.LaunchPermission) (list []types.LaunchPermission) {
	same := func(a, b types.LaunchPermission) bool {
		return a.Group == b.Group && aws.ToString(a.UserId) == aws.ToString(b.UserId) &&
			aws.ToString(a.OrganizationArn) == aws.ToString(b.OrganizationArn) && aws.ToString(a.OrganizationalUnitArn) == aws.ToString(b.OrganizationalUnitArn)
	}
	has := func(in []types.LaunchPermission, p types.LaunchPermission) bool {
		for _, o := range in {
			if same(o, p) {
				return true
			}
		}
		return false
	}
	for _, p := range append(append([]types.LaunchPermission{}, have...), add...) {
		if !has(remove, p) && !has(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// ResetImageAttribute takes all launch permissions away.
func (e *EC2) ResetImageAttribute(_ context.Context, in *ec2.ResetImageAttributeInput) (*ec2.ResetImageAttributeOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	if in.Attribute != types.ResetImageAttributeNameLaunchPermission {
		return nil, refusal("InvalidParameterValue", fmt.Sprintf("%q is no attribute that can be used here", in.Attribute))
	}
	i, err := e.change("ResetImageAttribute", *in.ImageId, in.DryRun)
	if err != nil {
		return nil, err
	}
	i.permissions = nil
	e.state.touch(imageKey, *in.ImageId)
	return &ec2.ResetImageAttributeOutput{}, e.save()
}

// EnableImageDeprecation sets the date from which an image is deprecated, to the minute.
func (e *EC2) EnableImageDeprecation(_ context.Context, in *ec2.EnableImageDeprecationInput) (*ec2.EnableImageDeprecationOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	i, err := e.image(*in.ImageId)
	if err != nil {
		return nil, err
	}
	at, now := in.DeprecateAt.UTC().Round(time.Minute), e.options.Now()
	if at.Before(now.Truncate(time.Minute)) || at.After(now.AddDate(10, 0, 0)) {
		return nil, refusal("InvalidParameterValue", "DeprecateAt must not be in the past, and at most 10 years from now")
	}
	if i, err = e.change("EnableImageDeprecation", *in.ImageId, in.DryRun); err != nil {
		return nil, err
	}
	i.DeprecationTime = aws.String(at.Format("2006-01-02T15:04:05.000Z"))
	e.state.touch(imageKey, *in.ImageId)
	return &ec2.EnableImageDeprecationOutput{Return: aws.Bool(true)}, e.save()
}

// DisableImageDeprecation takes the date away.
func (e *EC2) DisableImageDeprecation(_ context.Context, in *ec2.DisableImageDeprecationInput) (*ec2.DisableImageDeprecationOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	i, err := e.change("DisableImageDeprecation", *in.ImageId, in.DryRun)
	if err != nil {
		return nil, err
	}
	i.DeprecationTime = nil
	e.state.touch(imageKey, *in.ImageId)
	return &ec2.DisableImageDeprecationOutput{Return: aws.Bool(true)}, e.save()
}
