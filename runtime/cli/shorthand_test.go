package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fakeFile reads no file.
func fakeFile(value string) (any, error) {
	if name, ok := strings.CutPrefix(value, "file://"); ok {
		return "content of " + name, nil
	}
	return value, nil
}

// What the AWS CLI's parser makes of each text; gen/peers/cli compares the two.
func TestShorthand(t *testing.T) {
	for text, want := range map[string]string{
		`a=b`:                    `{"a":"b"}`,
		`a=`:                     `{"a":""}`,
		`a=b,c=d`:                `{"a":"b","c":"d"}`,
		`a = b , c = d`:          `{"a":"b","c":"d"}`,
		`a=b,c`:                  `{"a":["b","c"]}`,
		`a=b,c,d=e`:              `{"a":["b","c"],"d":"e"}`,
		`a=b,`:                   `error: Expected: '<second>', received: '<none>'`,
		`a=[b,c]`:                `{"a":["b","c"]}`,
		`a=[]`:                   `{"a":[]}`,
		`a={b=c,d=[e]}`:          `{"a":{"b":"c","d":["e"]}}`,
		`a="b,c"`:                `{"a":"b,c"}`,
		`a='b\'c'`:               `{"a":"b'c"}`,
		`a="b\\c"`:               `{"a":"b\\c"}`,
		`a=b\,c`:                 `{"a":"b,c"}`,
		`a=b=c`:                  `{"a":"b=c"}`,
		`a=[{b=c},{b=d}]`:        `{"a":[{"b":"c"},{"b":"d"}]}`,
		`a`:                      `error: Expected: '=', received: 'EOF'`,
		``:                       `error: Expected: '=', received: 'EOF'`,
		`a=b,a=c`:                `error: Second instance of key "a"`,
		`a="b`:                   `error: Expected: '<double quoted>', received: '<none>'`,
		`a={b=c`:                 `error: Expected: ',', received: 'EOF'`,
		`a=[b`:                   `error: Expected: ',', received: 'EOF'`,
		`a@=file://x,b=file://y`: `{"a":"content of x","b":"file://y"}`,
		`a@="file://x",b={c @= file://y,d=file://z}`: `{"a":"content of x","b":{"c":"content of y","d":"file://z"}}`,
		`a@=[b,file://x]`:              `{"a":["b","content of x"]}`,
		`a@b`:                          `error: Expected: '=', received: 'b'`,
		`a=` + strings.Repeat("[", 80): `error: Expected: 'at most 64 levels', received: 'more'`,
	} {
		got, err := parseShorthand(text, fakeFile)
		if problem, bad := strings.CutPrefix(want, "error: "); bad {
			require.Error(t, err, text)
			assert.Contains(t, err.Error(), problem, text)
			continue
		}
		require.NoError(t, err, text)
		data, err := json.Marshal(got)
		require.NoError(t, err)
		assert.JSONEq(t, want, string(data), text)
	}
}

func TestShorthandErrorShowsThePlace(t *testing.T) {
	_, err := parseShorthand("foo=bar,\nbar==baz,\nx", fakeFile)
	require.Error(t, err)
	assert.Equal(t, "Expected: ',', received: '=' for input:\nfoo=bar,\nbar==baz,\n    ^\nx", err.Error())
}

func FuzzShorthand(f *testing.F) {
	for _, seed := range []string{"a=b", "a=[b,{c=d}],e='f'", `a="\\\"",b=\,`, "a=b,c,d=e", "=", "a={", "a=\xff", "é=1"} {
		f.Add(seed)
	}
	api := testAPI("")
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := parseShorthand(text, fakeFile)
		if err != nil {
			_ = err.Error()
			return
		}
		for _, name := range []string{"MakeRequest", "Thing", "Things"} {
			_, _ = api.typed(api.shape(name), parsed)
		}
	})
}

func FuzzArguments(f *testing.F) {
	f.Add("make-thing\x00--name\x00x\x00--thing\x00Size=1")
	f.Add("--output\x00text\x00make-thing\x00--no-loud\x00--\x00-x")
	f.Add("aws\x00__complete\x00--\x00ma")
	f.Fuzz(func(t *testing.T, line string) {
		r := newTestRun(t, testAPI(""), "")
		args := append(strings.Split(line, "\x00"), "--generate-cli-skeleton", "output", "--endpoint-url",
			"http://127.0.0.1:1")
		for _, arg := range args {
			if strings.Contains(arg, "://") && !strings.HasPrefix(arg, "http") {
				t.Skip("reads files")
			}
		}
		if code := r.run(args...); code != 0 && code < 250 {
			t.Fatalf("exit code %d", code)
		}
	})
}
