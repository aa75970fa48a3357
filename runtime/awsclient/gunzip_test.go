package awsclient

// This file tests that decompression here differs from the Transport's only by the
// limit.

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// recorder is a custom RoundTripper.
type recorder struct{ asked *string }

func (r recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	*r.asked = request.Header.Get("Accept-Encoding")
	return http.DefaultTransport.RoundTrip(request)
}

// TestGzipIsUnpackedForAllClients: with any client, requests accept gzip and
// middleware sees decompressed responses, as with a Transport that does both.
func TestGzipIsUnpackedForAllClients(t *testing.T) {
	var seen string
	for name, sender := range map[string]HTTPClient{
		"the SDK's":       awshttp.NewBuildableClient(),
		"plain":           http.DefaultClient,
		"with a recorder": &http.Client{Transport: recorder{&seen}},
	} {
		t.Run(name, func(t *testing.T) {
			var asked string
			client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked = r.Header.Get("Accept-Encoding")
				w.Header().Set("Content-Encoding", "gzip")
				z := gzip.NewWriter(w)
				io.WriteString(z, pong)
				z.Close()
			})
			out, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
				[]func(*Options){func(o *Options) { o.HTTPClient = sender }})
			require.NoError(t, err)
			assert.Equal(t, "pong", aws.ToString(out.Answer))
			assert.Equal(t, "gzip", asked)
			raw := awsmiddleware.GetRawResponse(out.ResultMetadata).(*smithyhttp.Response)
			assert.True(t, raw.Uncompressed)
			assert.Empty(t, raw.Header.Get("Content-Encoding"))
			assert.EqualValues(t, -1, raw.ContentLength)
		})
	}
	assert.Empty(t, seen, "the caller's RoundTripper sees what the SDK sends")
}

// TestCompressionThatIsOff stays off.
func TestCompressionThatIsOff(t *testing.T) {
	off := &http.Transport{DisableCompression: true}
	for _, sender := range []HTTPClient{
		&http.Client{Transport: off},
		awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) { t.DisableCompression = true }),
	} {
		client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			assert.Empty(t, r.Header.Get("Accept-Encoding"))
			respond(200, pong)(w, r)
		})
		_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
			[]func(*Options){func(o *Options) { o.HTTPClient = sender }})
		require.NoError(t, err)
	}
}

func TestDamagedGzip(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, pong)
	})
	_, err := Call(context.Background(), client, &ping, &pingInput{Name: aws.String("x")},
		[]func(*Options){func(o *Options) { o.Retryer = aws.NopRetryer{} }})
	assert.ErrorIs(t, err, gzip.ErrHeader)
}

// TestReadAll: buffers grow up to a length or a limit.
func TestReadAll(t *testing.T) {
	for _, c := range []struct{ sent, length, limit, capacity int64 }{
		{0, -1, 100, 101},
		{100, -1, 100, 101},
		{500, -1, 100, 101},
		{100, 100, 1 << 30, 101},
		{100, 1 << 40, 1 << 50, believedLength},
		{1 << 20, -1, 1 << 20, 1<<20 + 1},
		{30 << 20, 30 << 20, 1 << 62, 30<<20 + 1},
	} {
		body, err := readAll(bytes.NewReader(make([]byte, c.sent)), c.length, c.limit)
		require.NoError(t, err)
		assert.EqualValues(t, atMost(c.sent, c.limit+1), len(body))
		assert.LessOrEqual(t, int64(cap(body)), c.capacity)
	}
}
