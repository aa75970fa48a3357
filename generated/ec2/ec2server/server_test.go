package ec2server_test

// This file talks to the generated server with the generated client, whose
// requests are signed by AWS's own signer.

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// images implements two operations.
type images struct {
	ec2server.Unimplemented
	registered []*ec2.RegisterImageInput
}

func (s *images) RegisterImage(_ context.Context, in *ec2.RegisterImageInput) (*ec2.RegisterImageOutput, error) {
	s.registered = append(s.registered, in)
	return &ec2.RegisterImageOutput{ImageId: aws.String("ami-0123456789abcdef0")}, nil
}

func (s *images) DescribeImages(context.Context, *ec2.DescribeImagesInput) (*ec2.DescribeImagesOutput, error) {
	var out ec2.DescribeImagesOutput
	for _, in := range s.registered {
		out.Images = append(out.Images, types.Image{Name: in.Name, Architecture: in.Architecture,
			BootMode: types.BootModeValues(in.BootMode)})
	}
	return &out, nil
}

type keys aws.Credentials

func (k keys) Retrieve(context.Context) (aws.Credentials, error) { return aws.Credentials(k), nil }

// start serves images and returns a client of them.
func start(t *testing.T, impl ec2server.API, options ...func(*ec2http.Options)) (*httptest.Server, *ec2.Client) {
	server := httptest.NewUnstartedServer(nil)
	server.Config = ec2http.NewServer(ec2server.NewHandler(impl, options...))
	server.Start()
	t.Cleanup(server.Close)
	return server, ec2.New(ec2.Options{Region: "eu-north-1", BaseEndpoint: aws.String(server.URL),
		Retryer:     aws.NopRetryer{},
		Credentials: keys{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", SessionToken: "session"},
		Validation:  valid.Policy{Mode: valid.Silent}})
}

func request() *ec2.RegisterImageInput {
	return &ec2.RegisterImageInput{
		Name: aws.String("image (1) of 'ours'"), Architecture: types.ArchitectureValuesX8664,
		BootMode:       types.BootModeValuesUefi,
		RootDeviceName: aws.String("/dev/xvda"), VirtualizationType: aws.String("hvm"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{SnapshotId: aws.String("snap-0123456789abcdef0"), DeleteOnTermination: aws.Bool(true)}}},
	}
}

func TestRegisterAndDescribe(t *testing.T) {
	impl := &images{}
	_, client := start(t, impl)
	out, err := client.RegisterImage(context.Background(), request())
	require.NoError(t, err)
	assert.Equal(t, "ami-0123456789abcdef0", *out.ImageId)
	require.Len(t, impl.registered, 1)
	assert.Equal(t, request(), impl.registered[0])
	described, err := client.DescribeImages(context.Background(), &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	require.Len(t, described.Images, 1)
	assert.Equal(t, "image (1) of 'ours'", *described.Images[0].Name)
}

func codeOf(t *testing.T, err error) string {
	t.Helper()
	var e smithy.APIError
	require.ErrorAs(t, err, &e)
	return e.ErrorCode()
}

func TestRulesOfTheModel(t *testing.T) {
	impl := &images{}
	_, client := start(t, impl)
	in := request()
	in.Name = nil
	_, err := client.RegisterImage(context.Background(), in)
	assert.Equal(t, "MissingParameter", codeOf(t, err))
	in = request()
	in.BlockDeviceMappings[0].Ebs.VolumeType = types.VolumeTypeIo1 // without Iops
	_, err = client.RegisterImage(context.Background(), in)
	assert.Equal(t, "InvalidParameterValue", codeOf(t, err))
	assert.Empty(t, impl.registered)
	_, err = client.CopyImage(context.Background(),
		&ec2.CopyImageInput{Name: aws.String("copy"), SourceImageId: aws.String("ami-0123456789abcdef0"),
			SourceRegion: aws.String("eu-north-1")})
	assert.Equal(t, "InvalidAction", codeOf(t, err), "an operation that is left out")
}

// TestSignatures verifies requests of AWS's signer, and changes each part that the
// signature covers.
func TestSignatures(t *testing.T) {
	now := time.Now()
	verifier := &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}, Now: func() time.Time { return now }}
	server, client := start(t, &images{}, func(o *ec2http.Options) { o.Authorize = ec2http.Verify(verifier) })
	register := func(client *ec2.Client) error {
		_, err := client.RegisterImage(context.Background(), request())
		return err
	}
	with := func(change func(*ec2.Options)) *ec2.Client {
		options := client.Options()
		// the signer remembers the keys that it has derived, by access key
		options.HTTPSignerV4, options.AuthSchemes = nil, nil
		return ec2.New(options, change)
	}
	require.NoError(t, register(client))

	assert.Equal(t, "SignatureDoesNotMatch", codeOf(t, register(with(func(o *ec2.Options) {
		o.Credentials = keys{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "Secret"}
	}))))
	assert.Equal(t, "SignatureDoesNotMatch", codeOf(t, register(with(func(o *ec2.Options) {
		o.Credentials = keys{AccessKeyID: "AKIDOTHER", SecretAccessKey: "secret"}
	}))))
	assert.Equal(t, "AuthFailure", codeOf(t,
		register(with(func(o *ec2.Options) { o.Credentials = aws.AnonymousCredentials{} }))))

	for name, change := range map[string]func(r *http.Request){
		"the body":    func(r *http.Request) { r.Body = changed(r.Body) },
		"the query":   func(r *http.Request) { r.URL.RawQuery = "x=y" },
		"the path":    func(r *http.Request) { r.URL.Path = "/other" },
		"a header":    func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "other") },
		"the region":  func(r *http.Request) { replaceAuthorization(r, "eu-north-1", "eu-west-1") },
		"the content": func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") },
	} {
		err := register(with(func(o *ec2.Options) { o.HTTPClient = tamper{server.Client(), change} }))
		assert.Equal(t, "SignatureDoesNotMatch", codeOf(t, err), name)
	}

	now = now.Add(time.Hour)
	assert.Equal(t, "RequestExpired", codeOf(t, register(client)))
}

// A tamper changes requests after they were signed.
type tamper struct {
	client *http.Client
	change func(*http.Request)
}

func (c tamper) Do(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	c.change(r)
	return c.client.Do(r)
}

func changed(body io.Reader) io.ReadCloser {
	data, _ := io.ReadAll(body)
	return io.NopCloser(strings.NewReader(strings.Replace(string(data), "hvm", "HVM", 1))) // of the same length
}

func replaceAuthorization(r *http.Request, old, now string) {
	r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, now, 1))
}
