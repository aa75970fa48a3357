//go:build whole

package main

// This file has the server: it records requests in a comparable form, and responds
// with the same values from the model each time.

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
)

type recorder struct {
	*httptest.Server
	model *apimodel.Model
	mu    sync.Mutex
	seen  []string
}

func newRecorder(model *apimodel.Model) *recorder {
	r := &recorder{model: model}
	r.Server = httptest.NewServer(http.HandlerFunc(r.serve))
	return r
}

// reset returns the recorded requests and clears them.
func (r *recorder) reset() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := r.seen
	r.seen = nil
	return seen
}

func (r *recorder) serve(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	signed := "signed"
	if req.Header.Get("Authorization") == "" {
		signed = "unsigned"
	}
	r.mu.Lock()
	r.seen = append(r.seen, normalize(form)+" "+signed)
	calls := len(r.seen)
	r.mu.Unlock()
	op := r.model.Operations[form.Get("Action")]
	w.Header().Set("Content-Type", "text/xml")
	if op == nil {
		respondError(w, http.StatusBadRequest, "InvalidAction", "unknown")
		return
	}
	wish := wishOf(form, calls)
	switch {
	case form.Get("DryRun") == "true":
		respondError(w, http.StatusPreconditionFailed, "DryRunOperation",
			"Request would have succeeded, but DryRun flag is set.")
	case wish.err != "":
		respondError(w, http.StatusBadRequest, wish.err, "as wished")
	default:
		respond(w, r.model, op, calls, wish)
	}
}

func respondError(w http.ResponseWriter, status int, code, message string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>1</RequestID></Response>", code, message)
}

// A wish is an instruction to the server in a filter, for waiters: with
// want:pending|available, every enum with these values is pending in the first
// response and available in later ones; error:Code is an error.
type wish struct{ value, err string }

func wishOf(form url.Values, call int) wish {
	for _, values := range form {
		if text, ok := strings.CutPrefix(values[0], "want:"); ok {
			steps := strings.Split(text, "|")
			return wish{value: steps[min(call, len(steps))-1]}
		}
		if code, ok := strings.CutPrefix(values[0], "error:"); ok {
			return wish{err: code}
		}
	}
	return wish{}
}

var randomToken = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// normalize returns a sorted form, without values that differ between runs.
func normalize(form url.Values) string {
	var pairs []string
	for key, values := range form {
		for _, value := range values {
			switch {
			case randomToken.MatchString(value):
				value = "(a token)"
			case key == "PresignedUrl":
				value = presigned(value)
			case key == "Storage.S3.UploadPolicy":
				value = policy(value)
			case key == "Storage.S3.UploadPolicySignature" && strings.HasSuffix(value, "="):
				value = "(a signature of the policy)"
			}
			pairs = append(pairs, key+"="+value)
		}
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}

// presigned returns a signed URL without its time and signature.
func presigned(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "X-Amz-") {
			query.Del(key)
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}

var expiration = regexp.MustCompile(`"expiration": "[^"]*"`)

// policy returns an upload policy without its expiration.
func policy(text string) string {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return text
	}
	return expiration.ReplaceAllString(string(data), `"expiration": "(a time)"`)
}
