package generated_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2v20091031"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest/rulecase"
)

// A subject is a generated package whose rules are tried.
type subject struct {
	dir    string // of the package; its cases are in testdata
	model  string // its version
	rules  []valid.Rule
	client any // whose methods take the inputs
}

// A request is any generated input.
type request interface {
	Violations() valid.Violations
	Validate() error
}

var subjects = []subject{
	{"ec2", "2016-11-15", ec2.ValidationRules(), new(ec2.Client)},
	{"ec2v20091031", "2009-10-31", ec2v20091031.ValidationRules(), new(ec2v20091031.Client)},
}

// input returns an empty input of an operation.
func (s subject) input(t *testing.T, operation string) request {
	for _, in := range inputsOf(s.client) {
		if in.Name() == operation+"Input" {
			return reflect.New(in).Interface().(request)
		}
	}
	t.Fatalf("%s has no operation %s", s.dir, operation)
	return nil
}

// has reports whether the package can run all cases of a rule.
func (s subject) has(t *testing.T, id string) bool {
	file, err := txtar.ParseFile(s.caseFile(id))
	require.NoError(t, err, "each rule has a file with requests that pass and fail")
	for _, section := range file.Files {
		name := rulecase.Operation(section.Name) + "Input"
		if !slices.ContainsFunc(inputsOf(s.client), func(in reflect.Type) bool { return in.Name() == name }) {
			return false
		}
	}
	return true
}

// TestRules runs the cases of testdata/rules next to each package: one file per
// rule, named after its id. A request of a section pass must not break the rule,
// nor any other that is an error. One of a section fail must break it; the
// section want after it lists everything that is wrong with it, and UPDATE=1
// rewrites it. Requests are JSON of the input or, for rules about the wire, the
// body of a form, one parameter per line; package rulecase has the form of a file.
// Rules about operations that the package does not have are tried by
// TestRulesOfAllOperations.
func TestRules(t *testing.T) {
	for _, s := range subjects {
		for _, r := range s.rules {
			if !s.has(t, r.ID) {
				continue
			}
			t.Run(s.dir+"/"+r.ID, func(t *testing.T) { s.runRule(t, s.caseFile(r.ID), r) })
		}
		model := loadModel(t, s.model)
		ids := map[string]bool{}
		for _, r := range model.Rules {
			ids[r.ID] = true
		}
		files, err := filepath.Glob(s.caseFile("*"))
		require.NoError(t, err)
		for _, file := range files {
			assert.True(t, ids[strings.TrimSuffix(filepath.Base(file), ".txtar")],
				"%s: no rule has this id; rename or remove the file", file)
		}
	}
}

// models has the loaded models, by version.
var models = map[string]*spec.Model{}

func loadModel(t *testing.T, version string) *spec.Model {
	t.Helper()
	if models[version] == nil {
		model, err := spec.Load("../spec/ec2/" + version)
		require.NoError(t, err)
		models[version] = model
	}
	return models[version]
}

func (s subject) caseFile(id string) string {
	return filepath.Join(s.dir, "testdata", "rules", id+".txtar")
}

func (s subject) runRule(t *testing.T, file string, rule valid.Rule) {
	runCases(t, file, rule, func(name string, request []byte) valid.Violations { return s.violations(t, name, request) })
}

// runCases tries the cases of a rule; violations is everything that is wrong with
// the request of a section.
func runCases(t *testing.T, file string, rule valid.Rule,
	violations func(name string, request []byte) valid.Violations) {
	passed, failed := 0, 0
	golden(t, file, func(name string, request []byte) (string, bool) {
		found := violations(name, request)
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
			kind, _, _ := strings.Cut(section.Name, ".")
			_, number, _ := strings.Cut(kind, "-")
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

// listed returns violations, one per line, each with its code.
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

// decode reads a request in JSON.
func (s subject) decode(t *testing.T, name string, data []byte) request {
	in := s.input(t, rulecase.Operation(name))
	data, err := rulecase.Expand(data)
	require.NoError(t, err, name)
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
