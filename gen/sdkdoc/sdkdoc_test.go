package sdkdoc

// This file tests reading the SDK's doc comments, with sources that have the SDK's
// layout and conventions, and our own texts.

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

const model = `service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15", xmlNamespace: "http://x/", endpointPrefix: ec2, signingName: ec2}
operations:
  Describe:
    input: DescribeRequest
    output: DescribeResult
  Ping: {doc: Ours.}
shapes:
  DescribeRequest:
    type: structure
    members:
      Ids: {shape: Texts}
      Kind: {shape: Kind, doc: Ours.}
      Hidden: {shape: Text}
  DescribeResult: {type: structure, members: {Tags: {shape: Tags}}}
  Tag: {type: structure, members: {Key: {shape: Text}, Value: {shape: Text}}}
  Tags: {type: list, element: {shape: Tag}}
  Text: {type: string}
  Texts: {type: list, element: {shape: Text}}
  Kind: {type: enum, values: [one, two]}
`

const sources = `
-- api_op_Describe.go --
package ec2

// Describes things.
//
//   - one item that
//     goes on
//   - another
//
// See [the page].
//
// Deprecated: old.
//
// [the page]: https://example.com
func (c *Client) Describe() {}

// Not a method.
func Describe() {}

// Contains the parameters for Describe.
type DescribeInput struct {
	// The ids.
	//
	// This member is required.
	Ids []string

	// Theirs.
	Kind types.Kind

	// Of a name in lower case.
	hidden *string

	noSmithyDocumentSerde
}

type DescribeOutput struct {
	Tags []types.Tag // behind it, and not read
}
-- types/types.go --
package types

// A tag.
type Tag struct {
	// The key.
	Key, Value *string
}

type Other = int
-- types/enums.go --
package types

type Kind string

// Enum values for Kind
const (
	// The first.
	KindOne Kind = "one"
	KindTwo Kind = "two"
)
`

func newPlan(t *testing.T) *plan.Plan {
	t.Helper()
	m, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(model)}})
	require.NoError(t, err)
	p, err := plan.New(m, plan.Config{Package: "ec2", ImportPath: "example.com/ec2"})
	require.NoError(t, err)
	return p
}

func TestFill(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, txtar.Write(txtar.Parse([]byte(sources)), dir))
	p := newPlan(t)
	taken, err := Fill(p, dir)
	require.NoError(t, err)
	m := p.Model
	docs := map[string]string{}
	for _, op := range m.Operations {
		docs[op.Name] = op.Doc
	}
	for _, s := range m.Shapes {
		docs[s.Name] = s.Doc
		for _, f := range s.Members {
			docs[s.Name+"."+f.Name] = f.Doc
		}
		for _, v := range s.Values {
			docs[s.Name+"="+v.Value] = v.Doc
		}
	}
	for name, doc := range docs {
		if doc == "" {
			delete(docs, name)
		}
	}
	assert.Equal(t, map[string]string{
		"Describe": "Describes things.\n\n- one item that\ngoes on\n- another\n\nSee [the page].\n\n[the " +
			"page]: https://example.com",
		"Ping":                   "Ours.",
		"DescribeRequest.Ids":    "The ids.",
		"DescribeRequest.Kind":   "Ours.",
		"DescribeRequest.Hidden": "Of a name in lower case.",
		"Tag":                    "A tag.", "Tag.Key": "The key.", "Tag.Value": "The key.",
		"Kind=one": "The first.",
	}, docs)
	assert.Equal(t, 7, taken)

	again, err := Fill(p, dir)
	require.NoError(t, err)
	assert.Zero(t, again, "there is nothing more to take")

	Clear(m)
	assert.Empty(t, m.Operations[0].Doc+m.Shapes[0].Doc)
	back, err := Fill(p, dir)
	require.NoError(t, err)
	assert.Equal(t, taken+1, back, "our texts are replaced by theirs")
}

// Other versions of the SDK have other operations; a file that does not parse is an
// error.
func TestFillErrors(t *testing.T) {
	taken, err := Fill(newPlan(t), t.TempDir())
	require.NoError(t, err)
	assert.Zero(t, taken)
	for _, name := range []string{"api_op_Ping.go", "types/enums.go"} {
		dir := t.TempDir()
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "types"), 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("package ("), 0o666))
		_, err := Fill(newPlan(t), dir)
		assert.ErrorContains(t, err, filepath.FromSlash(name)+":1:9", name)
	}
}

func TestDocumented(t *testing.T) {
	m := newPlan(t).Model
	assert.True(t, Covers(m))
	assert.False(t, Documented(m))
	for _, op := range m.Operations {
		op.Doc = "x"
	}
	assert.False(t, Documented(m))
	for _, s := range m.Shapes {
		for _, f := range s.Members {
			f.Doc = "x"
		}
	}
	assert.True(t, Documented(m))
	m.Service.Doc, m.Operations[0].Waiters = "x", []*spec.Waiter{{Doc: "x"}}
	Clear(m)
	assert.Empty(t, m.Service.Doc+m.Operations[0].Waiters[0].Doc)
	assert.False(t, Documented(m))
	m.Service.APIVersion = "2009-10-31"
	assert.False(t, Covers(m))
}

func TestRequired(t *testing.T) {
	goMod := filepath.Join(t.TempDir(), "go.mod")
	for text, want := range map[string]string{
		"module m\n": "",
		"module m\nrequire " + Module + " v1.2.3\n":                                                          "v1.2.3",
		"module m\nrequire (\n\tx.com/y v1.0.0\n\t" + Module + " v1.2.3 // indirect\n)\n":                    "v1.2.3",
		"module m\nrequire " + Module + " v1.2.3\nreplace " + Module + " => ./ec2\nodd line of the future\n": "v1.2.3",
	} {
		require.NoError(t, os.WriteFile(goMod, []byte(text), 0o666))
		got, err := Required(goMod)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	require.NoError(t, os.WriteFile(goMod, []byte("require (\n"), 0o666))
	_, err := Required(goMod)
	assert.ErrorContains(t, err, "go.mod:")
	_, err = Required(goMod + "x")
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// The sources are found in the module cache, a directory here.
func TestFind(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("GOMODCACHE", cache)
	t.Setenv("GOPROXY", "off")
	dir := filepath.Join(cache, filepath.FromSlash(Module)+"@v1.2.3")
	require.NoError(t, os.MkdirAll(dir, 0o777))
	s, err := Find("v1.2.3", nil)
	require.NoError(t, err)
	assert.Equal(t, &Sources{Dir: dir, Version: "v1.2.3"}, s)
	_, err = Find("v9.9.9", nil)
	assert.ErrorContains(t, err, Module+"@v9.9.9: ")
}
