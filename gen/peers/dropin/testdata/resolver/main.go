// Command resolver sends its calls where it wants, in all the ways that the SDK
// has had for that.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type keys struct{}

func (keys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}, nil
}

// second is a resolver of the second kind.
type second struct{ to string }

func (s second) ResolveEndpoint(ctx context.Context, p ec2.EndpointParameters) (e smithyendpoints.Endpoint, err error) {
	fmt.Println("second", aws.ToString(p.Region), aws.ToBool(p.UseFIPS), aws.ToBool(p.UseDualStack), aws.ToString(p.Endpoint) != "")
	if aws.ToString(p.Region) == "nowhere-1" {
		return ec2.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, p)
	}
	u, err := url.Parse(s.to + "/second")
	if err != nil {
		return e, err
	}
	e.URI = *u
	e.Headers = map[string][]string{"X-Resolved": {"second"}}
	var signer smithy.Properties
	smithyhttp.SetSigV4SigningName(&signer, "ec2-second")
	smithyhttp.SetSigV4SigningRegion(&signer, "eu-second-1")
	smithyauth.SetAuthOptions(&e.Properties, []*smithyauth.Option{{SchemeID: smithyauth.SchemeIDSigV4, SignerProperties: signer}})
	return e, nil
}

func main() {
	ctx, to := context.Background(), os.Getenv("AWS_ENDPOINT_URL")
	call := func(what string, cfg aws.Config, optFns ...func(*ec2.Options)) {
		cfg.Credentials = keys{}
		if cfg.Region == "" {
			cfg.Region = "us-west-1"
		}
		_, err := ec2.NewFromConfig(cfg, optFns...).DescribeAvailabilityZones(ctx, nil)
		fmt.Println(what, err)
	}
	call("base", aws.Config{BaseEndpoint: &to})
	call("base with a path", aws.Config{}, func(o *ec2.Options) { o.BaseEndpoint = aws.String(to + "/base/") })
	call("second", aws.Config{}, func(o *ec2.Options) { o.EndpointResolverV2 = second{to} })
	call("second as an option", aws.Config{}, ec2.WithEndpointResolverV2(second{to}), func(o *ec2.Options) { o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled })
	call("first", aws.Config{}, ec2.WithEndpointResolver(ec2.EndpointResolverFunc(func(region string, o ec2.EndpointResolverOptions) (aws.Endpoint, error) {
		return aws.Endpoint{URL: to + "/first", SigningName: "ec2-first", SigningRegion: region}, nil
	})))
	call("first from a URL", aws.Config{}, ec2.WithEndpointResolver(ec2.EndpointResolverFromURL(to, func(e *aws.Endpoint) { e.SigningRegion = "eu-url-1" })))
	call("first of the configuration", aws.Config{EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(func(service, region string, _ ...interface{}) (aws.Endpoint, error) {
		return aws.Endpoint{URL: to + "/" + service, HostnameImmutable: true, SigningRegion: region}, nil
	})})
	call("first of the configuration, older", aws.Config{EndpointResolver: aws.EndpointResolverFunc(func(service, region string) (aws.Endpoint, error) {
		return aws.Endpoint{URL: to + "/older/" + service, SigningRegion: region}, nil
	})})
	call("first that does not know", aws.Config{BaseEndpoint: &to}, ec2.WithEndpointResolver(ec2.EndpointResolverFunc(func(string, ec2.EndpointResolverOptions) (aws.Endpoint, error) {
		return aws.Endpoint{}, &aws.EndpointNotFoundError{Err: errors.New("not mine")}
	})))
	call("first that fails", aws.Config{}, ec2.WithEndpointResolver(ec2.EndpointResolverFunc(func(string, ec2.EndpointResolverOptions) (aws.Endpoint, error) {
		return aws.Endpoint{}, errors.New("broken")
	})))
	call("FIPS and a custom endpoint", aws.Config{BaseEndpoint: &to}, func(o *ec2.Options) { o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled })
	call("a bad region", aws.Config{Region: "us west"})
	call("a FIPS region", aws.Config{Region: "fips-us-east-1"}, ec2.WithEndpointResolverV2(second{to}))
	for _, region := range []string{"us-east-1", "cn-north-1", "us-gov-west-1", "us-east-1-fips", "somewhere-new-1"} {
		e, err := ec2.NewDefaultEndpointResolver().ResolveEndpoint(region, ec2.EndpointResolverOptions{})
		fmt.Println(region, e.URL, e.SigningRegion, e.PartitionID, err)
	}
	_, err := ec2.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, ec2.EndpointParameters{}.WithDefaults())
	fmt.Println(err, ec2.EndpointParameters{}.ValidateRequired())
	unsigned, err := ec2.New(ec2.Options{Region: "us-east-1", BaseEndpoint: &to}).DescribeAvailabilityZones(ctx, nil)
	fmt.Println(unsigned != nil, err)
	presign(ctx)
}

func presign(ctx context.Context) {
	client := ec2.NewPresignClient(ec2.New(ec2.Options{Region: "us-west-2", Credentials: keys{}}))
	r, err := client.PresignCopySnapshot(ctx, &ec2.CopySnapshotInput{SourceRegion: aws.String("us-east-1"), SourceSnapshotId: aws.String("snap-1")})
	if err != nil {
		fmt.Println(err)
		return
	}
	u, err := url.Parse(r.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	q := u.Query()
	q.Del("X-Amz-Date")
	q.Del("X-Amz-Signature")
	q.Del("X-Amz-Credential")
	q.Del("PresignedUrl")
	fmt.Println(r.Method, u.Host, u.Path, q.Encode(), len(r.SignedHeader))
}
