package spectest

// This file provides the directory in which tests with other programs save their
// requests. make recorded validates them.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// RequestsVariable is the environment variable with the directory of requests.
const RequestsVariable = "EC2GEN_RECORD"

// Requests returns an existing directory for the requests that a test receives, or
// "" if the variable is not set. Subtests share their test's directory.
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
