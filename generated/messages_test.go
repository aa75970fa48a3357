package generated_test

// This file prints what is said about requests with several mistakes, for people
// to judge: would somebody who never read the documentation know what to do?

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestMessages has ten requests with three mistakes each. UPDATE=1 rewrites what
// is said about them.
func TestMessages(t *testing.T) {
	s, requests := subjects[0], 0
	golden(t, "testdata/messages.txtar", func(name string, request []byte) (string, bool) {
		requests++
		found := s.violations(t, name, request)
		assert.GreaterOrEqual(t, len(found), 3, "%s: each mistake is found", name)
		return listed(found), true
	})
	assert.Equal(t, 10, requests)
}
