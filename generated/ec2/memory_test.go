package ec2

// This file tests that the client's decoder does not use much more memory than the
// size of the response.

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// describe calls DescribeImages on a server that sends body, and returns the bytes
// allocated meanwhile: by all goroutines, garbage included, so the heap was never larger.
func describe(t *testing.T, header map[string]string, body func(io.Writer)) (allocated uint64, err error) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		time.Sleep(10 * time.Millisecond) // smithy-go closes a request that net/http has not seen the end of
		for name, value := range header {
			w.Header().Set(name, value)
		}
		body(w)
	}))
	defer server.Close()
	client := New(Options{Region: "eu-west-1", BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{}})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = client.DescribeImages(context.Background(), nil)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, err
}

const (
	opening = `<DescribeImagesResponse><imagesSet>`
	closing = `</imagesSet></DescribeImagesResponse>`
	mega    = 1 << 20
)

// repeat writes s n times, in few writes.
func repeat(w io.Writer, s string, n int) {
	const group = 1000
	block := strings.Repeat(s, group)
	for ; n >= group; n -= group {
		io.WriteString(w, block)
	}
	io.WriteString(w, strings.Repeat(s, n))
}

// TestMemoryOfPackedItems: 14 MB of empty images, 20 KB on the wire, took 3 GB.
func TestMemoryOfPackedItems(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, opening)
	repeat(z, "<item/>", 2_000_000)
	io.WriteString(z, closing)
	require.NoError(t, z.Close())
	allocated, err := describe(t, map[string]string{"Content-Encoding": "gzip"},
		func(w io.Writer) { w.Write(packed.Bytes()) })
	assert.ErrorContains(t, err, "times its size")
	assert.Less(t, allocated, uint64(50*mega))
}

// TestMemoryOfItems: 63 MB of empty images took 14.5 GB.
func TestMemoryOfItems(t *testing.T) {
	allocated, err := describe(t, nil, func(w io.Writer) {
		io.WriteString(w, opening)
		repeat(w, "<item/>", 9_000_000)
		io.WriteString(w, closing)
	})
	assert.ErrorContains(t, err, "bytes of memory over the limit of")
	assert.Less(t, allocated, uint64(8*63*mega))
}

// TestMemoryOfPackedText: 3 MB of gzip, of blanks, took 4.2 GB before the limit of
// 1 GiB was found to be passed.
func TestMemoryOfPackedText(t *testing.T) {
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	z.Write(bytes.Repeat([]byte(" "), mega))
	require.NoError(t, z.Close())
	sent := bytes.Repeat(member.Bytes(), 3*mega/member.Len())
	allocated, err := describe(t, map[string]string{"Content-Encoding": "gzip"}, func(w io.Writer) { w.Write(sent) })
	assert.ErrorContains(t, err, "times its size")
	assert.Less(t, allocated, uint64(50*mega))
}

// TestMemoryOfEndlessText: what is not packed ends at the limit, and takes no more than
// that and the buffers before.
func TestMemoryOfEndlessText(t *testing.T) {
	allocated, err := describe(t, nil, func(w io.Writer) { repeat(w, strings.Repeat(" ", 1000), 300*1000) })
	assert.ErrorContains(t, err, "the response is larger than 268435456 bytes")
	assert.Less(t, allocated, uint64(3*256*mega))
}

// TestMemoryOfClaims: a Content-Length is a claim, of which some is believed.
func TestMemoryOfClaims(t *testing.T) {
	allocated, err := describe(t, map[string]string{"Content-Length": "250000000"},
		func(w io.Writer) { io.WriteString(w, opening) })
	assert.Error(t, err)
	assert.Less(t, allocated, uint64(20*mega))
}

// TestMemoryOfImages: a response as EC2 sends it takes a small multiple of its size,
// packed or not, and is nowhere near a limit. The server's memory is counted as well.
func TestMemoryOfImages(t *testing.T) {
	document := manyImages(50_000)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(document)
	require.NoError(t, z.Close())
	t.Logf("%d bytes, packed %d", len(document), packed.Len())
	for name, send := range map[string]struct {
		header map[string]string
		body   []byte
	}{
		"with its length": {map[string]string{"Content-Length": strconv.Itoa(len(document))}, document},
		"packed":          {map[string]string{"Content-Encoding": "gzip"}, packed.Bytes()},
	} {
		t.Run(name, func(t *testing.T) {
			allocated, err := describe(t, send.header, func(w io.Writer) { w.Write(send.body) })
			require.NoError(t, err)
			assert.Less(t, allocated, uint64(6*len(document)))
			t.Logf("%.1f bytes allocated for each byte", float64(allocated)/float64(len(document)))
		})
	}
}
