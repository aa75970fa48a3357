// This file gets the measured parts of the two clients.

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	_ "unsafe" // for go:linkname

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/gen/peers/internal/mirror"
	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// The encoder and decoder of the generated package are not exported; go:linkname
// accesses them.

//go:linkname encodeRegisterImageInput github.com/ec2gen/ec2gen/generated/ec2.encodeRegisterImageInput
func encodeRegisterImageInput(w *ec2query.Writer, in *ec2.RegisterImageInput)

//go:linkname decodeDescribeImagesOutput github.com/ec2gen/ec2gen/generated/ec2.decodeDescribeImagesOutput
func decodeDescribeImagesOutput(d *ec2xml.Decoder, out *ec2.DescribeImagesOutput)

// sides has the shared state. Each method does one piece of work; encoders return
// the body.
type sides struct {
	sdkIn  *sdk.RegisterImageInput
	oursIn *ec2.RegisterImageInput

	sdkSerializer, oursSerializer     middleware.SerializeMiddleware
	sdkDeserializer, oursDeserializer middleware.DeserializeMiddleware

	sdkClient  *sdk.Client
	oursClient *ec2.Client

	writer   ec2query.Writer
	buffer   []byte
	body     []byte
	document []byte
	decoded  int // images that the last decoder found
}

func newSides() (*sides, error) {
	s := &sides{sdkIn: fullRequest(), oursIn: &ec2.RegisterImageInput{}, buffer: make([]byte, 0, 4096),
		document: manyImages()}
	if err := mirror.Copy(s.oursIn, s.sdkIn); err != nil {
		return nil, err
	}
	theirs, mine := &catcher{}, &catcher{}
	sdkClient, oursClient := sdk.New(sdk.Options{Region: "us-east-1"}), ec2.New(ec2.Options{Region: "us-east-1"})
	ctx := context.Background()
	sdkClient.RegisterImage(ctx, s.sdkIn, sdk.WithAPIOptions(theirs.catch))
	oursClient.RegisterImage(ctx, s.oursIn, ec2.WithAPIOptions(mine.catch))
	s.sdkSerializer, s.oursSerializer = theirs.serializer, mine.serializer
	sdkClient.DescribeImages(ctx, nil, sdk.WithAPIOptions(theirs.catch))
	oursClient.DescribeImages(ctx, nil, ec2.WithAPIOptions(mine.catch))
	s.sdkDeserializer, s.oursDeserializer = theirs.deserializer, mine.deserializer
	if s.sdkSerializer == nil || s.oursSerializer == nil || s.sdkDeserializer == nil || s.oursDeserializer == nil {
		return nil, errors.New("a client has no OperationSerializer or no OperationDeserializer")
	}
	credentials := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "SECRET"}, nil
	})
	s.sdkClient = sdk.New(sdk.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: registered{}})
	s.oursClient = ec2.New(ec2.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: registered{}})
	return s, nil
}

// A catcher stores two middlewares of a call and stops it.
type catcher struct {
	serializer   middleware.SerializeMiddleware
	deserializer middleware.DeserializeMiddleware
}

func (c *catcher) catch(stack *middleware.Stack) error {
	c.serializer, _ = stack.Serialize.Get("OperationSerializer")
	c.deserializer, _ = stack.Deserialize.Get("OperationDeserializer")
	return errors.New("seen enough")
}

func (s *sides) sdkEncode() []byte  { return serialize(s.sdkSerializer, s.sdkIn) }
func (s *sides) oursEncode() []byte { return serialize(s.oursSerializer, s.oursIn) }

// coreEncode is the part of an encoding middleware in the SDK's core and net/http:
// creating the request and setting an existing body.
func (s *sides) coreEncode() []byte {
	return serialize(middleware.SerializeMiddlewareFunc("core",
		func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput,
			middleware.Metadata, error) {
			req := in.Request.(*smithyhttp.Request)
			req.Method = "POST"
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			in.Request, _ = req.SetStream(bytes.NewReader(s.body))
			return next.HandleSerialize(ctx, in)
		}), s.oursIn)
}

// sdkCall and oursCall are whole calls, signed and retried, with a response that costs nothing.
func (s *sides) sdkCall() []byte {
	if _, err := s.sdkClient.RegisterImage(context.Background(), s.sdkIn); err != nil {
		panic(err)
	}
	return nil
}

func (s *sides) oursCall() []byte {
	if _, err := s.oursClient.RegisterImage(context.Background(), s.oursIn); err != nil {
		panic(err)
	}
	return nil
}

// registered returns a server's response to RegisterImage, without a server.
type registered struct{}

func (registered) Do(*http.Request) (*http.Response, error) {
	const body = `<RegisterImageResponse><requestId>r</requestId><imageId>ami-0123456789abcdef0</imageId></RegisterImageResponse>`
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body))}, nil
}

func (s *sides) oursEncodeAlone() []byte {
	s.writer.Reset(s.buffer[:0])
	encodeRegisterImageInput(&s.writer, s.oursIn)
	s.buffer = s.writer.Bytes()
	return s.buffer
}

// serialize runs one serializer over a new request and returns the body.
func serialize(m middleware.SerializeMiddleware, in any) (body []byte) {
	next := middleware.SerializeHandlerFunc(func(_ context.Context,
		in middleware.SerializeInput) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
		body = written(in.Request.(*smithyhttp.Request))
		return out, metadata, nil
	})
	if _, _, err := m.HandleSerialize(context.Background(),
		middleware.SerializeInput{Parameters: in, Request: smithyhttp.NewStackRequest()}, next); err != nil {
		panic(err) // the measurement would be meaningless
	}
	return body
}

// written returns the body, without a copy or copied into existing memory, so that
// neither side allocates.
func written(request *smithyhttp.Request) []byte {
	if w, ok := request.GetStream().(io.WriterTo); ok {
		var b sink
		w.WriteTo(&b)
		return b
	}
	n, err := io.ReadFull(request.GetStream(), read[:])
	if err != io.ErrUnexpectedEOF {
		panic(fmt.Sprint("a body of more than ", n, " bytes: ", err)) // the measurement would be meaningless
	}
	return read[:n]
}

var read [64 << 10]byte

type sink []byte

func (s *sink) Write(p []byte) (int, error) { *s = p; return len(p), nil }

func (s *sides) sdkDecode() []byte {
	s.decoded = len(deserialize(s.sdkDeserializer, s.document).(*sdk.DescribeImagesOutput).Images)
	return nil
}

func (s *sides) oursDecode() []byte {
	s.decoded = len(deserialize(s.oursDeserializer, s.document).(*ec2.DescribeImagesOutput).Images)
	return nil
}

func (s *sides) oursDecodeAlone() []byte {
	var out ec2.DescribeImagesOutput
	d := ec2xml.NewDecoder(s.document, ec2xml.Limits{})
	if decodeDescribeImagesOutput(d, &out); d.Err() != nil {
		panic(d.Err())
	}
	s.decoded = len(out.Images)
	return nil
}

// deserialize runs one deserializer over a response in memory.
func deserialize(m middleware.DeserializeMiddleware, document []byte) any {
	next := middleware.DeserializeHandlerFunc(func(context.Context,
		middleware.DeserializeInput) (out middleware.DeserializeOutput, metadata middleware.Metadata, err error) {
		out.RawResponse = &smithyhttp.Response{Response: &http.Response{
			StatusCode: http.StatusOK, Body: io.NopCloser(bytes.NewReader(document)), ContentLength: int64(len(document)),
		}}
		return out, metadata, nil
	})
	out, _, err := m.HandleDeserialize(context.Background(), middleware.DeserializeInput{}, next)
	if err != nil {
		panic(fmt.Errorf("decode: %w", err))
	}
	return out.Result
}
