package spectest

// This file says where tests that talk to other programs save the requests of these.
// make recorded validates them afterwards.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// RequestsVariable is the environment variable with the directory of requests.
const RequestsVariable = "EC2GEN_RECORD"

// Requests returns an existing directory for the requests that a test receives, or "" if
// nobody asked for them. Subtests share that of their test.
func Requests(t testing.TB) string {
	t.Helper()
	root := os.Getenv(RequestsVariable)
	if root == "" {
		return ""
	}
	test, _, _ := strings.Cut(t.Name(), "/")
	dir := filepath.Join(root, test)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}
