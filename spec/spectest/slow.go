package spectest

// This file keeps go test ./... short: tests that take seconds each, because they
// build programs or read whole models many times, are run by make test-slow.

import (
	"os"
	"testing"
)

// SlowTests reports whether slow tests are enabled.
func SlowTests() bool { return os.Getenv("EC2GEN_SLOW") != "" }

// Slow skips a test unless slow tests are enabled.
func Slow(t testing.TB) {
	t.Helper()
	if !SlowTests() {
		t.Skip("slow: make test-slow runs it")
	}
}
