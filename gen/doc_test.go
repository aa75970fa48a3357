package gen_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The package comment lists the files that a second protocol would change: they
// exist, and are at most ten.
func TestFilesOfAnotherProtocol(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	files := regexp.MustCompile(`(?m)^//\t(\S+\.go) `).FindAllSubmatch(doc, -1)
	assert.LessOrEqual(t, len(files), 10)
	assert.NotEmpty(t, files)
	for _, f := range files {
		assert.FileExists(t, filepath.Join("..", filepath.FromSlash(string(f[1]))))
	}
}
