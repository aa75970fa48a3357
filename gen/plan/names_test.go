package plan

// This file tests the rules about names. Names of constants and of errors are those
// of aws-sdk-go-v2/service/ec2; the Go parser decides what a Go name is.

import (
	"fmt"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/spec"
)

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"blockDeviceMapping":         "BlockDeviceMapping",
		"InvalidAMIName.Duplicate":   "InvalidAMINameDuplicate",
		"InvalidInstanceID.NotFound": "InvalidInstanceIDNotFound",
		"a-b_c d":                    "AB_cD",
		"été":                        "Été",
		"9lives":                     "", "": "", "_a": "", "...": "", "日本": "", "\xff": "",
		"a\xffb": "AB",
	} {
		assert.Equal(t, want, exported(name), name)
	}
}

func TestConstant(t *testing.T) {
	for value, want := range map[string]string{
		"x86_64": "X8664", "i386": "I386", "legacy-bios": "LegacyBios", "uefi-preferred": "UefiPreferred",
		"t2.micro":          "T2Micro",
		"u-12tb1.112xlarge": "U12tb1112xlarge", "OFFERING": "Offering", "NoAction": "NoAction", "ENABLED": "Enabled",
		"BYOL": "Byol", "Linux/UNIX": "LinuxUnix", "Amazon VPC": "AmazonVpc", "ec2:Terminate": "Ec2Terminate", "v2.0": "V20",
		"": "", "--": "", "été": "Été", "1.5": "15",
	} {
		assert.Equal(t, want, constant(value), value)
	}
}

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{
		"RegisterImage": "register_image", "DescribeVpcs": "describe_vpcs", "EC2Instance": "ec2_instance",
		"AssociateIamInstanceProfile": "associate_iam_instance_profile",
		"ModifyVPC":                   "modify_vpc", "VPCId": "vpc_id", "A": "a", "": "", "A_B": "a_b",
		"GetIPv6": "get_i_pv6", "ÉtéX": "été_x",
	} {
		assert.Equal(t, want, snake(name), name)
	}
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{"Image": "image", "AMI": "aMI", "Été": "été", "": "\uFFFD"} {
		if name != "" {
			assert.Equal(t, want, unexported(name))
		}
	}
}

func TestQuote(t *testing.T) {
	assert.Equal(t, `"a\"b"`, quote(`a"b`))
	assert.Equal(t, `"`+strings.Repeat("a", 60)+`"...`, quote(strings.Repeat("a", 61)))
	assert.LessOrEqual(t, len(quote(strings.Repeat("日", 100))), 200)
}

// FuzzExported checks with the parser that another package can use each name.
func FuzzExported(f *testing.F) {
	for _, name := range []string{"blockDeviceMapping", "a b", "9", "\xff", "ǅ", "é", "_", "type", "日本"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := exported(name)
		if got == "" {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\ntype "+got+" int\n", 0)
		if assert.NoError(t, err, "%q", name) {
			assert.True(t, token.IsExported(got) && file.Scope.Lookup(got) != nil, "%q", name)
		}
		assert.Equal(t, got, exported(got), "an exported name is its own")
		assert.True(t, utf8.ValidString(constant(name)))
		assert.Equal(t, strings.ToLower(snake(got)), snake(got))
	})
}

func pos(line int) spec.Pos { return spec.Pos{File: "m.yaml", Line: line, Col: 1} }

func TestScope(t *testing.T) {
	var errs problems
	s := newScope("package types", &errs)
	reserved := map[string]bool{"Validate": true}
	assert.Equal(t, "Image", s.choose("", "image", reserved, pos(3)))
	assert.Equal(t, "Picture", s.choose("Picture", "Image", reserved, pos(4)))
	assert.Equal(t, "Validate_", s.choose("", "validate", reserved, pos(5)))
	assert.Equal(t, "Validate__", s.choose("Validate__", "x", reserved, pos(6)), "a person's choice counts")
	assert.NoError(t, errs.err())

	s.choose("", "Image", reserved, pos(9))
	s.choose("", "Image", reserved, pos(9)) // reported once
	s.choose("", "...", reserved, pos(2))
	s.choose("lower", "y", reserved, pos(1))
	assert.Equal(t, "free", s.free("free"))
	assert.Equal(t, "free_", s.free("free"))
	assert.Equal(t, "free__", s.free("free"))
	assert.EqualError(t, errs.err(), strings.Join([]string{
		`m.yaml:1:1: package types: goName "lower" is not an exported Go name; write a letter in upper case, then letters, digits and underscores`,
		`m.yaml:2:1: package types: cannot derive a Go name from "..."; write a goName for it in the overlay`,
		`m.yaml:9:1: package types: "Image" would be called Image, which is already used; write a goName for one of them in the overlay (see m.yaml:3:1)`,
	}, "\n"))
}

func TestBefore(t *testing.T) {
	order := []spec.Pos{{}, {File: "a", Line: 1, Col: 1}, {File: "a", Line: 1, Col: 2}, {File: "a", Line: 2, Col: 1},
		{File: "b"}}
	for i := range order {
		for j := range order {
			assert.Equal(t, i < j, before(order[i], order[j]), fmt.Sprint(i, j))
		}
	}
}
