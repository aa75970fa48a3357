package module

// This file tests what the compiled module has: no type of a path below internal/, and the
// rules of the model only with their build tag.

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

// reflected is a test inside the module: it follows the methods of the exported
// types to the types in their signatures, and fails for a type that other modules
// cannot name.
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

// rulesTest is a test inside the module that passes with and without the tag of the rules.
const rulesTest = `package ec2

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"example.com/merged/types"
)

func TestRules(t *testing.T) {
	register := func(in *RegisterImageInput) string {
		_, err := New(Options{Region: "us-east-1", BaseEndpoint: aws.String("http://127.0.0.1:1"),
			RetryMaxAttempts: 1, Credentials: aws.AnonymousCredentials{}}).RegisterImage(context.Background(), in)
		var missing smithy.InvalidParamsError
		if errors.As(err, &missing) {
			return "missing: " + missing.Error()
		}
		return err.Error()
	}
	in := &RegisterImageInput{Name: aws.String("my-image"), RootDeviceName: aws.String("/dev/xvda"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"), Ebs: &types.EbsBlockDevice{
			SnapshotId: aws.String("snap-0db2cf683925d191f"), VolumeType: types.VolumeTypeIo2}}}}
	if err := register(in); !strings.Contains(err, "connect") {
		t.Error("the SDK would send it:", err)
	}
	if err := register(&RegisterImageInput{}); !strings.Contains(err, "missing: ") || !strings.Contains(err, "Input.Name.") {
		t.Error("the SDK would not send it:", err)
	}
	t.Setenv("EC2GEN_VALIDATION", "rules")
	err, want := register(in), "(error iops-required)"
	if rulesTag != "" {
		want = "build with -tags ec2gen_rules"
	}
	if !strings.Contains(err, want) {
		t.Errorf("got %s, want %s", err, want)
	}
	if none := len(ValidationRules()) == 0; none != (rulesTag != "") || none != (in.Validate() == nil) {
		t.Error("rules:", len(ValidationRules()), in.Validate())
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
	generated, err := gen.Generate(model, plan.Config{Package: "ec2", ImportPath: importPath, RuntimePath: below,
		RulesTag: rulesTag, Service: []plan.Setting{{Name: "Input", Value: "sdk"}}})
	require.NoError(t, err)
	all := map[string]bool{}
	for _, f := range features {
		all[f.name] = true
	}
	copied, err := copyRuntime(generated, below, all)
	require.NoError(t, err)
	made, err := merge(append(generated, copied...), "ec2", below)
	require.NoError(t, err)
	dir := writeModule(t, importPath, append(made, files.File{Name: "paths_test.go", Data: []byte(reflected)},
		files.File{Name: "rules_test.go", Data: []byte(rulesTest)}))
	for _, f := range made {
		assert.NotContains(t, string(f.Data), below+"/awsclient", f.Name)
	}
	for _, args := range [][]string{{"test", "./..."}, {"test", "-tags", rulesTag, "./..."}} {
		test := exec.Command("go", args...)
		test.Dir, test.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "EC2GEN_VALIDATION=")
		out, err := test.CombinedOutput()
		assert.NoError(t, err, string(out))
	}
	_, err = os.Stat(filepath.Join(dir, "awsclient_call_gen.go"))
	assert.NoError(t, err)
}
