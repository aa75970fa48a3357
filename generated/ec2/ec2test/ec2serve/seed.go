package main

// This file is -seed: the resources that exist at the start, in YAML. Its keys are kinds of
// resources, and below them the members of EC2's own types, with the account and the Region.

import (
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// seedExample is in the help of -seed and in the manual, and is read by a test.
const seedExample = `snapshots:
  - {SnapshotId: snap-0123456789abcdef0, VolumeSize: 8}
images:
  - ImageId: ami-0123456789abcdef0
    Name: base-1
    Architecture: arm64
    Public: true
    account: "111122223333"
    region: eu-north-1
`

// A seed is the file.
type seed struct {
	Snapshots []seedSnapshot `yaml:"snapshots"`
	Images    []seedImage    `yaml:"images"`
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
	// A seedPlace is what each entry has beside the members of its type.
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
	add                  func(ec2test.Place)
}

// plantings are all entries, in the order in which they are added.
func (s seed) plantings() (list []planting) {
	for _, x := range s.Snapshots {
		list = append(list, planting{x.seedPlace, aws.ToString(x.SnapshotId), "SnapshotId", "snap-", func(p ec2test.Place) { p.AddSnapshot(x.Snapshot) }})
	}
	for _, x := range s.Images {
		list = append(list, planting{x.seedPlace, aws.ToString(x.ImageId), "ImageId", "ami-", func(p ec2test.Place) { p.AddImage(x.Image) }})
	}
	return list
}

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
	return s, s.check(file)
}

var idDigits = regexp.MustCompile(`^([0-9a-f]{8}|[0-9a-f]{17})$`)

// check rejects entries that EC2 could not have.
func (s seed) check(file string) error {
	var errs []error
	lines := map[string]int{}
	for _, x := range s.plantings() {
		fail := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("%s:%d:%d: %s", file, x.line, x.column, fmt.Sprintf(format, args...)))
		}
		switch {
		case x.id == "":
			fail("missing %s; a restart with -data finds the entry by it", x.idMember)
		case len(x.id) < len(x.prefix) || x.id[:len(x.prefix)] != x.prefix || !idDigits.MatchString(x.id[len(x.prefix):]):
			fail("%s %q: expected %s and 8 or 17 hexadecimal digits in lower case", x.idMember, x.id, x.prefix)
		case lines[x.id] > 0:
			fail("duplicate %s %s, also in line %d; remove one", x.idMember, x.id, lines[x.id])
		}
		lines[x.id] = x.line
		if x.Account != "" && !accountForm.MatchString(x.Account) {
			fail("account %q: expected 12 digits", x.Account)
		}
		if x.Region != "" && !regionForm.MatchString(x.Region) {
			fail("region %q: expected a name such as eu-north-1", x.Region)
		}
	}
	return errors.Join(errs...)
}

// plant adds the entries whose ids do not exist: what -data has of them is newer.
func (s seed) plant(e *ec2test.EC2) {
	for _, x := range s.plantings() {
		if !e.Has(x.id) {
			x.add(e.At(x.Account, x.Region))
		}
	}
}
