package gen

// This file checks names of packages with the compiler: Generate accepts only valid
// names, and gives a reason for invalid ones.

import (
	"go/token"
	"go/types"
	"path"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/plan"
)

const namesModel = `service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15", xmlNamespace: "http://x/", endpointPrefix: ec2, signingName: ec2}
operations:
  Echo: {input: EchoRequest, output: EchoResult}
shapes:
  EchoRequest: {type: structure, members: {A: {shape: Text, length: {min: 2, max: 3}}, L: {shape: Tags}, N: {shape: Int}, T: {shape: Time}, E: {shape: Kind}}}
  EchoResult: {type: structure, members: {A: {shape: Text, xml: alpha}, L: {shape: Tags}, N: {shape: Int}, T: {shape: Time}, E: {shape: Kind}}}
  Tag: {type: structure, members: {Key: {shape: Text, required: true}}}
  Tags: {type: list, element: {shape: Tag}}
  Text: {type: string}
  Int: {type: integer}
  Time: {type: timestamp}
  Kind: {type: enum, values: [one, two]}
`

func TestPackageNames(t *testing.T) {
	model := load(t, namesModel)
	names := []string{"main", "init", "_", "", "ec2-api", "2ec", "ec2_test", "ec2", "EC2", "ec2v2", "internal", "vendor"}
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		names = append(names, tok.String())
	}
	names = append(names, types.Universe.Names()...)
	used := map[string]bool{}
	for importPath, pkg := range packages(t, model) {
		names = append(names, path.Base(importPath))
		names = append(names, pkg.Scope().Names()...)
		for _, imported := range pkg.Imports() {
			names = append(names, imported.Name())
		}
		for i := range pkg.Scope().NumChildren() { // files, functions, and their inner scopes
			collectNames(pkg.Scope().Child(i), used)
		}
	}
	for name := range used {
		names = append(names, name)
	}
	accepted := 0
	for _, name := range names {
		files, err := Generate(model, plan.Config{Package: name, ImportPath: "example.com/ec2", Server: true})
		if err != nil {
			assert.ErrorContains(t, err, "invalid package name ", name)
			continue
		}
		accepted++
		require.True(t, token.IsIdentifier(name), name)
		assert.NotContains(t, []string{"main", "init"}, name)
		typeCheck(t, files)
	}
	assert.Greater(t, accepted, 60)
	assert.Greater(t, len(names)-accepted, 30)
}

func collectNames(s *types.Scope, names map[string]bool) {
	for _, name := range s.Names() {
		names[name] = true
	}
	for i := range s.NumChildren() {
		collectNames(s.Child(i), names)
	}
}

func TestImportPaths(t *testing.T) {
	model := load(t, namesModel)
	for importPath, want := range map[string]string{
		"example.com/ünï/ec2": "invalid char 'ü'", "example.com/me ec2": "invalid char ' '", "": "empty string",
		"example.com//ec2": "double slash", "/ec2": "empty path element", "./ec2": "invalid path element \".\"",
		"example.com/ec2/":    "trailing slash",
		"example.com/con/ec2": "\"con\" disallowed", "example.com/ec2.": "trailing dot",
		"time": "it is in the standard library",
		"ec2":  "", "example.com/me/ec2": "", "gopkg.in/ec2.v1": "", "example.com/a+b~c/ec2": "",
	} {
		_, err := Generate(model, plan.Config{Package: "ec2", ImportPath: importPath})
		if want == "" {
			assert.NoError(t, err, importPath)
			continue
		}
		assert.ErrorContains(t, err, want, importPath)
	}
}
