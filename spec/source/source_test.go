package source_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/source"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func load(t *testing.T, o source.Options) *source.Result {
	t.Helper()
	r, err := source.Load(o)
	require.NoError(t, err)
	return r
}

func write(t *testing.T, name, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
	require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
}

// AWS's newest file with our overlays equals the built-in model, for each form of
// naming it.
func TestBuiltInEqualsAWS(t *testing.T) {
	want := string(spec.Encode(load(t, source.Options{}).Model))
	file := spectest.Shared(t, spectest.Newest+"/service-2.json.gz")
	bare := t.TempDir()
	data, err := os.ReadFile("../ec2/2016-11-15/model.yaml")
	require.NoError(t, err)
	write(t, filepath.Join(bare, "model.yaml"), string(data))
	for _, path := range []string{file, filepath.Dir(file), "../ec2/2016-11-15", bare} {
		r := load(t, source.Options{Model: path})
		assert.Equal(t, want, string(spec.Encode(r.Model)), path)
		assert.Empty(t, r.Misfits, path)
	}
}

// For an older model, our overlays' entries that fit are applied, and the rest is
// reported.
func TestOlderModel(t *testing.T) {
	dir := spectest.Shared(t, "models/changes-2022-10-03/before")
	r := load(t, source.Options{Model: dir})
	assert.NotEmpty(t, r.Model.Operation("RegisterImage").Doc)
	assert.Greater(t, len(r.Model.Rules), 50)
	assert.Greater(t, len(r.Model.Errors), 20)
	names := map[string]bool{}
	for _, e := range r.Misfits {
		assert.NotEmpty(t, e.Pos.Line, e)
		names[e.Name] = true
	}
	assert.True(t, names["ImdsSupport"], "a member of the day after")
	said := map[string]bool{}
	for _, e := range r.Misfits {
		if len(e.Within) == 2 && e.Within[0] == "rule" {
			said[e.Within[1]] = true
		}
	}
	kept := r.Model.RuleIDs()
	for _, id := range load(t, source.Options{}).Model.RuleIDs() {
		assert.NotEqual(t, said[id], slices.Contains(kept, id), "rule %s must be kept or reported", id)
	}
	assert.Greater(t, r.Undated, 500)
	assert.Len(t, r.Notes(), len(r.Unsupported)+7)
}

func TestOwnOverlays(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "ours.yaml"), `
operations:
  RegisterImage: {doc: RegisterImage is what we call first.}
rules:
  - {id: name-prefix, at: RegisterImageRequest, assert: {Name: {prefix: ours-}}, level: error, because: We share the account., source: us}
  - {id: iops-required, at: EbsBlockDevice, operations: [RegisterImage], require: [Iops], level: warning, because: So we agreed., source: us}
`)
	m := load(t, source.Options{Overlays: []string{dir}}).Model
	assert.Equal(t, "RegisterImage is what we call first.", m.Operation("RegisterImage").Doc)
	because := map[string]string{}
	for _, r := range m.Rules {
		because[r.ID] = r.Because
	}
	assert.Equal(t, "We share the account.", because["name-prefix"])
	assert.Equal(t, "So we agreed.", because["iops-required"])

	write(t, filepath.Join(dir, "idle.yaml"), "operations:\n  RegisterImage: {input: RegisterImageRequest}\n")
	_, err := source.Load(source.Options{Overlays: []string{dir}})
	assert.ErrorContains(t, err, "idle.yaml:2:19: operation \"RegisterImage\", input: redundant: equal to the model's "+
		"value; remove it")
}

func TestNotAModel(t *testing.T) {
	dir := t.TempDir()
	_, err := source.Load(source.Options{Model: dir})
	assert.ErrorContains(t, err, "no model.yaml and no service-2.json in this directory")
	_, err = source.Load(source.Options{Model: filepath.Join(dir, "nowhere")})
	assert.ErrorContains(t, err, "no such model")
	_, err = source.Load(source.Options{Overlays: []string{dir}})
	assert.ErrorContains(t, err, "no *.yaml file")
}
