package ec2test

// This file implements security groups. A group stores its rules one by one, as
// SecurityGroupRules; IpPermissions combine rules with the same protocol and ports.

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

type securityGroup struct {
	meta
	types.SecurityGroup `json:"SecurityGroup"` // without its permissions
	Rules               []types.SecurityGroupRule
}

var securityGroups = newResource[securityGroup](kind{
	name: "securityGroup", noun: "security group", prefix: "sg", resource: types.ResourceTypeSecurityGroup,
	malformed: "InvalidGroupId.Malformed", notFound: "InvalidGroup.NotFound",
	members: []string{"GroupId", "GroupIds", "SecurityGroupIds", "Groups"},
	builtIn: func(t *tx) []record { return []record{t.defaultGroup()} },
})

// inUse rejects the deletion of the default group, and of a group that an instance
// or another group uses.
func (g *securityGroup) inUse(t *tx) error {
	if *g.GroupName == "default" {
		return rejectf("CannotDelete", "the specified group: %q name: \"default\" cannot be deleted by a user", g.ID)
	}
	id := g.ID
	used := func(by string) error {
		return rejectf("DependencyViolation", "resource %s has a dependent object: %s", id, by)
	}
	for _, i := range instances.own(t) {
		for _, g := range i.SecurityGroups {
			if *g.GroupId == id && !i.terminated() {
				return used(i.ID)
			}
		}
	}
	for _, other := range securityGroups.own(t) {
		for _, rule := range other.Rules {
			if from := rule.ReferencedGroupInfo; other.ID != id && from != nil && aws.ToString(from.GroupId) == id {
				return used(other.ID)
			}
		}
	}
	return nil
}

// defaultGroup returns the default group of an account's default VPC.
func (t *tx) defaultGroup() *securityGroup {
	g := &securityGroup{meta: t.builtInMeta("sg", "default", 1)}
	t.fillGroup(g, "default", "default VPC security group", t.defaultVpc().ID)
	g.Rules = append(g.Rules, t.ownRule(g))
	return g
}

// ownRule returns the rule of default groups: it allows inbound traffic from the
// group itself.
func (t *tx) ownRule(g *securityGroup) types.SecurityGroupRule {
	self := types.IpPermission{IpProtocol: aws.String("-1"),
		UserIdGroupPairs: []types.UserIdGroupPair{{GroupId: aws.String(g.ID)}}}
	rule := t.rulesOf(g, []types.IpPermission{self}, false)[0]
	rule.SecurityGroupRuleId = aws.String(derivedID("sgr", g.ID, "0"))
	return rule
}

// fillGroup gives a group the rule that all groups have: it allows all outbound
// traffic.
func (t *tx) fillGroup(g *securityGroup, name, description, vpc string) {
	g.GroupId, g.GroupName, g.Description, g.VpcId = aws.String(g.ID), &name, &description, &vpc
	g.OwnerId, g.SecurityGroupArn = aws.String(g.Account), aws.String(t.arn("ec2", "security-group/"+g.ID))
	out := types.IpPermission{IpProtocol: aws.String("-1"),
		IpRanges: []types.IpRange{{CidrIp: aws.String("0.0.0.0/0")}}}
	g.Rules = t.rulesOf(g, []types.IpPermission{out}, true)
	g.Rules[0].SecurityGroupRuleId = aws.String(derivedID("sgr", g.ID, "egress"))
}

// rulesOf splits permissions into rules, which have no ids yet.
func (t *tx) rulesOf(g *securityGroup, permissions []types.IpPermission,
	egress bool) (rules []types.SecurityGroupRule) {
	for _, p := range permissions {
		add := func(r types.SecurityGroupRule) {
			r.GroupId, r.GroupOwnerId, r.IsEgress = aws.String(g.ID), aws.String(g.Account), aws.Bool(egress)
			r.IpProtocol, r.FromPort, r.ToPort = protocol(p.IpProtocol), p.FromPort, p.ToPort
			if *r.IpProtocol == "-1" {
				r.FromPort, r.ToPort = aws.Int32(-1), aws.Int32(-1)
			}
			rules = append(rules, r)
		}
		for _, x := range p.IpRanges {
			add(types.SecurityGroupRule{CidrIpv4: x.CidrIp, Description: x.Description})
		}
		for _, x := range p.Ipv6Ranges {
			add(types.SecurityGroupRule{CidrIpv6: x.CidrIpv6, Description: x.Description})
		}
		for _, x := range p.PrefixListIds {
			add(types.SecurityGroupRule{PrefixListId: x.PrefixListId, Description: x.Description})
		}
		for _, x := range p.UserIdGroupPairs {
			info := project[types.ReferencedSecurityGroup](&x)
			if info.UserId == nil {
				info.UserId = aws.String(g.Account)
			}
			add(types.SecurityGroupRule{ReferencedGroupInfo: info, Description: x.Description})
		}
	}
	return rules
}

// protocolNames has the protocols that EC2 shows by name.
var protocolNames = map[string]string{"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}

func protocol(name *string) *string {
	p := strings.ToLower(aws.ToString(name))
	if known, ok := protocolNames[p]; ok {
		p = known
	}
	return &p
}

// ruleKey returns the part of a rule that must be unique in its group, as a
// comparable string.
func ruleKey(r types.SecurityGroupRule) string {
	group := ""
	if r.ReferencedGroupInfo != nil {
		group = aws.ToString(r.ReferencedGroupInfo.GroupId)
	}
	return fmt.Sprint(aws.ToBool(r.IsEgress), aws.ToString(r.IpProtocol), aws.ToInt32(r.FromPort),
		aws.ToInt32(r.ToPort),
		aws.ToString(r.CidrIpv4), aws.ToString(r.CidrIpv6), aws.ToString(r.PrefixListId), group)
}

// permissions combines rules with the same protocol and ports.
func permissions(rules []types.SecurityGroupRule, egress bool) []types.IpPermission {
	list := []types.IpPermission{}
	place := map[string]int{}
	for _, r := range rules {
		if aws.ToBool(r.IsEgress) != egress {
			continue
		}
		at := fmt.Sprint(*r.IpProtocol, aws.ToInt32(r.FromPort), aws.ToInt32(r.ToPort))
		n, ok := place[at]
		if !ok {
			n = len(list)
			place[at] = n
			list = append(list, types.IpPermission{IpProtocol: r.IpProtocol, FromPort: r.FromPort, ToPort: r.ToPort})
			if *r.IpProtocol == "-1" {
				list[n].FromPort, list[n].ToPort = nil, nil
			}
		}
		p := &list[n]
		switch {
		case r.CidrIpv4 != nil:
			p.IpRanges = append(p.IpRanges, types.IpRange{CidrIp: r.CidrIpv4, Description: r.Description})
		case r.CidrIpv6 != nil:
			p.Ipv6Ranges = append(p.Ipv6Ranges, types.Ipv6Range{CidrIpv6: r.CidrIpv6, Description: r.Description})
		case r.PrefixListId != nil:
			p.PrefixListIds = append(p.PrefixListIds, types.PrefixListId{PrefixListId: r.PrefixListId,
				Description: r.Description})
		case r.ReferencedGroupInfo != nil:
			pair := project[types.UserIdGroupPair](r.ReferencedGroupInfo)
			pair.Description = r.Description
			p.UserIdGroupPairs = append(p.UserIdGroupPairs, *pair)
		}
	}
	return list
}

func (g *securityGroup) shown(*tx) *types.SecurityGroup {
	out := g.SecurityGroup
	out.IpPermissions, out.IpPermissionsEgress = permissions(g.Rules, false), permissions(g.Rules, true)
	return &out
}

var securityGroupFilters = filters{
	"description":                         "Description",
	"egress.ip-permission.cidr":           "IpPermissionsEgress.IpRanges.CidrIp",
	"egress.ip-permission.from-port":      "IpPermissionsEgress.FromPort",
	"egress.ip-permission.group-id":       "IpPermissionsEgress.UserIdGroupPairs.GroupId",
	"egress.ip-permission.group-name":     "IpPermissionsEgress.UserIdGroupPairs.GroupName",
	"egress.ip-permission.ipv6-cidr":      "IpPermissionsEgress.Ipv6Ranges.CidrIpv6",
	"egress.ip-permission.prefix-list-id": "IpPermissionsEgress.PrefixListIds.PrefixListId",
	"egress.ip-permission.protocol":       "IpPermissionsEgress.IpProtocol",
	"egress.ip-permission.to-port":        "IpPermissionsEgress.ToPort",
	"egress.ip-permission.user-id":        "IpPermissionsEgress.UserIdGroupPairs.UserId",
	"group-id":                            "GroupId",
	"group-name":                          "GroupName",
	"ip-permission.cidr":                  "IpPermissions.IpRanges.CidrIp",
	"ip-permission.from-port":             "IpPermissions.FromPort",
	"ip-permission.group-id":              "IpPermissions.UserIdGroupPairs.GroupId",
	"ip-permission.group-name":            "IpPermissions.UserIdGroupPairs.GroupName",
	"ip-permission.ipv6-cidr":             "IpPermissions.Ipv6Ranges.CidrIpv6",
	"ip-permission.prefix-list-id":        "IpPermissions.PrefixListIds.PrefixListId",
	"ip-permission.protocol":              "IpPermissions.IpProtocol",
	"ip-permission.to-port":               "IpPermissions.ToPort",
	"ip-permission.user-id":               "IpPermissions.UserIdGroupPairs.UserId",
	"owner-id":                            "OwnerId",
	"vpc-id":                              "VpcId",
}

// DescribeSecurityGroups describes groups, the default one first.
func (e *EC2) DescribeSecurityGroups(ctx context.Context,
	in *ec2.DescribeSecurityGroupsInput) (*ec2.DescribeSecurityGroupsOutput, error) {
	return describe[ec2.DescribeSecurityGroupsOutput](ctx, e, in, listing[securityGroup, types.SecurityGroup]{
		resource: securityGroups, ids: "GroupIds", filters: securityGroupFilters, show: (*securityGroup).shown,
		names: "GroupNames", name: func(g *securityGroup) string { return *g.GroupName }})
}

// CreateSecurityGroup adds a group to a VPC, or to the default VPC if the request
// names none.
func (e *EC2) CreateSecurityGroup(ctx context.Context,
	in *ec2.CreateSecurityGroupInput) (*ec2.CreateSecurityGroupOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CreateSecurityGroupOutput, error) {
		g, err := t.newGroup(nil, in.GroupName, in.Description, in.VpcId)
		if err != nil {
			return nil, err
		}
		g.Tags = tagsFor(in, types.ResourceTypeSecurityGroup)
		return project[ec2.CreateSecurityGroupOutput](&g.SecurityGroup), nil
	})
}

// newGroup adds a group to a VPC, or to the default VPC if the id is empty.
func (t *tx) newGroup(id, name, description, network *string) (*securityGroup, error) {
	if aws.ToString(network) == "" {
		network = aws.String(t.defaultVpc().ID)
	}
	if _, err := vpcs.get(t, network); err != nil {
		return nil, err
	}
	if strings.HasPrefix(*name, "sg-") {
		return nil, rejectf("InvalidParameterValue",
			"Value (%s) for parameter groupName is invalid. It cannot start with 'sg-'", *name)
	}
	for _, g := range securityGroups.own(t) {
		if *g.GroupName == *name && *g.VpcId == *network {
			return nil, rejectf("InvalidGroup.Duplicate", "The security group '%s' already exists for VPC '%s'",
				*name, *network)
		}
	}
	g := securityGroups.add(t, &securityGroup{meta: meta{ID: aws.ToString(id)}})
	t.fillGroup(g, *name, *description, *network)
	return g, nil
}

// DeleteSecurityGroup removes a group by id or, in the default VPC, by name.
func (e *EC2) DeleteSecurityGroup(ctx context.Context,
	in *ec2.DeleteSecurityGroupInput) (*ec2.DeleteSecurityGroupOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DeleteSecurityGroupOutput, error) {
		g, err := t.group(in.GroupId, in.GroupName)
		if err != nil {
			return nil, err
		}
		return &ec2.DeleteSecurityGroupOutput{GroupId: g.GroupId}, securityGroups.remove(t, g.GroupId)
	})
}

// group returns a copy of the group with an id or, in the default VPC, a name.
func (t *tx) group(id, name *string) (*securityGroup, error) {
	if aws.ToString(id) != "" {
		return securityGroups.change(t, id)
	}
	if aws.ToString(name) == "" {
		return nil, reject("MissingParameter", "The request must contain the parameter groupName or groupId")
	}
	for _, g := range securityGroups.own(t) {
		if *g.GroupName == *name && *g.VpcId == t.defaultVpc().ID {
			return securityGroups.change(t, g.GroupId)
		}
	}
	return nil, rejectf("InvalidGroup.NotFound", "The security group '%s' does not exist in default VPC '%s'", *name,
		t.defaultVpc().ID)
}
