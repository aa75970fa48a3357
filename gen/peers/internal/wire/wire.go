// Package wire replaces the network: it has a transport that records requests and
// returns configured responses, and the comparison of two such requests.
package wire

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
)

// Request has the relevant parts of a client's request.
type Request struct {
	Method, Scheme, Host, Path, RawQuery string
	Header                               http.Header
	Body                                 []byte
	ContentLength                        int64
}

// Response is a response of the transport. The zero value is 200 with an empty
// body.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	Err    error // of the connection: no response at all
}

// Transport responds to every request with Next and records it in Requests. It is
// not safe for concurrent use.
type Transport struct {
	Next     Response
	Requests []Request
}

// Do is the HTTPClient of both clients.
func (t *Transport) Do(r *http.Request) (*http.Response, error) {
	kept := Request{
		Method: r.Method, Scheme: r.URL.Scheme, Host: r.URL.Host, Path: r.URL.Path, RawQuery: r.URL.RawQuery,
		Header: r.Header.Clone(), ContentLength: r.ContentLength,
	}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		kept.Body = body
		r.Body.Close()
	}
	t.Requests = append(t.Requests, kept)
	if t.Next.Err != nil {
		return nil, t.Next.Err
	}
	status := t.Next.Status
	if status == 0 {
		status = http.StatusOK
	}
	header := t.Next.Header.Clone()
	if header == nil {
		header = http.Header{"Content-Type": {"text/xml;charset=UTF-8"}}
	}
	return &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(t.Next.Body)), ContentLength: int64(len(t.Next.Body)), Request: r,
	}, nil
}

// Last returns the last request and clears all, or nil if nothing was sent.
func (t *Transport) Last() *Request {
	if len(t.Requests) == 0 {
		return nil
	}
	last := t.Requests[len(t.Requests)-1]
	t.Requests = t.Requests[:0]
	return &last
}

// Diff returns the differences of two requests, one per line, or nothing if they
// are equal on the wire. Bodies are compared byte for byte; of the headers, only
// Content-Type and Content-Length.
func Diff(a, b *Request) []string {
	if a == nil || b == nil {
		if a == b {
			return nil
		}
		return []string{fmt.Sprintf("sent: %v, %v", a != nil, b != nil)}
	}
	var lines []string
	differ := func(what, x, y string) {
		if x != y {
			lines = append(lines, fmt.Sprintf("%s: %q, %q", what, x, y))
		}
	}
	differ("method", a.Method, b.Method)
	differ("url", a.Scheme+"://"+a.Host+a.Path+"?"+a.RawQuery, b.Scheme+"://"+b.Host+b.Path+"?"+b.RawQuery)
	differ("content type", strings.Join(a.Header["Content-Type"], ","), strings.Join(b.Header["Content-Type"], ","))
	differ("content length", strconv.FormatInt(a.ContentLength, 10), strconv.FormatInt(b.ContentLength, 10))
	if !bytes.Equal(a.Body, b.Body) {
		lines = append(lines, bodyDiff(string(a.Body), string(b.Body))...)
	}
	return lines
}

// bodyDiff names the different keys, or says that only the order or the escaping
// differs.
func bodyDiff(a, b string) []string {
	formA, errA := url.ParseQuery(a)
	formB, errB := url.ParseQuery(b)
	if errA != nil || errB != nil {
		return []string{fmt.Sprintf("body cannot be read: %v, %v", errA, errB)}
	}
	keys := map[string]bool{}
	for key := range formA {
		keys[key] = true
	}
	for key := range formB {
		keys[key] = true
	}
	var lines []string
	for key := range keys {
		if x, y := fmt.Sprintf("%q", formA[key]), fmt.Sprintf("%q", formB[key]); x != y {
			lines = append(lines, fmt.Sprintf("key %s: %.200s, %.200s", key, x, y))
		}
	}
	sort.Strings(lines)
	if len(lines) == 0 {
		return []string{"same keys and values, other bytes: " + firstByte(a, b)}
	}
	if len(lines) > 20 {
		lines = lines[:20]
	}
	return lines
}

func firstByte(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	start := max(0, i-60)
	return fmt.Sprintf("at byte %d: %q, %q", i, a[start:min(len(a), i+60)], b[start:min(len(b), i+60)])
}
