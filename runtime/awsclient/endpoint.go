package awsclient

// This file resolves endpoints. Rules and partitions are those of AWS's endpoint
// rule set for EC2, in a table; a test runs AWS's own test cases.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// EndpointResolverOptions select among the endpoints of a region.
type EndpointResolverOptions struct {
	// Logger receives messages of an EndpointResolver. Calls set it.
	Logger logging.Logger
	// LogDeprecated enables logging of deprecated endpoints. Calls set it.
	LogDeprecated bool
	// ResolvedRegion is the region without a FIPS prefix or suffix. Calls set it.
	ResolvedRegion string
	// DisableHTTPS selects http.
	DisableHTTPS bool
	// UseDualStackEndpoint selects the endpoint with IPv4 and IPv6 addresses.
	UseDualStackEndpoint aws.DualStackEndpointState
	// UseFIPSEndpoint selects the endpoint with FIPS 140 validated cryptography.
	UseFIPSEndpoint aws.FIPSEndpointState
}

// GetResolvedRegion returns ResolvedRegion.
func (o EndpointResolverOptions) GetResolvedRegion() string { return o.ResolvedRegion }

// GetDisableHTTPS returns DisableHTTPS.
func (o EndpointResolverOptions) GetDisableHTTPS() bool { return o.DisableHTTPS }

// GetUseDualStackEndpoint returns UseDualStackEndpoint.
func (o EndpointResolverOptions) GetUseDualStackEndpoint() aws.DualStackEndpointState {
	return o.UseDualStackEndpoint
}

// GetUseFIPSEndpoint returns UseFIPSEndpoint.
func (o EndpointResolverOptions) GetUseFIPSEndpoint() aws.FIPSEndpointState {
	return o.UseFIPSEndpoint
}

// EndpointParameters are the inputs of an EndpointResolverV2.
type EndpointParameters struct {
	Region       *string // "us-east-1"
	UseDualStack *bool   // if nil, false
	UseFIPS      *bool   // if nil, false
	Endpoint     *string // overrides the endpoint; if nil, Region determines it
}

// ValidateRequired returns an error if a required parameter is missing.
func (p EndpointParameters) ValidateRequired() error {
	if p.UseDualStack == nil {
		return errors.New("parameter UseDualStack is required")
	}
	if p.UseFIPS == nil {
		return errors.New("parameter UseFIPS is required")
	}
	return nil
}

// WithDefaults returns the parameters with defaults set.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	if p.UseDualStack == nil {
		p.UseDualStack = aws.Bool(false)
	}
	if p.UseFIPS == nil {
		p.UseFIPS = aws.Bool(false)
	}
	return p
}

// EndpointResolverV2 resolves the endpoint of a request.
type EndpointResolverV2 interface {
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error)
}

// NewDefaultEndpointResolverV2 returns a resolver with AWS's rule set for the
// service whose Service.EndpointPrefix is prefix.
func NewDefaultEndpointResolverV2(prefix string) EndpointResolverV2 { return ruleSet{prefix} }

// A partition is a group of regions in one domain. All partitions have FIPS and
// dual-stack endpoints.
type partition struct {
	name            string
	regions         *regexp.Regexp // the form of its regions, known or not
	others          []string       // its regions with another form
	suffix          string
	dualStackSuffix string
}

// partitions lists all partitions, the default first.
var partitions = []partition{
	{"aws", regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$`), []string{"aws-global"}, "amazonaws.com",
		"api.aws"},
	{"aws-cn", regexp.MustCompile(`^cn-\w+-\d+$`), []string{"aws-cn-global"}, "amazonaws.com.cn",
		"api.amazonwebservices.com.cn"},
	{"aws-eusc", regexp.MustCompile(`^eusc-(de)-\w+-\d+$`), nil, "amazonaws.eu", "api.amazonwebservices.eu"},
	{"aws-iso", regexp.MustCompile(`^us-iso-\w+-\d+$`), []string{"aws-iso-global"}, "c2s.ic.gov", "api.aws.ic.gov"},
	{"aws-iso-b", regexp.MustCompile(`^us-isob-\w+-\d+$`), []string{"aws-iso-b-global"}, "sc2s.sgov.gov",
		"api.aws.scloud"},
	{"aws-iso-e", regexp.MustCompile(`^eu-isoe-\w+-\d+$`), []string{"aws-iso-e-global"}, "cloud.adc-e.uk",
		"api.cloud-aws.adc-e.uk"},
	{"aws-iso-f", regexp.MustCompile(`^us-isof-\w+-\d+$`), []string{"aws-iso-f-global"}, "csp.hci.ic.gov",
		"api.aws.hci.ic.gov"},
	{"aws-us-gov", regexp.MustCompile(`^us-gov-\w+-\d+$`), []string{"aws-us-gov-global"}, "amazonaws.com", "api.aws"},
}

// partitionOf returns the region's partition by its name or its form, or the
// default partition.
func partitionOf(region string) partition {
	for _, p := range partitions {
		for _, other := range p.others {
			if other == region {
				return p
			}
		}
	}
	return partitionByForm(region)
}

// partitionByForm returns the partition whose regions have that form, or the
// default.
func partitionByForm(region string) partition {
	for _, p := range partitions {
		if p.regions.MatchString(region) {
			return p
		}
	}
	return partitions[0]
}

// ruleSet resolves endpoints of the service with a host prefix.
type ruleSet struct{ prefix string }

func (r ruleSet) ResolveEndpoint(_ context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error) {
	address, err := r.address(aws.ToString(params.Region), aws.ToBool(params.UseFIPS), aws.ToBool(params.UseDualStack),
		params.Endpoint)
	if err != nil {
		return smithyendpoints.Endpoint{}, fmt.Errorf("endpoint rule error, %w", err)
	}
	u, err := url.Parse(address)
	if err != nil {
		return smithyendpoints.Endpoint{}, fmt.Errorf("Failed to parse uri: %s", address)
	}
	return smithyendpoints.Endpoint{URI: *u, Headers: http.Header{}}, nil
}

// address evaluates the rule set. Error texts are those of the rule set, because
// programs and AWS's test cases compare them.
func (r ruleSet) address(region string, fips, dualStack bool, custom *string) (string, error) {
	switch {
	case custom != nil && fips:
		return "", errors.New("Invalid Configuration: FIPS and custom endpoint are not supported")
	case custom != nil && dualStack:
		return "", errors.New("Invalid Configuration: Dualstack and custom endpoint are not supported")
	case custom != nil:
		return *custom, nil
	case region == "":
		return "", errors.New("Invalid Configuration: Missing Region")
	}
	return partitionOf(region).address(r.prefix, region, fips, dualStack), nil
}

// address returns the URL of a region's endpoint.
func (p partition) address(prefix, region string, fips, dualStack bool) string {
	suffix := p.suffix
	if dualStack {
		suffix = p.dualStackSuffix
	}
	// GovCloud's ordinary endpoints already are FIPS endpoints.
	if fips && (dualStack || p.name != "aws-us-gov") {
		prefix += "-fips"
	}
	return "https://" + prefix + "." + region + "." + suffix
}

// parameters binds the endpoint parameters of a call. A region fips-REGION or
// REGION-fips selects FIPS, as in older SDKs.
func (o *Options) parameters() EndpointParameters {
	region, fips := o.Region, o.EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled
	if plain := plainRegion(region); plain != region {
		region, fips = plain, true
	}
	p := EndpointParameters{
		UseDualStack: aws.Bool(o.EndpointOptions.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
		UseFIPS:      aws.Bool(fips),
		Endpoint:     o.BaseEndpoint,
	}
	if region != "" {
		p.Region = aws.String(region)
	}
	return p
}

// checkRegion rejects a region that cannot be part of a host name. Otherwise
// "x@example.com/" would send a signed request to another host.
func checkRegion(region string) error {
	if region == "" {
		return nil // the resolver decides whether a region is required
	}
	for _, label := range strings.Split(region, ".") {
		if !smithyhttp.ValidHostLabel(label) || strings.Trim(label, "-") != label {
			return fmt.Errorf("invalid input region %s", region)
		}
	}
	return nil
}

// plainRegion removes a FIPS prefix or suffix from a region's name.
func plainRegion(region string) string {
	return fipsMarks.Replace(region)
}

var fipsMarks = strings.NewReplacer("-fips-", "-", "fips-", "", "-fips", "")
