package plan

// This file plans the models of the generator's goldens, and checks every plan:
// names are valid in Go and unique in their scopes, and the order does not depend
// on the model's. For models that cannot be planned, the goldens have the errors.

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

// eachModel loads the models of gen/testdata; errors are the expected errors of
// planning.
func eachModel(t *testing.T, run func(t *testing.T, m *spec.Model, errors string)) {
	files, err := filepath.Glob("../testdata/*.txtar")
	require.NoError(t, err)
	require.Greater(t, len(files), 10)
	planned := 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		var sources []spec.Source
		errors := ""
		for _, f := range archive.Files {
			switch {
			case f.Name == "model.yaml" || strings.HasPrefix(f.Name, "overlay"):
				sources = append(sources, spec.Source{Name: f.Name, Data: f.Data})
			case f.Name == "errors":
				errors = strings.TrimSpace(string(f.Data))
			}
		}
		m, err := spec.LoadFiles(sources)
		if err != nil {
			continue // a mistake of the model itself
		}
		planned++
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { run(t, m, errors) })
	}
	require.Greater(t, planned, 10)
}

var config = Config{Package: "ec2", ImportPath: "example.com/ec2", Server: true}

func TestPlans(t *testing.T) {
	eachModel(t, func(t *testing.T, m *spec.Model, errors string) {
		p, err := New(m, config)
		if errors != "" {
			require.Error(t, err)
			for line := range strings.Lines(err.Error()) {
				assert.Contains(t, errors, strings.TrimSpace(line))
			}
			return
		}
		require.NoError(t, err)
		checkNames(t, p)
		checkShapes(t, p)
		checkCalls(t, p)
		names, err := TypeNames(m)
		require.NoError(t, err)
		for _, s := range append(p.TypesShapes(spec.Structure), p.TypesShapes(spec.Enum)...) {
			if s.Action == "" {
				assert.Equal(t, s.Name, names[s.GoName])
			}
		}
	})
}

// A names collects the names of one Go scope.
type names map[string]string

func (n names) add(t *testing.T, name, of string) {
	if name == "" {
		return
	}
	_, err := parser.ParseExpr(name)
	assert.True(t, err == nil && token.IsIdentifier(name), "%s of %s", name, of)
	assert.Empty(t, n[name], "%s of %s is taken", name, of)
	n[name] = of
}

func checkNames(t *testing.T, p *Plan) {
	client, types, files := names{}, names{}, map[string]bool{}
	for _, op := range p.Operations {
		client.add(t, op.GoName, op.Name+"'s method")
		client.add(t, op.Input.GoName, op.Name+"'s input")
		client.add(t, op.Output.GoName, op.Name+"'s output")
		client.add(t, op.VarName, op.Name)
		client.add(t, op.APIClient, op.Name)
		client.add(t, op.TokenFunc, op.Name)
		client.add(t, op.HostFunc, op.Name)
		assert.True(t, token.IsExported(op.GoName))
		assert.False(t, files[op.File], op.File)
		assert.Regexp(t, `^op_.*_gen\.go$`, op.File)
		files[op.File] = true
	}
	types.add(t, p.ErrorBase, "errors")
	for _, s := range p.Shapes {
		if s.Kind == spec.Structure || s.Kind == spec.Enum {
			if s.Action == "" {
				types.add(t, s.GoName, s.Name)
			}
		}
		for _, c := range s.Constants {
			types.add(t, c.GoName, s.Name+"="+c.Value)
		}
		fields := names{}
		for _, f := range s.Fields {
			fields.add(t, f.GoName, s.Name+"."+f.Name)
			assert.True(t, token.IsExported(f.GoName), f.GoName)
			assert.NotContains(t, []string{"Validate", "ResultMetadata"}, f.GoName, "the generated code has it")
		}
	}
	for _, e := range p.Errors {
		if e.Shape == nil {
			types.add(t, e.GoName, e.Code)
		}
		for _, f := range e.Fields {
			assert.True(t, token.IsExported(f.GoName))
		}
	}
}

func checkShapes(t *testing.T, p *Plan) {
	for i, s := range p.Shapes {
		if i > 0 {
			assert.LessOrEqual(t, p.Shapes[i-1].Name, s.Name)
		}
		assert.Equal(t, s.Kind == spec.Enum, len(s.Constants) > 0, s.Name)
		assert.Equal(t, s.Kind == spec.List || s.Kind == spec.Map, s.Elem != nil, s.Name)
		assert.Equal(t, s.Kind == spec.Map, s.Key != nil, s.Name)
	}
	all := p.All(func(*Shape) bool { return true })
	assert.GreaterOrEqual(t, len(all), len(p.Shapes))
	for _, s := range all {
		keys := map[string]bool{}
		for _, f := range s.Fields {
			assert.NotNil(t, f.Shape, f.Name)
			assert.Equal(t, f.XMLKey(), Folded(f.XMLName))
			keys[f.XMLKey()] = true
		}
		for _, f := range Distinct(s.Fields) {
			delete(keys, f.XMLKey())
		}
		assert.Empty(t, keys, "Distinct keeps every element")
	}
}

// checkCalls checks that operations reach the shapes that they use, and that
// expressions end at the model's members.
func checkCalls(t *testing.T, p *Plan) {
	for _, op := range p.Operations {
		assert.NotNil(t, op.Input)
		assert.True(t, op.Output.IsOutput)
		for _, token := range op.Tokens {
			assert.True(t, token.IdempotencyToken)
		}
		assert.Equal(t, len(op.Tokens) > 0, op.TokenFunc != "")
		assert.Equal(t, op.HostPrefix != "", op.HostFunc != "")
		for _, w := range op.Waiters {
			assert.NotEmpty(t, w.Acceptors)
		}
		for _, e := range p.ErrorsOf(op) {
			assert.NotEmpty(t, e.GoName)
		}
	}
}

// The same model from a file in another order gives the same plan.
func TestOrder(t *testing.T) {
	eachModel(t, func(t *testing.T, m *spec.Model, errors string) {
		if errors != "" {
			return
		}
		first, err := New(m, config)
		require.NoError(t, err)
		again, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: spec.Encode(m)}})
		require.NoError(t, err)
		second, err := New(again, config)
		require.NoError(t, err)
		assert.Equal(t, outline(first), outline(second))
	})
}

// outline returns the declarations of the generated package.
func outline(p *Plan) (lines []string) {
	for _, op := range p.Operations {
		lines = append(lines, op.GoName+" "+op.File+" "+op.Input.GoName+" "+op.Output.GoName)
	}
	for _, s := range p.Shapes {
		line := s.GoName + ":" + s.Encoder + ":" + s.Decoder
		for _, f := range s.Fields {
			line += " " + f.GoName + "=" + f.QueryName + "," + f.XMLName + "," + strings.Join(f.Rules, "+")
		}
		for _, c := range s.Constants {
			line += " " + c.GoName
		}
		lines = append(lines, line)
	}
	for _, e := range p.Errors {
		lines = append(lines, e.Code+" "+e.GoName)
	}
	return lines
}

func TestConfig(t *testing.T) {
	m := &spec.Model{Service: spec.Service{ID: "EC2", APIVersion: "2016-11-15"}}
	c, err := config.complete(m)
	require.NoError(t, err)
	assert.Equal(t, DefaultRuntime, c.RuntimePath)
	assert.Equal(t, "EC2 2016-11-15", c.Source)
	assert.Equal(t, DefaultRuntime+"/valid", c.Runtime("valid"))
	c, err = Config{Package: "ec2", ImportPath: "x.com/y", RuntimePath: "x.com/r", Source: "here"}.complete(&spec.Model{})
	require.NoError(t, err)
	assert.Equal(t, "x.com/r here", c.RuntimePath+" "+c.Source)
	assert.Equal(t, "a model", origin(spec.Service{}))

	_, err = New(m, Config{Package: "func", ImportPath: "net/http", RuntimePath: "a b"})
	assert.EqualError(t, err, strings.Join([]string{
		`-: invalid package name "func": it is a keyword of Go; choose a Go identifier, such as ec2`,
		`-: invalid import path "net/http": it is in the standard library, and generated code imports that; write it as in an import declaration, such as example.com/me/ec2`,
		`-: invalid import path "a b": invalid char ' '; write it as in an import declaration, such as example.com/me/ec2`,
	}, "\n"))
}

func TestPackageNames(t *testing.T) {
	for name, want := range map[string]string{
		"ec2": "", "EC2": "", "été": "", "type": "it is a keyword of Go", "a-b": "it is not a Go identifier",
		"":  "it is not a Go identifier",
		"_": "it is not a Go identifier", "main": "no program can import a package with this name",
		"ec2_test": "names that end in _test are for tests",
		"ctx":      "generated code uses it for something else", "readTag": "generated code uses it for something else",
		"reads": "",
	} {
		assert.Equal(t, want, packageNameFault(name), name)
		if want == "" {
			_, err := parser.ParseFile(token.NewFileSet(), "x.go", "package "+name, 0)
			assert.NoError(t, err)
		}
	}
}
