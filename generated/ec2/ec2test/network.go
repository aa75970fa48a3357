package ec2test

// This file implements VPCs and subnets. Every account has the default ones in
// every Region; tests can add others.

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

type vpc struct {
	meta
	types.Vpc `json:"Vpc"`
}

var vpcs = newResource[vpc](kind{
	name: "vpc", noun: "vpc ID", prefix: "vpc", resource: types.ResourceTypeVpc,
	malformed: "InvalidVpcId.Malformed", notFound: "InvalidVpcID.NotFound",
	members: []string{"VpcId", "VpcIds"},
	builtIn: func(t *tx) []record { return []record{t.defaultVpc()} },
})

type subnet struct {
	meta
	types.Subnet `json:"Subnet"`
}

var subnets = newResource[subnet](kind{
	name: "subnet", noun: "subnet ID", prefix: "subnet", resource: types.ResourceTypeSubnet,
	malformed: "InvalidSubnetID.Malformed", notFound: "InvalidSubnetID.NotFound",
	members: []string{"SubnetId", "SubnetIds"},
	builtIn: func(t *tx) (list []record) {
		for n := range zoneLetters {
			list = append(list, t.defaultSubnet(n))
		}
		return list
	},
})

// builtInMeta returns the meta of a resource that an account has in a Region from
// the beginning.
func (t *tx) builtInMeta(prefix, name string, serial int) meta {
	return meta{ID: derivedID(prefix, t.account, t.region, name), Account: t.account, Region: t.region,
		Serial: serial, Created: t.e.started}
}

func (t *tx) defaultVpc() *vpc {
	v := &vpc{meta: t.builtInMeta("vpc", "default", 1)}
	v.VpcId, v.OwnerId, v.CidrBlock = aws.String(v.ID), aws.String(t.account), aws.String("172.31.0.0/16")
	v.IsDefault, v.State, v.InstanceTenancy = aws.Bool(true), types.VpcStateAvailable, types.TenancyDefault
	v.DhcpOptionsId = aws.String(derivedID("dopt", t.account, t.region))
	v.CidrBlockAssociationSet = []types.VpcCidrBlockAssociation{{AssociationId: aws.String(derivedID("vpc-cidr-assoc",
		t.account, t.region)),
		CidrBlock:      v.CidrBlock,
		CidrBlockState: &types.VpcCidrBlockState{State: types.VpcCidrBlockStateCodeAssociated}}}
	return v
}

func (t *tx) defaultSubnet(n int) *subnet {
	zone := t.zones()[n]
	s := &subnet{meta: t.builtInMeta("subnet", *zone.ZoneName, n+1)}
	s.SubnetId, s.OwnerId, s.VpcId = aws.String(s.ID), aws.String(t.account), aws.String(t.defaultVpc().ID)
	s.AvailabilityZone, s.AvailabilityZoneId = zone.ZoneName, zone.ZoneId
	s.CidrBlock, s.DefaultForAz, s.MapPublicIpOnLaunch = aws.String(fmt.Sprintf("172.31.%d.0/20", 16*n)),
		aws.Bool(true), aws.Bool(true)
	t.fillSubnet(s)
	return s
}

// fillSubnet sets the missing members of a subnet.
func (t *tx) fillSubnet(s *subnet) {
	filled := types.Subnet{State: types.SubnetStateAvailable, AssignIpv6AddressOnCreation: aws.Bool(false),
		DefaultForAz: aws.Bool(false),
		EnableDns64:  aws.Bool(false), Ipv6Native: aws.Bool(false), MapPublicIpOnLaunch: aws.Bool(false),
		MapCustomerOwnedIpOnLaunch: aws.Bool(false), SubnetArn: aws.String(t.arn("ec2", "subnet/"+s.ID)),
		OwnerId: aws.String(s.Account),
		PrivateDnsNameOptionsOnLaunch: &types.PrivateDnsNameOptionsOnLaunch{HostnameType: types.HostnameTypeIpName,
			EnableResourceNameDnsARecord: aws.Bool(false), EnableResourceNameDnsAAAARecord: aws.Bool(false)}}
	assign(&filled, &s.Subnet)
	s.Subnet = filled
}

var vpcFilters = filters{
	"cidr":                                        "CidrBlock",
	"cidr-block-association.association-id":       "CidrBlockAssociationSet.AssociationId",
	"cidr-block-association.cidr-block":           "CidrBlockAssociationSet.CidrBlock",
	"cidr-block-association.state":                "CidrBlockAssociationSet.CidrBlockState.State",
	"dhcp-options-id":                             "DhcpOptionsId",
	"ipv6-cidr-block-association.association-id":  "Ipv6CidrBlockAssociationSet.AssociationId",
	"ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
	"ipv6-cidr-block-association.ipv6-pool":       "Ipv6CidrBlockAssociationSet.Ipv6Pool",
	"ipv6-cidr-block-association.state":           "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State",
	"is-default":                                  "IsDefault",
	"isDefault":                                   "IsDefault",
	"owner-id":                                    "OwnerId",
	"state":                                       "State",
	"vpc-id":                                      "VpcId",
}

// DescribeVpcs describes VPCs, the default one first.
func (e *EC2) DescribeVpcs(ctx context.Context, in *ec2.DescribeVpcsInput) (*ec2.DescribeVpcsOutput, error) {
	return describe[ec2.DescribeVpcsOutput](ctx, e, in, listing[vpc, types.Vpc]{resource: vpcs, ids: "VpcIds",
		filters: vpcFilters,
		show:    func(v *vpc, _ *tx) *types.Vpc { return &v.Vpc }})
}

var subnetFilters = filters{
	"availability-zone":          "AvailabilityZone",
	"availability-zone-id":       "AvailabilityZoneId",
	"availabilityZone":           "AvailabilityZone",
	"availabilityZoneId":         "AvailabilityZoneId",
	"available-ip-address-count": "AvailableIpAddressCount",
	"cidr":                       "CidrBlock",
	"cidr-block":                 "CidrBlock",
	"cidrBlock":                  "CidrBlock",
	"customer-owned-ipv4-pool":   "CustomerOwnedIpv4Pool",
	"default-for-az":             "DefaultForAz",
	"defaultForAz":               "DefaultForAz",
	"enable-dns64":               "EnableDns64",
	"enable-lni-at-device-index": "EnableLniAtDeviceIndex",
	"ipv6-cidr-block-association.association-id":  "Ipv6CidrBlockAssociationSet.AssociationId",
	"ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
	"ipv6-cidr-block-association.state":           "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State",
	"ipv6-native":                                 "Ipv6Native",
	"map-customer-owned-ip-on-launch":             "MapCustomerOwnedIpOnLaunch",
	"map-public-ip-on-launch":                     "MapPublicIpOnLaunch",
	"outpost-arn":                                 "OutpostArn",
	"owner-id":                                    "OwnerId",
	"state":                                       "State",
	"subnet-arn":                                  "SubnetArn",
	"subnet-id":                                   "SubnetId",
	"vpc-id":                                      "VpcId",
}.under("private-dns-name-options-on-launch.", "PrivateDnsNameOptionsOnLaunch.", filters{
	"enable-resource-name-dns-a-record":    "EnableResourceNameDnsARecord",
	"enable-resource-name-dns-aaaa-record": "EnableResourceNameDnsAAAARecord",
	"hostname-type":                        "HostnameType",
})

// reservedAddresses is how many addresses of a subnet AWS reserves.
const reservedAddresses = 5

// shown returns a subnet with the number of free addresses.
func (s *subnet) shown(t *tx) *types.Subnet {
	out := s.Subnet
	network, err := blockOf(s.CidrBlock, vpcBits)
	if err == nil {
		free := int32(1)<<(32-network.Bits()) - reservedAddresses - int32(len(t.addressesIn(s.ID)))
		out.AvailableIpAddressCount = &free
	}
	return &out
}

// DescribeSubnets describes subnets, the default ones first.
func (e *EC2) DescribeSubnets(ctx context.Context, in *ec2.DescribeSubnetsInput) (*ec2.DescribeSubnetsOutput, error) {
	return describe[ec2.DescribeSubnetsOutput](ctx, e, in, listing[subnet, types.Subnet]{resource: subnets,
		ids:     "SubnetIds",
		filters: subnetFilters, show: (*subnet).shown})
}
