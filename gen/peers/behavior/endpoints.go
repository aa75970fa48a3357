//go:build whole

package main

// This file compares endpoints: AWS's own cases, and every region of every
// partition in every variant, with each of the two resolvers and in a call.

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"

	ours "github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/wire"
)

// An endpointCase is one of AWS's.
type endpointCase struct {
	Documentation string
	Params        struct {
		Region                *string
		UseFIPS, UseDualStack bool
		Endpoint              *string
	}
	Expect struct {
		Endpoint *struct{ URL string }
		Error    string
	}
}

func (o *observer) endpoints() (string, error) {
	var tests struct{ TestCases []endpointCase }
	if err := o.read("endpoint-tests-1.json", &tests); err != nil {
		return "", err
	}
	for n, c := range tests.TestCases {
		o.endpointCase(n, c)
	}
	regions, partitions, err := o.regions()
	if err != nil {
		return "", err
	}
	count := 0
	for _, region := range regions {
		for variant := range 8 {
			o.variant(region, variant)
			count++
		}
	}
	return fmt.Sprintf("%d cases of AWS's; %d regions of %d partitions in 8 variants, by both resolvers and in a call",
		len(tests.TestCases), len(regions), partitions), nil
}

func (o *observer) read(file string, v any) error {
	data, err := os.ReadFile(filepath.Join(o.dir, file))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// endpointCase compares both resolvers with AWS's expectation.
func (o *observer) endpointCase(n int, c endpointCase) {
	ctx, want := context.Background(), "endpoint rule error, "+c.Expect.Error
	if c.Expect.Endpoint != nil {
		want = c.Expect.Endpoint.URL
	}
	p := c.Params
	a, errA := sdk.NewDefaultEndpointResolverV2().
		ResolveEndpoint(ctx, sdk.EndpointParameters{Region: p.Region, UseFIPS: &p.UseFIPS, UseDualStack: &p.UseDualStack,
			Endpoint: p.Endpoint})
	b, errB := ours.NewDefaultEndpointResolverV2().
		ResolveEndpoint(ctx, ours.EndpointParameters{Region: p.Region, UseFIPS: &p.UseFIPS, UseDualStack: &p.UseDualStack,
			Endpoint: p.Endpoint})
	o.differ("endpoints", "AWS's case", n, c.Documentation+": AWS's expectation and the SDK", want,
		text(a.URI.String(), errA))
	o.differ("endpoints", "AWS's case", n, c.Documentation+": AWS's expectation and ours", want,
		text(b.URI.String(), errB))
}

func text(value string, err error) string {
	if err != nil {
		return err.Error()
	}
	return value
}

// regions returns those of AWS's partitions, some of the same form that do not
// exist, and mistakes that people make.
func (o *observer) regions() (regions []string, partitions int, err error) {
	var file struct {
		Partitions []struct {
			ID          string
			RegionRegex string
			Regions     map[string]any
		}
	}
	if err := o.read("partitions.json", &file); err != nil {
		return nil, 0, err
	}
	made := []string{"us-new-9", "cn-south-7", "us-gov-middle-3", "us-iso-north-9", "eu-isoe-east-4", "us-isof-west-5",
		"us-isob-east-9", "eusc-de-north-2", "mx-north-3"}
	for _, p := range file.Partitions {
		form, err := regexp.Compile(p.RegionRegex)
		if err != nil {
			return nil, 0, err
		}
		for region := range p.Regions {
			regions = append(regions, region, "fips-"+region, region+"-fips")
		}
		known := false
		for _, m := range made {
			known = known || form.MatchString(m)
		}
		if !known {
			o.add("endpoints", "partition", 0, p.ID+": no made-up region has its form; add one")
		}
	}
	regions = append(append(regions, made...), "somewhere", "local", "a.b", "", "us west", "-x", "us-east-1/",
		"us-east-1@host", "US-EAST-1")
	sort.Strings(regions)
	return regions, len(file.Partitions), nil
}

type fixedKeys struct{}

func (fixedKeys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "SECRET"}, nil
}

var scope = regexp.MustCompile(`Credential=AKID/\d+/(.*?)/aws4_request`)

// variant compares one region with FIPS (1), dual stack (2) and a custom endpoint
// or, for the first resolver, without HTTPS (4).
func (o *observer) variant(region string, variant int) {
	fips, dual := aws.FIPSEndpointStateUnset, aws.DualStackEndpointStateUnset
	if variant&1 != 0 {
		fips = aws.FIPSEndpointStateEnabled
	}
	if variant&2 != 0 {
		dual = aws.DualStackEndpointStateEnabled
	}
	var custom *string
	if variant&4 != 0 {
		custom = aws.String("https://custom.example.com/base")
	}
	a, errA := sdk.NewDefaultEndpointResolver().
		ResolveEndpoint(region, sdk.EndpointResolverOptions{UseFIPSEndpoint: fips, UseDualStackEndpoint: dual,
			DisableHTTPS: custom != nil})
	b, errB := ours.NewDefaultEndpointResolver().
		ResolveEndpoint(region, ours.EndpointResolverOptions{UseFIPSEndpoint: fips, UseDualStackEndpoint: dual,
			DisableHTTPS: custom != nil})
	o.differ("endpoints", "first resolver", variant, region, fmt.Sprintf("%+v %v", a, errA),
		fmt.Sprintf("%+v %v", b, errB))

	x, y := &wire.Transport{}, &wire.Transport{}
	_, errX := sdk.New(sdk.Options{Region: region, BaseEndpoint: custom, Credentials: fixedKeys{}, HTTPClient: x,
		EndpointOptions: sdk.EndpointResolverOptions{UseFIPSEndpoint: fips, UseDualStackEndpoint: dual}}).
		DescribeRegions(context.Background(), nil)
	_, errY := ours.New(ours.Options{Region: region, BaseEndpoint: custom, Credentials: fixedKeys{}, HTTPClient: y,
		EndpointOptions: ours.EndpointResolverOptions{UseFIPSEndpoint: fips, UseDualStackEndpoint: dual}}).
		DescribeRegions(context.Background(), nil)
	o.differ("endpoints", "call", variant, region, fmt.Sprint(sent(x.Last()), errX), fmt.Sprint(sent(y.Last()), errY))
}

// sent returns the URL of a request, and the scope of its signature.
func sent(r *wire.Request) string {
	if r == nil {
		return "nothing"
	}
	signed := "nothing"
	if m := scope.FindStringSubmatch(r.Header.Get("Authorization")); m != nil {
		signed = m[1]
	}
	return fmt.Sprintf("%s://%s%s for %s", r.Scheme, r.Host, r.Path, signed)
}
