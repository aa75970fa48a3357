package awsclient

// This file unpacks compressed responses in the place of net/http's Transport, which
// does not say how many bytes came over the wire: 20 KB can unpack to 20 MB.

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// How far a response may unpack. EC2's own responses stay below 40 times their size on
// the wire, since each item has a random id.
const (
	maxRatio      = 200
	freeOfRatio   = 1 << 20
	acceptHeader  = "Accept-Encoding"
	contentHeader = "Content-Encoding"
)

// asksForGzip reports whether the client is a plain one of net/http or of the SDK, whose
// Transport would ask for gzip and unpack it. Others may record or replay requests,
// and see what the SDK sends.
func asksForGzip(client HTTPClient) bool {
	switch client := client.(type) {
	case *awshttp.BuildableClient:
		return !client.GetTransport().DisableCompression
	case *http.Client:
		transport := client.Transport
		if transport == nil {
			transport = http.DefaultTransport
		}
		plain, ok := transport.(*http.Transport)
		return ok && !plain.DisableCompression
	}
	return false
}

// httpClient is the client that sends requests. Options.HTTPClient seldom changes from
// call to call, and looking into the SDK's copies a Transport.
func (p *pipeline) httpClient() HTTPClient {
	client := p.options.HTTPClient
	own, ok := client.(*awshttp.BuildableClient)
	if ok && own == p.client.options.HTTPClient && p.client.gzips || !ok && asksForGzip(client) {
		return gunzipper{client}
	}
	return client
}

// A gunzipper is an HTTPClient that asks for gzip and unpacks it, as the Transport below
// it would.
type gunzipper struct{ HTTPClient }

func (g gunzipper) Do(r *http.Request) (*http.Response, error) {
	if r.Header.Get(acceptHeader) != "" || r.Header.Get("Range") != "" {
		return g.HTTPClient.Do(r)
	}
	r.Header.Set(acceptHeader, "gzip") // not signed, as the Transport's own is not
	response, err := g.HTTPClient.Do(r)
	if err != nil || response.ContentLength == 0 || !strings.EqualFold(response.Header.Get(contentHeader), "gzip") {
		return response, err
	}
	response.Body = &unpacked{packed: response.Body}
	response.Header.Del(contentHeader)
	response.Header.Del("Content-Length")
	response.ContentLength, response.Uncompressed = -1, true
	return response, nil
}

// unpacked is the body of a gzipped response.
type unpacked struct {
	packed   io.ReadCloser
	in, out  int64 // bytes read from packed, and returned
	gzip     *gzip.Reader
	gzipFail error
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.gzip == nil && u.gzipFail == nil {
		u.gzip, u.gzipFail = gzip.NewReader(counted{u})
	}
	if u.gzipFail != nil {
		return 0, u.gzipFail
	}
	n, err := u.gzip.Read(p)
	if u.out += int64(n); u.out > freeOfRatio+maxRatio*u.in {
		u.gzipFail = fmt.Errorf("the response is more than %d times its size on the wire", maxRatio)
		return 0, u.gzipFail
	}
	return n, err
}

func (u *unpacked) Close() error { return u.packed.Close() }

// counted reads the packed bytes.
type counted struct{ *unpacked }

func (c counted) Read(p []byte) (int, error) {
	n, err := c.packed.Read(p)
	c.in += int64(n)
	return n, err
}
