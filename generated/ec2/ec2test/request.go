package ec2test

// This file executes requests. It does what is common to all operations, in EC2's
// order: it checks the form of ids, filters and pages, runs the operation's own
// checks, checks the permission and the dry run, and then commits the changes. See
// doc.go for how to write an operation.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// A rejection is an error response.
type rejection = ec2http.Error

// reject returns EC2's error response.
func reject(code, message string) error { return &rejection{Code: code, Message: message} }

// rejectf is reject with a formatted message.
func rejectf(code, format string, args ...any) error {
	return reject(code, fmt.Sprintf(format, args...))
}

// transaction returns a read-only transaction of a request.
func (e *EC2) transaction(ctx context.Context, in any) (*tx, error) {
	name := strings.TrimSuffix(reflect.TypeOf(in).Elem().Name(), "Input")
	who, err := e.caller(ctx)
	return &tx{caller: who, e: e, now: e.options.Now().UTC(), operation: name, dry: aws.ToBool(member[*bool](in,
		"DryRun"))}, err
}

// write executes an operation that changes resources. do gets copies of records
// from the transaction, changes them and returns the response; nil is an empty
// response.
func write[Out, In any](ctx context.Context, e *EC2, in *In, do func(t *tx) (*Out, error)) (*Out, error) {
	t, err := e.transaction(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := checkToken(in); err != nil {
		return nil, err
	}
	token := newToken(t, in)
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	t.begin()
	out := new(Out)
	if repeated, err := token.repeated(t, out); repeated || err != nil {
		return out, err
	}
	if err := firstError(func() error { return t.checkIDs(in) }, func() error {
		return checkTagSpecifications(t,
			in)
	}); err != nil {
		return nil, err
	}
	if out, err = do(t); err != nil {
		return nil, err
	}
	if out == nil {
		out = new(Out)
	}
	if err := firstError(t.permit, t.dryRun); err != nil {
		return nil, err
	}
	setMember(out, "Return", aws.Bool(true))
	token.remember(t, out)
	t.dropUnchanged()
	changes := t.changes()
	if err := t.commit(); err != nil {
		return nil, err
	}
	e.noteChanges(ctx, changes...)
	return clone(out), nil
}

// read executes an operation that reads without filters and pages.
func read[Out, In any](ctx context.Context, e *EC2, in *In, do func(t *tx) (*Out, error)) (*Out, error) {
	t, err := e.transaction(ctx, in)
	if err == nil {
		err = t.checkIDs(in)
	}
	if err != nil {
		return nil, err
	}
	out, err := do(t)
	if err == nil {
		err = firstError(t.permit, t.dryRun)
	}
	if err != nil {
		return nil, err
	}
	return clone(out), nil
}

// firstError returns the first error of some checks.
func firstError(checks ...func() error) error {
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// permit rejects the operation if the caller lacks the permission. An operation
// calls it if EC2 checks permissions before resources.
func (t *tx) permit() error {
	if deny := t.e.options.Deny; !t.permitted && deny != nil && deny(t.operation) {
		return &rejection{Code: "UnauthorizedOperation", Message: "You are not authorized to perform this operation",
			Status: 403}
	}
	t.permitted = true
	return nil
}

func (t *tx) dryRun() error {
	if t.dry {
		return &rejection{Code: "DryRunOperation", Message: "the request would have succeeded, but DryRun is set",
			Status: 412}
	}
	return nil
}

// A token is a client token with the request and response that it belongs to. The
// same token in a different request is an error.
type token struct {
	meta
	Request string // a hash of the parameters
	Output  json.RawMessage
}

var tokens = newResource[token](kind{name: "token", anyForm: true})

// tokenLife is how long client tokens are remembered.
const tokenLife = 24 * time.Hour

// newToken returns the token of a request. Its id is empty if the request has no
// token.
func newToken(t *tx, in any) *token {
	text := aws.ToString(member[*string](in, "ClientToken"))
	if text == "" {
		return &token{}
	}
	return &token{meta: meta{ID: hash(t.operation, t.account, t.region, text), Gone: t.now.Add(tokenLife)},
		Request: hash(asText(in))}
}

const maxToken = 64

func (k *token) repeated(t *tx, out any) (bool, error) {
	if k.ID == "" {
		return false, nil
	}
	r := t.find(tokens.kind, k.ID)
	if r == nil {
		return false, nil
	}
	made := r.(*token)
	if made.Request != k.Request {
		return false, reject("IdempotentParameterMismatch", "The client token was used with other parameters")
	}
	return true, json.Unmarshal(made.Output, out)
}

func (k *token) remember(t *tx, out any) {
	if data, err := json.Marshal(out); err == nil && k.ID != "" {
		k.Output = data
		tokens.add(t, k)
	}
}

// checkToken rejects a client token that is too long.
func checkToken(in any) error {
	if n := utf8.RuneCountInString(aws.ToString(member[*string](in, "ClientToken"))); n > maxToken {
		return rejectf("InvalidParameterValue", "The client token has %d characters; the limit is %d", n, maxToken)
	}
	return nil
}

func hash(texts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(h[:])
}

// asText returns a request as a comparable string.
func asText(in any) string {
	data, err := json.Marshal(in)
	if err != nil {
		return fmt.Sprint(in)
	}
	return string(data)
}
