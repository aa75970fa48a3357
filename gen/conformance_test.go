package gen

// This file runs AWS's protocol test cases for EC2 Query. Each suite has its own
// model; the test generates a package for each and builds all packages into one
// program, which makes a call for every case of both files.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// notApplicable has the cases that cannot apply, with the reason. A listed case
// that passes fails the test.
var notApplicable = map[string]string{
	"Ec2QueryHostWithPath": "expects /custom/ although the Go SDK, whose requests ours must equal byte for byte, sends " +
		"/custom",
}

// A suite is a model and its cases, in AWS's form.
type suite struct {
	Metadata       map[string]any
	Shapes         json.RawMessage
	ClientEndpoint string
	Cases          []*suiteCase
	pkg            string
}

type suiteCase struct {
	ID         string
	Given      map[string]any
	Params     any
	Serialized *struct {
		Method, URI, Host string
		Body              *string
		Headers           map[string]string
		RequireHeaders    []string
	}
	Result       any
	ErrorCode    string
	ErrorMessage string
	Error        any
	Response     struct {
		StatusCode int `json:"status_code"`
		Body       string
	}
}

// A conformanceCall and a conformanceOutcome are the program's call and outcome.
type conformanceCall struct {
	ID, Package, Operation, Endpoint string
	Params                           any
	Status                           int
	Response                         string
}

type conformanceOutcome struct {
	ID, Method, Host, Path, Body string
	Header                       map[string][]string
	Output                       any
	ErrorCode, ErrorMessage      string
	Error                        any
	Failure                      string
}

func TestConformance(t *testing.T) {
	if testing.Short() {
		t.Skip("builds 29 packages: not with -short")
	}
	var suites []*suite
	for _, name := range []string{"input.json", "output.json"} {
		suites = append(suites, readSuites(t, name)...)
	}
	dir := t.TempDir()
	var calls []conformanceCall
	cases := map[string]*suiteCase{}
	for i, s := range suites {
		s.pkg = fmt.Sprintf("p%d", i)
		generateSuite(t, dir, s)
		for _, c := range s.Cases {
			calls = append(calls, s.call(c))
			cases[c.ID+s.pkg] = c
		}
	}
	passed := 0
	for i, out := range runConformance(t, dir, suites, calls) {
		call := calls[i]
		t.Run(call.ID, func(t *testing.T) {
			problems := check(cases[call.ID+call.Package], out)
			if why, listed := notApplicable[call.ID]; listed {
				require.NotEmpty(t, problems, "is listed as not applicable (%s), and passes", why)
				t.Skip(why)
			}
			for _, p := range problems {
				t.Error(p)
			}
			if len(problems) == 0 {
				passed++
			}
		})
	}
	t.Logf("%d suites, %d cases, %d passed, %d not applicable", len(suites), len(calls), passed, len(notApplicable))
}

func readSuites(t *testing.T, name string) []*suite {
	t.Helper()
	var suites []*suite
	require.NoError(t, json.Unmarshal(spectest.Read(t, "conformance/ec2query/"+name), &suites))
	return suites
}

// generateSuite writes the package for a suite's model.
func generateSuite(t *testing.T, dir string, s *suite) {
	t.Helper()
	operations := map[string]any{}
	for _, c := range s.Cases {
		operations[c.Given["name"].(string)] = c.Given
	}
	// Metadata that a client requires and the cases' models lack.
	s.Metadata["serviceId"], s.Metadata["endpointPrefix"], s.Metadata["xmlNamespace"] = "Protocol Test", "test",
		"https://example.com/"
	model, err := json.Marshal(map[string]any{"metadata": s.Metadata, "operations": operations, "shapes": s.Shapes})
	require.NoError(t, err)
	file := filepath.Join(dir, s.pkg+".json")
	require.NoError(t, os.WriteFile(file, model, 0o666))
	m, _, err := awsmodel.Read(file, awsmodel.Options{})
	require.NoError(t, err, s.Cases[0].ID)
	generated, err := Generate(m, plan.Config{Package: s.pkg, ImportPath: "example.com/conformance/" + s.pkg})
	require.NoError(t, err, s.Cases[0].ID)
	changes, err := files.Compare(filepath.Join(dir, s.pkg), generated)
	require.NoError(t, err)
	require.NoError(t, changes.Apply())
}

// call returns the program's call for a case.
func (s *suite) call(c *suiteCase) conformanceCall {
	call := conformanceCall{ID: c.ID, Package: s.pkg, Operation: c.Given["name"].(string), Endpoint: s.ClientEndpoint,
		Params: c.Params, Status: c.Response.StatusCode, Response: c.Response.Body}
	if call.Endpoint == "" {
		call.Endpoint = "https://example.com"
	}
	if call.Status == 0 {
		call.Status = 200
	}
	return call
}

// runConformance builds the program around the packages and runs it.
func runConformance(t *testing.T, dir string, suites []*suite, calls []conformanceCall) []conformanceOutcome {
	t.Helper()
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	gosum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	mod := strings.Replace(string(gomod), "module github.com/ec2gen/ec2gen", "module example.com/conformance", 1) +
		"\nrequire github.com/ec2gen/ec2gen v0.0.0\n\nreplace github.com/ec2gen/ec2gen => " + root + "\n"
	program, err := os.ReadFile(filepath.Join("testdata", "conformance", "main.go.txt"))
	require.NoError(t, err)
	var table strings.Builder
	table.WriteString("package main\n\nimport (\n\t\"github.com/ec2gen/ec2gen/runtime/awsclient\"\n")
	for _, s := range suites {
		fmt.Fprintf(&table, "\t%q\n", "example.com/conformance/"+s.pkg)
	}
	table.WriteString(")\n\nvar clients = map[string]func(awsclient.Options) any{\n")
	for _, s := range suites {
		fmt.Fprintf(&table, "\t%q: func(o awsclient.Options) any { return %s.New(o) },\n", s.pkg, s.pkg)
	}
	table.WriteString("}\n")
	for name, data := range map[string]string{"go.mod": mod, "go.sum": string(gosum), "main.go": string(program),
		"table.go": table.String()} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666))
	}
	stdin, err := json.Marshal(calls)
	require.NoError(t, err)
	cmd := exec.Command("go", "run", "-mod=mod", ".")
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-buildvcs=false")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	var outcomes []conformanceOutcome
	require.NoError(t, json.Unmarshal(out, &outcomes))
	require.Len(t, outcomes, len(calls))
	return outcomes
}

// check compares the outcome of a call with the case.
func check(c *suiteCase, out conformanceOutcome) (problems []string) {
	differ := func(what string, want, got any) {
		if !assert.ObjectsAreEqual(want, got) {
			problems = append(problems, fmt.Sprintf("%s: want %v, got %v", what, want, got))
		}
	}
	if out.Failure != "" {
		return []string{"the call failed: " + out.Failure}
	}
	if s := c.Serialized; s != nil {
		differ("method", s.Method, out.Method)
		differ("path", s.URI, out.Path)
		if s.Host != "" {
			differ("host", strings.Split(s.Host, "/")[0], out.Host)
		}
		if s.Body != nil {
			differ("body", formOf(*s.Body), formOf(out.Body))
		}
		for name, want := range s.Headers {
			differ("header "+name, want, strings.Join(out.Header[name], ","))
		}
		for _, name := range s.RequireHeaders {
			differ("header "+name+" is there", true, len(out.Header[name]) > 0)
		}
		return problems
	}
	differ("error code", c.ErrorCode, out.ErrorCode)
	if c.ErrorCode != "" {
		if c.ErrorMessage != "" {
			differ("error message", c.ErrorMessage, out.ErrorMessage)
		}
		want, _ := lower(c.Error).(map[string]any)
		got, _ := out.Error.(map[string]any)
		for name, value := range want {
			differ("error member "+name, value, got[name])
		}
		return problems
	}
	differ("output", lower(c.Result), out.Output)
	return problems
}

// formOf parses a request body, to compare it in any order.
func formOf(body string) url.Values {
	values, err := url.ParseQuery(body)
	if err != nil {
		return url.Values{"error": {err.Error()}}
	}
	return values
}

// lower converts all names to lower case: the cases' members have the model's
// names, Go's fields begin with a capital.
func lower(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := map[string]any{}
		for name, value := range v {
			m[strings.ToLower(name)] = lower(value)
		}
		return m
	case []any:
		list := []any{}
		for _, value := range v {
			list = append(list, lower(value))
		}
		return list
	}
	return v
}
