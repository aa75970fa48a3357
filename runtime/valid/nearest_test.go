package valid

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNearest(t *testing.T) {
	known := []string{"register-image", "deregister-image", "describe-images", "io1-iops", "size"}
	for name, want := range map[string]string{
		"register-imgae":  "register-image",
		"describe-image":  "describe-images",
		"io1-iop":         "io1-iops",
		"sise":            "size",
		"siz":             "size",
		"size":            "size",
		"z":               "",
		"":                "",
		"something-else!": "",
	} {
		assert.Equal(t, want, Nearest(name, known), name)
	}
}
