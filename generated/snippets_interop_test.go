package generated_test

// This file runs the snippets of clients that we did not write. make interop does.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// interop skips a test that talks to other programs, unless it is asked for.
func interop(t *testing.T, program string, args ...string) {
	t.Helper()
	if os.Getenv("EC2GEN_INTEROP") == "" {
		t.Skip("talks to other programs: run make interop")
	}
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s %v: %v %s; CI must not skip this test", program, args, err, out)
		}
		t.Skipf("%s %v: %v", program, args, err)
	}
}

// feed runs a program with a value as JSON on its standard input.
func feed(t *testing.T, value any, program string, args ...string) {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	cmd := exec.Command(program, args...)
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// texts returns the snippets of a syntax.
func texts(calls []snippetCall, syntax string) (list []string) {
	for _, c := range calls {
		list = append(list, c.text[syntax])
	}
	return list
}

// TestInteropSnippetsOfPython runs the snippets as they are: the environment says where
// EC2 is.
func TestInteropSnippetsOfPython(t *testing.T) {
	interop(t, "python3", "-c", "import boto3")
	srv, calls := snippetServer(t), snippetCalls(t)
	feed(t, texts(calls, "python"), "python3", "-c", `
import json, sys
from botocore.exceptions import ClientError
for text in json.load(sys.stdin):
    try:
        exec(text, {})
    except ClientError:
        pass
`)
	requireSent(t, srv, calls)
}

// knowsTheModel is Python that fails for versions of the AWS CLI older than 2025, which know
// neither AWS_ENDPOINT_URL nor today's members.
const knowsTheModel = `
import awscli
version = tuple(int(n) for n in awscli.__version__.split(".")[:2])
assert version >= ((2, 27) if version[0] == 2 else (1, 40)), awscli.__version__
`

// TestInteropSnippetsOfTheAWSCLI runs both snippets of each call with the AWS CLI, all in
// one process of it. Exit status 254 is an error of the service. There may be two: version
// 2 in the system's Python, and version 1.
func TestInteropSnippetsOfTheAWSCLI(t *testing.T) {
	if exec.Command("/usr/bin/python3", "-c", knowsTheModel).Run() != nil {
		interop(t, "python3", "-c", knowsTheModel)
	}
	for name, python := range map[string]string{"system": "/usr/bin/python3", "path": "python3"} {
		if out, err := exec.Command(python, "-c", knowsTheModel).CombinedOutput(); err != nil {
			t.Logf("%s: %s", python, out)
			continue
		}
		for _, syntax := range []string{"cli", "json"} {
			t.Run(name+"-"+syntax, func(t *testing.T) {
				srv, calls := snippetServer(t), snippetCalls(t)
				if name == "path" {
					// The pages show version 2, which takes blobs in base64. Version 1 encodes them.
					calls = slices.DeleteFunc(calls, func(c snippetCall) bool { return c.form(t).Has("PublicKeyMaterial") })
				}
				var lines [][]string
				for _, c := range calls {
					lines = append(lines, append(shellWords(t, c.text[syntax])[1:], "--no-paginate", "--output", "json"))
				}
				feed(t, lines, python, "-c", `
import json, sys
from awscli.clidriver import create_clidriver
for args in json.load(sys.stdin):
    code = create_clidriver().main(args)
    if code not in (0, 254, 255):
        sys.exit(f"{args}: exit status {code}")
`)
				requireSent(t, srv, calls)
			})
		}
	}
}

// TestInteropSnippetsOfJavaScript imports each snippet as a module.
func TestInteropSnippetsOfJavaScript(t *testing.T) {
	interop(t, "node", "--version")
	modules, err := filepath.Abs("ec2/ec2test/testdata/js/node_modules")
	require.NoError(t, err)
	if _, err := os.Stat(modules); err != nil {
		require.Empty(t, os.Getenv("CI"), "the JavaScript SDK is not installed: make interop installs it")
		t.Skip("the JavaScript SDK is not installed: make interop installs it")
	}
	srv, calls := snippetServer(t), snippetCalls(t)
	dir := t.TempDir()
	require.NoError(t, os.Symlink(modules, filepath.Join(dir, "node_modules")))
	var names []string
	for i, text := range texts(calls, "javascript") {
		names = append(names, fmt.Sprintf("./%d.mjs", i))
		require.NoError(t, os.WriteFile(filepath.Join(dir, names[i]), []byte(text), 0o600))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "run.mjs"), []byte(`
import { readFileSync } from "node:fs";
for (const name of JSON.parse(readFileSync(0))) {
  try { await import(name); } catch (e) { if (!e.$metadata) throw e; }
}
`), 0o600))
	feed(t, names, "node", filepath.Join(dir, "run.mjs"))
	requireSent(t, srv, calls)
}
