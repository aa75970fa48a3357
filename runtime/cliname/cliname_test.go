package cliname

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What botocore's xform_name(name, "-") returns for these names, in version 1.29.27.
var botocore = map[string]string{
	"RegisterImage":                   "register-image",
	"EbsOptimized":                    "ebs-optimized",
	"EBSOptimized":                    "ebs-optimized",
	"DisableVgwRoutePropagation":      "disable-vgw-route-propagation",
	"EnableVpcClassicLinkDnsSupport":  "enable-vpc-classic-link-dns-support",
	"GetEbsEncryptionByDefault":       "get-ebs-encryption-by-default",
	"HTTPEndpoint":                    "http-endpoint",
	"HttpPutResponseHopLimit":         "http-put-response-hop-limit",
	"VolumeIOPS":                      "volume-iops",
	"UEFIData":                        "uefi-data",
	"VPCId":                           "vpc-id",
	"aB":                              "a-b",
	"x":                               "x",
	"A":                               "a",
	"AB":                              "ab",
	"already-kebab":                   "already-kebab",
	"Already-Kebab":                   "Already-Kebab",
	"":                                "",
	"SecurityGroupIDs":                "security-group-ids", // plurals of acronyms stay together at the end,
	"LicenseARNs":                     "license-arns",
	"TransitGatewayRouteTableVPCs":    "transit-gateway-route-table-vpcs",
	"ModifyIDsList":                   "modify-i-ds-list", // and are split elsewhere
	"AMIsList":                        "am-is-list",
	"VPCs":                            "-vpcs",
	"IOPSs":                           "-iopss",
	"Ipv6CidrBlock":                   "ipv6-cidr-block", // digits belong to the word before them
	"IPv6Addresses":                   "i-pv6-addresses",
	"CidrBlockIPv6":                   "cidr-block-i-pv6",
	"S3Key":                           "s3-key",
	"P2":                              "p2",
	"EC2Instance":                     "ec2-instance",
	"m5Large":                         "m5-large",
	"MD5OfBody":                       "md5-of-body",
	"SHA256Sum":                       "sha256-sum",
	"TLSv1":                           "tl-sv1",
	"Foo123Bar":                       "foo123-bar",
	"FooBAR123Baz":                    "foo-bar123-baz",
	"AssociateClientVpnTargetNetwork": "associate-client-vpn-target-network",
}

func TestKebab(t *testing.T) {
	for name, want := range botocore {
		assert.Equal(t, want, Kebab(name), name)
	}
}

// FuzzKebab checks that a name only gets dashes and lower case.
func FuzzKebab(f *testing.F) {
	for name := range botocore {
		f.Add(name)
	}
	ascii := regexp.MustCompile(`^[A-Za-z0-9]*$`)
	f.Fuzz(func(t *testing.T, name string) {
		if !ascii.MatchString(name) {
			return
		}
		got := Kebab(name)
		assert.Regexp(t, `^[a-z0-9-]*$`, got)
		assert.Equal(t, len(name), len(regexp.MustCompile("-").ReplaceAllString(got, "")), "%s: %s", name, got)
	})
}
