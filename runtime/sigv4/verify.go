package sigv4

// This file computes the expected signature of a request and compares it.

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

	"github.com/ec2gen/ec2gen/runtime/ec2query"
)

// DefaultSkew is the maximum difference of a client's clock.
const DefaultSkew = 5 * time.Minute

// A Verifier checks signatures. It is safe for concurrent use.
type Verifier struct {
	Secrets map[string]string // secret key by access key
	// Tokens has session tokens by access key. If nil, a token may have any value
	// but must be signed. Otherwise a request must have the token of its key, or
	// none if its key has none.
	Tokens  map[string]string
	Service string           // default: ec2
	Skew    time.Duration    // default: DefaultSkew
	Now     func() time.Time // default: time.Now
	// Limits limits the query like the form in ec2query.Parse; zero fields have its
	// defaults. They must not be larger than the limits of the code that reads the
	// request.
	Limits ec2query.Limits
}

// An Error is the reason why a request is rejected, with EC2's code.
type Error struct {
	Code    string // AuthFailure, MalformedQueryString, RequestExpired, SignatureDoesNotMatch
	Message string
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// ErrorCode returns EC2's code.
func (e *Error) ErrorCode() string { return e.Code }

// ErrorMessage returns the message for the client.
func (e *Error) ErrorMessage() string { return e.Message }

// timeFormat is the format of X-Amz-Date.
const timeFormat = "20060102T150405Z"

// Verify checks a request's signature: the key is known, the date is within Skew,
// and the signature covers the body, the method, the path, the query, the host and
// every X-Amz- header. The error is an *Error. Body is the request's whole body,
// which the server has read.
//
// The query is read with ec2query.Pairs, the parser that servers also use: a query
// that it cannot read is rejected, and never treated as empty. An unknown key and a
// wrong secret give the same error after the same work, so that callers cannot find
// out which keys exist.
func (v *Verifier) Verify(r *http.Request, body []byte) error {
	h, err := Parse(r)
	if err != nil {
		return &Error{"AuthFailure", "AWS was not able to validate the provided access credentials: " + err.Error()}
	}
	if err := v.checkScope(r, h); err != nil {
		return err
	}
	date, err := v.checkDate(r, h)
	if err != nil {
		return err
	}
	query, err := v.canonicalQuery(r.URL.RawQuery)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(body)
	payload := hex.EncodeToString(hash[:])
	if said := r.Header.Get("X-Amz-Content-Sha256"); said != "" && said != "UNSIGNED-PAYLOAD" && !equal(said, payload) {
		return &Error{"SignatureDoesNotMatch", "the body does not match X-Amz-Content-Sha256"}
	}
	secret, known := v.Secrets[h.AccessKey]
	want := sign(secret, h, date, canonical(r, h, query, payload))
	if matches := equal(want, h.Signature); !matches || !known || !v.hasToken(r, h) {
		return &Error{"SignatureDoesNotMatch",
			"signature mismatch; check the access key, the secret key and the signed request"}
	}
	return nil
}

// hasToken reports whether a request has the session token that belongs to its key.
func (v *Verifier) hasToken(r *http.Request, h *Header) bool {
	return v.Tokens == nil || equal(v.Tokens[h.AccessKey], r.Header.Get("X-Amz-Security-Token"))
}

// checkScope checks the scope of the credential, and that the signature covers the
// headers that a server may act on.
func (v *Verifier) checkScope(r *http.Request, h *Header) error {
	service := v.Service
	if service == "" {
		service = "ec2"
	}
	if h.Service != service {
		return &Error{"AuthFailure", "the credential is for the service " + quote(h.Service) + ", not " + service}
	}
	signed := map[string]bool{}
	for _, name := range h.SignedHeaders {
		signed[name] = true
	}
	if !signed["host"] {
		return &Error{"SignatureDoesNotMatch", "the header Host is not signed"}
	}
	for name := range r.Header {
		if lower := strings.ToLower(name); strings.HasPrefix(lower, "x-amz-") && !signed[lower] {
			return &Error{"SignatureDoesNotMatch", "the header " + quote(name) + " is not signed; sign every X-Amz- header"}
		}
	}
	return nil
}

// quote quotes text from the request for a message, shortened.
func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "..."
	}
	return strconv.Quote(s)
}

// checkDate checks the request's date and returns it as it was signed.
func (v *Verifier) checkDate(r *http.Request, h *Header) (string, error) {
	date := r.Header.Get("X-Amz-Date")
	at, err := time.Parse(timeFormat, date)
	if err != nil || !strings.HasPrefix(date, h.Date) {
		return "", &Error{"AuthFailure", "X-Amz-Date is missing or differs from the credential's day; write it as " +
			timeFormat}
	}
	now, skew := time.Now, v.Skew
	if v.Now != nil {
		now = v.Now
	}
	if skew == 0 {
		skew = DefaultSkew
	}
	if off := now().Sub(at); off > skew || off < -skew {
		return "", &Error{"RequestExpired",
			"the request was signed at " + date + ", and it is " + now().UTC().Format(timeFormat)}
	}
	return date, nil
}

// equal compares in constant time.
func equal(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// sign returns the signature of a canonical request.
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

// canonical returns the canonical request, which client and server hash.
func canonical(r *http.Request, h *Header, query, payload string) string {
	var b strings.Builder
	b.WriteString(r.Method + "\n" + canonicalPath(r.URL) + "\n" + query + "\n")
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

// canonicalPath returns the path, escaped once more, as for all services except S3.
func canonicalPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	return escape(path, true)
}

// canonicalQuery returns the query with its pairs escaped and sorted by name, then
// by value. Sorting the text of pairs would be wrong: "Item.10=" sorts before
// "Item.1=", but "Item.10" after "Item.1".
func (v *Verifier) canonicalQuery(raw string) (string, error) {
	pairs, err := ec2query.Pairs([]byte(raw), v.Limits)
	if err != nil {
		return "", &Error{"MalformedQueryString", "the query of the URL cannot be verified: " + err.Error()}
	}
	for i, p := range pairs {
		pairs[i] = ec2query.Pair{Key: escape(p.Key, false), Value: escape(p.Value, false)}
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		return a.Key < b.Key || a.Key == b.Key && a.Value < b.Value
	})
	var b strings.Builder
	for i, p := range pairs {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.Key + "=" + p.Value)
	}
	return b.String(), nil
}

// escape escapes everything but RFC 3986's unreserved characters.
func escape(s string, slash bool) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 ||
			slash && c == '/' {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + string(hexDigits[c>>4]) + string(hexDigits[c&15]))
	}
	return b.String()
}
