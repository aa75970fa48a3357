package generated_test

// This file tries the rules about operations that the committed packages do not
// have. It generates a package of the operations of their cases, which only the Go
// command sees (go build -overlay), and runs all cases in one process.

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest/rulecase"
)

// wholePath is the import path of the package, which is not on disk.
const wholePath = "github.com/ec2gen/ec2gen/generated/ec2rules"

// A wholeCase is a request of a case, and what is wrong with it.
type wholeCase struct {
	Operation string
	Input     json.RawMessage
	Found     valid.Violations
	Stopped   []string // rules that stop the request with a new value of an enum
	Error     string
}

// oneValueWhole is oneValue for the rules that are tested here.
var oneValueWhole = map[string]string{
	"tag-type-template":     "AWS's documentation of CreateLaunchTemplate: the resource type must be launch-template",
	"tag-type-spot":         "AWS's documentation of RequestSpotInstances: the request fails with another value",
	"tag-type-spot-fleet":   "AWS's documentation of RequestSpotFleet: the request fails with another value",
	"tag-type-usage-report": "AWS's documentation of CreateImageUsageReport: the creation fails with another value",
}

func TestRulesOfAllOperations(t *testing.T) {
	if os.Getenv("EC2GEN_RULES") == "" {
		t.Skip("compiles a package of a hundred operations; make rules runs it")
	}
	s := subjects[0]
	model := loadModel(t, s.model)
	var rules []*spec.Rule
	for _, r := range model.Rules {
		if !s.has(t, r.ID) {
			rules = append(rules, r)
		}
	}
	cases := s.wholeCases(t, rules)
	run(t, model, cases)
	stopped := map[string]bool{}
	for _, r := range rules {
		rule := valid.Rule{ID: r.ID, Level: valid.Level(r.Level), Code: r.Code}
		t.Run(r.ID, func(t *testing.T) {
			runCases(t, s.caseFile(r.ID), rule, func(name string, _ []byte) valid.Violations {
				c := cases[r.ID+" "+name]
				require.Empty(t, c.Error, name)
				for _, id := range c.Stopped {
					stopped[id] = true
					if strings.HasPrefix(name, "pass") {
						assert.Contains(t, oneValueWhole, id, "%s stops a value that EC2 may have tomorrow", id)
					}
				}
				return c.Found
			})
		})
	}
	for id := range oneValueWhole {
		assert.True(t, stopped[id], "%s stops no new value: remove it from oneValueWhole", id)
	}
}

// wholeCases returns the requests of the rules, by rule and section.
func (s subject) wholeCases(t *testing.T, rules []*spec.Rule) map[string]*wholeCase {
	cases := map[string]*wholeCase{}
	for _, r := range rules {
		file, err := txtar.ParseFile(s.caseFile(r.ID))
		if !assert.NoError(t, err, "each rule has a file with requests that pass and fail") {
			continue
		}
		for _, section := range file.Files {
			if strings.HasSuffix(section.Name, ".json") {
				input, err := rulecase.Expand(section.Data)
				require.NoError(t, err, "%s: %s", r.ID, section.Name)
				cases[r.ID+" "+section.Name] = &wholeCase{Operation: rulecase.Operation(section.Name), Input: input}
			}
		}
	}
	return cases
}

// run fills in what is wrong with each request.
func run(t *testing.T, model *spec.Model, cases map[string]*wholeCase) {
	var operations []string
	for _, c := range cases {
		if !slices.Contains(operations, c.Operation) {
			operations = append(operations, c.Operation)
		}
	}
	slices.Sort(operations)
	input, err := json.Marshal(cases)
	require.NoError(t, err)
	cmd := exec.Command(buildWhole(t, model, operations))
	cmd.Stdin = bytes.NewReader(input)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	require.NoError(t, err, errs.String())
	require.NoError(t, json.Unmarshal(out, &cases))
}

// buildWhole builds the program that validates inputs of the operations, and
// returns its path.
func buildWhole(t *testing.T, model *spec.Model, operations []string) string {
	cut, err := model.Cut(operations)
	require.NoError(t, err)
	files, err := gen.Generate(cut, plan.Config{Package: "ec2rules", ImportPath: wholePath})
	require.NoError(t, err)
	dir := t.TempDir()
	repository, err := filepath.Abs("..")
	require.NoError(t, err)
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	add := func(name string, data []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, data, 0o666))
		overlay.Replace[filepath.Join(repository, "generated", "ec2rules", filepath.FromSlash(name))] = file
	}
	for _, f := range files {
		add(f.Name, f.Data)
	}
	add("validate/main.go", []byte(wholeMain(operations)))
	data, err := json.Marshal(overlay)
	require.NoError(t, err)
	overlayFile := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(overlayFile, data, 0o666))
	program := filepath.Join(dir, "validate.exe")
	cmd := exec.Command("go", "build", "-trimpath", "-gcflags="+wholePath+"/...=-N -l", "-overlay", overlayFile, "-o",
		program, wholePath+"/validate")
	cmd.Dir = repository
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return program
}

// wholeMain is the program: it reads cases as JSON, and writes them back with what
// is wrong.
func wholeMain(operations []string) string {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n\t\"bytes\"\n\t\"encoding/json\"\n\t\"os\"\n\t\"reflect\"\n\n\t\"" +
		wholePath + "\"\n\t\"github.com/ec2gen/ec2gen/runtime/valid\"\n)\n\n" +
		"type request interface{ Violations() valid.Violations }\n\nvar inputs = map[string]func() request{\n")
	for _, op := range operations {
		b.WriteString("\t\"" + op + "\": func() request { return new(ec2rules." + op + "Input) },\n")
	}
	b.WriteString(`}

type wholeCase struct {
	Operation string
	Input     json.RawMessage
	Found     valid.Violations
	Stopped   []string
	Error     string
}

// eachEnum calls f with each enum value that is set below v.
func eachEnum(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachEnum(v.Elem(), f)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			eachEnum(v.Field(i), f)
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			eachEnum(v.Index(i), f)
		}
	case reflect.String:
		if v.Type() != reflect.TypeOf("") && v.String() != "" && v.CanSet() {
			f(v)
		}
	}
}

func main() {
	cases := map[string]*wholeCase{}
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	for _, c := range cases {
		in := inputs[c.Operation]()
		d := json.NewDecoder(bytes.NewReader(c.Input))
		d.DisallowUnknownFields()
		if err := d.Decode(in); err != nil {
			c.Error = err.Error()
			continue
		}
		c.Found = in.Violations()
		eachEnum(reflect.ValueOf(in), func(v reflect.Value) {
			known := v.String()
			v.SetString("not-known-yet")
			for _, found := range in.Violations() {
				if found.Level == valid.LevelError {
					c.Stopped = append(c.Stopped, found.Rule)
				}
			}
			v.SetString(known)
		})
	}
	if err := json.NewEncoder(os.Stdout).Encode(cases); err != nil {
		panic(err)
	}
}
`)
	return b.String()
}
