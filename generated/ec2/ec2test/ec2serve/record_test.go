package main

// This file tests -record.

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRecord(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "requests") // the command makes it
	url := startProcess(t, "-record", dir, "-keep", "0")
	for _, form := range []string{"Action=DescribeImages&Owner.1=self&Version=2016-11-15",
		"Version=2016-11-15&Action=DescribeImages&Owner.1=self", "Action=DescribeTags&Version=2016-11-15"} {
		res, err := http.Get(url + "/?" + form)
		require.NoError(t, err)
		res.Body.Close()
		assert.Equal(t, 200, res.StatusCode)
	}
	var files []string
	require.Eventually(t, func() bool { // a request is saved after its response
		files, _ = filepath.Glob(filepath.Join(dir, "*.body"))
		return len(files) == 2
	}, time.Minute, 10*time.Millisecond)
	data, err := os.ReadFile(files[0])
	require.NoError(t, err)
	assert.Equal(t, "Action=DescribeImages&Owner.1=self&Version=2016-11-15", string(data))
}
