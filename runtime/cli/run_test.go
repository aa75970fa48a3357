package cli

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/awsclient"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// testAPI is a small API that has each kind of option.
func testAPI(string) *API {
	text := func(name string) Member { return Member{Name: name, Shape: "String"} }
	return &API{
		Command: "ec2", Title: "Test", Service: awsclient.Service{ID: "EC2", APIVersion: "2016-11-15", EndpointPrefix: "ec2",
			SigningName: "ec2"},
		Operations: []*Operation{
			{Name: "ListThings", Command: "list-things", Doc: "Lists things. All of them.", Input: "ListRequest",
				Output: "ListResult",
				Paginator: &Paginator{InputToken: "NextToken", OutputToken: "NextToken", LimitKey: "MaxResults",
					ResultKeys: []string{"Things"}},
				Waiters: []Waiter{{Name: "ThingReady", Delay: 1, MaxAttempts: 3, Acceptors: []Acceptor{
					{State: "success", Matcher: "pathAll", Argument: "Things[].State", Expected: "ready"},
					{State: "failure", Matcher: "pathAny", Argument: "Things[].State", Expected: "failed"}}}}},
			{Name: "MakeThing", Command: "make-thing", Doc: "Makes a thing.", Input: "MakeRequest", Output: "MakeResult",
				Rules: func(data []byte) (valid.Violations, error) {
					if !bytes.Contains(data, []byte(`"Size":0`)) {
						return nil, nil
					}
					return valid.Violations{{Path: "Thing.Size", Rule: "size", Level: valid.LevelError,
						Message: "must be at least 1"}}, nil
				}},
		},
		Shapes: [][]Shape{{
			{Name: "Boolean", Kind: Boolean},
			{Name: "Integer", Kind: Integer},
		}, {
			{Name: "ListRequest", Kind: Structure,
				Members: []Member{{Name: "Filters", Shape: "Things", Filters: "size state tag:"},
					{Name: "MaxResults", Shape: "Integer"}, text("NextToken"),
					{Name: "ThingIds", Shape: "Strings", XML: "ThingId"}}},
			{Name: "ListResult", Kind: Structure,
				Members: []Member{{Name: "NextToken", Shape: "String", XML: "nextToken"},
					{Name: "Things", Shape: "Things", XML: "thingSet"}}},
			{Name: "MakeRequest", Kind: Structure, Members: []Member{
				{Name: "DryRun", Shape: "Boolean"}, {Name: "Loud", Shape: "Switch"}, {Name: "Name", Shape: "String", Required: true,
					Doc: "The name."},
				{Name: "Thing", Shape: "Thing"}, {Name: "Things", Shape: "Things"}, {Name: "Token", Shape: "String", Token: true},
				{Name: "When", Shape: "Time"}}},
			{Name: "MakeResult", Kind: Structure, Members: []Member{{Name: "ThingId", Shape: "String", XML: "thingId"}}},
			{Name: "String"},
			{Name: "Strings", Kind: List, Members: []Member{{Shape: "String"}}},
			{Name: "Switch", Kind: Structure, Members: []Member{{Name: "Value", Shape: "Boolean"}}},
			{Name: "Thing", Kind: Structure, Members: []Member{{Name: "Colors", Shape: "Strings", XML: "color"},
				{Name: "Size", Shape: "Integer", XML: "size"}, {Name: "State", Shape: "String", XML: "state"},
				{Name: "ThingId", Shape: "String", XML: "thingId"}}},
			{Name: "Things", Kind: List, Members: []Member{{Shape: "Thing", XML: "item"}}},
			{Name: "Time", Kind: Timestamp},
		}},
	}
}

// A testRun runs command lines against a server that records forms.
type testRun struct {
	Program
	api            *API
	url            string
	forms          []url.Values
	respond        func(form url.Values) (int, string)
	stdout, stderr bytes.Buffer
}

func newTestRun(t *testing.T, api *API, body string) *testRun {
	r := &testRun{api: api, respond: func(url.Values) (int, string) { return 200, body }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		data, _ := io.ReadAll(req.Body)
		form, _ := url.ParseQuery(string(data))
		r.forms = append(r.forms, form)
		code, text := r.respond(form)
		w.WriteHeader(code)
		_, _ = io.WriteString(w, text)
	}))
	t.Cleanup(server.Close)
	r.url = server.URL
	r.Program = Program{Name: "ec2", Version: "test", Stdout: &r.stdout, Stderr: &r.stderr}
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1",
		"AWS_EC2_METADATA_DISABLED": "true",
		"AWS_CONFIG_FILE": filepath.Join(t.TempDir(),
			"config"), "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(t.TempDir(),
			"credentials"),
	} {
		t.Setenv(name, value)
	}
	return r
}

func (r *testRun) run(args ...string) int {
	r.stdout.Reset()
	r.stderr.Reset()
	r.forms = nil
	return r.Run(r.api, append([]string{"--endpoint-url", r.url}, args...))
}

const made = `<MakeThingResponse><requestId>1</requestId><thingId>thing-1</thingId></MakeThingResponse>`

func TestRequestAndOutput(t *testing.T) {
	r := newTestRun(t, testAPI(""), made)
	code := r.run("make-thing", "--name", "x y", "--thing", "Size=3,Colors=red,blue", "--things", "Size=1", "Size=2",
		"--no-loud", "--when", "2030-01-01T00:00:00Z")
	require.Zero(t, code, r.stderr.String())
	require.Len(t, r.forms, 1)
	assert.NotEmpty(t, r.forms[0].Get("Token"))
	r.forms[0].Del("Token")
	assert.Equal(t, url.Values{"Action": {"MakeThing"}, "Version": {"2016-11-15"}, "Name": {"x y"}, "Thing.Size": {"3"},
		"Thing.Color.1": {"red"}, "Thing.Color.2": {"blue"},
		"Things.1.Size": {"1"}, "Things.2.Size": {"2"}, "Loud.Value": {"false"}, "When": {"2030-01-01T00:00:00Z"}},
		r.forms[0])
	assert.Equal(t, "{\n    \"ThingId\": \"thing-1\"\n}\n", r.stdout.String())
}

func TestExitCodes(t *testing.T) {
	r := newTestRun(t, testAPI(""), made)
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"make-thing", 252, "the following arguments are required: --name"},
		{"make-thin --name x", 252, "did you mean make-thing?"},
		{"make-thing --name x --thingg Size=1", 252, "Unknown options: --thingg, Size=1; did you mean --thing?"},
		{"make-thing --name x --thing Sizes=1", 252,
			`Unknown parameter in Thing: "Sizes", must be one of: Colors, Size, State, ThingId; did you mean Size?`},
		{"make-thing --name x --thing Size=big", 255, "invalid literal"},
		{"make-thing --name x --output wrong", 252, "Invalid choice"},
		{"make-thing --name x --query [", 252, "Bad value for --query"},
		{"make-thing --name x --validate rules --thing Size=0", 252, "--thing.Size: must be at least 1 (error size)"},
		{"make-thing --name x --validate rules --thing Size=1", 0, ""},
		{"wait thing-reddy", 252, "did you mean thing-ready?"},
	} {
		assert.Equal(t, c.code, r.run(strings.Fields(c.args)...), c.args)
		assert.Contains(t, r.stderr.String(), c.says, c.args)
	}
}

func TestConfigurationErrors(t *testing.T) {
	r := newTestRun(t, testAPI(""), made)
	t.Setenv("AWS_REGION", "")
	assert.Equal(t, 253, r.run("make-thing", "--name", "x"))
	assert.Contains(t, r.stderr.String(), "You must specify a region")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	assert.Equal(t, 253, r.run("make-thing", "--name", "x", "--region", "us-east-1"))
	assert.Contains(t, r.stderr.String(), "Unable to locate credentials")
	assert.Zero(t, r.run("make-thing", "--name", "x", "--region", "us-east-1", "--no-sign-request"), r.stderr.String())
}

func TestServiceError(t *testing.T) {
	r := newTestRun(t, testAPI(""), "")
	r.respond = func(form url.Values) (int, string) {
		code := "Thing.Bad"
		if form.Get("DryRun") == "true" {
			code = "DryRunOperation"
		}
		return 400, "<Response><Errors><Error><Code>" + code +
			"</Code><Message>No.</Message></Error></Errors><RequestID>1</RequestID></Response>"
	}
	assert.Equal(t, 254, r.run("make-thing", "--name", "x"))
	assert.Equal(t, "\nAn error occurred (Thing.Bad) when calling the MakeThing operation: No.\n", r.stderr.String())
	assert.Equal(t, 254, r.run("make-thing", "--name", "x", "--dry-run"))
	assert.Equal(t, 0, r.run("make-thing", "--name", "x", "--dry-run", "--dry-run-ok"))
	assert.Contains(t, r.stderr.String(), "would have succeeded")
}

// pagesOf responds with two pages of two things each.
func pagesOf(form url.Values) (int, string) {
	body := "<ListThingsResponse><thingSet><item><thingId>a</thingId><state>ready</state></item><item><thingId>b</thingId></item></thingSet><nextToken>two</nextToken></ListThingsResponse>"
	if form.Get("NextToken") == "two" {
		body = "<ListThingsResponse><thingSet><item><thingId>c</thingId></item><item><thingId>d</thingId></item></thingSet></ListThingsResponse>"
	}
	return 200, body
}

func TestPages(t *testing.T) {
	r := newTestRun(t, testAPI(""), "")
	r.respond = pagesOf
	query := []string{"--query", "[join(',', Things[].ThingId), NextToken]", "--output", "json"}
	for _, c := range []struct{ args, want, forms string }{
		{"", "a,b,c,d", "2"},
		{"--max-items 3", "a,b,c", "2"},
		{"--max-items 2", "a,b", "1"},
		{"--page-size 7", "a,b,c,d", "2"},
		{"--max-results 7", "a,b", "1"},
	} {
		require.Zero(t, r.run(append(append([]string{"list-things"}, strings.Fields(c.args)...), query...)...),
			r.stderr.String())
		assert.Contains(t, r.stdout.String(), `"`+c.want+`"`, c.args)
		assert.Len(t, r.forms, int(c.forms[0]-'0'), c.args)
	}
	require.Zero(t, r.run("list-things", "--max-items", "1", "--query", "NextToken"))
	token := strings.Trim(r.stdout.String(), "\"\n")
	require.Zero(t, r.run("list-things", "--starting-token", token, "--query", "Things[].ThingId", "--output", "text"),
		r.stderr.String())
	assert.Equal(t, "b\nc\td\n", r.stdout.String())
}

func TestWaiters(t *testing.T) {
	states := []string{"pending", "ready"}
	r := newTestRun(t, testAPI(""), "")
	calls := 0
	r.respond = func(form url.Values) (int, string) {
		if form.Get("Action") == "MakeThing" {
			return 200, made
		}
		state := states[min(calls, len(states)-1)]
		calls++
		return 200, "<R><thingSet><item><state>" + state + "</state></item></thingSet></R>"
	}
	require.Zero(t, r.run("wait", "thing-ready", "--thing-ids", "thing-1", "--wait-delay", "0"), r.stderr.String())
	assert.Equal(t, 2, calls)
	calls = 0
	require.Zero(t, r.run("make-thing", "--name", "x", "--wait", "--wait-delay", "0"), r.stderr.String())
	assert.Equal(t, "thing-1", r.forms[1].Get("ThingId.1"))
	states, calls = []string{"failed"}, 0
	assert.Equal(t, 255, r.run("wait", "thing-ready", "--thing-ids", "thing-1", "--wait-delay", "0"))
	states, calls = []string{"pending"}, 0
	assert.Equal(t, 255, r.run("wait", "thing-ready", "--thing-ids", "thing-1", "--wait-delay", "0"))
	assert.Contains(t, r.stderr.String(), "Max attempts exceeded")
	assert.Equal(t, 3, calls)
	calls = 0
	assert.Equal(t, 255, r.run("wait", "thing-ready", "--wait-attempts", "1"))
	assert.Equal(t, 1, calls)
	assert.Equal(t, 252, r.run("wait", "thing-ready", "--wait-delay", "soon"))
}

func TestFiles(t *testing.T) {
	r := newTestRun(t, testAPI(""), made)
	dir := t.TempDir()
	write := func(name, text string) string {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
		return filepath.Join(dir, name)
	}
	thing := write("thing.json", `{"Size": 9}`)
	input := write("input.json", `{"Name": "from file", "Thing": {"Size": 1}}`)
	require.Zero(t, r.run("make-thing", "--name", "x", "--thing", "file://"+thing), r.stderr.String())
	assert.Equal(t, "9", r.forms[0].Get("Thing.Size"))
	require.Zero(t, r.run("make-thing", "--cli-input-json", "file://"+input, "--thing", "Size=2"), r.stderr.String())
	assert.Equal(t, "from file", r.forms[0].Get("Name"))
	assert.Equal(t, "2", r.forms[0].Get("Thing.Size"))
	assert.Equal(t, 252, r.run("make-thing", "--name", "file://"+dir+"/missing"))
	require.Zero(t, r.run("make-thing", "--generate-cli-skeleton"))
	skeleton := write("skeleton.json", r.stdout.String())
	assert.Equal(t, 0, r.run("make-thing", "--cli-input-json", "file://"+skeleton), r.stderr.String())
	require.Zero(t, r.run("make-thing", "--generate-cli-skeleton", "yaml-input"))
	skeleton = write("skeleton.yaml", r.stdout.String())
	assert.Equal(t, 0, r.run("make-thing", "--cli-input-yaml", "file://"+skeleton), r.stderr.String())
}

func TestSettings(t *testing.T) {
	r := newTestRun(t, testAPI(""), made)
	config := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(config,
		[]byte("[default]\noutput = text\n[profile "+
			"p]\noutput=table\nregion=eu-west-1\naws_access_key_id=id\naws_secret_access_key=secret\n"), 0o600))
	t.Setenv("AWS_CONFIG_FILE", config)
	require.Zero(t, r.run("make-thing", "--name", "x"), r.stderr.String())
	assert.Equal(t, "thing-1\n", r.stdout.String())
	require.Zero(t, r.run("make-thing", "--name", "x", "--profile", "p"), r.stderr.String())
	assert.Contains(t, r.stdout.String(), "|  ThingId |  thing-1  |")
	assert.Equal(t, 255, r.run("make-thing", "--name", "x", "--profile", "missing"))
}

func TestHelpAndCompletion(t *testing.T) {
	r := newTestRun(t, testAPI(""), made)
	require.Zero(t, r.run("make-thing", "help"))
	assert.Contains(t, r.stdout.String(), "--thing Colors=[<string>,...],Size=<integer>,State=<string>,ThingId=<string>")
	assert.Contains(t, r.stdout.String(), "usage:\n  ec2 make-thing --name <string> [options]\n")
	assert.Contains(t, r.stdout.String(), "result:\n  ThingId <string>\n")
	operation := r.stdout.String()
	for _, line := range []string{"help make-thing", "make-thing -h", "make-thing --help", "ec2 help make-thing",
		"ec2 make-thing help"} {
		require.Zero(t, r.run(strings.Fields(line)...), line)
		assert.Equal(t, operation, r.stdout.String(), line)
	}
	for _, line := range []string{"help", "-h", "--help", "ec2 help"} {
		require.Zero(t, r.run(strings.Fields(line)...), line)
		assert.Contains(t, r.stdout.String(), "  make-thing\n      Makes a thing.\n", line)
	}
	for _, line := range []string{"help wait thing-ready", "wait thing-ready help"} {
		require.Zero(t, r.run(strings.Fields(line)...), line)
		assert.Contains(t, r.stdout.String(),
			"Call list-things every 1 s, at most 3 times, until every one of Things[].State\nis ready.", line)
	}
	assert.Equal(t, 252, r.run("help", "make-thingy"))
	assert.Contains(t, r.stderr.String(), "did you mean make-thing?")
	for words, want := range map[string]string{
		"ma":                                 "make-thing\n",
		"make-thing\x00--thin":               "--thing\n--things\n",
		"--output\x00ya":                     "yaml\nyaml-stream\n",
		"wait\x00":                           "thing-ready\n",
		"list-things\x00--filters\x00Name=s": "Name=size\nName=state\n",
		"list-things\x00--filters\x00Name\x00=\x00t": "tag:\n", // bash splits at the =
		"ec2\x00make-thing\x00--no-lo":               "--no-loud\n",
	} {
		require.Zero(t, r.run(append([]string{"__complete", "--"}, strings.Split(words, "\x00")...)...))
		assert.Equal(t, want, r.stdout.String(), words)
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		require.Zero(t, r.run("completion", shell))
		assert.Contains(t, r.stdout.String(), "ec2 __complete")
	}
	assert.Equal(t, 252, r.run("completion", "csh"))
}
