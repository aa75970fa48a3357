package ec2test

// This file describes Regions and Availability Zones.

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

var regionFilters = filters{"endpoint": "Endpoint", "opt-in-status": "OptInStatus", "region-name": "RegionName"}

// DescribeRegions describes the Regions of the server.
func (e *EC2) DescribeRegions(ctx context.Context, in *ec2.DescribeRegionsInput) (*ec2.DescribeRegionsOutput, error) {
	return look[ec2.DescribeRegionsOutput](ctx, e, in, func(*tx) (catalog[types.Region], error) {
		c := catalog[types.Region]{filters: regionFilters, names: "RegionNames", unknown: "InvalidParameterValue",
			name: func(r *types.Region) string { return *r.RegionName }}
		for _, name := range e.regions() {
			c.items = append(c.items, types.Region{RegionName: aws.String(name),
				OptInStatus: aws.String("opt-in-not-required"),
				Endpoint:    aws.String("ec2." + name + ".amazonaws.com")})
		}
		return c, nil
	})
}

var zoneFilters = filters{
	"group-long-name":  "GroupLongName",
	"group-name":       "GroupName",
	"message":          "Messages.Message",
	"opt-in-status":    "OptInStatus",
	"parent-zone-id":   "ParentZoneId",
	"parent-zone-name": "ParentZoneName",
	"region-name":      "RegionName",
	"state":            "State",
	"zone-id":          "ZoneId",
	"zone-name":        "ZoneName",
	"zone-type":        "ZoneType",
}

// zoneLetters has the letters of the zones in each Region of the server.
var zoneLetters = []string{"a", "b", "c"}

// zones returns the zones of the caller's Region.
func (t *tx) zones() (list []types.AvailabilityZone) {
	for n, letter := range zoneLetters {
		list = append(list, types.AvailabilityZone{ZoneName: aws.String(t.region + letter),
			ZoneId: aws.String(shortRegion(t.region) + "-az" + string(rune('1'+n))), RegionName: aws.String(t.region),
			GroupName: aws.String(t.region + "-zg-1"), NetworkBorderGroup: aws.String(t.region),
			ZoneType:    aws.String("availability-zone"),
			OptInStatus: types.AvailabilityZoneOptInStatusOptInNotRequired,
			State:       types.AvailabilityZoneStateAvailable})
	}
	return list
}

// shortRegion returns the abbreviation of a Region in the ids of its zones:
// use1 for us-east-1, apse2 for ap-southeast-2.
func shortRegion(name string) string {
	parts := strings.Split(name, "-")
	short := parts[0]
	for _, p := range parts[1:] {
		rest := p
		for _, direction := range []string{"north", "south", "east", "west", "central"} {
			if strings.HasPrefix(rest, direction) {
				short, rest = short+direction[:1], rest[len(direction):]
			}
		}
		if rest == "east" || rest == "west" {
			short, rest = short+rest[:1], ""
		}
		short += rest
	}
	return short
}

// zone returns the zone that a request names by name or by id, or the first zone if
// it names none.
func (t *tx) zone(name, id *string) (types.AvailabilityZone, error) {
	all := t.zones()
	for _, z := range all {
		if aws.ToString(name) == *z.ZoneName || aws.ToString(name) == "" && aws.ToString(id) == *z.ZoneId {
			return z, nil
		}
	}
	if aws.ToString(name) == "" && aws.ToString(id) == "" {
		return all[0], nil
	}
	return all[0], rejectf("InvalidZone.NotFound", "The zone %s does not exist",
		quote(aws.ToString(name)+aws.ToString(id)))
}

// DescribeAvailabilityZones describes the zones of the Region.
func (e *EC2) DescribeAvailabilityZones(ctx context.Context,
	in *ec2.DescribeAvailabilityZonesInput) (*ec2.DescribeAvailabilityZonesOutput, error) {
	return look[ec2.DescribeAvailabilityZonesOutput](ctx, e, in, func(t *tx) (catalog[types.AvailabilityZone],
		error) {
		c := catalog[types.AvailabilityZone]{items: t.zones(), filters: zoneFilters, names: "ZoneNames",
			unknown: "InvalidParameterValue",
			name:    func(z *types.AvailabilityZone) string { return *z.ZoneName }}
		if len(in.ZoneIds) > 0 {
			c.names, c.name = "ZoneIds", func(z *types.AvailabilityZone) string { return *z.ZoneId }
		}
		return c, nil
	})
}
