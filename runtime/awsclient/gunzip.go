package awsclient

// This file decompresses responses instead of net/http's Transport, which does not
// report the number of bytes received: 20 KB can decompress to 20 MB.

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// Limits of decompression. EC2's own responses have at most 40 times their
// compressed size, since each item has a random id.
const (
	maxRatio      = 200
	freeOfRatio   = 1 << 20
	acceptHeader  = "Accept-Encoding"
	contentHeader = "Content-Encoding"
)

// requestsGzip reports whether the client is a plain one of net/http or of the SDK,
// whose Transport would request gzip and decompress it. Other clients may record or
// replay requests, so they see what the SDK sends.
func requestsGzip(client HTTPClient) bool {
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

// httpClient returns the client that sends requests. It inspects Options.HTTPClient
// only if a call has changed it, because inspecting the SDK's client copies a
// Transport.
func (p *pipeline) httpClient() HTTPClient {
	client := p.options.HTTPClient
	own, ok := client.(*awshttp.BuildableClient)
	if ok && own == p.client.options.HTTPClient && p.client.gzips || !ok && requestsGzip(client) {
		return gunzipper{client}
	}
	return client
}

// A gunzipper is an HTTPClient that requests gzip and decompresses it, as the
// Transport below it would.
type gunzipper struct{ HTTPClient }

func (g gunzipper) Do(r *http.Request) (*http.Response, error) {
	if r.Header.Get(acceptHeader) != "" || r.Header.Get("Range") != "" {
		return g.HTTPClient.Do(r)
	}
	r.Header.Set(acceptHeader, "gzip") // not signed, like the Transport's own header
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

// unpacked is the decompressed body of a gzipped response.
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
		u.gzipFail = fmt.Errorf("the response decompresses to more than %d times its size", maxRatio)
		return 0, u.gzipFail
	}
	return n, err
}

func (u *unpacked) Close() error { return u.packed.Close() }

// counted reads and counts the compressed bytes.
type counted struct{ *unpacked }

func (c counted) Read(p []byte) (int, error) {
	n, err := c.packed.Read(p)
	c.in += int64(n)
	return n, err
}
