package main

// This file tests completion in shells: it runs the scripts.

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func completionScript(t *testing.T, shell string) string {
	t.Helper()
	var out, complaint bytes.Buffer
	require.Zero(t, run([]string{"completion", shell}, nil, &out, &complaint), complaint.String())
	return out.String()
}

// findShell skips a test if a shell is not installed.
func findShell(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

func TestCompletionOfBash(t *testing.T) {
	bash := findShell(t, "bash")
	script := filepath.Join(t.TempDir(), "completion")
	require.NoError(t, os.WriteFile(script, []byte(completionScript(t, "bash")), 0o666))
	for line, want := range map[string]string{
		"ec2gen d":                  "dropin diff docs",
		"ec2gen gen -mod":           "-model -module",
		"ec2gen dropin -mod":        "-model -modfile",
		"ec2gen diff d":             "dropin",
		"ec2gen completion f":       "fish",
		"ec2gen help conf":          "config",
		"ec2gen gen -out completio": "completion.go completion_test.go",
		"ec2gen check completio":    "completion.go completion_test.go",
	} {
		words := strings.Fields(line)
		program := `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ec2gen; echo "${COMPREPLY[@]}"`
		out, err := exec.Command(bash, append([]string{"--norc", "-c", program, "bash", script}, words...)...).
			CombinedOutput()
		require.NoError(t, err, string(out))
		assert.Equal(t, want, strings.TrimSpace(string(out)), line)
	}
}

// TestCompletionOfZsh captures the arguments of the completion functions.
func TestCompletionOfZsh(t *testing.T) {
	zsh := findShell(t, "zsh")
	script := completionScript(t, "zsh")
	program := "compdef() { :; }\n_describe() { print -l -- $commands }\n_arguments() { print -l -- \"$@\" }\n" + script
	complete := func(words ...string) string {
		cmd := exec.Command(zsh, "-f", "-c",
			program+"\nwords=("+strings.Join(words, " ")+") CURRENT="+strings.Repeat("1+", len(words)-1)+"1\n_ec2gen")
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, string(out))
		return string(out)
	}
	assert.Contains(t, complete("ec2gen", "d"), "dropin:generate a drop-in")
	gen := complete("ec2gen", "gen", "-")
	assert.Contains(t, gen, "-out[output directory]:value:_files")
	assert.Contains(t, gen, "-server[also generate the server package, which serves what the client calls]\n")
	assert.Contains(t, complete("ec2gen", "completion", "b"), "*:argument:(bash zsh fish)")
}

func TestCompletionOfFish(t *testing.T) {
	script := completionScript(t, "fish")
	assert.Contains(t, script, "complete -c ec2gen -n __fish_use_subcommand -f -a dropin -d 'generate a drop-in")
	assert.Contains(t, script, "complete -c ec2gen -n '__fish_seen_subcommand_from dropin' -o modfile -r -d ")
	fish := findShell(t, "fish")
	out, err := exec.Command(fish, "-c", script+"\ncomplete -C'ec2gen gen -mod'").CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Contains(t, string(out), "-model")
	assert.Contains(t, string(out), "-module")
}

// TestCompletionKnowsEverything: each command and each of its flags is in every script.
func TestCompletionKnowsEverything(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		script := completionScript(t, shell)
		for _, cmd := range completions() {
			assert.Contains(t, script, cmd.name, shell)
			for _, f := range cmd.flags {
				assert.Contains(t, script, f.name, shell)
			}
		}
	}
}
