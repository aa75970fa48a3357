package ec2test

// This file describes and deregisters images.

import (
	"context"
	"regexp"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// An image is an AMI, with data that DescribeImages does not show.
type image struct {
	meta
	types.Image     `json:"Image"`
	UefiData        *string                  `json:",omitempty"`
	Permissions     []types.LaunchPermission `json:",omitempty"`
	BillingProducts []string                 `json:",omitempty"`
	ProtectedUntil  time.Time                // the end of a cooldown
}

var images = newResource[image](kind{
	name: "image", prefix: "ami", resource: types.ResourceTypeImage,
	malformed: "InvalidAMIID.Malformed", notFound: "InvalidAMIID.NotFound", removed: "InvalidAMIID.Unavailable",
	members: []string{"ImageId", "ImageIds", "SourceImageId"},
	shared: func(r record, c caller) bool {
		i := r.(*image)
		return permits(i.Permissions, c.account)
	},
})

// imageFilters has the filters of DescribeImages.
var imageFilters = filters{
	"architecture": "Architecture",
	"block-device-mapping.delete-on-termination": "BlockDeviceMappings.Ebs.DeleteOnTermination",
	"block-device-mapping.device-name":           "BlockDeviceMappings.DeviceName",
	"block-device-mapping.encrypted":             "BlockDeviceMappings.Ebs.Encrypted",
	"block-device-mapping.snapshot-id":           "BlockDeviceMappings.Ebs.SnapshotId",
	"block-device-mapping.volume-size":           "BlockDeviceMappings.Ebs.VolumeSize",
	"block-device-mapping.volume-type":           "BlockDeviceMappings.Ebs.VolumeType",
	"boot-mode":                                  "BootMode",
	"creation-date":                              "CreationDate",
	"description":                                "Description",
	"ena-support":                                "EnaSupport",
	"free-tier-eligible":                         "FreeTierEligible",
	"hypervisor":                                 "Hypervisor",
	"image-allowed":                              "ImageAllowed",
	"image-id":                                   "ImageId",
	"image-type":                                 "ImageType",
	"image-watermark.source-image-creation-time": "ImageWatermarks.SourceImageCreationTime",
	"image-watermark.source-image-id":            "ImageWatermarks.SourceImageId",
	"image-watermark.source-image-region":        "ImageWatermarks.SourceImageRegion",
	"image-watermark.watermark-creation-time":    "ImageWatermarks.WatermarkCreationTime",
	"image-watermark.watermark-key":              "ImageWatermarks.WatermarkKey",
	"imds-support":                               "ImdsSupport",
	"is-public":                                  "Public",
	"kernel-id":                                  "KernelId",
	"manifest-location":                          "ImageLocation",
	"name":                                       "Name",
	"owner-alias":                                "ImageOwnerAlias",
	"owner-id":                                   "OwnerId",
	"platform":                                   "Platform",
	"product-code":                               "ProductCodes.ProductCodeId",
	"product-code.type":                          "ProductCodes.ProductCodeType",
	"public-ssm-parameter-name":                  "PublicSsmParameterName",
	"ramdisk-id":                                 "RamdiskId",
	"root-device-name":                           "RootDeviceName",
	"root-device-type":                           "RootDeviceType",
	"source-image-id":                            "SourceImageId",
	"source-image-region":                        "SourceImageRegion",
	"source-instance-id":                         "SourceInstanceId",
	"sriov-net-support":                          "SriovNetSupport",
	"state":                                      "State",
	"state-reason-code":                          "StateReason.Code",
	"state-reason-message":                       "StateReason.Message",
	"tpm-support":                                "TpmSupport",
	"virtualization-type":                        "VirtualizationType",
}

// shown returns an image as DescribeImages shows it now.
func (i *image) shown(t *tx) *types.Image {
	out := i.Image
	if out.State == "" {
		out.State = types.ImageStateAvailable
		if t.pending(i.Created) {
			out.State = types.ImageStatePending
		}
	}
	if !i.ProtectedUntil.IsZero() && !i.protected(t) {
		out.DeregistrationProtection = aws.String("disabled")
	}
	out.Public = aws.Bool(permits(i.Permissions, ""))
	if i.Account != t.account {
		out.LastLaunchedTime = nil
	}
	return &out
}

// pending reports whether a resource that was created at a time is still pending.
func (t *tx) pending(created time.Time) bool {
	return t.now.Before(created.Add(t.e.options.PendingFor))
}

// DescribeImages describes images, the oldest first.
func (e *EC2) DescribeImages(ctx context.Context, in *ec2.DescribeImagesInput) (*ec2.DescribeImagesOutput, error) {
	return describe[ec2.DescribeImagesOutput](ctx, e, in, listing[image, types.Image]{
		resource: images, ids: "ImageIds", show: (*image).shown, filters: imageFilters,
		chooses: func(t *tx, i *image) bool {
			return t.ownedBy(in.Owners, i) && t.executableBy(in.ExecutableUsers, i) && t.current(in, i)
		},
	})
}

func (t *tx) ownedBy(owners []string, i *image) bool {
	for _, o := range owners {
		if o == i.Account || o == "self" && i.Account == t.account || o == aws.ToString(i.ImageOwnerAlias) {
			return true
		}
	}
	return len(owners) == 0
}

// executableBy reports whether a launch permission names one of the users. "self"
// is the caller, "all" everybody.
func (t *tx) executableBy(users []string, i *image) bool {
	for _, u := range users {
		for _, p := range i.Permissions {
			if u == "all" && p.Group == types.PermissionGroupAll || u == aws.ToString(p.UserId) || u == "self" &&
				aws.ToString(p.UserId) == t.account {
				return true
			}
		}
	}
	return len(users) == 0
}

// current reports whether an image is listed. Deprecated images of other accounts,
// and disabled images, are listed only if the request asks for them.
func (t *tx) current(in *ec2.DescribeImagesInput, i *image) bool {
	if i.State == types.ImageStateDisabled && !aws.ToBool(in.IncludeDisabled) && !contains(in.ImageIds, i.ID) {
		return false
	}
	deprecated := i.DeprecationTime != nil && *i.DeprecationTime <= t.now.Format(timeForm)
	return i.Account == t.account || !deprecated || aws.ToBool(in.IncludeDeprecated) || contains(in.ImageIds, i.ID)
}

// DeregisterImage removes an image, and its snapshots if requested.
func (e *EC2) DeregisterImage(ctx context.Context, in *ec2.DeregisterImageInput) (*ec2.DeregisterImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DeregisterImageOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err != nil {
			return nil, err
		}
		if i.protected(t) {
			return nil, rejectf("OperationNotPermitted", "The image %s is protected from deregistration", i.ID)
		}
		out := &ec2.DeregisterImageOutput{}
		if err := images.remove(t, in.ImageId); err != nil {
			return nil, err
		}
		if aws.ToBool(in.DeleteAssociatedSnapshots) {
			for _, id := range i.snapshotIDs() {
				out.DeleteSnapshotResults = append(out.DeleteSnapshotResults, t.deleteAssociated(id))
			}
		}
		return out, nil
	})
}

// deleteAssociated deletes a snapshot of an image that is gone, unless it is in use.
func (t *tx) deleteAssociated(id string) types.DeleteSnapshotReturnCode {
	code := types.SnapshotReturnCodesSuccess
	if _, err := snapshots.get(t, &id); err != nil {
		code = types.SnapshotReturnCodesWarnSkipped
	} else if err := snapshots.remove(t, &id); err != nil {
		code = types.SnapshotReturnCodesWarnSkipped
	} else {
		t.burySnapshot(id)
	}
	return types.DeleteSnapshotReturnCode{SnapshotId: &id, ReturnCode: code}
}

// snapshotIDs returns the ids of an image's snapshots.
func (i *image) snapshotIDs() (ids []string) {
	for _, m := range i.BlockDeviceMappings {
		if m.Ebs != nil && aws.ToString(m.Ebs.SnapshotId) != "" {
			ids = append(ids, *m.Ebs.SnapshotId)
		}
	}
	return ids
}

// imageName is the form of names. The model has it only for RegisterImage; names in
// CopyImage and CreateImage have the same form.
var imageName = regexp.MustCompile(`^[A-Za-z0-9()\[\] ./'@_-]{3,128}$`)

// newImage adds an image with the members of all new images, if its name is free.
func (t *tx) newImage(name, description *string) (*image, error) {
	if !imageName.MatchString(aws.ToString(name)) {
		return nil, rejectf("InvalidAMIName.Malformed",
			"AMI name %s must have 3 to 128 letters, digits, spaces or ()[]./-'@_", quote(aws.ToString(name)))
	}
	for _, i := range images.own(t) {
		if *i.Name == *name {
			return nil, rejectf("InvalidAMIName.Duplicate", "AMI name %s is already in use by AMI %s", *name, i.ID)
		}
	}
	i := images.add(t, &image{})
	i.ImageId, i.OwnerId, i.Name = aws.String(i.ID), aws.String(t.account), name
	if aws.ToString(description) != "" {
		i.Description = description
	}
	i.ImageLocation = aws.String(t.account + "/" + *name)
	i.CreationDate = aws.String(t.now.Format(timeForm))
	i.ImageType, i.Hypervisor = types.ImageTypeValuesMachine, types.HypervisorTypeXen
	i.PlatformDetails, i.UsageOperation = aws.String("Linux/UNIX"), aws.String("RunInstances")
	i.DeregistrationProtection, i.ImageAllowed = aws.String("disabled"), aws.Bool(true)
	return i, nil
}
