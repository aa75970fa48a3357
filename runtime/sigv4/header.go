// Package sigv4 verifies Signature Version 4 in the header of requests. It is the
// server-side counterpart of aws-sdk-go-v2/aws/signer/v4, for tests and fakes of
// EC2: the caller provides the secrets. It imports the standard library and
// ec2query, whose parser also reads the verified requests.
package sigv4

// This file reads the Authorization header.

import (
	"errors"
	"net/http"
	"strings"
)

// Algorithm is the only supported signing algorithm.
const Algorithm = "AWS4-HMAC-SHA256"

// A Header is a parsed Authorization header. The zero value means that there is no
// signature.
type Header struct {
	AccessKey     string
	Date          string // of the scope: "20221003"
	Region        string
	Service       string   // "ec2"
	SignedHeaders []string // lower case, in the header's order
	Signature     string   // hex
}

// ErrNoHeader means that a request has no signature in its header.
var ErrNoHeader = errors.New("the request has no Authorization header")

// Parse reads the Authorization header of a request, without verifying anything.
func Parse(r *http.Request) (*Header, error) {
	text := r.Header.Get("Authorization")
	if text == "" {
		return nil, ErrNoHeader
	}
	if len(r.Header.Values("Authorization")) > 1 {
		return nil, errors.New("the request has several Authorization headers; send one")
	}
	algorithm, rest, _ := strings.Cut(text, " ")
	if algorithm != Algorithm {
		return nil, errors.New("the Authorization header must begin with " + Algorithm)
	}
	fields := map[string]string{}
	for _, part := range strings.Split(rest, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if _, twice := fields[key]; twice {
			return nil, errors.New("the Authorization header has a duplicate " + quote(key))
		}
		fields[key] = value
	}
	scope := strings.Split(fields["Credential"], "/")
	if len(scope) != 5 || scope[4] != "aws4_request" {
		return nil, errors.New("Credential must be KEY/DATE/REGION/SERVICE/aws4_request")
	}
	h := &Header{AccessKey: scope[0], Date: scope[1], Region: scope[2], Service: scope[3], Signature: fields["Signature"]}
	if fields["SignedHeaders"] != "" {
		h.SignedHeaders = strings.Split(fields["SignedHeaders"], ";")
	}
	if h.AccessKey == "" || h.Signature == "" || len(h.SignedHeaders) == 0 {
		return nil, errors.New("Credential, SignedHeaders and Signature are required")
	}
	return h, nil
}
