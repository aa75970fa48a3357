package generated_test

// This file prints the messages about requests with several mistakes, for a review
// by people: could a person who never read the documentation fix the request?

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestMessages validates ten requests with three mistakes each. UPDATE=1 rewrites
// the messages.
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
