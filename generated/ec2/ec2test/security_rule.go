package ec2test

// This file implements the rules of security groups.

import (
	"context"
	"net/netip"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// requestedPermissions returns the permissions of a request, in the current form or
// in the old form with single members.
func (t *tx) requestedPermissions(in any) ([]types.IpPermission, error) {
	list := append([]types.IpPermission{}, member[[]types.IpPermission](in, "IpPermissions")...)
	if p := member[*string](in, "IpProtocol"); p != nil {
		single := types.IpPermission{IpProtocol: p, FromPort: member[*int32](in, "FromPort"),
			ToPort: member[*int32](in, "ToPort")}
		if cidr := member[*string](in, "CidrIp"); cidr != nil {
			single.IpRanges = []types.IpRange{{CidrIp: cidr}}
		}
		list = append(list, single)
	}
	if name := member[*string](in, "SourceSecurityGroupName"); name != nil {
		if len(list) == 0 {
			list = append(list, types.IpPermission{IpProtocol: aws.String("-1")})
		}
		last := &list[len(list)-1]
		last.UserIdGroupPairs = append([]types.UserIdGroupPair{{GroupName: name, UserId: member[*string](in,
			"SourceSecurityGroupOwnerId")}},
			last.UserIdGroupPairs...)
	}
	return list, t.checkPermissions(list)
}

func (t *tx) checkPermissions(list []types.IpPermission) error {
	for n := range list {
		if err := t.checkPermission(&list[n]); err != nil {
			return err
		}
	}
	return nil
}

// checkPermission rejects an invalid permission, and finds the groups that it
// names.
func (t *tx) checkPermission(p *types.IpPermission) error {
	if aws.ToString(p.IpProtocol) == "" {
		return reject("MissingParameter", "The request must contain the parameter ipProtocol")
	}
	if name := *protocol(p.IpProtocol); name == "tcp" || name == "udp" {
		from, to := aws.ToInt32(p.FromPort), aws.ToInt32(p.ToPort)
		if p.FromPort == nil || p.ToPort == nil {
			return rejectf("InvalidParameterValue",
				"Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.")
		}
		if from > to || from < 0 || to > 65535 {
			return rejectf("InvalidParameterValue", "Invalid value '%d-%d' for portRange.", from, to)
		}
	}
	for _, r := range p.IpRanges {
		if n, err := netip.ParsePrefix(aws.ToString(r.CidrIp)); err != nil || !n.Addr().Is4() {
			return rejectf("InvalidParameterValue", "CIDR block %s is malformed", aws.ToString(r.CidrIp))
		}
	}
	for _, r := range p.Ipv6Ranges {
		if n, err := netip.ParsePrefix(aws.ToString(r.CidrIpv6)); err != nil || !n.Addr().Is6() {
			return rejectf("InvalidParameterValue", "CIDR block %s is malformed", aws.ToString(r.CidrIpv6))
		}
	}
	pairs := append([]types.UserIdGroupPair{}, p.UserIdGroupPairs...)
	for n := range pairs {
		if pairs[n].UserId != nil && *pairs[n].UserId != t.account {
			continue // a group of another account is not looked up
		}
		g, err := t.group(pairs[n].GroupId, pairs[n].GroupName)
		if err != nil {
			return err
		}
		pairs[n].GroupId, pairs[n].GroupName, pairs[n].UserId = g.GroupId, nil, aws.String(t.account)
	}
	p.UserIdGroupPairs = pairs
	return nil
}

// maxRules is the maximum number of a group's rules in one direction.
const maxRules = 60

// authorize adds the rules of a request to a group.
func (t *tx) authorize(in any, egress bool) ([]types.SecurityGroupRule, error) {
	g, err := t.group(member[*string](in, "GroupId"), member[*string](in, "GroupName"))
	if err != nil {
		return nil, err
	}
	asked, err := t.requestedPermissions(in)
	if err != nil {
		return nil, err
	}
	if rules := t.rulesOf(g, asked, egress); len(rules) > 0 {
		return rules, t.addRules(g, rules, tagsFor(in, types.ResourceTypeSecurityGroupRule))
	}
	return nil, reject("MissingParameter", "The request must contain the parameter ipPermissions")
}

// addRules adds rules to a group in one direction, and gives them ids.
func (t *tx) addRules(g *securityGroup, rules []types.SecurityGroupRule, tags []types.Tag) error {
	have := map[string]bool{}
	for _, r := range g.Rules {
		have[ruleKey(r)] = true
	}
	for n := range rules {
		if have[ruleKey(rules[n])] {
			return rejectf("InvalidPermission.Duplicate", "the specified rule %s already exists", ruleKey(rules[n]))
		}
		have[ruleKey(rules[n])] = true
		rules[n].SecurityGroupRuleId = aws.String(t.e.options.NewID("sgr"))
		rules[n].Tags = tags
	}
	g.Rules = append(g.Rules, rules...)
	for _, egress := range []bool{false, true} {
		if len(permissionsOf(g.Rules, egress)) > maxRules {
			return rejectf("RulesPerSecurityGroupLimitExceeded",
				"The maximum number of rules per security group has been reached: %d", maxRules)
		}
	}
	return nil
}

// permissionsOf returns the rules in one direction.
func permissionsOf(rules []types.SecurityGroupRule, egress bool) (list []types.SecurityGroupRule) {
	for _, r := range rules {
		if aws.ToBool(r.IsEgress) == egress {
			list = append(list, r)
		}
	}
	return list
}

// revoke removes the rules of a request from a group, and returns them.
func (t *tx) revoke(in any, egress bool) ([]types.RevokedSecurityGroupRule, error) {
	g, err := t.group(member[*string](in, "GroupId"), member[*string](in, "GroupName"))
	if err != nil {
		return nil, err
	}
	asked, err := t.requestedPermissions(in)
	if err != nil {
		return nil, err
	}
	gone, ids := map[string]bool{}, texts(in, "SecurityGroupRuleIds")
	for _, r := range t.rulesOf(g, asked, egress) {
		gone[ruleKey(r)] = true
	}
	var left []types.SecurityGroupRule
	var revoked []types.RevokedSecurityGroupRule
	for _, r := range g.Rules {
		if byID := contains(ids, *r.SecurityGroupRuleId) && aws.ToBool(r.IsEgress) == egress; byID ||
			gone[ruleKey(r)] {
			out := project[types.RevokedSecurityGroupRule](&r)
			if r.ReferencedGroupInfo != nil {
				out.ReferencedGroupId = r.ReferencedGroupInfo.GroupId
			}
			revoked = append(revoked, *out)
			continue
		}
		left = append(left, r)
	}
	if len(revoked) < len(gone)+len(ids) {
		return nil, reject("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
	}
	g.Rules = left
	return revoked, nil
}

// redescribe changes the descriptions of the rules of a request.
func (t *tx) redescribe(in any, egress bool) error {
	g, err := t.group(member[*string](in, "GroupId"), member[*string](in, "GroupName"))
	if err != nil {
		return err
	}
	asked, err := t.requestedPermissions(in)
	if err != nil {
		return err
	}
	texts := map[string]*string{}
	for _, r := range t.rulesOf(g, asked, egress) {
		texts[ruleKey(r)] = r.Description
	}
	byID := map[string]*string{}
	for _, d := range member[[]types.SecurityGroupRuleDescription](in, "SecurityGroupRuleDescriptions") {
		byID[aws.ToString(d.SecurityGroupRuleId)] = d.Description
	}
	found := 0
	for n := range g.Rules {
		if d, ok := texts[ruleKey(g.Rules[n])]; ok {
			g.Rules[n].Description, found = d, found+1
		} else if d, ok := byID[*g.Rules[n].SecurityGroupRuleId]; ok {
			g.Rules[n].Description, found = d, found+1
		}
	}
	if found < len(texts)+len(byID) {
		return reject("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
	}
	return nil
}

// AuthorizeSecurityGroupIngress adds inbound rules.
func (e *EC2) AuthorizeSecurityGroupIngress(ctx context.Context,
	in *ec2.AuthorizeSecurityGroupIngressInput) (*ec2.AuthorizeSecurityGroupIngressOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.AuthorizeSecurityGroupIngressOutput, error) {
		rules, err := t.authorize(in, false)
		return &ec2.AuthorizeSecurityGroupIngressOutput{SecurityGroupRules: rules}, err
	})
}

// AuthorizeSecurityGroupEgress adds outbound rules.
func (e *EC2) AuthorizeSecurityGroupEgress(ctx context.Context,
	in *ec2.AuthorizeSecurityGroupEgressInput) (*ec2.AuthorizeSecurityGroupEgressOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.AuthorizeSecurityGroupEgressOutput, error) {
		rules, err := t.authorize(in, true)
		return &ec2.AuthorizeSecurityGroupEgressOutput{SecurityGroupRules: rules}, err
	})
}

// RevokeSecurityGroupIngress removes inbound rules.
func (e *EC2) RevokeSecurityGroupIngress(ctx context.Context,
	in *ec2.RevokeSecurityGroupIngressInput) (*ec2.RevokeSecurityGroupIngressOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.RevokeSecurityGroupIngressOutput, error) {
		rules, err := t.revoke(in, false)
		return &ec2.RevokeSecurityGroupIngressOutput{RevokedSecurityGroupRules: rules}, err
	})
}

// RevokeSecurityGroupEgress removes outbound rules.
func (e *EC2) RevokeSecurityGroupEgress(ctx context.Context,
	in *ec2.RevokeSecurityGroupEgressInput) (*ec2.RevokeSecurityGroupEgressOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.RevokeSecurityGroupEgressOutput, error) {
		rules, err := t.revoke(in, true)
		return &ec2.RevokeSecurityGroupEgressOutput{RevokedSecurityGroupRules: rules}, err
	})
}

// UpdateSecurityGroupRuleDescriptionsIngress changes the descriptions of inbound
// rules.
func (e *EC2) UpdateSecurityGroupRuleDescriptionsIngress(ctx context.Context,
	in *ec2.UpdateSecurityGroupRuleDescriptionsIngressInput) (*ec2.UpdateSecurityGroupRuleDescriptionsIngressOutput,
	error) {
	return write(ctx, e, in, func(t *tx) (*ec2.UpdateSecurityGroupRuleDescriptionsIngressOutput, error) {
		return nil, t.redescribe(in, false)
	})
}

// UpdateSecurityGroupRuleDescriptionsEgress changes the descriptions of outbound
// rules.
func (e *EC2) UpdateSecurityGroupRuleDescriptionsEgress(ctx context.Context,
	in *ec2.UpdateSecurityGroupRuleDescriptionsEgressInput) (*ec2.UpdateSecurityGroupRuleDescriptionsEgressOutput,
	error) {
	return write(ctx, e, in, func(t *tx) (*ec2.UpdateSecurityGroupRuleDescriptionsEgressOutput, error) {
		return nil, t.redescribe(in, true)
	})
}
