package module

// This file generates modules for described programs, and reads them with the Go
// parser. copy_test.go, merge_test.go and make dropin compile them.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/gen/sdkdoc"
	"github.com/ec2gen/ec2gen/spec"
)

const small = `service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15", xmlNamespace: "http://x/", endpointPrefix: ec2, signingName: ec2}
operations:
  CopyImage: {input: ImageRequest, output: ImageResult}
  RunInstances: {input: ImageRequest, output: ImageResult}
shapes:
  ImageRequest: {type: structure, members: {Name: {shape: Text}}}
  ImageResult: {type: structure, members: {Tag: {shape: Tag}}}
  Tag: {type: structure, members: {Key: {shape: Text}, Kind: {shape: Kind}}}
  Kind: {type: enum, values: [one]}
  Text: {type: string}
`

// newOptions describes a program that calls CopyImage, with the newest or the
// oldest SDK.
func newOptions(t *testing.T, newest bool) Options {
	t.Helper()
	m, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(small)}})
	require.NoError(t, err)
	dir := t.TempDir()
	sources := map[string]string{"api_client.go": "package ec2\n", "options.go": "package ec2\n",
		"go_module_metadata.go": `const goModuleVersion = "1.344.0"`}
	if newest {
		for _, f := range features {
			sources[f.file] += "// " + f.text + "\n"
		}
	}
	sources["go.mod"] = "module program\n"
	sources["go.sum"] = strings.Join([]string{
		"github.com/aws/aws-sdk-go-v2 v1.40.0 h1:a=", "github.com/aws/aws-sdk-go-v2 v1.40.0/go.mod h1:b=",
		"github.com/aws/aws-sdk-go-v2 v1.4.0 h1:c=",
		"github.com/aws/smithy-go v1.22.0/go.mod h1:d=", "example.com/x v1.0.0 h1:e=", "",
	}, "\n")
	for name, text := range sources {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	return Options{
		Model: m, ModelName: "the model", Module: uses.Module, Package: "ec2", Record: &plan.Record{},
		Uses: &uses.Result{
			Main: "example.com/program", GoMod: filepath.Join(dir,
				"go.mod"), Go: "1.24", SDK: "v1.344.0", Core: "v1.40.0", Smithy: "v1.22.0", Dir: dir,
			Operations: []uses.Use{use("CopyImage", "")}, Package: []uses.Use{use("CopyImageInput", "CopyImage"),
				use("NewFromConfig", "")},
			Types: []uses.Use{use("Kind", "")},
		},
	}
}

func use(name, op string) uses.Use {
	return uses.Use{Name: name, Operation: op, Sure: true,
		At: []token.Position{{Filename: "main.go", Line: len(name), Column: 1}}}
}

func TestFiles(t *testing.T) {
	for name, newest := range map[string]bool{"the newest SDK": true, "the oldest": false} {
		t.Run(name, func(t *testing.T) {
			o := newOptions(t, newest)
			r, err := Files(o)
			require.NoError(t, err)
			assert.Empty(t, r.Notes)
			byName := map[string]files.File{}
			for i, f := range r.Files {
				assert.True(t, i == 0 || r.Files[i-1].Name < f.Name, "in order of name")
				byName[f.Name] = f
			}
			checkSources(t, r.Files)
			assert.Contains(t, byName, "op_copy_image_gen.go")
			assert.NotContains(t, byName, "op_run_instances_gen.go")
			assert.Contains(t, string(byName["left_out_gen.go"].Data), "//	RunInstances\n")
			assert.Contains(t, string(byName["validation_gen.go"].Data), "package ec2\n")
			assert.Contains(t, string(byName["NOTICE"].Data), "example.com/program")

			mod, err := modfile.Parse("go.mod", byName["go.mod"].Data, nil)
			require.NoError(t, err)
			assert.Equal(t, uses.Module, mod.Module.Mod.Path)
			assert.Equal(t, "1.20", mod.Go.Version)
			assert.Len(t, mod.Require, 2)
			assert.Equal(t, "github.com/aws/aws-sdk-go-v2 v1.40.0 h1:a=\ngithub.com/aws/aws-sdk-go-v2 v1.40.0/go.mod h1:b=\n"+
				"github.com/aws/smithy-go v1.22.0/go.mod h1:d=\n", string(byName["go.sum"].Data))
			again, err := Files(o)
			require.NoError(t, err)
			assert.Equal(t, r.Files, again.Files, "the same bytes each time")
		})
	}
}

// checkSources checks that the module's sources parse, import existing packages,
// and declare no name of the package twice.
func checkSources(t *testing.T, all []files.File) {
	dirs := map[string]bool{}
	for _, f := range all {
		dirs[filepath.ToSlash(filepath.Dir(f.Name))] = true
	}
	declared := map[string]string{}
	for _, f := range all {
		if !strings.HasSuffix(f.Name, ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Data, parser.ParseComments)
		if !assert.NoError(t, err) {
			continue
		}
		assert.True(t, files.IsOwn(f.Data), "%s is marked as generated", f.Name)
		for _, i := range file.Imports {
			importPath, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			assert.NotContains(t, importPath, plan.DefaultRuntime, f.Name)
			assert.False(t, strings.HasSuffix(importPath, "/awsclient"), "%s: it is part of the package", f.Name)
			if below, ok := strings.CutPrefix(importPath, uses.Module+"/"); ok {
				assert.True(t, dirs[below], "%s imports %s", f.Name, importPath)
			}
		}
		if strings.Contains(f.Name, "/") || strings.Contains(string(f.Data), "//go:build !") {
			continue // those with a counterpart declare its names
		}
		assert.Equal(t, "ec2", file.Name.Name, f.Name)
		for name := range file.Scope.Objects {
			assert.Empty(t, declared[name], "%s of %s is in %s", name, f.Name, declared[name])
			declared[name] = f.Name
		}
	}
	for _, name := range []string{"Client", "Options", "New", "NewFromConfig", "CopyImageInput", "ValidationPolicy"} {
		assert.NotEmpty(t, declared[name], name)
	}
}

// The SDK's documentation is used for parts that the model does not document.
func TestFilesWithDocs(t *testing.T) {
	o := newOptions(t, true)
	require.NoError(t, os.WriteFile(filepath.Join(o.Uses.Dir, "api_op_CopyImage.go"),
		[]byte("package ec2\n\n// Copies.\nfunc (c *Client) CopyImage() {}\n"), 0o666))
	o.Docs = &sdkdoc.Sources{Dir: o.Uses.Dir}
	r, err := Files(o)
	require.NoError(t, err)
	for _, f := range r.Files {
		if f.Name == "op_copy_image_gen.go" {
			assert.Contains(t, string(f.Data), "Copies.")
		}
	}
}

// All names that a drop-in cannot have are reported, with their positions in the
// program.
func TestFilesErrors(t *testing.T) {
	for name, c := range map[string]struct {
		change func(u *uses.Result)
		want   []string
	}{
		"operations that the model lacks": {
			func(u *uses.Result) {
				u.Operations = append(u.Operations, use("CreateFleet", ""), use("CreateTags", ""))
				u.Package = append(u.Package, use("CreateFleetInput", "CreateFleet"), use("CreateTagsInput", "CreateTags"))
			},
			[]string{"main.go:11:1: operation CreateFleet is not in the model; ",
				"main.go:10:1: operation CreateTags is not in the model; "},
		},
		"names": {
			func(u *uses.Result) {
				u.Package = append(u.Package, use("NewImageAvailableWaiter", ""), use("Gone", ""))
				u.Types = append(u.Types, use("Nothing", ""))
			},
			[]string{"main.go:23:1: ec2.NewImageAvailableWaiter is not available",
				"are waiters-2.json and paginators-1.json next to the model?",
				"main.go:4:1: ec2.Gone is not available", "main.go:7:1: types.Nothing is not available"},
		},
		"versions":   {func(u *uses.Result) { u.Core = "v1.1.0" }, []string{"v1.1.0 is too old for a drop-in"}},
		"no sources": {func(u *uses.Result) { u.Dir = "gone" }, []string{"is not the SDK's package"}},
	} {
		o := newOptions(t, true)
		c.change(o.Uses)
		_, err := Files(o)
		for _, want := range c.want {
			assert.ErrorContains(t, err, want, name)
		}
	}
	o := newOptions(t, true)
	require.NoError(t, os.WriteFile(filepath.Join(o.Uses.Dir, "go_module_metadata.go"), []byte("package ec2\n"), 0o666))
	_, err := Files(o)
	assert.ErrorContains(t, err, "no goModuleVersion")
}

// A text that may be an operation's name gives a note.
func TestNotes(t *testing.T) {
	o := newOptions(t, true)
	o.Uses.Operations = append(o.Uses.Operations, use("CreateFleet", ""))
	// after a dot import
	o.Uses.Types = append(o.Uses.Types, uses.Use{Name: "Perhaps", At: []token.Position{{Filename: "a.go"}}})
	require.NoError(t, os.Remove(filepath.Join(o.Uses.Dir, "go.sum")))
	r, err := Files(o)
	require.NoError(t, err)
	require.Len(t, r.Notes, 1)
	assert.Contains(t, r.Notes[0], "main.go:11:1: CreateFleet is an operation of the SDK that the model does not have")
	for _, f := range r.Files {
		assert.NotEqual(t, "go.sum", f.Name, "the program has none")
	}
}

// Features are removed together with those that they require.
func TestReadSDK(t *testing.T) {
	o := newOptions(t, true)
	s, err := readSDK(o.Uses)
	require.NoError(t, err)
	assert.Equal(t, "1.344.0", s.version)
	for _, f := range features {
		assert.True(t, s.features[f.name], f.name)
	}
	s.features["observability"] = false
	dropUnusable(s.features)
	assert.False(t, s.features["client-meter"])
	assert.True(t, s.features["interceptors"])
}

// Names of awsclient get a prefix unless the package has aliases for them; fields,
// methods and local variables keep their names.
func TestMerge(t *testing.T) {
	got, err := merge([]files.File{
		{Name: "a.go", Data: []byte("package p\n\nimport \"m/internal/awsclient\"\n\n// Options are kept.\ntype Options = " +
			"awsclient.Options\n\n" +
			"func New(awsclient Local) { _ = awsclient.Call }\n\nvar call = awsclient.Call(awsclient.Options{Max: " +
			"awsclient.Max})\n")},
		{Name: "internal/awsclient/client.go",
			Data: []byte("// Package awsclient is the runtime.\npackage awsclient\n\ntype Options struct{ Max int }\n\n" +
				"const Max = 1\n\nfunc Call(o Options) int { Max := o.Max; return Max + helper(Options{Max: 2}) }\n\nfunc (o " +
				"Options) Call() {}\n\nfunc init() {}\n\nvar _ = Max\n")},
		{Name: "internal/awsclient/other.go",
			Data: []byte("package awsclient\n\nfunc helper(o Options) int { return Max }\n")},
		{Name: "types/t.go", Data: []byte("package types // as it is\n")},
		{Name: "x.txt", Data: []byte("text")},
	}, "p", "m/internal")
	require.NoError(t, err)
	var text strings.Builder
	for _, f := range got {
		text.WriteString("-- " + f.Name + "\n" + string(f.Data))
	}
	for _, want := range []string{
		"-- awsclient_client_gen.go\n", "-- awsclient_other_gen.go\n", "type Options struct{ Max int }",
		"const awsclientMax = 1",
		"func awsclientCall(o Options) int { Max := o.Max; return Max + awsclientHelper(Options{Max: 2}) }",
		"func (o Options) Call() {}",
		"func init() {}", "func awsclientHelper(o Options) int { return awsclientMax }",
		"var call = awsclientCall(Options{Max: awsclientMax})",
		"func New(awsclient Local) { _ = awsclient.Call }", "package types // as it is",
	} {
		assert.Contains(t, text.String(), want)
	}
	assert.NotContains(t, text.String(), "Options =")
	assert.NotContains(t, text.String(), "Package awsclient")
	_, err = merge([]files.File{{Name: "a.go", Data: []byte("package")}}, "p", "m/internal")
	assert.ErrorContains(t, err, "a.go:1:8")
	assert.Empty(t, aliasOf(&ast.FuncDecl{}))
}

// A missing package of the runtime is reported.
func TestCopyRuntimeErrors(t *testing.T) {
	_, err := copyRuntime([]files.File{{Name: "a.go", Data: []byte("package a\n\nimport \"m/internal/gone\"\n")}},
		"m/internal", nil)
	assert.ErrorContains(t, err, "missing embedded sources of runtime/gone")
	_, err = adapt([]byte("package ("), "m")
	assert.Error(t, err)
}
