package ec2test

// This file has the methods with which tests add networks: VPCs, subnets, security
// groups.

import (
	"fmt"
	"net/netip"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// AddVpc adds a VPC with its default security group. The default block is
// 10.0.0.0/16.
func (p Place) AddVpc(v types.Vpc) (id string, err error) {
	err = p.update(func(t *tx) error {
		if v.CidrBlock == nil {
			v.CidrBlock = aws.String("10.0.0.0/16")
		}
		if _, err := blockOf(v.CidrBlock, vpcBits); err != nil {
			return err
		}
		made := vpcs.add(t, &vpc{meta: meta{ID: aws.ToString(v.VpcId)}})
		made.Vpc = types.Vpc{VpcId: aws.String(made.ID), OwnerId: aws.String(t.account),
			IsDefault: aws.Bool(false), State: types.VpcStateAvailable, InstanceTenancy: types.TenancyDefault,
			DhcpOptionsId: aws.String(derivedID("dopt", t.account, t.region)),
			CidrBlockAssociationSet: []types.VpcCidrBlockAssociation{{CidrBlock: v.CidrBlock,
				AssociationId:  aws.String(derivedID("vpc-cidr-assoc", made.ID)),
				CidrBlockState: &types.VpcCidrBlockState{State: types.VpcCidrBlockStateCodeAssociated}}}}
		assign(&made.Vpc, &v)
		g := securityGroups.add(t, &securityGroup{})
		t.fillGroup(g, "default", "default VPC security group", made.ID)
		g.Rules = append(g.Rules, t.ownRule(g))
		id = made.ID
		return nil
	})
	return id, err
}

// AddSubnet adds a subnet. Its VpcId and CidrBlock are required. The default zone
// is the first one.
func (p Place) AddSubnet(s types.Subnet) (id string, err error) {
	err = p.update(func(t *tx) error {
		zone, err := t.zone(s.AvailabilityZone, s.AvailabilityZoneId)
		if err == nil {
			err = t.checkSubnet(s)
		}
		if err != nil {
			return err
		}
		made := subnets.add(t, &subnet{meta: meta{ID: aws.ToString(s.SubnetId)}, Subnet: s})
		made.SubnetId, made.AvailabilityZone = aws.String(made.ID), zone.ZoneName
		made.AvailabilityZoneId = zone.ZoneId
		t.fillSubnet(made)
		id = made.ID
		return nil
	})
	return id, err
}

// AddSecurityGroup adds a security group. Its GroupName is required. By default it
// is in the default VPC and allows all outbound traffic.
func (p Place) AddSecurityGroup(g types.SecurityGroup) (id string, err error) {
	err = p.update(func(t *tx) error {
		if aws.ToString(g.GroupName) == "" {
			return reject("MissingParameter", "The request must contain the parameter groupName")
		}
		made, err := t.newGroup(g.GroupId, g.GroupName, aws.String(aws.ToString(g.Description)), g.VpcId)
		if err != nil {
			return err
		}
		if g.IpPermissionsEgress != nil {
			made.Rules = nil
		}
		made.Tags, id = g.Tags, made.ID
		return firstError(
			func() error { return t.checkPermissions(g.IpPermissions) },
			func() error { return t.checkPermissions(g.IpPermissionsEgress) },
			func() error { return t.addRules(made, t.rulesOf(made, g.IpPermissions, false), nil) },
			func() error { return t.addRules(made, t.rulesOf(made, g.IpPermissionsEgress, true), nil) })
	})
	return id, err
}

// The minimum and maximum lengths of the prefixes of networks.
var vpcBits = [2]int{16, 28}

// blockOf parses a CIDR block of IPv4, "172.31.0.0/16".
func blockOf(text *string, bits [2]int) (netip.Prefix, error) {
	block, err := netip.ParsePrefix(aws.ToString(text))
	switch {
	case err != nil || !block.Addr().Is4() || block != block.Masked():
		return block, rejectf("InvalidParameterValue",
			"Value (%s) for parameter cidrBlock is invalid. This is not a valid CIDR block.", aws.ToString(text))
	case block.Bits() < bits[0] || block.Bits() > bits[1]:
		return block, reject("InvalidVpc.Range",
			fmt.Sprintf("The CIDR '%s' is invalid: /%d to /%d are possible.", block, bits[0], bits[1]))
	}
	return block, nil
}

// checkSubnet rejects a subnet that is not within its VPC, or overlaps another.
func (t *tx) checkSubnet(s types.Subnet) error {
	of, err := vpcs.get(t, s.VpcId)
	if err != nil {
		return err
	}
	block, err := blockOf(s.CidrBlock, vpcBits)
	if err != nil {
		return err
	}
	if whole, err := blockOf(of.CidrBlock, vpcBits); err != nil || !whole.Contains(block.Addr()) ||
		whole.Bits() > block.Bits() {
		return rejectf("InvalidSubnet.Range", "The CIDR '%s' is invalid: it is not within %s of VPC %s.", block,
			aws.ToString(of.CidrBlock), of.ID)
	}
	for _, other := range subnets.own(t) {
		taken, err := blockOf(other.CidrBlock, vpcBits)
		if err == nil && aws.ToString(other.VpcId) == of.ID && taken.Overlaps(block) {
			return rejectf("InvalidSubnet.Conflict", "The CIDR '%s' conflicts with another subnet, %s", block,
				other.ID)
		}
	}
	return nil
}
