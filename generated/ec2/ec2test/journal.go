package ec2test

// This file keeps the journal: the newest requests, their changes and their
// responses, up to a number of bytes.

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// A Request is a request that the server received.
type Request struct {
	ID        string // the response's request id
	Operation string
	AccessKey string     // "" if the request is not signed
	Account   string     // that the access key belongs to
	Region    string     // of the signature; "" if the request is not signed
	Form      url.Values // all parameters, with Action and Version
	Header    http.Header
	At        time.Time // by Options.Now

	// Status, Code, Response and Changes are set when the server has responded. Status is 0
	// before that, and stays 0 if the connection was dropped.
	Status   int
	Code     string // of the error; "" if there was none
	Response []byte
	Changes  []Change
}

// A Change is a resource that a request created, changed or deleted.
type Change struct {
	Action string // "created", "changed" or "deleted"
	Kind   string // "image", "snapshot", ...
	ID     string
}

// DefaultRequestBytes is the default of Options.RequestBytes.
const DefaultRequestBytes = 64 << 20

// Requests returns the received requests in order, also those that failed. Requests
// with an unknown action or a wrong signature are left out. If there are more than
// Options.RequestBytes, it returns the newest.
func (e *EC2) Requests() []Request {
	return e.RecentRequests(math.MaxInt)
}

// RecentRequests returns the newest requests of Requests, at most n.
func (e *EC2) RecentRequests(n int) []Request {
	e.journal.mu.Lock()
	entries := append([]*exchange{}, e.journal.list[max(0, len(e.journal.list)-n):]...)
	list := make([]Request, len(entries))
	for i, x := range entries {
		list[i] = x.request
		list[i].Changes = append([]Change{}, x.request.Changes...)
	}
	e.journal.mu.Unlock()
	for i, x := range entries {
		list[i].Form = formOf(x.form)
	}
	return list
}

// Request returns the request with an id, if it is kept.
func (e *EC2) Request(id string) (r Request, ok bool) {
	e.journal.mu.Lock()
	defer e.journal.mu.Unlock()
	for _, x := range slices.Backward(e.journal.list) {
		if x.request.ID == id {
			r = x.request
			r.Changes, r.Form = append([]Change{}, r.Changes...), formOf(x.form)
			return r, true
		}
	}
	return r, false
}

// formOf parses a form that the handler has read.
func formOf(form []byte) url.Values {
	values := url.Values{}
	pairs, _ := ec2query.Pairs(form, ec2query.Limits{Bytes: -1, Keys: -1, Depth: -1, Index: -1})
	for _, p := range pairs {
		values.Add(p.Key, p.Value)
	}
	return values
}

// An exchange is a request in flight or in the journal.
type exchange struct {
	request Request // without its Form
	form    []byte  // the encoded Form, which takes less memory
	size    int     // in the journal; 0: not kept
}

// journal keeps exchanges, also those in flight. mu guards them.
type journal struct {
	mu    sync.Mutex
	limit int // bytes; negative: nothing is kept
	list  []*exchange
	bytes int
}

type exchangeKey struct{}

// ServeHTTP responds to one request.
func (e *EC2) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if e.journal.limit < 0 && e.options.OnRequest == nil {
		e.handlerOf(r).ServeHTTP(w, r)
		return
	}
	x := &exchange{request: Request{At: e.options.Now()}}
	copied := &copyingWriter{ResponseWriter: w}
	defer func() { e.done(x, copied) }() // a dropped connection is a panic
	e.handlerOf(r).ServeHTTP(copied, r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x)))
}

// arrived records a request whose action is known and whose signature was verified.
func (e *EC2) arrived(call *ec2http.Call) {
	x, _ := call.Request.Context().Value(exchangeKey{}).(*exchange)
	if x == nil {
		return
	}
	e.journal.mu.Lock()
	defer e.journal.mu.Unlock()
	x.request.ID, x.request.Operation = call.RequestID, call.Operation
	x.request.AccessKey, x.request.Account, x.request.Region = call.AccessKey, e.accountOf(call.AccessKey), call.Region
	x.request.Header = call.Request.Header.Clone()
	x.form = append([]byte{}, call.Body...)
	e.journal.add(x)
}

// done completes an exchange with its response.
func (e *EC2) done(x *exchange, w *copyingWriter) {
	e.journal.mu.Lock()
	x.request.Status, x.request.Response = w.status, w.body
	if w.status >= http.StatusBadRequest {
		if parsed, err := ec2xml.ParseError(w.body); err == nil {
			x.request.ID, x.request.Code = parsed.RequestID, parsed.Code
		}
	}
	e.journal.grow(x, len(w.body))
	request := x.request
	e.journal.mu.Unlock()
	if e.options.OnRequest != nil {
		request.Form = formOf(x.form)
		e.options.OnRequest(request)
	}
}

// noteChanges records the changes of a context's request. It may be called
// several times; without a request it does nothing.
func (e *EC2) noteChanges(ctx context.Context, changes ...Change) {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	if x == nil {
		return
	}
	e.journal.mu.Lock()
	defer e.journal.mu.Unlock()
	x.request.Changes = append(x.request.Changes, changes...)
	e.journal.grow(x, 64*len(changes))
}

// add appends an exchange, and removes the oldest ones beyond the limit.
func (j *journal) add(x *exchange) {
	if j.limit < 0 {
		return
	}
	x.size = 1 // so that grow takes it for one that is kept
	j.list, j.bytes = append(j.list, x), j.bytes+1
	size := 512 + len(x.form)
	for name, values := range x.request.Header {
		for _, v := range values {
			size += 64 + len(name) + len(v)
		}
	}
	j.grow(x, size)
}

// grow increases the size of an exchange if it is kept.
func (j *journal) grow(x *exchange, bytes int) {
	if x.size == 0 {
		return
	}
	x.size, j.bytes = x.size+bytes, j.bytes+bytes
	for j.bytes > j.limit && len(j.list) > 0 {
		oldest := j.list[0]
		j.bytes -= oldest.size
		oldest.size, j.list[0] = 0, nil
		j.list = j.list[1:]
	}
}

// A copyingWriter keeps a copy of a response.
type copyingWriter struct {
	http.ResponseWriter
	status int
	body   []byte
}

func (w *copyingWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *copyingWriter) Write(data []byte) (int, error) {
	w.body = append(w.body, data...)
	return w.ResponseWriter.Write(data)
}

// Unwrap lets http.ResponseController find the original writer.
func (w *copyingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
