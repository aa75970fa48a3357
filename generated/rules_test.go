package generated_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2v20091031"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A subject is a generated package whose rules are tried.
type subject struct {
	dir   string // of the package; its cases are in testdata
	model string // its version
	rules []valid.Rule
	input func() request // of RegisterImage, empty
}

// A request is any generated input.
type request interface {
	Violations() valid.Violations
	Validate() error
}

var subjects = []subject{
	{"ec2", "2016-11-15", ec2.ValidationRules(), func() request { return new(ec2.RegisterImageInput) }},
	{"ec2v20091031", "2009-10-31", ec2v20091031.ValidationRules(), func() request { return new(ec2v20091031.RegisterImageInput) }},
}

// TestRules runs the cases of testdata/rules beside each package: one file a
// rule, named after its id. A request of a section pass must not break the rule,
// nor any other that is an error. One of a section fail must break it; the
// section want after it lists everything that is wrong with it, and UPDATE=1
// rewrites it. Requests are JSON of the input or, for rules about the wire, the
// body of a form, one parameter a line. The text "{a*300}" in JSON stands for
// 300 times a.
func TestRules(t *testing.T) {
	for _, s := range subjects {
		rules := map[string]valid.Rule{}
		for _, r := range s.rules {
			rules[r.ID] = r
			file := filepath.Join(s.dir, "testdata", "rules", r.ID+".txtar")
			t.Run(s.dir+"/"+r.ID, func(t *testing.T) { s.runRule(t, file, r) })
		}
		files, err := filepath.Glob(filepath.Join(s.dir, "testdata", "rules", "*"))
		require.NoError(t, err)
		for _, file := range files {
			_, ok := rules[strings.TrimSuffix(filepath.Base(file), ".txtar")]
			assert.True(t, ok, "%s: no rule has this id; rename or remove the file", file)
		}
	}
}

func (s subject) runRule(t *testing.T, file string, rule valid.Rule) {
	passed, failed := 0, 0
	golden(t, file, func(name string, request []byte) (string, bool) {
		found := s.violations(t, name, request)
		broken := false
		for _, v := range found {
			if v.Rule == rule.ID {
				broken = true
				assert.Equal(t, rule.Level, v.Level)
				assert.Equal(t, rule.Code, v.Code)
			}
		}
		if strings.HasPrefix(name, "pass") {
			passed++
			assert.False(t, broken, "%s breaks the rule", name)
			assert.NoError(t, valid.Policy{}.Apply(found).Err(name))
			return "", false
		}
		failed++
		assert.True(t, broken, "%s does not break the rule", name)
		return listed(found), true
	})
	assert.NotZero(t, passed, "no request passes")
	assert.NotZero(t, failed, "no request fails")
}

// golden calls run for the requests of a file and compares what it says with
// the section behind each, if it says that it has something to compare.
func golden(t *testing.T, file string, run func(name string, request []byte) (string, bool)) {
	have, err := txtar.ParseFile(file)
	require.NoError(t, err, "each rule has a file with requests that pass and fail")
	want := &txtar.Archive{Comment: have.Comment}
	for _, section := range have.Files {
		if strings.HasPrefix(section.Name, "want") {
			continue
		}
		want.Files = append(want.Files, section)
		if text, ok := run(section.Name, section.Data); ok {
			_, number, _ := strings.Cut(strings.TrimSuffix(section.Name, filepath.Ext(section.Name)), "-")
			if number != "" {
				number = "-" + number
			}
			want.Files = append(want.Files, txtar.File{Name: "want" + number, Data: []byte(text)})
		}
	}
	before, after := txtar.Format(have), txtar.Format(want)
	if os.Getenv("UPDATE") != "" && !bytes.Equal(before, after) {
		require.NoError(t, os.WriteFile(file, after, 0o644))
		return
	}
	if d := diff.Diff("want", before, "got", after); d != nil {
		t.Errorf("%s", d)
	}
}

// listed is violations one a line, each with its code.
func listed(found valid.Violations) string {
	var b strings.Builder
	for _, v := range found {
		b.WriteString(v.String())
		if v.Code != "" {
			b.WriteString(" " + v.Code)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (s subject) violations(t *testing.T, name string, request []byte) valid.Violations {
	if strings.HasSuffix(name, ".body") {
		return s.wireViolations(t, strings.ReplaceAll(string(request), "\n", ""))
	}
	return s.decode(t, name, request).Violations()
}

var repeated = regexp.MustCompile(`"\{(.)\*(\d+)\}"`)

// decode reads a request in JSON.
func (s subject) decode(t *testing.T, name string, data []byte) request {
	data = repeated.ReplaceAllFunc(data, func(m []byte) []byte {
		parts := repeated.FindSubmatch(m)
		n, err := strconv.Atoi(string(parts[2]))
		require.NoError(t, err)
		return []byte(`"` + strings.Repeat(string(parts[1]), n) + `"`)
	})
	in := s.input()
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(in), name)
	return in
}

// TestRequestsOfOthers runs the requests of testdata/requests, which others send
// to the service: release tools, and the examples of the documentation. The
// comment of a file says whose they are, its want sections what we say of them.
// Tools' requests must not have an error, since the service takes them.
func TestRequestsOfOthers(t *testing.T) {
	for _, s := range subjects {
		files, err := filepath.Glob(s.dir + "/testdata/requests/*.txtar")
		require.NoError(t, err)
		require.NotEmpty(t, files, s.dir)
		for _, file := range files {
			t.Run(s.dir+"/"+filepath.Base(file), func(t *testing.T) {
				golden(t, file, func(name string, request []byte) (string, bool) {
					in := s.decode(t, name, request)
					if strings.HasPrefix(name, "tool") {
						assert.NoError(t, in.Validate(), name)
					}
					return listed(in.Violations()), true
				})
			})
		}
	}
}
