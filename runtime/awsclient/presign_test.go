package awsclient

// This file tests presigned requests, host prefixes and compressed bodies without
// sending requests.

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
)

// A requestRecorder records the request and returns an empty response.
type requestRecorder struct {
	request *http.Request
	body    []byte
}

func (r *requestRecorder) Do(req *http.Request) (*http.Response, error) {
	r.request = req
	if req.Body != nil {
		r.body, _ = io.ReadAll(req.Body)
	}
	return &http.Response{StatusCode: 200, Header: http.Header{},
		Body: io.NopCloser(strings.NewReader("<PingResponse/>"))}, nil
}

func recording(optFns ...func(*Options)) (*Client, *requestRecorder) {
	r := &requestRecorder{}
	service := Service{ID: "EC2", APIVersion: "2016-11-15", EndpointPrefix: "ec2", SigningName: "ec2"}
	return New(service, Options{Region: "eu-west-1", Credentials: keys{}, HTTPClient: r,
		IdempotencyTokenProvider: fixedToken{}}, optFns...), r
}

func TestPresign(t *testing.T) {
	client, r := recording()
	op := &Operation[pingInput, pingOutput]{Name: "Ping", Encode: ping.Encode}
	p := NewPresignClient(client, WithPresignClientFromClientOptions(func(o *Options) { o.Region = "us-west-2" }))
	got, err := Presign(context.Background(), p, op, &pingInput{Name: aws.String("a b")}, nil)
	require.NoError(t, err)
	assert.Nil(t, r.request, "nothing is sent")
	assert.Equal(t, "GET", got.Method)
	u, err := url.Parse(got.URL)
	require.NoError(t, err)
	assert.Equal(t, "ec2.us-west-2.amazonaws.com", u.Host)
	query := u.Query()
	assert.Equal(t, "Ping", query.Get("Action"))
	assert.Equal(t, "a b", query.Get("Name"))
	assert.Contains(t, query.Get("X-Amz-Credential"), "/us-west-2/ec2/aws4_request")
	assert.Equal(t, "SESSION", query.Get("X-Amz-Security-Token"))
	assert.Len(t, query.Get("X-Amz-Signature"), 64)

	_, err = Presign(context.Background(), NewPresignClient(nil), op, nil, nil)
	assert.Error(t, err, "a client without a region")
}

// copyInput is the input of an operation that copies between regions.
type copyInput struct{ Source, URL, Destination *string }

var copying = Operation[copyInput, pingOutput]{
	Name: "Copy",
	Encode: func(w *ec2query.Writer, in *copyInput) {
		w.Text("Action", "Copy")
		w.String("Destination", in.Destination)
		w.String("Source", in.Source)
		w.String("Url", in.URL)
	},
	Regions: func(in *copyInput) PresignedCopy {
		return PresignedCopy{Source: in.Source, URL: &in.URL, Destination: &in.Destination}
	},
}

func TestPresignedCopy(t *testing.T) {
	client, r := recording()
	in := &copyInput{Source: aws.String("us-east-1")}
	_, err := Call(context.Background(), client, &copying, in, nil)
	require.NoError(t, err)
	assert.Equal(t, &copyInput{Source: aws.String("us-east-1")}, in, "the caller's input does not change")
	sent, err := url.ParseQuery(string(r.body))
	require.NoError(t, err)
	assert.Empty(t, sent.Get("Destination"))
	presigned, err := url.Parse(sent.Get("Url"))
	require.NoError(t, err)
	assert.Equal(t, "ec2.us-east-1.amazonaws.com", presigned.Host)
	assert.Equal(t, "eu-west-1", presigned.Query().Get("Destination"))
	assert.Contains(t, presigned.Query().Get("X-Amz-Credential"), "/us-east-1/ec2/")

	for _, in := range []*copyInput{{}, {Source: aws.String("us-east-1"), URL: aws.String("mine")}} {
		_, err = Call(context.Background(), client, &copying, in, nil)
		require.NoError(t, err)
		sent, err = url.ParseQuery(string(r.body))
		require.NoError(t, err)
		assert.Equal(t, aws.ToString(in.URL), sent.Get("Url"))
	}
}

func TestHostPrefix(t *testing.T) {
	client, r := recording()
	op := &Operation[pingInput, pingOutput]{Name: "Ping", Encode: ping.Encode,
		HostPrefix: func(in *pingInput) (string, error) {
			return HostPrefix("{Name}.data-", map[string]*string{"Name": in.Name})
		}}
	_, err := Call(context.Background(), client, op, &pingInput{Name: aws.String("a")}, nil)
	require.NoError(t, err)
	assert.Equal(t, "a.data-ec2.eu-west-1.amazonaws.com", r.request.URL.Host)
	_, err = Call(context.Background(), client, op, &pingInput{Name: aws.String("a/b")}, nil)
	assert.ErrorContains(t, err, "input member Name must be a valid host label")
}

func TestCompression(t *testing.T) {
	op := &Operation[pingInput, pingOutput]{Name: "Ping", Encode: ping.Encode, Compression: true}
	in := &pingInput{Name: aws.String(strings.Repeat("a", 20000))}
	for name, c := range map[string]struct {
		change func(*Options)
		zipped bool
	}{
		"large":       {func(*Options) {}, true},
		"small":       {func(o *Options) { o.RequestMinCompressSizeBytes = 30000 }, false},
		"not allowed": {func(o *Options) { o.DisableRequestCompression = true }, false},
	} {
		client, r := recording(c.change)
		_, err := Call(context.Background(), client, op, in, nil)
		require.NoError(t, err, name)
		assert.Equal(t, c.zipped, r.request.Header.Get("Content-Encoding") == "gzip", name)
		if c.zipped {
			unzip, err := gzip.NewReader(bytes.NewReader(r.body))
			require.NoError(t, err)
			r.body, err = io.ReadAll(unzip)
			require.NoError(t, err)
		}
		assert.Contains(t, string(r.body), *in.Name, name)
	}
}
