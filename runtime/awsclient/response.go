package awsclient

// This file turns an HTTP response into an output or an error.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/protocol/ec2query"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// decode reads the response of one attempt.
func (p *pipeline) decode(ctx context.Context, in middleware.DeserializeInput,
	next middleware.DeserializeHandler) (out middleware.DeserializeOutput, metadata middleware.Metadata, err error) {
	out, metadata, err = next.HandleDeserialize(ctx, in)
	if err != nil {
		return out, metadata, err
	}
	response, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok {
		return out, metadata, &smithy.DeserializationError{Err: fmt.Errorf("unknown transport type %T", out.RawResponse)}
	}
	_, span := p.startSpan(ctx, "OperationDeserializer")
	defer span.end()
	err = p.timed(ctx, deserializeDuration, func() error {
		out.Result, err = p.result(ctx, response, &metadata)
		return err
	})
	return out, metadata, err
}

// result reads an output, or the error of an error response.
func (p *pipeline) result(ctx context.Context, response *smithyhttp.Response,
	metadata *middleware.Metadata) (any, error) {
	body, err := p.read(response)
	if err != nil {
		return nil, &smithy.DeserializationError{Err: fmt.Errorf("failed to read response body, %w", err),
			Snapshot: snapshot(body)}
	}
	if response.StatusCode < 200 || response.StatusCode >= 300 {
		return nil, p.failure(body, metadata)
	}
	result := p.op.newOutput()
	if p.op.decode == nil {
		return result, nil
	}
	d := ec2xml.NewDecoder(body, ec2xml.Limits{Bytes: -1}) // read has already limited the size
	p.op.decode(d, result)
	err = d.Err()
	if err == nil && len(bytes.TrimSpace(body)) > 0 && !bytes.Contains(body, []byte("<")) {
		// An empty body is an empty output, as in the SDK; text without an element
		// is an error.
		err = errors.New("the response is not XML")
	}
	if err != nil {
		return result, &smithy.DeserializationError{Err: fmt.Errorf("failed to decode response body, %w", err),
			Snapshot: snapshot(body)}
	}
	p.reportUnknown(ctx, d.UnknownElements(), metadata)
	return result, nil
}

// read reads the whole body into memory, up to the limit, and closes it without
// waiting for data beyond the limit.
func (p *pipeline) read(response *smithyhttp.Response) ([]byte, error) {
	limit := p.options.MaxResponseBytes
	if limit <= 0 {
		limit = DefaultMaxResponseBytes
	}
	defer response.Body.Close()
	body, err := readAll(response.Body, response.ContentLength, limit)
	if err == nil && int64(len(body)) > limit {
		return body[:limit], fmt.Errorf("the response is larger than %d bytes; request fewer results, or raise "+
			"Options.MaxResponseBytes", limit)
	}
	return body, err
}

// believedLength limits the buffer that is allocated for a Content-Length, which
// may be false. Beyond it, the buffer grows with the data.
const believedLength = 8 << 20

// readAll reads at most limit bytes, plus one to detect a larger body. length is the
// Content-Length, or negative. The buffer doubles, but never past length or limit.
func readAll(r io.Reader, length, limit int64) ([]byte, error) {
	most := limit
	if length >= 0 && length < limit {
		most = length
	}
	if most < math.MaxInt64 {
		most++
	}
	body := make([]byte, 0, atMost(most, atMost(atLeast(length+1, 4<<10), believedLength)))
	for {
		n, err := r.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case err == io.EOF:
			return body, nil
		case err != nil, int64(len(body)) > limit:
			return body, err
		}
		if len(body) == cap(body) {
			body = append(make([]byte, 0, nextSize(int64(cap(body)), most)), body...)
		}
	}
}

// nextSize returns twice the size, or most if that is not much larger.
func nextSize(size, most int64) int64 {
	if twice := 2 * size; twice < most-most/8 || most <= size {
		return twice
	}
	return most
}

func atMost(n, limit int64) int64 {
	if n > limit {
		return limit
	}
	return n
}

func atLeast(n, limit int64) int64 {
	if n < limit {
		return limit
	}
	return n
}

// failure returns the error of an error response.
func (p *pipeline) failure(body []byte, metadata *middleware.Metadata) error {
	failed, err := ec2xml.ParseError(body)
	if err != nil {
		// For a proxy's HTML page or half a response, the SDK's core has the error
		// texts; it also reads pages that happen to be XML.
		components, err := ec2query.GetErrorResponseComponents(bytes.NewReader(body))
		if err != nil {
			return err
		}
		failed = ec2xml.Error{Code: components.Code, Message: components.Message, RequestID: components.RequestID}
	}
	if failed.RequestID != "" {
		awsmiddleware.SetRequestIDMetadata(metadata, failed.RequestID)
	}
	for _, text := range []*string{&failed.Code, &failed.Message} {
		if *text == "" {
			*text = "UnknownError" // as in the SDK
		}
	}
	generic := &smithy.GenericAPIError{Code: failed.Code, Message: failed.Message}
	if typed := p.client.service.Errors; typed != nil {
		return typed(failed.Code, failed.Message, body, generic)
	}
	return generic
}

type unknownKey struct{}

// reportUnknown reports elements that the model lacks.
func (p *pipeline) reportUnknown(ctx context.Context, paths []string, metadata *middleware.Metadata) {
	if len(paths) == 0 {
		return
	}
	metadata.Set(unknownKey{}, paths)
	if p.options.OnUnknownElement != nil {
		for _, path := range paths {
			p.options.OnUnknownElement(ctx, p.op.name, path)
		}
	}
}

// UnknownElements returns the paths of the response's elements that the model lacks,
// from an output's ResultMetadata.
func UnknownElements(metadata middleware.Metadata) []string {
	paths, _ := metadata.Get(unknownKey{}).([]string)
	return paths
}

// snapshot returns the beginning of a body, for an error that shows it.
func snapshot(body []byte) []byte {
	const most = 1024
	if len(body) > most {
		body = body[:most]
	}
	return []byte(strings.ToValidUTF8(string(body), "\uFFFD"))
}
