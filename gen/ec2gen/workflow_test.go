package main

// This file checks the workflow that other repositories copy: its command lines
// against the commands' flags, its permissions, and its scripts by running them.

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// A workflow has the parts of a workflow's file that the tests check.
type workflow struct {
	Permissions map[string]string
	Env         map[string]string
	Jobs        map[string]struct {
		If          string
		Permissions map[string]string
		Steps       []step
	}
}

type step struct {
	Name, Uses, If, Run string
	With                map[string]string
}

func readWorkflow(t *testing.T, file string) (w workflow) {
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(data, &w))
	return w
}

func TestWorkflowFlags(t *testing.T) {
	used := map[string]bool{}
	for _, job := range readWorkflow(t, "workflows/ec2.yml").Jobs {
		for _, step := range job.Steps {
			script := regexp.MustCompile(`\$\([^)]*\)|\\\n`).ReplaceAllString(step.Run,
				" ") // one line per call, without other programs
			for _, call := range regexp.MustCompile(`go tool ec2gen ([^\n&|;]*)`).FindAllStringSubmatch(script, -1) {
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

// workflows returns all workflow files of this repository, and the one to copy.
func workflows(t *testing.T) (files []string) {
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return append(files, "workflows/ec2.yml")
}

// TestWorkflowsAreSafe checks each workflow: actions are pinned by commit, a
// checkout leaves no credentials behind, and a job that may write runs no code of
// the repository.
func TestWorkflowsAreSafe(t *testing.T) {
	pinned := regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40}$`)
	for _, file := range workflows(t) {
		w := readWorkflow(t, file)
		assert.NotNil(t, w.Permissions, "%s: no permissions, so the token may do everything", file)
		for name, job := range w.Jobs {
			at := filepath.Base(file) + ", job " + name
			writes := false
			for _, may := range job.Permissions {
				writes = writes || may == "write"
			}
			for _, step := range job.Steps {
				if step.Uses != "" {
					assert.Regexp(t, pinned, step.Uses, at)
				}
				if strings.HasPrefix(step.Uses, "actions/checkout@") {
					assert.Equal(t, "false", step.With["persist-credentials"], at)
				}
				if writes {
					assert.NotRegexp(t, `(?m)(^|[;&|(]) *(go|make|ec2gen|npm|bash|sh|\.[a-z]*/\S+)( |$)`, step.Run,
						"%s may write, and runs code of the repository", at)
				}
				assert.NotContains(t, step.Run, "${{", "%s: pass values to a script in its environment, not by substitution", at)
			}
		}
	}
}

// TestPinsSayVersions checks that each pin has its version in a comment, and that
// an action has one version everywhere.
func TestPinsSayVersions(t *testing.T) {
	versions := map[string]string{}
	for _, file := range workflows(t) {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, line := range strings.Split(string(data), "\n") {
			_, uses, found := strings.Cut(line, "uses: ")
			if !found {
				continue
			}
			require.Regexp(t, `^\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`, uses, file)
			action, _, _ := strings.Cut(uses, "@")
			if versions[action] == "" {
				versions[action] = uses
			}
			assert.Equal(t, versions[action], uses, "%s: another version than elsewhere", file)
		}
	}
}

// TestWorkflowScripts runs the scripts of the workflow to copy, with the repository
// and the program gh in testdata/workflow.
func TestWorkflowScripts(t *testing.T) {
	spectest.Slow(t)
	w := readWorkflow(t, "workflows/ec2.yml")
	testscript.Run(t, testscript.Params{
		Dir: "testdata/workflow",
		Setup: func(env *testscript.Env) error {
			for key, value := range w.Env {
				env.Setenv(key, value)
			}
			env.Setenv("RUNNER_TEMP", filepath.Join(env.WorkDir, "temp"))
			env.Setenv("GITHUB_ENV", filepath.Join(env.WorkDir, "env"))
			env.Setenv("GITHUB_OUTPUT", filepath.Join(env.WorkDir, "output"))
			env.Setenv("GITHUB_STEP_SUMMARY", filepath.Join(env.WorkDir, "summary.md"))
			env.Setenv("PATH", filepath.Join(env.WorkDir, "bin")+string(os.PathListSeparator)+env.Getenv("PATH"))
			if err := os.MkdirAll(filepath.Join(env.WorkDir, "temp"), 0o755); err != nil {
				return err
			}
			for job, j := range w.Jobs {
				for _, step := range j.Steps {
					script := strings.ReplaceAll(step.Run, "go tool ec2gen", "ec2gen")
					name := job + "-" + strings.ReplaceAll(strings.ToLower(step.Name), " ", "-") + ".sh"
					if err := os.WriteFile(filepath.Join(env.WorkDir, name), []byte("set -eo pipefail\n"+script), 0o644); err != nil {
						return err
					}
				}
			}
			return nil
		},
	})
}
