package main

// This file holds the workflow that downstream repositories copy against the
// command line that it uses.

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

func TestWorkflow(t *testing.T) {
	data, err := os.ReadFile("workflows/ec2.yml")
	require.NoError(t, err)
	var workflow struct {
		Jobs map[string]struct{ Steps []struct{ Run string } }
	}
	require.NoError(t, yaml.Unmarshal(data, &workflow))
	used := map[string]bool{}
	for _, job := range workflow.Jobs {
		for _, step := range job.Steps {
			script := regexp.MustCompile(`\$\([^)]*\)|\\\n`).ReplaceAllString(step.Run, " ") // one line a call, without other programs
			for _, call := range regexp.MustCompile(`go tool ec2gen ([^\n&|]*)`).FindAllStringSubmatch(script, -1) {
				words := strings.Fields(call[1])
				used[words[0]] = true
				var help, complaint bytes.Buffer
				require.Zero(t, run([]string{words[0], "-h"}, nil, &help, &complaint), "%s: %s", call[0], complaint.String())
				for _, word := range words[1:] {
					if strings.HasPrefix(word, "-") {
						assert.Contains(t, help.String(), "  "+word+" ", call[0])
					}
				}
			}
		}
	}
	assert.Equal(t, map[string]bool{"import": true, "changes": true, "gen": true, "diff": true}, used)
}
