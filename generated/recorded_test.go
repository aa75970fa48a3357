package generated_test

// This file validates requests that others send: bodies that programs have sent,
// and AWS's own examples. A rule that stops one of them is wrong, unless the
// request is, which testdata/recorded.txt then says.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
)

// mistakesFile lists the errors in others' requests that are theirs: per line the
// program (the directory), the operation, the rule, and why it is a mistake.
const mistakesFile = "testdata/recorded.txt"

// TestRecorded validates the requests below the directory EC2GEN_REQUESTS:
//
//	PROGRAM/NAME.body       the body of a request: a form, or one parameter per line
//	PROGRAM/NAME.json       a file of botocore's form, examples-1.json
//
// The bodies come from recordtests, ec2serve -record, or tests with EC2GEN_RECORD.
// No request may break a rule that is an error, except for the mistakes of
// mistakesFile. The log has the warnings by rule.
func TestRecorded(t *testing.T) {
	dir := os.Getenv("EC2GEN_REQUESTS")
	if dir == "" {
		t.Skip("EC2GEN_REQUESTS names no directory of recorded requests; make recorded REQUESTS=DIR runs it")
	}
	model := loadModel(t, "2016-11-15")
	cases := recordedCases(t, dir, model)
	require.NotEmpty(t, cases, "no requests below %s", dir)
	run(t, model, cases)
	v := verdict{mistakes: readMistakes(t), seen: map[mistake]int{}, warnings: map[string]int{},
		programs: map[string]*tally{}}
	for _, name := range sortedKeys(cases) {
		v.judge(t, name, cases[name])
	}
	v.report(t)
	tried, others := triedRules(t, model, cases)
	t.Logf("error-level rules: %d are about something in these %d requests, %d are not: %s", len(tried), len(cases),
		len(others), strings.Join(others, " "))
}

// A verdict is what the rules say about requests.
type verdict struct {
	mistakes map[mistake]string // those that are listed
	seen     map[mistake]int
	warnings map[string]int // by rule
	programs map[string]*tally
}

// A tally counts the requests of a program and the rules that they break.
type tally struct{ requests, errors, mistakes, warnings int }

type mistake struct{ program, operation, rule string }

// judge adds one request. An error that is not listed fails the test.
func (v *verdict) judge(t *testing.T, name string, c *wholeCase) {
	program := path.Dir(name)
	n := v.programs[program]
	if n == nil {
		n = &tally{}
		v.programs[program] = n
	}
	n.requests++
	if !assert.Empty(t, c.Error, name) {
		return
	}
	for _, found := range c.Found {
		m := mistake{program, c.Operation, found.Rule}
		switch {
		case found.Level < valid.LevelError:
			n.warnings++
			v.warnings[found.Rule]++
		case v.mistakes[m] != "":
			n.mistakes++
			v.seen[m]++
		default:
			n.errors++
			t.Errorf("%s: %s: %s", name, c.Operation, found)
		}
	}
}

// report logs the counts. A listed mistake that a program no longer makes fails the test.
func (v *verdict) report(t *testing.T) {
	for m := range v.mistakes {
		if v.programs[m.program] != nil && v.seen[m] == 0 {
			t.Errorf("%s: %s of %s does not break %s any more; remove the line", mistakesFile, m.operation, m.program,
				m.rule)
		}
	}
	for _, p := range sortedKeys(v.programs) {
		n := v.programs[p]
		t.Logf("%-12s %4d requests: %d errors, %d listed mistakes, %d warnings", p, n.requests, n.errors, n.mistakes,
			n.warnings)
	}
	for m, n := range v.seen {
		t.Logf("mistake: %s, %s breaks %s (%d): %s", m.program, m.operation, m.rule, n, v.mistakes[m])
	}
	for _, rule := range sortedKeys(v.warnings) {
		t.Logf("warning: %s %d", rule, v.warnings[rule])
	}
}

func readMistakes(t *testing.T) map[mistake]string {
	file, err := os.Open(mistakesFile)
	require.NoError(t, err)
	defer file.Close()
	list := map[mistake]string{}
	for s := bufio.NewScanner(file); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Fields(line)
		require.Greater(t, len(fields), 4, "%s: %s: write PROGRAM OPERATION RULE and why", mistakesFile, line)
		list[mistake{fields[0], fields[1], fields[2]}] = strings.Join(fields[3:], " ")
	}
	return list
}

// recordedCases returns the requests below a directory, by PROGRAM/FILE.
func recordedCases(t *testing.T, dir string, model *spec.Model) map[string]*wholeCase {
	cases := map[string]*wholeCase{}
	require.NoError(t, filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch filepath.Ext(file) {
		case ".body":
			return addBody(cases, name, data, model)
		case ".json":
			return addExamples(cases, name, data, model)
		}
		return nil
	}))
	return cases
}

// stsVersion is the API version of the other service that ec2test serves.
const stsVersion = "2011-06-15"

// addBody adds the request that a form is.
func addBody(cases map[string]*wholeCase, name string, data []byte, model *spec.Model) error {
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	form, err := url.ParseQuery(strings.ReplaceAll(strings.Join(lines, "&"), "&&", "&"))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	op := model.Operation(form.Get("Action"))
	if op == nil && form.Get("Version") == stsVersion {
		return nil
	}
	if op == nil {
		return fmt.Errorf("%s: unknown operation %q", name, form.Get("Action"))
	}
	root := &formNode{}
	for key, values := range form {
		root.at(strings.Split(key, ".")).value = &values[0]
	}
	input, err := json.Marshal(root.structure(op.Input))
	cases[name] = &wholeCase{Operation: op.Name, Input: input}
	return err
}

// addExamples adds the examples of a file of botocore's form.
func addExamples(cases map[string]*wholeCase, name string, data []byte, model *spec.Model) error {
	var file struct {
		Examples map[string][]struct {
			ID    string
			Input map[string]any
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for op, list := range file.Examples {
		for i, example := range list {
			if model.Operation(op) == nil {
				return fmt.Errorf("%s: unknown operation %q", name, op)
			}
			input, err := json.Marshal(typed(example.Input, model.Operation(op).Input))
			if err != nil {
				return fmt.Errorf("%s: %s: %w", name, op, err)
			}
			cases[fmt.Sprintf("%s#%s.%d", name, op, i)] = &wholeCase{Operation: op, Input: input}
		}
	}
	return nil
}

// typed returns a JSON value with the types of a shape: AWS's examples have
// numbers in quotes, and times without a zone.
func typed(value any, s *spec.Shape) any {
	switch v := value.(type) {
	case map[string]any:
		object := map[string]any{}
		for name := range v {
			if m := s.Member(name); m != nil {
				object[name] = typed(v[name], m.Shape)
			} else {
				object[name] = v[name] // which the decoder rejects
			}
		}
		return object
	case []any:
		for i := range v {
			v[i] = typed(v[i], s.Elem.Shape)
		}
	case string:
		if s.Kind == spec.Timestamp && !strings.HasSuffix(v, "Z") {
			return v + "Z"
		}
		if _, err := strconv.ParseFloat(v, 64); err == nil && (s.Kind == spec.Integer || s.Kind == spec.Long) {
			return json.RawMessage(v)
		}
	}
	return value
}

// A formNode is what a form has below a key.
type formNode struct {
	value    *string
	children map[string]*formNode
}

// at returns the node at a key. It adds one if there is none.
func (n *formNode) at(key []string) *formNode {
	if len(key) == 0 {
		return n
	}
	if n.children == nil {
		n.children = map[string]*formNode{}
	}
	child := n.children[key[0]]
	if child == nil {
		child = &formNode{}
		n.children[key[0]] = child
	}
	return child.at(key[1:])
}

// structure returns the node as JSON of a structure.
func (n *formNode) structure(s *spec.Shape) map[string]any {
	object := map[string]any{}
	if s == nil {
		return object
	}
	for _, m := range s.Members {
		if child := n.children[m.QueryName()]; child != nil {
			object[m.Name] = child.json(m.Shape)
		}
	}
	return object
}

// json returns the node as JSON of a shape.
func (n *formNode) json(s *spec.Shape) any {
	switch s.Kind {
	case spec.Structure:
		return n.structure(s)
	case spec.List:
		indexes := sortedKeys(n.children)
		slices.SortFunc(indexes, func(a, b string) int {
			x, _ := strconv.Atoi(a)
			y, _ := strconv.Atoi(b)
			return x - y
		})
		list := []any{}
		for _, i := range indexes {
			list = append(list, n.children[i].json(s.Elem.Shape))
		}
		return list
	case spec.String, spec.Enum, spec.Timestamp, spec.Blob:
		return n.text()
	}
	return json.RawMessage(n.text())
}

func (n *formNode) text() string {
	if n.value == nil {
		return ""
	}
	return *n.value
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
