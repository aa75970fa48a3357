package ec2http_test

// This file sends requests like those of browsers for pages of other sites.

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

func TestLocalOnly(t *testing.T) {
	for _, c := range []struct {
		host    string // %: the server's own address and port
		header  string // name=value
		allowed []string
		status  int
	}{
		{"%", "", nil, 200},
		{"localhost", "", nil, 200},
		{"LocalHost.:8002", "", nil, 200},
		{"ec2.localhost:80", "", nil, 200},
		{"127.9.9.9", "", nil, 200},
		{"[::1]:8002", "", nil, 200},
		{"attacker.example", "", nil, 403},
		{"attacker.example:8002", "", nil, 403},
		{"127.0.0.1.attacker.example", "", nil, 403},
		{"localhost.attacker.example", "", nil, 403},
		{"attackerlocalhost", "", nil, 403},
		{"192.0.2.1", "", nil, 403},
		{"ec2:8002", "", []string{"EC2"}, 200},
		{"attacker.example", "", []string{"ec2"}, 403},
		{"192.0.2.1:80", "", []string{"192.0.2.1"}, 200},
		{"anything.example", "", []string{"*"}, 200},
		{"%", "Origin=http://attacker.example", nil, 403},
		{"%", "Origin=null", nil, 403},
		{"%", "Origin=http://127.0.0.1:1", nil, 403},
		{"%", "Origin=http://%", nil, 200},
		{"%", "Origin=http://attacker.example", []string{"*"}, 403},
		{"%", "Sec-Fetch-Site=cross-site", nil, 403},
		{"%", "Sec-Fetch-Site=same-site", nil, 403},
		{"%", "Sec-Fetch-Site=same-origin", nil, 200},
		{"%", "Sec-Fetch-Site=none", nil, 200},
	} {
		server := httptest.NewServer(ec2http.LocalOnly(handler(&echo{}), c.allowed...))
		own := strings.TrimPrefix(server.URL, "http://")
		r, err := http.NewRequest("POST", server.URL, strings.NewReader("Action=Echo&Version=2020-01-01&Text=t"))
		require.NoError(t, err)
		r.Header.Set("Content-Type", "text/plain") // a page may send this type to any site without a preflight request
		r.Host = strings.ReplaceAll(c.host, "%", own)
		if name, value, ok := strings.Cut(c.header, "="); ok {
			r.Header.Set(name, strings.ReplaceAll(value, "%", own))
		}
		res, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		res.Body.Close()
		server.Close()
		assert.Equal(t, c.status, res.StatusCode, "%+v", c)
		if c.status == 403 {
			e, err := ec2xml.ParseError(body)
			require.NoError(t, err)
			assert.Equal(t, "UnauthorizedOperation", e.Code)
			assert.NotEmpty(t, e.RequestID)
		}
	}
}

// TestLocalAddress listens on all addresses: the address that a connection arrived
// at is allowed, other addresses are not.
func TestLocalAddress(t *testing.T) {
	h := ec2http.LocalOnly(handler(&echo{}))
	for host, status := range map[string]int{"192.0.2.7:80": 200, "192.0.2.8:80": 403} {
		r := httptest.NewRequest("POST", "/", strings.NewReader("Action=Echo&Version=2020-01-01&Text=t"))
		r.Host = host
		w := httptest.NewRecorder()
		arrived := context.WithValue(r.Context(), http.LocalAddrContextKey,
			net.Addr(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 80}))
		h.ServeHTTP(w, r.WithContext(arrived))
		assert.Equal(t, status, w.Code, host)
	}
}
