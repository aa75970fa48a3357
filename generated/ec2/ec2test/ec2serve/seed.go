package main

// This file implements -seed: a YAML file with the resources that exist at the
// start. Its keys are kinds of resources, and below them the members of EC2's own
// types, with the account and the Region.

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// seedExample is in the help of -seed and in the manual, and a test reads it.
const seedExample = `snapshots:
  - {SnapshotId: snap-0123456789abcdef0, VolumeSize: 8}
images:
  - ImageId: ami-0123456789abcdef0
    Name: base-1
    Architecture: arm64
    Public: true
    account: "111122223333"
    region: eu-north-1
vpcs:
  - VpcId: vpc-0123456789abcdef0
    CidrBlock: 10.1.0.0/16
    Tags: [{Key: Name, Value: builds}]
    subnets:
      - {SubnetId: subnet-0123456789abcdef0, CidrBlock: 10.1.0.0/24, AvailabilityZone: us-east-1b}
    securityGroups:
      - GroupId: sg-0123456789abcdef0
        GroupName: ssh
        Description: from the office
        IpPermissions:
          - {IpProtocol: tcp, FromPort: 22, ToPort: 22, IpRanges: [{CidrIp: 203.0.113.0/24}]}
`

// A seed is the file.
type seed struct {
	Snapshots []seedSnapshot `yaml:"snapshots"`
	Images    []seedImage    `yaml:"images"`
	Vpcs      []seedVpc      `yaml:"vpcs"`
}

type (
	seedSnapshot struct {
		types.Snapshot
		seedPlace
	}
	seedImage struct {
		types.Image
		seedPlace
	}
	seedVpc struct {
		types.Vpc
		seedPlace
		Subnets        []seedSubnet `yaml:"subnets"`
		SecurityGroups []seedGroup  `yaml:"securityGroups"`
	}
	// Subnets and groups are in the account and the Region of their VPC.
	seedSubnet struct {
		types.Subnet
		position
	}
	seedGroup struct {
		types.SecurityGroup
		position
	}
	// A seedPlace has the keys of each entry besides the members of its type.
	seedPlace struct {
		Account string `yaml:"account"`
		Region  string `yaml:"region"`
		position
	}
)

// A planting is one entry, ready to be added.
type planting struct {
	seedPlace
	id, idMember, prefix string
	within               string  // the id of the VPC that this entry is in; "": none
	named                *string // the id of the VPC that the entry itself names
	add                  func(ec2test.Place) error
}

// plantings returns all entries, in the order in which they are added.
func (s seed) plantings() (list []planting) {
	plant := func(at seedPlace, id *string, idMember, prefix string, add func(ec2test.Place) error) {
		list = append(list, planting{seedPlace: at, id: aws.ToString(id), idMember: idMember, prefix: prefix, add: add})
	}
	inside := func(x seedVpc, named *string) {
		last := &list[len(list)-1]
		last.within, last.named = aws.ToString(x.VpcId), named
	}
	for _, x := range s.Snapshots {
		plant(x.seedPlace, x.SnapshotId, "SnapshotId", "snap-", func(p ec2test.Place) error {
			p.AddSnapshot(x.Snapshot)
			return nil
		})
	}
	for _, x := range s.Images {
		plant(x.seedPlace, x.ImageId, "ImageId", "ami-", func(p ec2test.Place) error {
			p.AddImage(x.Image)
			return nil
		})
	}
	for _, x := range s.Vpcs {
		plant(x.seedPlace, x.VpcId, "VpcId", "vpc-", func(p ec2test.Place) error { return errorOf(p.AddVpc(x.Vpc)) })
		for _, y := range x.Subnets {
			plant(seedPlace{x.Account, x.Region, y.position}, y.SubnetId, "SubnetId", "subnet-",
				func(p ec2test.Place) error {
					y.VpcId = x.VpcId
					return errorOf(p.AddSubnet(y.Subnet))
				})
			inside(x, y.VpcId)
		}
		for _, y := range x.SecurityGroups {
			plant(seedPlace{x.Account, x.Region, y.position}, y.GroupId, "GroupId", "sg-", func(p ec2test.Place) error {
				y.VpcId = x.VpcId
				return errorOf(p.AddSecurityGroup(y.SecurityGroup))
			})
			inside(x, y.VpcId)
		}
	}
	return list
}

// errorOf drops the id that a function returns with an error.
func errorOf(_ string, err error) error { return err }

// readSeed reads and checks the file of -seed; "" is none.
func readSeed(file string) (s seed, err error) {
	if file == "" {
		return s, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return s, err
	}
	if err := readYAML(file, data, &s); err != nil {
		return s, err
	}
	if err := s.check(); err != nil {
		return s, err
	}
	return s, nil
}

var idDigits = regexp.MustCompile(`^([0-9a-f]{8}|[0-9a-f]{17})$`)

// check rejects ids, accounts and Regions that EC2 could not have.
func (s seed) check() error {
	var errs yamlread.Collector
	lines := map[string]int{}
	for _, x := range s.plantings() {
		fail := func(remedy, format string, args ...any) {
			errs.Add(&yamlread.Error{Pos: x.pos, Msg: fmt.Sprintf(format, args...), Remedy: remedy})
		}
		digits, ok := strings.CutPrefix(x.id, x.prefix)
		switch {
		case x.id == "":
			fail("a restart with -data finds the entry by it", "missing %s", x.idMember)
		case !ok || !idDigits.MatchString(digits):
			fail("", "%s %q: expected %s and 8 or 17 hexadecimal digits in lower case", x.idMember, x.id, x.prefix)
		case lines[x.id] > 0:
			fail("remove one", "duplicate %s %s, also in line %d", x.idMember, x.id, lines[x.id])
		}
		lines[x.id] = x.pos.Line
		if x.named != nil && *x.named != x.within {
			fail("remove it", "VpcId %q: the VPC is %s, which the entry is in", *x.named, x.within)
		}
		if x.within != "" {
			continue // account and Region are the VPC's
		}
		if x.Account != "" && !accountForm.MatchString(x.Account) {
			fail("", "account %q: expected 12 digits", x.Account)
		}
		if x.Region != "" && !regionForm.MatchString(x.Region) {
			fail("", "region %q: expected a name such as eu-north-1", x.Region)
		}
	}
	return errs.Err()
}

// plant adds the entries whose ids do not exist: an existing resource is newer,
// from -data. If the server rejects an entry, the error has the entry's position.
func (s seed) plant(e *ec2test.EC2) error {
	var errs yamlread.Collector
	failed := map[string]bool{}
	for _, x := range s.plantings() {
		if e.Has(x.id) || failed[x.within] {
			continue
		}
		if err := x.add(e.At(x.Account, x.Region)); err != nil {
			failed[x.id] = true
			errs.Add(&yamlread.Error{Pos: x.pos, Msg: fmt.Sprintf("%s %s: %v", x.idMember, x.id, err)})
		}
	}
	return errs.Err()
}
