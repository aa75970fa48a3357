package gen

// This file checks that the same model gives the same bytes, for YAML with members
// in any order, and for AWS's own file and its import.

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// sameOperations has operations with every kind of shape and rule, and with
// paginators and waiters.
var sameOperations = []string{"RegisterImage", "CopyImage", "DescribeImages", "RunInstances", "CopySnapshot"}

// TestShuffledModels changes the order of all mappings in models, which has no
// meaning.
func TestShuffledModels(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		var sources []spec.Source
		for _, f := range archive.Files {
			if f.Name == "model.yaml" || strings.HasPrefix(f.Name, "overlay") {
				sources = append(sources, spec.Source{Name: f.Name, Data: f.Data})
			}
		}
		sameWhenShuffled(t, file, sources, nil)
	}
	var sources []spec.Source
	own, err := filepath.Glob("../spec/ec2/2016-11-15/*.yaml")
	require.NoError(t, err)
	for _, file := range append([]string{"../spec/ec2/2016-11-15/model.yaml"}, own...) {
		if data, err := os.ReadFile(file); len(sources) == 0 || filepath.Base(file) != "model.yaml" {
			require.NoError(t, err)
			sources = append(sources, spec.Source{Name: filepath.Base(file), Data: data})
		}
	}
	sameWhenShuffled(t, "the built-in model", sources, sameOperations)
}

func sameWhenShuffled(t *testing.T, name string, sources []spec.Source, operations []string) {
	t.Helper()
	want, ok := packageOf(t, sources, operations)
	if !ok {
		return // a case with errors
	}
	for seed := range int64(1) {
		shuffled := append([]spec.Source{}, sources...)
		for i := range shuffled {
			shuffled[i].Data = shuffle(t, rand.New(rand.NewSource(seed)), shuffled[i].Data)
		}
		got, ok := packageOf(t, shuffled, operations)
		require.True(t, ok, name)
		assertSame(t, name, want, got)
	}
}

// shuffle changes the order of all mappings of a YAML file except inside a rule:
// the order of conditions is that of its message.
func shuffle(t *testing.T, random *rand.Rand, data []byte) []byte {
	t.Helper()
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal(data, &doc))
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if pairs := len(n.Content) / 2; n.Kind == yaml.MappingNode {
			random.Shuffle(pairs, func(i, j int) {
				n.Content[2*i], n.Content[2*j] = n.Content[2*j], n.Content[2*i]
				n.Content[2*i+1], n.Content[2*j+1] = n.Content[2*j+1], n.Content[2*i+1]
			})
		}
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == "rules" {
				continue
			}
			walk(child)
		}
	}
	walk(&doc)
	out, err := yaml.Marshal(&doc)
	require.NoError(t, err)
	return out
}

// TestAWSFileAndItsImport compares AWS's JSON with the YAML that ec2gen import
// writes.
func TestAWSFileAndItsImport(t *testing.T) {
	file := spectest.Shared(t, spectest.Newest+"/service-2.json.gz")
	model, _, err := awsmodel.Read(file, awsmodel.Options{Operations: sameOperations})
	require.NoError(t, err)
	imported, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: spec.Encode(model)}})
	require.NoError(t, err)
	assertSame(t, "AWS's file", generateModel(t, model), generateModel(t, imported))
}

func packageOf(t *testing.T, sources []spec.Source, operations []string) (map[string]string, bool) {
	t.Helper()
	model, err := spec.LoadFiles(sources)
	if err != nil {
		return nil, false
	}
	if operations != nil {
		model, err = model.Cut(operations)
		require.NoError(t, err)
	}
	files, err := Generate(model, plan.Config{Package: "ec2", ImportPath: "example.com/ec2", Server: true})
	if err != nil {
		return nil, false
	}
	got := map[string]string{}
	for _, f := range files {
		got[f.Name] = string(f.Data)
	}
	return got, true
}

func generateModel(t *testing.T, m *spec.Model) map[string]string {
	t.Helper()
	files, err := Generate(m, plan.Config{Package: "ec2", ImportPath: "example.com/ec2", Server: true})
	require.NoError(t, err)
	got := map[string]string{}
	for _, f := range files {
		got[f.Name] = string(f.Data)
	}
	return got
}

func assertSame(t *testing.T, name string, want, got map[string]string) {
	t.Helper()
	assert.Len(t, got, len(want), name)
	for file, data := range want {
		if got[file] != data {
			t.Errorf("%s: %s depends on the order of the model\n%s", name, file,
				diff.Diff("want", []byte(data), "got", []byte(got[file])))
		}
	}
}
