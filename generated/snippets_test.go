package generated_test

// This file proves the snippets of the reference pages. Each is the same call in another
// client's syntax, so each must send the parameters that the Query snippet shows, and
// those must be what the generated encoder writes. Go, the generated command line and R
// are tried here; the AWS CLI, boto3 and JavaScript in snippets_interop_test.go.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2cli"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/runtime/awsclient"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// A snippetCall is one example or skeleton in all syntaxes.
type snippetCall struct {
	operation, title string
	skeleton         bool
	breaks           int
	text             map[string]string // by syntax
}

// snippetCalls returns the calls on the pages of generated/ec2.
func snippetCalls(t *testing.T) (calls []snippetCall) {
	t.Helper()
	client := reflect.TypeOf(new(ec2.Client))
	model := loadModel(t, "2016-11-15")
	var names []string
	for _, op := range model.Operations {
		if _, ok := client.MethodByName(op.Name); ok {
			names = append(names, op.Name)
		}
	}
	model, err := model.Cut(names)
	require.NoError(t, err)
	calls = callsOf(t, model)
	require.Greater(t, len(calls), 60)
	return calls
}

// callsOf returns the calls on the pages of a model.
func callsOf(t *testing.T, model *spec.Model) (calls []snippetCall) {
	t.Helper()
	p, err := plan.New(model, plan.Config{Package: "ec2", ImportPath: "github.com/ec2gen/ec2gen/generated/ec2"})
	require.NoError(t, err)
	for _, op := range reference.New(p).Operations {
		for _, x := range op.Calls {
			c := snippetCall{operation: op.Name, title: x.Title, skeleton: x.Skeleton, breaks: len(x.Breaks),
				text: map[string]string{}}
			for _, s := range x.Snippets {
				c.text[s.ID] = s.Text
			}
			calls = append(calls, c)
		}
	}
	return calls
}

// form returns the parameters in the Query snippet.
func (c snippetCall) form(t *testing.T) url.Values {
	t.Helper()
	form, err := url.ParseQuery(strings.ReplaceAll(c.text["query"], "\n", "&"))
	require.NoError(t, err)
	return form
}

// json returns the input in the AWS CLI's JSON snippet.
func (c snippetCall) json(t *testing.T) []byte {
	t.Helper()
	words := shellWords(t, c.text["json"])
	if len(words) < 5 {
		return []byte("{}")
	}
	return []byte(words[4])
}

// shellWords splits a command line into words like a shell.
func shellWords(t *testing.T, line string) []string {
	t.Helper()
	rest, ok := strings.CutPrefix(line, "aws ")
	require.True(t, ok, line)
	out, err := exec.Command("sh", "-c", `printf '%s\0' aws `+rest).Output()
	require.NoError(t, err, line)
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// TestSnippetsAreTheEncoders fills the generated input from the JSON snippet: the body
// that the client sends is the Query snippet, byte for byte, and no rule that is an error
// is broken.
func TestSnippetsAreTheEncoders(t *testing.T) {
	for _, c := range snippetCalls(t) {
		t.Run(c.operation+"/"+c.title, func(t *testing.T) {
			service := &responding{body: "<x/>"}
			method := reflect.ValueOf(ec2.New(awsclient.Options{Region: "us-east-1", HTTPClient: service})).
				MethodByName(c.operation)
			in := reflect.New(method.Type().In(1).Elem())
			d := json.NewDecoder(bytes.NewReader(c.json(t)))
			d.DisallowUnknownFields()
			require.NoError(t, d.Decode(in.Interface()))
			if data := in.Elem().FieldByName("UserData"); c.operation == "RunInstances" && data.IsValid() && !data.IsNil() {
				data.Elem().SetString(c.form(t).Get("UserData")) // the AWS CLI encodes it
			}
			returned := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
			_ = returned // the output does not matter
			require.NotEmpty(t, service.received, "the client sent nothing: %v", returned[1].Interface())
			want := c.form(t)
			got, err := url.ParseQuery(service.received)
			require.NoError(t, err)
			all := len(got)
			assert.Equal(t, want, sent(got, want))
			if len(got) == all {
				assert.Equal(t, c.text["query"], strings.ReplaceAll(service.received, "&", "\n"))
			}
			checked := in.Interface().(request)
			assert.NoError(t, valid.Policy{}.Apply(checked.Violations()).Err(c.operation))
		})
	}
}

// TestRulesAcceptSkeletons validates the calls of all 800 operations: a reader who sends
// what the page shows is not stopped by a rule.
func TestRulesAcceptSkeletons(t *testing.T) {
	if os.Getenv("EC2GEN_RULES") == "" {
		t.Skip("compiles all of EC2; make rules runs it")
	}
	model := loadModel(t, "2016-11-15")
	cases := map[string]*wholeCase{}
	for _, c := range callsOf(t, model) {
		if c.text["json"] == "" {
			continue // the AWS CLI does not have it: ImportInstance, ImportVolume
		}
		cases[c.operation+" "+c.title] = &wholeCase{Operation: c.operation, Input: c.json(t)}
	}
	require.Greater(t, len(cases), 700)
	run(t, model, cases)
	for name, c := range cases {
		assert.Empty(t, c.Error, name)
		assert.NoError(t, valid.Policy{}.Apply(c.Found).Err(name))
	}
}

// addedByClients has parameters that clients add: tokens, page sizes, URLs signed
// for another Region, and the number of instances.
var addedByClients = []string{"ClientToken", "MaxResults", "PresignedUrl", "DestinationRegion", "MinCount", "MaxCount"}

// sent returns a form without the parameters that clients add and the snippet does
// not show.
func sent(form, want url.Values) url.Values {
	for _, name := range addedByClients {
		if !want.Has(name) {
			form.Del(name)
		}
	}
	return form
}

// snippetServer returns a fake EC2 for clients that are configured by the
// environment.
func snippetServer(t *testing.T) *ec2test.Server {
	dir := spectest.Requests(t)
	srv := ec2test.NewServer(func(o *ec2test.Options) {
		o.AnySnapshot = true
		if dir != "" {
			o.OnRequest = func(r ec2test.Request) { assert.NoError(t, r.Save(dir)) }
		}
	})
	t.Cleanup(srv.Close)
	for _, v := range snippetEnv(srv.URL) {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	return srv
}

// snippetEnv returns the environment of a client.
func snippetEnv(url string) []string {
	return []string{"AWS_ENDPOINT_URL_EC2=" + url, "AWS_ENDPOINT_URL=" + url, "AWS_REGION=us-east-1",
		"AWS_DEFAULT_REGION=us-east-1",
		"AWS_ACCESS_KEY_ID=AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY=example", "AWS_MAX_ATTEMPTS=1", "AWS_PAGER=",
		"AWS_CONFIG_FILE=" + os.DevNull, "AWS_SHARED_CREDENTIALS_FILE=" + os.DevNull, "AWS_EC2_METADATA_DISABLED=true"}
}

// requireSent compares what the server received since a request with the calls, each of
// which sends one request.
func requireSent(t *testing.T, srv *ec2test.Server, calls []snippetCall) {
	t.Helper()
	requests := srv.Requests()
	for i, c := range calls {
		if !assert.Greater(t, len(requests), i, "%s (%s) was not sent", c.operation, c.title) {
			return
		}
		want := c.form(t)
		if !assert.Equal(t, want, sent(requests[i].Form, want), "%s (%s)", c.operation, c.title) {
			return
		}
	}
	assert.Len(t, requests, len(calls))
	registered := 0
	for i, c := range calls {
		if c.operation == "RegisterImage" && requests[i].Code == "" {
			registered++
		}
	}
	assert.NotZero(t, registered, "the fake EC2 accepts an example of RegisterImage")
}

// TestSnippetsOfTheCommandLine runs both snippets of the AWS CLI with the generated one.
func TestSnippetsOfTheCommandLine(t *testing.T) {
	for _, syntax := range []string{"cli", "json"} {
		t.Run(syntax, func(t *testing.T) {
			srv := snippetServer(t)
			calls := snippetCalls(t)
			for _, c := range calls {
				var out, complaint bytes.Buffer
				before := len(srv.Requests())
				code := ec2cli.Main(append(shellWords(t, c.text[syntax])[2:], "--no-paginate"), strings.NewReader(""), &out,
					&complaint)
				require.Contains(t, []int{0, 254}, code, "%s: %s", c.text[syntax], complaint.String())
				require.Len(t, srv.Requests(), before+1, "%s: %s", c.text[syntax], complaint.String())
			}
			requireSent(t, srv, calls)
		})
	}
}

// TestSnippetsOfGo compiles the Go snippets into a program, and runs it.
func TestSnippetsOfGo(t *testing.T) {
	srv, calls := snippetServer(t), snippetCalls(t)
	dir := t.TempDir()
	program := filepath.Join(dir, "main.go")
	require.NoError(t, os.WriteFile(program, []byte(goProgram(calls)), 0o600))
	place, err := filepath.Abs("ec2/snippets/main.go")
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{place: program}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600))
	out, err := exec.Command("go", "run", "-overlay", filepath.Join(dir, "overlay.json"), "./ec2/snippets", srv.URL).
		CombinedOutput()
	require.NoError(t, err, string(out))
	requireSent(t, srv, calls)
}

// goProgram returns a program that makes the calls one after another.
func goProgram(calls []snippetCall) string {
	var b strings.Builder
	b.WriteString(`package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

var (
	_ = time.UTC
	_ types.Tag
)

func main() {
	ctx := context.Background()
	key := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
	})
	client := ec2.NewFromConfig(aws.Config{Region: "us-east-1", BaseEndpoint: &os.Args[1], Credentials: key, RetryMaxAttempts: 1})
`)
	for _, c := range calls {
		fmt.Fprintf(&b, "\tfunc() {\n%s\n_, _ = out, err\n}()\n", c.text["go"])
	}
	b.WriteString("}\n")
	return b.String()
}
