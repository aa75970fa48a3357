package module

// This file tests that the module's package has no type of a path below internal/.

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// reflected is a test inside the module: it follows the methods of the exported types to
// the types in their signatures, and fails for one that only the module may name.
const reflected = `package ec2

import (
	"reflect"
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	const path = "example.com/merged"
	seen := map[reflect.Type]bool{}
	var follow func(from string, typ reflect.Type)
	follow = func(from string, typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if strings.Contains(typ.PkgPath(), path+"/internal/") {
			t.Errorf("%s: %s is %s of %s", from, typ, typ.Name(), typ.PkgPath())
		}
		from += " > " + typ.String()
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			follow(from, typ.Elem())
		case reflect.Map:
			follow(from, typ.Key())
			follow(from, typ.Elem())
		case reflect.Func:
			for i := 0; i < typ.NumIn(); i++ {
				follow(from, typ.In(i))
			}
			for i := 0; i < typ.NumOut(); i++ {
				follow(from, typ.Out(i))
			}
		}
		for i := 0; i < typ.NumMethod(); i++ {
			if name := typ.Method(i).Name; name != "Violations" { // which the SDK has not
				follow(from+"."+name, typ.Method(i).Type)
			}
		}
	}
	for _, v := range []any{New, NewFromConfig, &Client{}, &PresignClient{}, NewPresignClient, WithAPIOptions, NewDefaultEndpointResolverV2,
		NewDefaultEndpointResolver, EndpointResolverFromURL, &ResolveEndpoint{}, NewDescribeImagesPaginator, NewImageAvailableWaiter,
		&DescribeImagesPaginator{}, &ImageAvailableWaiter{}, EndpointResolverFunc(nil), &EndpointParameters{}, &AuthResolverParameters{}} {
		follow("", reflect.TypeOf(v))
	}
	if got := reflect.TypeOf(New).String(); got != "func(ec2.Options, ...func(*ec2.Options)) *ec2.Client" {
		t.Error(got)
	}
	for _, typ := range []reflect.Type{reflect.TypeOf(Options{}), reflect.TypeOf(PresignOptions{}), reflect.TypeOf(EndpointParameters{})} {
		if typ.PkgPath() != path {
			t.Error(typ, typ.PkgPath())
		}
	}
}
`

func TestMergedTypesAreThePackagesOwn(t *testing.T) {
	spectest.Slow(t)
	const importPath, below = "example.com/merged", "example.com/merged/internal"
	model, err := spec.Embedded()
	require.NoError(t, err)
	model, err = model.Cut([]string{"DescribeImages", "CopySnapshot", "RegisterImage"})
	require.NoError(t, err)
	generated, err := gen.Generate(model, plan.Config{Package: "ec2", ImportPath: importPath, RuntimePath: below})
	require.NoError(t, err)
	all := map[string]bool{}
	for _, f := range features {
		all[f.name] = true
	}
	copied, err := copyRuntime(generated, below, all)
	require.NoError(t, err)
	made, err := merge(append(generated, copied...), "ec2", below)
	require.NoError(t, err)
	dir := writeModule(t, importPath, append(made, files.File{Name: "paths_test.go", Data: []byte(reflected)}))
	for _, f := range made {
		assert.NotContains(t, string(f.Data), below+"/awsclient", f.Name)
	}
	test := exec.Command("go", "test", ".")
	test.Dir, test.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := test.CombinedOutput()
	assert.NoError(t, err, string(out))
	_, err = os.Stat(filepath.Join(dir, "awsclient_call_gen.go"))
	assert.NoError(t, err)
}
