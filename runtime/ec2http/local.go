package ec2http

// This file keeps web pages away from a server on a developer's machine. A browser on
// that machine sends requests for any page that it shows: to another site's address with
// a form (cross-site), or to a name in the page's own domain that resolves to 127.0.0.1
// (DNS rebinding).

import (
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// LocalOnly returns a handler that serves h only to requests for this machine:
// their Host is localhost, a loopback address, the address that the connection
// arrived at, or one of hosts (names or addresses without ports; "*" allows all).
// It rejects requests that a browser sends for a page of another origin, with any
// Host.
func LocalOnly(h http.Handler, hosts ...string) http.Handler {
	allowed := map[string]bool{}
	for _, name := range hosts {
		allowed[normalHost(name)] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch host := normalHost(r.Host); {
		case !allowed["*"] && !allowed[host] && !isLocal(r, host):
			reject(w, "the host "+quote(host)+" is not allowed; use 127.0.0.1, or allow this host when you start the server")
		case isForeign(r):
			reject(w, "requests from web pages of other origins are not allowed")
		default:
			h.ServeHTTP(w, r)
		}
	})
}

// normalHost returns a host in lower case, without port, brackets and final dot.
func normalHost(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// isLocal reports whether host is this machine, given the request's connection.
func isLocal(r *http.Request, host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") { // RFC 6761: never resolved by DNS
		return true
	}
	ip := net.ParseIP(host)
	if ip == nil {
		return false
	}
	if ip.IsLoopback() {
		return true
	}
	at, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return ok && at.IP.Equal(ip)
}

// isForeign reports whether the request's headers say that a browser sends it for a
// page of another origin. Other programs send neither header.
func isForeign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site": // another port of this machine is the same site
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || !strings.EqualFold(u.Host, r.Host)
}

// reject responds as EC2 does to an unauthorized request.
func reject(w http.ResponseWriter, message string) {
	e := ec2xml.Error{Code: "UnauthorizedOperation", Message: message, RequestID: newRequestID()}
	writeXML(w, http.StatusForbidden, e.RequestID, ec2xml.AppendError(nil, e), true) // net/http drops the body of a HEAD
}

// writeXML writes a response.
func writeXML(w http.ResponseWriter, status int, requestID string, body []byte, withBody bool) {
	w.Header().Set("Content-Type", "text/xml;charset=UTF-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("X-Amzn-Requestid", requestID)
	w.WriteHeader(status)
	if withBody {
		_, _ = w.Write(body) // fails if the client has disconnected
	}
}
