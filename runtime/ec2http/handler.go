package ec2http

// This file is the way of a request: read, look up, authorize, decode, check,
// call, answer.

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

// A Service is what generated code knows of its API.
type Service struct {
	Version   string       // "2016-11-15"
	Namespace string       // of answers
	Rules     []valid.Rule // those about the wire give its errors their codes
}

// A Serve decodes the request of one operation, has it checked, calls the
// implementation and writes the answer. Generated code has one an operation.
type Serve[API any] func(ctx context.Context, x *Exchange, impl API) error

// An Exchange is one request and its answer, for generated code.
type Exchange struct {
	Form   *ec2query.Reader // the parameters, Action and Version excepted
	Answer *ec2xml.Writer   // stands inside the answer's root element

	handler *handler
	call    *Call
}

// Check holds a decoded request against the wire's rules and its own. The answer
// to what it returns is EC2's error.
func (x *Exchange) Check(own func() valid.Violations) error {
	c := valid.Collector{Operation: x.call.Operation}
	for _, p := range x.Form.Problems() {
		c.Wire(x.handler.rules, string(p.Kind), p.Key, p.Detail)
	}
	found := c.Violations()
	if own != nil {
		found = append(found, own()...)
	}
	return refuse(x.handler.options.Policy.Apply(found))
}

// handler is a Service with an implementation.
type handler struct {
	service Service
	rules   []valid.Rule // the service's, and a code for all other wire rules
	options Options
	serve   map[string]func(ctx context.Context, x *Exchange) error
}

// NewHandler makes a handler out of operations by name and what implements them.
func NewHandler[API any](s Service, operations map[string]Serve[API], impl API, options ...func(*Options)) http.Handler {
	h := &handler{service: s, rules: withCodes(s.Rules), serve: make(map[string]func(context.Context, *Exchange) error, len(operations))}
	for _, option := range options {
		option(&h.options)
	}
	for name, serve := range operations {
		serve := serve
		h.serve[name] = func(ctx context.Context, x *Exchange) error { return serve(ctx, x, impl) }
	}
	return h
}

// withCodes adds rules for the wire that the model does not have.
func withCodes(rules []valid.Rule) []valid.Rule {
	all := append([]valid.Rule{}, rules...)
	for kind, code := range wireCodes {
		all = append(all, valid.Rule{ID: "wire-" + kind, Level: valid.LevelError, Code: code, Wire: kind})
	}
	return all
}

// ServeHTTP answers one request.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	call := &Call{RequestID: h.requestID(), Request: r, limits: h.options.Limits}
	body, err := h.handle(call)
	status := http.StatusOK
	if err != nil {
		e := answerOf(err)
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

// handle returns the body of the answer, or what went wrong. EC2 looks at the
// action first, then at the caller, then at the parameters.
func (h *handler) handle(call *Call) (body []byte, err error) {
	defer h.survive(call, &err)
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
	var answer ec2xml.Writer
	root := answer.Root(call.Operation+"Response", h.service.Namespace)
	answer.Text("requestId", call.RequestID)
	x := &Exchange{Form: form, Answer: &answer, handler: h, call: call}
	if err := serve(context.WithValue(call.Request.Context(), callKey{}, call), x); err != nil {
		return nil, err
	}
	answer.Leave(root)
	return answer.Bytes(), nil
}

// ignored are parameters of older ways to sign a request, and of presigned ones.
var ignored = []string{"AWSAccessKeyId", "Timestamp", "Expires", "SignatureMethod", "SignatureVersion", "Signature",
	"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Security-Token", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Content-Sha256"}

func text(form *ec2query.Reader, name string) string {
	if v := form.String(name); v != nil {
		return *v
	}
	return ""
}

// read reads the form: a POST's body, or the query of a GET or of a POST without.
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
		reader = io.LimitReader(r.Body, int64(limit)+1) // one more, so that Parse says that it is too much
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(reader); err != nil {
		return &Error{Code: "RequestTimeout", Message: "the body did not come: " + err.Error(), Status: http.StatusRequestTimeout}
	}
	call.raw, call.Body = b.Bytes(), b.Bytes()
	if len(call.Body) == 0 {
		call.Body = []byte(r.URL.RawQuery)
	}
	return nil
}

// find looks the operation up, and the version.
func (h *handler) find(call *Call) (func(context.Context, *Exchange) error, error) {
	c := valid.Collector{Operation: call.Operation}
	serve := h.serve[call.Operation]
	switch {
	case call.Operation == "":
		c.Wire(h.rules, "action-missing", "", "the request has no Action")
	case serve == nil:
		c.Wire(h.rules, "action-unknown", "", "the action "+quote(call.Operation)+" is none that this server has")
	case !h.serves(call.Version):
		c.Wire(h.rules, "version-unknown", "", "the version "+quote(call.Version)+" of the API is not served; this is "+h.service.Version)
	}
	return serve, refuse(c.Violations())
}

func (h *handler) serves(version string) bool {
	for _, v := range h.options.Versions {
		if v == version {
			return true
		}
	}
	return version == h.service.Version
}

// quote shortens what a client sent, for a message.
func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "..."
	}
	return strconv.Quote(s)
}

// survive turns a panic of the implementation, or of a hook, into its answer.
func (h *handler) survive(call *Call, err *error) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v) // somebody wants the connection dropped
	}
	if h.options.Panicked != nil {
		h.options.Panicked(call, v, debug.Stack())
	}
	*err = internal()
}

// Unimplemented is the answer of an operation that is left out: EC2's to an
// action that it does not know.
func Unimplemented(operation string) error {
	return &Error{Code: "InvalidAction", Message: "the action " + quote(operation) + " is none that this server has"}
}

// NoAnswer is the answer where an implementation returned neither an output nor
// an error, which is a mistake of its author.
func NoAnswer(operation string) error {
	return errors.New(operation + " returned no output and no error")
}
