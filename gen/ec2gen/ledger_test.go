package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// TestChangesMarkDocumentationOfRules changes a word in a sentence with a rule, and
// one in a sentence without rules.
func TestChangesMarkDocumentationOfRules(t *testing.T) {
	spectest.Slow(t)
	packed, err := gzip.NewReader(bytes.NewReader(spectest.Read(t, spectest.Newest+"/service-2.json.gz")))
	require.NoError(t, err)
	data, err := io.ReadAll(packed)
	require.NoError(t, err)
	// The sentences are AWS's, so only a few of their words are here.
	constraint := regexp.MustCompile(`(You can delete up to )200( )`)
	behavior := regexp.MustCompile(`Deletes the specified key pair`)
	require.Regexp(t, constraint, string(data))
	require.Regexp(t, behavior, string(data))
	now := behavior.ReplaceAllString(constraint.ReplaceAllString(string(data), "${1}300$2"),
		"Removes the specified key pair")
	dir := t.TempDir()
	before, after := filepath.Join(dir, "before", "service-2.json"), filepath.Join(dir, "after", "service-2.json")
	for file, text := range map[string]string{before: string(data), after: now} {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	}
	var out, errs bytes.Buffer
	require.Zero(t, run([]string{"changes", before, after}, strings.NewReader(""), &out, &errs), errs.String())
	assert.Contains(t, out.String(), "with rules is reworded: ids-count-delete-versions")
	assert.Equal(t, 1, strings.Count(out.String(), "with rules"), out.String())
}
