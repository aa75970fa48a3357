package validate

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/spec"
)

// TestPrinters checks that each kind of assertion has exactly one printer.
func TestPrinters(t *testing.T) {
	for _, kind := range spec.AssertionKinds() {
		found := 0
		for _, p := range printers {
			if p(nil, nil, kind, origin{}) {
				found++
			}
		}
		assert.Equal(t, 1, found, "%T", kind)
	}
	assert.Len(t, printers, len(spec.AssertionKinds()))
}
