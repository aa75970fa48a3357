package main

// This file sends requests to the server that a web page could send.

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestServesThisMachineOnly(t *testing.T) {
	url := startProcess(t, "-host", "ec2.example")
	for _, c := range []struct {
		host, origin string
		status       int
	}{
		{"", "", 200},
		{"localhost:1", "", 200},
		{"ec2.example:8002", "", 200},
		{"attacker.example", "", 403},
		{"attacker.example", "http://attacker.example", 403},
		{"", "http://attacker.example", 403},
	} {
		r, err := http.NewRequest("POST", url, strings.NewReader("Action=DescribeImages&Version=2016-11-15"))
		require.NoError(t, err)
		r.Header.Set("Content-Type", "text/plain")
		r.Host = c.host
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		res, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		res.Body.Close()
		assert.Equal(t, c.status, res.StatusCode, "%+v", c)
	}
}
