package ec2test

// This file implements permissions to create volumes from a snapshot.

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// asLaunch converts permissions to create volumes to launch permissions: both name
// accounts or all.
func asLaunch(list []types.CreateVolumePermission) (out []types.LaunchPermission) {
	for _, p := range list {
		out = append(out, *project[types.LaunchPermission](&p))
	}
	return out
}

// ModifySnapshotAttribute adds and removes permissions, in the current form or in
// the old form with the attribute's name.
func (e *EC2) ModifySnapshotAttribute(ctx context.Context,
	in *ec2.ModifySnapshotAttributeInput) (*ec2.ModifySnapshotAttributeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ModifySnapshotAttributeOutput, error) {
		s, err := snapshots.change(t, in.SnapshotId)
		if err != nil {
			return nil, err
		}
		if in.Attribute != "" && in.Attribute != types.SnapshotAttributeNameCreateVolumePermission {
			return nil, noAttribute(string(in.Attribute))
		}
		var add, remove []types.LaunchPermission
		if p := in.CreateVolumePermission; p != nil {
			add, remove = asLaunch(p.Add), asLaunch(p.Remove)
		}
		old := permissionsFor(in.UserIds, in.GroupNames)
		if in.OperationType == types.OperationTypeRemove {
			remove = append(remove, old...)
		} else {
			add = append(add, old...)
		}
		if len(add)+len(remove) == 0 {
			return nil, reject("MissingParameter", "the request names no permission to change")
		}
		for _, p := range append(append([]types.LaunchPermission{}, add...), remove...) {
			if err := checkPermission(p); err != nil {
				return nil, reject("InvalidParameterValue", err.(*rejection).Message)
			}
		}
		if aws.ToBool(s.Encrypted) && len(add) > 0 && (permits(add, "") || t.awsManaged(s.KmsKeyId)) {
			return nil, reject("OperationNotPermitted",
				"Encrypted snapshots with EBS default key cannot be shared, and none can be public")
		}
		s.Permissions = changed(s.Permissions, add, remove)
		return nil, nil
	})
}

// DescribeSnapshotAttribute describes permissions or product codes of a snapshot.
func (e *EC2) DescribeSnapshotAttribute(ctx context.Context,
	in *ec2.DescribeSnapshotAttributeInput) (*ec2.DescribeSnapshotAttributeOutput, error) {
	return read(ctx, e, in, func(t *tx) (*ec2.DescribeSnapshotAttributeOutput, error) {
		s, err := snapshots.owned(t, in.SnapshotId)
		if err != nil {
			return nil, err
		}
		out := &ec2.DescribeSnapshotAttributeOutput{SnapshotId: in.SnapshotId}
		switch in.Attribute {
		case types.SnapshotAttributeNameProductCodes:
			out.ProductCodes = []types.ProductCode{}
		case types.SnapshotAttributeNameCreateVolumePermission:
			out.CreateVolumePermissions = []types.CreateVolumePermission{}
			for _, p := range s.Permissions {
				out.CreateVolumePermissions = append(out.CreateVolumePermissions,
					*project[types.CreateVolumePermission](&p))
			}
		default:
			return nil, noAttribute(string(in.Attribute))
		}
		return out, nil
	})
}

// ResetSnapshotAttribute removes all permissions.
func (e *EC2) ResetSnapshotAttribute(ctx context.Context,
	in *ec2.ResetSnapshotAttributeInput) (*ec2.ResetSnapshotAttributeOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ResetSnapshotAttributeOutput, error) {
		if in.Attribute != types.SnapshotAttributeNameCreateVolumePermission {
			return nil, noAttribute(string(in.Attribute))
		}
		s, err := snapshots.change(t, in.SnapshotId)
		if err == nil {
			s.Permissions = nil
		}
		return nil, err
	})
}
