package ec2http

// This file handles a request: read, look up, authorize, decode, check, call, respond.

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A Service describes an API. Generated code has one.
type Service struct {
	Version   string       // "2016-11-15"
	Namespace string       // XML namespace of responses
	Rules     []valid.Rule // wire rules determine the codes of wire errors
}

// An OperationHandler decodes and checks the request of one operation, calls the
// implementation and writes the response. Generated code has one per operation.
type OperationHandler[API any] func(ctx context.Context, x *Exchange, impl API) error

// An Exchange is a request and its response, for generated code.
type Exchange struct {
	Form     *ec2query.Reader // the parameters except Action and Version
	Response *ec2xml.Writer   // positioned inside the root element of the response

	handler *handler
	call    *Call
}

// Check checks a decoded request against the wire rules and the rules of the model. Its
// error is an error response of EC2.
func (x *Exchange) Check(own func() valid.Violations) error {
	c := valid.Collector{Operation: x.call.Operation}
	for _, p := range x.Form.Problems() {
		c.Wire(x.handler.rules, string(p.Kind), p.Key, p.Detail)
	}
	found := c.Violations()
	if own != nil {
		found = append(found, own()...)
	}
	return violationError(x.handler.options.Policy.Apply(found))
}

// handler is a Service with an implementation.
type handler struct {
	service Service
	rules   []valid.Rule // rules of the service, and wire rules for all other codes
	options Options
	serve   map[string]func(ctx context.Context, x *Exchange) error
}

// NewHandler returns a handler for the operations, by name, and their implementation.
func NewHandler[API any](s Service, operations map[string]OperationHandler[API], impl API,
	options ...func(*Options)) http.Handler {
	h := &handler{service: s, rules: withCodes(s.Rules),
		serve: make(map[string]func(context.Context, *Exchange) error, len(operations))}
	for _, option := range options {
		option(&h.options)
	}
	for name, serve := range operations {
		serve := serve
		h.serve[name] = func(ctx context.Context, x *Exchange) error { return serve(ctx, x, impl) }
	}
	return h
}

// withCodes adds wire rules that the model lacks.
func withCodes(rules []valid.Rule) []valid.Rule {
	all := append([]valid.Rule{}, rules...)
	for kind, code := range wireCodes {
		all = append(all, valid.Rule{ID: "wire-" + kind, Level: valid.LevelError, Code: code, Wire: kind})
	}
	return all
}

// ServeHTTP responds to a request.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	call := &Call{RequestID: h.requestID(), Request: r, limits: h.options.Limits}
	body, err := h.handle(call)
	status := http.StatusOK
	if err != nil {
		e := responseOf(err)
		if status = e.Status; status == 0 {
			status = http.StatusBadRequest
		}
		body = ec2xml.AppendError(nil, ec2xml.Error{Code: e.Code, Message: e.Message, RequestID: call.RequestID})
	}
	writeXML(w, status, call.RequestID, body, r.Method != http.MethodHead)
}

func (h *handler) requestID() string {
	if h.options.RequestID != nil {
		return h.options.RequestID()
	}
	return newRequestID()
}

// newRequestID returns a random UUID.
func newRequestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// handle returns the body of the response, or an error. Like EC2, it checks the action
// first, then the caller, then the parameters.
func (h *handler) handle(call *Call) (body []byte, err error) {
	defer h.recoverPanic(call, &err)
	if err := h.read(call); err != nil {
		return nil, err
	}
	form, err := ec2query.Parse(call.Body, h.options.Limits)
	if err != nil {
		return nil, unreadable(err)
	}
	call.Operation, call.Version = text(form, "Action"), text(form, "Version")
	serve, err := h.find(call)
	if err != nil {
		return nil, err
	}
	if header, err := sigv4.Parse(call.Request); err == nil {
		call.Signature, call.AccessKey, call.Region = header, header.AccessKey, header.Region
	}
	if h.options.Authorize != nil {
		if err := h.options.Authorize(call); err != nil {
			return nil, err
		}
	}
	form.Ignore(ignored...)
	var response ec2xml.Writer
	root := response.Root(call.Operation+"Response", h.service.Namespace)
	response.Text("requestId", call.RequestID)
	x := &Exchange{Form: form, Response: &response, handler: h, call: call}
	if err := serve(context.WithValue(call.Request.Context(), callKey{}, call), x); err != nil {
		return nil, err
	}
	response.Leave(root)
	return response.Bytes(), nil
}

// ignored are parameters of older signature versions and of presigned requests.
var ignored = []string{"AWSAccessKeyId", "Timestamp", "Expires", "SignatureMethod", "SignatureVersion", "Signature",
	"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Security-Token", "X-Amz-SignedHeaders",
	"X-Amz-Signature", "X-Amz-Content-Sha256"}

func text(form *ec2query.Reader, name string) string {
	if v := form.String(name); v != nil {
		return *v
	}
	return ""
}

// read reads the form: the body of a POST, or the query of a GET or of a POST without a
// body.
func (h *handler) read(call *Call) error {
	r := call.Request
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		call.Body = []byte(r.URL.RawQuery)
		return nil
	case http.MethodPost:
	default:
		return &Error{Code: "InvalidAction", Message: "requests are GET or POST", Status: http.StatusMethodNotAllowed}
	}
	limit := h.options.Limits.Bytes
	if limit == 0 {
		limit = 1 << 20
	}
	reader := io.Reader(r.Body)
	if limit > 0 {
		reader = io.LimitReader(r.Body, int64(limit)+1) // one more, so that Parse rejects it
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(reader); err != nil {
		return &Error{Code: "RequestTimeout", Message: "cannot read the body: " + err.Error(),
			Status: http.StatusRequestTimeout}
	}
	call.raw, call.Body = b.Bytes(), b.Bytes()
	if len(call.Body) == 0 {
		call.Body = []byte(r.URL.RawQuery)
	}
	return nil
}

// find looks up the operation and checks the version.
func (h *handler) find(call *Call) (func(context.Context, *Exchange) error, error) {
	c := valid.Collector{Operation: call.Operation}
	serve := h.serve[call.Operation]
	switch {
	case call.Operation == "":
		c.Wire(h.rules, "action-missing", "", "missing Action")
	case serve == nil:
		c.Wire(h.rules, "action-unknown", "", "unknown action "+quote(call.Operation))
	case !h.serves(call.Version):
		c.Wire(h.rules, "version-unknown", "", "unknown API version "+quote(call.Version)+"; this is "+h.service.Version)
	}
	return serve, violationError(c.Violations())
}

func (h *handler) serves(version string) bool {
	for _, v := range h.options.Versions {
		if v == version {
			return true
		}
	}
	return version == h.service.Version
}

// quote shortens and quotes a value from a client for a message.
func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "..."
	}
	return strconv.Quote(s)
}

// recoverPanic turns a panic of the implementation or of a hook into an error response.
func (h *handler) recoverPanic(call *Call, err *error) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v) // aborts the connection
	}
	if h.options.OnPanic != nil {
		h.options.OnPanic(call, v, debug.Stack())
	}
	*err = internal()
}

// Unimplemented returns the error response of an operation that is not implemented,
// which is that of EC2 for an unknown action.
func Unimplemented(operation string) error {
	return &Error{Code: "InvalidAction", Message: "unknown action " + quote(operation)}
}

// MissingOutput returns the error of an implementation that returned neither an output
// nor an error, which is a bug.
func MissingOutput(operation string) error {
	return errors.New(operation + " returned no output and no error")
}
