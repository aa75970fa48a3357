package spectest

// This file keeps go test ./... short: tests that take seconds each, because they
// build programs or read whole models many times, run by make test-slow.

import (
	"os"
	"testing"
)

// SlowTests reports whether this run has time for slow tests.
func SlowTests() bool { return os.Getenv("EC2GEN_SLOW") != "" }

// Slow skips a test for which this run has no time.
func Slow(t testing.TB) {
	t.Helper()
	if !SlowTests() {
		t.Skip("slow: make test-slow runs it")
	}
}
