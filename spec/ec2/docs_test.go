package ec2_test

// This file tests the documentation of the models: it exists, it is suitable for Go
// comments, and no sentence is AWS's.

import (
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

// A text is one piece of documentation and its subject.
type text struct{ of, doc string }

// texts returns all pieces of documentation of a model, including empty ones.
func texts(m *spec.Model) []text {
	var list []text
	for _, op := range m.Operations {
		list = append(list, text{op.Name, op.Doc})
	}
	for _, s := range m.Shapes {
		list = append(list, text{s.Name, s.Doc})
		for _, f := range s.Members {
			list = append(list, text{s.Name + "." + f.Name, f.Doc})
		}
		for _, v := range s.Values {
			list = append(list, text{s.Name + " " + v.Value, v.Doc})
		}
	}
	for _, e := range m.Errors {
		list = append(list, text{"error " + e.Code, e.Doc})
		for _, f := range e.Fields {
			list = append(list, text{"error " + e.Code + "." + f.Name, f.Doc})
		}
	}
	return list
}

// Operations, all members of requests, enums and errors are documented, and so is
// each structure except the inputs of operations.
func TestDocumented(t *testing.T) {
	for _, version := range []string{current, oldest} {
		m := documented(t, version)
		docs := map[string]string{}
		for _, x := range texts(m) {
			docs[x.of] = x.doc
		}
		need := func(of string) { assert.NotEmpty(t, docs[of], "%s: %s has no documentation", version, of) }

		own := map[string]bool{}
		for _, op := range m.Operations {
			need(op.Name)
			own[op.Input.Name] = true
		}
		for name, s := range inputs(m) {
			if s.Kind == spec.Structure && !own[name] {
				need(name)
			}
			for _, f := range s.Members {
				need(name + "." + f.Name)
			}
		}
		for _, s := range m.Shapes {
			if s.Kind == spec.Enum {
				need(s.Name)
			}
		}
		for _, e := range m.Errors {
			need("error " + e.Code)
			assert.NotEmpty(t, e.Source, "%s has no source", e.Code)
			for _, f := range e.Fields {
				need("error " + e.Code + "." + f.Name)
			}
		}
	}
}

// At least the AMI operations are documented.
func TestAMIOperationsAreDocumented(t *testing.T) {
	m := load(t, current)
	for _, name := range []string{
		"CopyImage", "CreateImage", "CreateSnapshot", "CreateTags", "DeleteTags", "DeregisterImage", "DescribeImageAttribute",
		"DescribeImages", "DescribeImportSnapshotTasks", "DescribeSnapshots", "DisableImageDeprecation",
		"EnableImageDeprecation",
		"ImportSnapshot", "ModifyImageAttribute", "RegisterImage", "ResetImageAttribute",
	} {
		assert.NotEmpty(t, m.Operation(name).Doc, "%s has no documentation", name)
	}
}

// Members of responses are documented unless their names are enough. The list has
// these exceptions, so that new members of AWS's are noticed.
func TestAnswersAreDocumented(t *testing.T) {
	selfEvident := map[string]bool{"SSEType sse-ebs": true, "SSEType sse-kms": true, "SSEType none": true}
	m := documented(t, current)
	for _, s := range m.Shapes {
		for _, f := range s.Members {
			assert.NotEmpty(t, f.Doc, "%s.%s has no documentation", s.Name, f.Name)
		}
		for _, v := range s.Values {
			if of := s.Name + " " + v.Value; s.Name != "ResourceType" && !selfEvident[of] {
				assert.NotEmpty(t, v.Doc, "%s has no documentation", of)
			}
		}
	}
}

var markup = regexp.MustCompile(`</?[A-Za-z]|&[a-z]+;|\*/|/\*|[ \t]\n|\n[ \t]| {2}|^\s|\s$`)

// Documentation consists of sentences, which become comments in Go code.
func TestDocumentationIsPlain(t *testing.T) {
	for _, version := range []string{current, oldest} {
		for _, x := range texts(load(t, version)) {
			if x.doc == "" {
				continue
			}
			assert.True(t, strings.HasSuffix(x.doc, "."), "%s: %s does not end with a period: %s", version, x.of, x.doc)
			assert.NotRegexp(t, markup, x.doc, "%s: %s", version, x.of)
		}
	}
}

// The comment on a Go declaration begins with the declared name.
func TestDocumentationBeginsWithTheName(t *testing.T) {
	for _, version := range []string{current, oldest} {
		m := load(t, version)
		begins := func(name, doc string) {
			assert.True(t, doc == "" || strings.HasPrefix(doc, name+" "), "%s: %s", version, doc)
		}
		for _, op := range m.Operations {
			begins(op.Name, op.Doc)
		}
		for _, s := range m.Shapes {
			begins(s.Name, s.Doc)
		}
		for _, e := range m.Errors {
			name := strings.ReplaceAll(e.Code, ".", "") // as the generator does without goName
			begins(name, e.Doc)
		}
	}
}

// run is the number of consecutive words that count as copied.
const run = 8

var (
	tag  = regexp.MustCompile(`<[^>]*>`)
	word = regexp.MustCompile(`[a-z0-9]+`)
)

// runs returns all runs of words in a text, ignoring punctuation.
func runs(s string) []string {
	words := word.FindAllString(strings.ToLower(html.UnescapeString(tag.ReplaceAllString(s, " "))), -1)
	var list []string
	for i := 0; i+run <= len(words); i++ {
		list = append(list, strings.Join(words[i:i+run], " "))
	}
	return list
}

// No text is copied from AWS: no run of eight words of ours occurs in the newest
// model's documentation or in the documents on RegisterImage.
func TestDocumentationIsOurOwn(t *testing.T) {
	dir := shared(t)
	theirs := map[string]string{}
	learn := func(from, s string) {
		for _, r := range runs(s) {
			theirs[r] = from
		}
	}
	var model any
	readModel(t, filepath.Join(dir, "models", "ec2-2026-08-07", "service-2.json.gz"), &model)
	documentation(model, func(s string) { learn("EC2 model", s) })
	files, err := filepath.Glob(filepath.Join(dir, "reference", "sources", "*.txt"))
	require.NoError(t, err)
	require.Len(t, files, 5)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		learn(filepath.Base(file), string(data))
	}
	require.Greater(t, len(theirs), 100_000, "AWS's documentation was not read")

	for _, version := range []string{current, oldest} {
		m := load(t, version)
		all := texts(m)
		for _, r := range m.Rules {
			all = append(all, text{"rule " + r.ID, r.Message}, text{"rule " + r.ID, r.Because})
		}
		for _, x := range all {
			for _, r := range runs(x.doc) {
				if from := theirs[r]; from != "" {
					t.Errorf("%s: %s has words of %s: %q", version, x.of, from, r)
				}
			}
		}
	}
}

// documentation calls f for each text under a key "documentation", in JSON that
// was decoded without a type.
func documentation(v any, f func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if s, ok := v[k].(string); ok && k == "documentation" {
				f(s)
				continue
			}
			documentation(v[k], f)
		}
	case []any:
		for _, e := range v {
			documentation(e, f)
		}
	}
}
