package rulecase

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "few-tags.txtar"), []byte(`Comment.
-- pass.CreateTags.json --
{"Name": "{a*3}", "Tags": ["{*2}", {"Size": 12345678901234567890}]}
-- fail-2.json --
{}
-- want-2 --
Tags: must have at most 1 entry
-- fail.body --
Action=CreateTags
`), 0o666))
	list, err := Read(dir)
	require.NoError(t, err)
	require.Len(t, list, 2, "bodies and results are no input")
	assert.Equal(t, Case{"few-tags", "pass.CreateTags.json", "CreateTags",
		[]byte(`{"Name":"aaa","Tags":[{"Size":12345678901234567890},{"Size":12345678901234567890}]}`)}, list[0])
	assert.Equal(t, "RegisterImage", list[1].Operation)
	assert.True(t, list[0].Passes())
	assert.False(t, list[1].Passes())
}

func TestReadErrors(t *testing.T) {
	_, err := Read(t.TempDir())
	assert.ErrorContains(t, err, "no files *.txtar")
	for _, text := range []string{`"{a*99999999}"`, `["{*99999999}", 1]`, `["{*99999999999999999999}", 1]`, `["{*2}", `} {
		_, err := Expand([]byte(text))
		assert.Error(t, err, text)
	}
}
