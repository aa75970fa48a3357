// Package recording has a server that records requests byte for byte, as on the
// wire, and reacts as configured: with responses, or like broken servers.
package recording

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

// The credentials whose signatures a server verifies.
const (
	AccessKey = "AKIDEXAMPLE"
	SecretKey = "secret-of-the-example"
)

// A Reaction is the server's reaction to one request: it writes the parts, waiting
// before each, and then continues, closes the connection, or resets it.
type Reaction struct {
	Parts []Part
	Close bool
	Reset bool
}

// A Part has some bytes and the time before them.
type Part struct {
	Wait time.Duration
	Data string
}

// Respond returns the Reaction of a working server.
func Respond(status int, body string, headers ...string) Reaction {
	date := "Date: " + time.Now().UTC().Format(http.TimeFormat) + "\r\n"
	for _, h := range headers {
		if strings.HasPrefix(h, "Date:") {
			date = ""
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\nContent-Type: text/xml;charset=UTF-8\r\n%s", status, http.StatusText(status), date)
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return Reaction{Parts: []Part{{Data: b.String()}}}
}

// A Server records requests.
type Server struct {
	URL   string
	react func(n int, form url.Values) Reaction

	listener net.Listener
	mu       sync.Mutex
	requests []string
	dates    []string // X-Amz-Date of each
	broken   []string // invalid signatures
}

// NewServer starts a server. react returns the reaction to request n, from 0; it is
// called for one request at a time.
func NewServer(react func(n int, form url.Values) Reaction) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "http://" + listener.Addr().String(), react: react, listener: listener}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return s, nil
}

// Close stops listening.
func (s *Server) Close() { s.listener.Close() }

// serve reads requests from a connection itself: net/http would change the order of
// headers.
func (s *Server) serve(conn net.Conn) {
	defer conn.Close()
	var raw bytes.Buffer
	in := bufio.NewReader(io.TeeReader(conn, &raw))
	for {
		request, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return
		}
		reaction := s.note(request, body, raw.String())
		raw.Reset()
		for _, p := range reaction.Parts {
			time.Sleep(p.Wait)
			if _, err := io.WriteString(conn, p.Data); err != nil {
				return
			}
		}
		if reaction.Reset {
			if tcp, ok := conn.(*net.TCPConn); ok {
				tcp.SetLinger(0)
			}
			return
		}
		if reaction.Close {
			return
		}
	}
}

// note records a request and returns the reaction.
func (s *Server) note(request *http.Request, body []byte, raw string) Reaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, raw)
	s.dates = append(s.dates, request.Header.Get("X-Amz-Date"))
	if request.Header.Get("Authorization") != "" {
		if err := verify(request, body); err != nil {
			s.broken = append(s.broken, err.Error())
		}
	}
	form, _ := url.ParseQuery(string(body)) // an invalid form is visible in the recording
	return s.react(len(s.requests)-1, form)
}

// verify checks a signature for its own service and at its own time.
func verify(request *http.Request, body []byte) error {
	h, err := sigv4.Parse(request)
	if err != nil {
		return err
	}
	signed, err := time.Parse("20060102T150405Z", request.Header.Get("X-Amz-Date"))
	if err != nil {
		return errors.New("no X-Amz-Date")
	}
	v := &sigv4.Verifier{Secrets: map[string]string{AccessKey: SecretKey}, Service: h.Service,
		Now: func() time.Time { return signed }}
	return v.Verify(request, body)
}

// moments has the values that differ between runs: the time, the id of a call, and
// the signature of both, which has been verified.
var moments = []struct {
	find *regexp.Regexp
	put  string
}{
	{regexp.MustCompile(`(?m)^(Amz-Sdk-Invocation-Id: )[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\r$`), "${1}ID\r"},
	{regexp.MustCompile(`(?m)^(X-Amz-Date: )\d{8}T\d{6}Z\r$`), "${1}TIME\r"},
	{regexp.MustCompile(`(Credential=\w+/)\d{8}/`), "${1}DAY/"},
	{regexp.MustCompile(`Signature=[0-9a-f]{64}`), "Signature=VERIFIED"},
	{regexp.MustCompile(`(X-Amz-Date%3D)\d{8}T\d{6}Z`), "${1}TIME"},
	{regexp.MustCompile(`(X-Amz-Credential%3D\w+%252F)\d{8}`), "${1}DAY"},
	{regexp.MustCompile(`(X-Amz-Signature%3D)[0-9a-f]{64}`), "${1}SIGNATURE"},
	{regexp.MustCompile(`(?m)^(Amz-Sdk-Request: .*ttl=)\d{8}T\d{6}Z`), "${1}TIME"},
}

// Requests returns the requests so far, without values that differ between runs.
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]string, len(s.requests))
	for i, r := range s.requests {
		for _, m := range moments {
			r = m.find.ReplaceAllString(r, m.put)
		}
		list[i] = s.Plain(encodingLast(r))
	}
	return list
}

// encodingLast moves Accept-Encoding after the other headers of a request. net/http
// writes it there if the transport decompresses responses, as with the SDK.
// awsclient decompresses them itself, to count the received bytes, so net/http
// treats the header like any other. The order of headers has no meaning.
func encodingLast(request string) string {
	const line = "\r\nAccept-Encoding: gzip"
	head, body, ok := strings.Cut(request, "\r\n\r\n")
	if !ok || !strings.Contains(head+"\r\n", line+"\r\n") {
		return request
	}
	return strings.Replace(head, line, "", 1) + line + "\r\n\r\n" + body
}

var ports = regexp.MustCompile(`127\.0\.0\.1:\d+->`)

// Plain returns a text without the server's address, which differs between runs.
func (s *Server) Plain(text string) string {
	address := s.listener.Addr().String()
	text = ports.ReplaceAllString(text, "client->")
	text = strings.ReplaceAll(text, address, "server")
	return strings.ReplaceAll(text, url.QueryEscape(address), "server")
}

// Broken returns the errors of invalid signatures.
func (s *Server) Broken() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.broken...)
}

// Unsigned is the clock of a request without a date.
const Unsigned = 1 << 30

// Clocks returns how far the clock of each request's signature is ahead of ours, in
// whole minutes.
func (s *Server) Clocks() (minutes []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.dates {
		at, err := time.Parse("20060102T150405Z", d)
		if err != nil {
			minutes = append(minutes, Unsigned)
			continue
		}
		minutes = append(minutes, int(time.Until(at).Round(time.Minute).Minutes()))
	}
	return minutes
}
