package ec2test

// This file implements attachments. The volume has the attachment, the instance has
// the volume's id, and both change in one transaction.

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// attach attaches a volume to an instance. Both must be copies of this transaction.
func (t *tx) attach(v *volume, i *instance, device string, deleteOnTermination bool, card *int32) {
	v.Attachment = &types.VolumeAttachment{VolumeId: aws.String(v.ID), InstanceId: aws.String(i.ID), Device: &device,
		AttachTime: aws.Time(t.now.Truncate(time.Millisecond)), DeleteOnTermination: &deleteOnTermination,
		EbsCardIndex: card}
	v.DetachedAt = time.Time{}
	i.Volumes = append(i.Volumes, v.ID)
}

// attached returns the volumes that are currently attached to an instance.
func (t *tx) attached(i *instance) (list []*volume) {
	for _, id := range i.Volumes {
		if r := t.find(volumes.kind, id); r != nil {
			if v := r.(*volume); v.attachment(t) != nil && *v.Attachment.InstanceId == i.ID {
				list = append(list, v)
			}
		}
	}
	return list
}

// AttachVolume attaches a volume that is available to an instance in its zone.
func (e *EC2) AttachVolume(ctx context.Context, in *ec2.AttachVolumeInput) (*ec2.AttachVolumeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.AttachVolumeOutput, error) {
		v, err := volumes.change(t, in.VolumeId)
		if err != nil {
			return nil, err
		}
		i, err := instances.change(t, in.InstanceId)
		if err != nil {
			return nil, err
		}
		switch state := v.shown(t).State; {
		case state == types.VolumeStateInUse:
			return nil, rejectf("VolumeInUse", "%s is already attached to an instance", v.ID)
		case state != types.VolumeStateAvailable:
			return nil, rejectf("IncorrectState", "Volume '%s' is '%s' and must be available", v.ID, state)
		case aws.ToString(v.AvailabilityZone) != aws.ToString(i.Placement.AvailabilityZone):
			return nil, rejectf("InvalidVolume.ZoneMismatch",
				"The volume '%s' is not in the same availability zone as instance '%s'", v.ID, i.ID)
		}
		if name := i.state(t).Name; name != types.InstanceStateNameRunning && name != types.InstanceStateNameStopped {
			return nil, rejectf("IncorrectState", "Instance '%s' is not 'running' or 'stopped'", i.ID)
		}
		for _, other := range t.attached(i) {
			if *other.Attachment.Device == *in.Device {
				return nil, rejectf("InvalidParameterValue",
					"Invalid value '%s' for unixDevice. Attachment point %s is already in use", *in.Device,
					*in.Device)
			}
		}
		t.attach(v, i, *in.Device, false, in.EbsCardIndex)
		return project[ec2.AttachVolumeOutput](v.attachment(t)), nil
	})
}

// DetachVolume detaches a volume from the instance that it is attached to.
func (e *EC2) DetachVolume(ctx context.Context, in *ec2.DetachVolumeInput) (*ec2.DetachVolumeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DetachVolumeOutput, error) {
		v, err := volumes.change(t, in.VolumeId)
		if err != nil {
			return nil, err
		}
		at := v.attachment(t)
		switch {
		case at == nil:
			return nil, rejectf("IncorrectState", "Volume '%s' is in the 'available' state.", v.ID)
		case in.InstanceId != nil && *in.InstanceId != *at.InstanceId, in.Device != nil && *in.Device != *at.Device:
			return nil, rejectf("InvalidAttachment.NotFound",
				"Volume '%s' is not attached to this instance as this device", v.ID)
		}
		if r := t.find(instances.kind, *at.InstanceId); r != nil {
			i := r.(*instance)
			if *at.Device == aws.ToString(i.RootDeviceName) && i.state(t).Name != types.InstanceStateNameStopped {
				return nil, rejectf("OperationNotPermitted", "Unable to detach root volume '%s' from instance '%s'",
					v.ID, i.ID)
			}
		}
		v.DetachedAt = t.now
		at.State = types.VolumeAttachmentStateDetaching
		return project[ec2.DetachVolumeOutput](at), nil
	})
}
