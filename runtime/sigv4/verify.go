package sigv4

// This file computes the signature that a request should have, and compares.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"time"
)

// DefaultSkew is how far a client's clock may be off.
const DefaultSkew = 5 * time.Minute

// A Verifier knows secrets. It may be used by several goroutines at once.
type Verifier struct {
	Secrets map[string]string // secret key by access key
	Service string            // "": ec2
	Skew    time.Duration     // 0: DefaultSkew
	Now     func() time.Time  // nil: time.Now
}

// An Error says why a request is refused, with EC2's code.
type Error struct {
	Code    string // AuthFailure, RequestExpired, SignatureDoesNotMatch
	Message string
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// ErrorCode is EC2's code.
func (e *Error) ErrorCode() string { return e.Code }

// ErrorMessage is what the client is told.
func (e *Error) ErrorMessage() string { return e.Message }

// timeFormat is how X-Amz-Date is written.
const timeFormat = "20060102T150405Z"

// Verify checks a request's signature: the key is known, the clock is near, the
// body is the one that was signed, and so is everything else. The error is an
// *Error. Body is the request's whole body, which the server has read.
func (v *Verifier) Verify(r *http.Request, body []byte) error {
	h, err := Parse(r)
	if err != nil {
		return &Error{"AuthFailure", "AWS was not able to validate the provided access credentials: " + err.Error()}
	}
	secret, known := v.Secrets[h.AccessKey]
	if !known {
		return &Error{"AuthFailure", "the access key is not known"}
	}
	if err := v.checkScope(h); err != nil {
		return err
	}
	date, err := v.checkDate(r, h)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(body)
	payload := hex.EncodeToString(hash[:])
	if said := r.Header.Get("X-Amz-Content-Sha256"); said != "" && said != "UNSIGNED-PAYLOAD" && !equal(said, payload) {
		return &Error{"SignatureDoesNotMatch", "the body is not the one whose hash is in X-Amz-Content-Sha256"}
	}
	want := sign(secret, h, date, canonical(r, h, payload))
	if !equal(want, h.Signature) {
		return &Error{"SignatureDoesNotMatch", "the signature is not the one computed here; check the secret key and what is signed"}
	}
	return nil
}

func (v *Verifier) checkScope(h *Header) error {
	service := v.Service
	if service == "" {
		service = "ec2"
	}
	if h.Service != service {
		return &Error{"AuthFailure", "the credential is for the service " + h.Service + ", not " + service}
	}
	for _, name := range h.SignedHeaders {
		if name == "host" {
			return nil
		}
	}
	return &Error{"SignatureDoesNotMatch", "the header host is not signed"}
}

// checkDate returns the request's date as it was signed.
func (v *Verifier) checkDate(r *http.Request, h *Header) (string, error) {
	date := r.Header.Get("X-Amz-Date")
	at, err := time.Parse(timeFormat, date)
	if err != nil || !strings.HasPrefix(date, h.Date) {
		return "", &Error{"AuthFailure", "X-Amz-Date must be there, in the form " + timeFormat + ", on the day of the credential"}
	}
	now, skew := time.Now, v.Skew
	if v.Now != nil {
		now = v.Now
	}
	if skew == 0 {
		skew = DefaultSkew
	}
	if off := now().Sub(at); off > skew || off < -skew {
		return "", &Error{"RequestExpired", "the request was signed at " + date + ", and it is " + now().UTC().Format(timeFormat)}
	}
	return date, nil
}

// equal compares in a time that says nothing about where texts differ.
func equal(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// sign is the signature of a canonical request.
func sign(secret string, h *Header, date, request string) string {
	hash := sha256.Sum256([]byte(request))
	scope := strings.Join([]string{h.Date, h.Region, h.Service, "aws4_request"}, "/")
	text := strings.Join([]string{Algorithm, date, scope, hex.EncodeToString(hash[:])}, "\n")
	key := []byte("AWS4" + secret)
	for _, part := range []string{h.Date, h.Region, h.Service, "aws4_request", text} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	return hex.EncodeToString(key)
}

// canonical is the request in the one form that both sides hash.
func canonical(r *http.Request, h *Header, payload string) string {
	var b strings.Builder
	b.WriteString(r.Method + "\n" + canonicalPath(r.URL) + "\n" + canonicalQuery(r.URL.Query()) + "\n")
	for _, name := range h.SignedHeaders {
		b.WriteString(name + ":" + headerValue(r, name) + "\n")
	}
	b.WriteString("\n" + strings.Join(h.SignedHeaders, ";") + "\n" + payload)
	return b.String()
}

func headerValue(r *http.Request, name string) string {
	switch name {
	case "host":
		return r.Host
	case "content-length":
		if r.Header.Get(name) == "" && r.ContentLength >= 0 {
			return strconv.FormatInt(r.ContentLength, 10)
		}
	}
	var values []string
	for _, v := range r.Header.Values(name) {
		values = append(values, strings.Join(strings.Fields(v), " "))
	}
	return strings.Join(values, ",")
}

// canonicalPath is the path, escaped once more, as all services but S3 have it.
func canonicalPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	return escape(path, true)
}

// canonicalQuery sorts by name and then by value, both escaped. To sort what is
// written would be wrong: "Item.10=" comes before "Item.1=", "Item.10" after "Item.1".
func canonicalQuery(q url.Values) string {
	type pair struct{ key, value string }
	var pairs []pair
	for key, values := range q {
		for _, v := range values {
			pairs = append(pairs, pair{escape(key, false), escape(v, false)})
		}
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		return a.key < b.key || a.key == b.key && a.value < b.value
	})
	var b strings.Builder
	for i, p := range pairs {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.key + "=" + p.value)
	}
	return b.String()
}

// escape escapes everything but RFC 3986's unreserved characters.
func escape(s string, slash bool) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 || slash && c == '/' {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + string(hexDigits[c>>4]) + string(hexDigits[c&15]))
	}
	return b.String()
}
