package cli

// This file sends requests: configuration and credentials as the AWS SDK reads
// them, one client per run, one call per page.

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/runtime/awsclient"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// withSignals returns a context that the first interrupt cancels.
func withSignals(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt)
}

// call runs the command and prints its result.
func (c *command) call(params map[string]any) error {
	out, err := c.output()
	if err != nil {
		return err
	}
	if text(c.given, "skeleton") == "output" {
		fields := page{}
		if c.op.Output != "" {
			fields = (&skeletons{api: c.api, names: true}).value(c.api.shape(c.op.Output), "").(map[string]any)
		}
		return out.print(c.op.Name, &result{all: []page{fields}})
	}
	sender, err := c.connect()
	if err != nil {
		return err
	}
	got, err := c.fetch(sender, params)
	if err != nil {
		return err
	}
	if err := out.print(c.op.Name, got); err != nil {
		return err
	}
	return c.waitAfter(sender, params, got)
}

// fetch sends one request, or one per page.
func (c *command) fetch(sender *sender, params map[string]any) (*result, error) {
	paging, err := c.paging(params)
	if err != nil {
		return nil, err
	}
	send := func(params map[string]any) (page, error) { return sender.send(c.ctx, c.op, params) }
	if paging != nil {
		return paging.collect(c.op.Paginator, params, send)
	}
	got, err := send(c.fillTokens(params))
	if err != nil {
		return nil, err
	}
	return &result{all: []page{got}}, c.received(got)
}

// newToken returns a random UUID.
func newToken() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// A sender sends requests of any operation.
type sender struct {
	api    *API
	client *awsclient.Client
	wire   bool // print timestamps as they were received
}

// connect reads the configuration and makes a client.
func (r *run) connect() (*sender, error) {
	cfg, err := r.awsConfig()
	if err != nil {
		return nil, err
	}
	if cfg.Region == "" {
		return nil, &configurationError{`You must specify a region. You can also configure your region by running "aws configure".`}
	}
	if r.globals.sign {
		if _, err := cfg.Credentials.Retrieve(r.ctx); err != nil {
			return nil, r.credentialsError(err)
		}
	}
	settings := r.settings()
	client := awsclient.NewFromConfig(r.api.Service, cfg, func(o *awsclient.Options) {
		if r.globals.endpointURL != "" {
			o.BaseEndpoint = aws.String(r.globals.endpointURL)
		}
	})
	return &sender{api: r.api, client: client, wire: settings["cli_timestamp_format"] == "wire"}, nil
}

func (r *run) credentialsError(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	if r.globals.debug {
		fmt.Fprintln(r.Stderr, err)
	}
	return &configurationError{`Unable to locate credentials. You can configure credentials by running "aws configure".`}
}

// awsConfig returns the SDK's configuration with the global options applied.
func (r *run) awsConfig() (aws.Config, error) {
	g := &r.globals
	options := []func(*config.LoadOptions) error{config.WithHTTPClient(r.httpClient())}
	if g.profile != "" {
		options = append(options, config.WithSharedConfigProfile(g.profile))
	}
	if g.region != "" {
		options = append(options, config.WithRegion(g.region))
	}
	if !g.sign {
		options = append(options, config.WithCredentialsProvider(aws.AnonymousCredentials{}))
	}
	if g.debug {
		options = append(options, config.WithLogger(logging.NewStandardLogger(r.Stderr)),
			config.WithClientLogMode(aws.LogRequestWithBody|aws.LogResponseWithBody|aws.LogRetries))
	}
	if g.caBundle != "" {
		f, err := os.Open(r.expand(g.caBundle))
		if err != nil {
			return aws.Config{}, fmt.Errorf("--ca-bundle: %w", err)
		}
		defer f.Close()
		options = append(options, config.WithCustomCABundle(f))
	}
	cfg, err := config.LoadDefaultConfig(r.ctx, options...)
	var missing config.SharedConfigProfileNotExistError
	if errors.As(err, &missing) {
		return cfg, &valueError{fmt.Sprintf("The config profile (%s) could not be found", missing.Profile)}
	}
	return cfg, err
}

const defaultTimeout = 60 * time.Second

// httpClient has the timeouts of the AWS CLI.
func (r *run) httpClient() *awshttp.BuildableClient {
	connect, read := timeout(r.globals.connTimeout), timeout(r.globals.readTimeout)
	client := awshttp.NewBuildableClient().
		WithDialerOptions(func(d *net.Dialer) { d.Timeout = connect }).
		WithTransportOptions(func(t *http.Transport) { t.ResponseHeaderTimeout = read })
	if !r.globals.verifySSL {
		client = client.WithTransportOptions(func(t *http.Transport) {
			t.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // requested by --no-verify-ssl
		})
	}
	return client
}

func timeout(seconds *int64) time.Duration {
	if seconds == nil {
		return defaultTimeout
	}
	return time.Duration(*seconds) * time.Second
}

// send sends one request and decodes its response.
func (s *sender) send(ctx context.Context, op *Operation, params map[string]any) (page, error) {
	call := awsclient.Operation[request, response]{
		Name:   op.Name,
		Encode: func(w *ec2query.Writer, in *request) { in.encode(w) },
		Decode: func(d *ec2xml.Decoder, out *response) {
			out.api, out.op, out.wire = s.api, op, s.wire
			out.decode(d)
		},
		Metadata: func(*response) *middleware.Metadata { return new(middleware.Metadata) },
	}
	if regions := s.presigned(op); regions != nil {
		call.Regions = regions
		if _, presigned := params["PresignedUrl"]; !presigned {
			// The copy is made in the request's Region, regardless of
			// --destination-region.
			params = maps.Clone(params)
			params["DestinationRegion"] = s.client.Options().Region
		}
	}
	out, err := awsclient.Call(ctx, s.client, &call, &request{api: s.api, op: op, params: params}, nil)
	if err != nil {
		return nil, err
	}
	if out.fields == nil {
		out.fields = map[string]any{}
	}
	return out.fields, nil
}

// presigned returns how to add a presigned request for the source Region to an
// operation that copies from another Region, or nil if the operation does not copy.
func (s *sender) presigned(op *Operation) func(*request) awsclient.PresignedCopy {
	if op.Name != "CopySnapshot" {
		return nil
	}
	return func(in *request) awsclient.PresignedCopy {
		source := fmtString(in.params["SourceRegion"])
		if url, ok := in.params["PresignedUrl"].(string); ok {
			in.presignedURL = &url
		}
		return awsclient.PresignedCopy{Source: &source, URL: &in.presignedURL, Destination: &in.destination}
	}
}

// readBounded reads everything, and fails if there are more than limit bytes.
func readBounded(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("larger than %d MiB", limit>>20)
	}
	return data, err
}
