package main

// This file compares the types of the drop-in with the SDK's as reflection shows them:
// a mock that is made by reflection writes these names and imports these paths.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const sdkPath = "github.com/aws/aws-sdk-go-v2/service/ec2"

// reflected returns what the drop-in in one directory and the SDK in the other show
// differently. Both directories are the program's.
func reflected(sdk, replaced string) ([]string, error) {
	own, err := exportedTypes(filepath.Join(replaced, "third_party", "ec2"))
	if err != nil {
		return nil, err
	}
	sdkDir, err := exec.Command("go", "-C", sdk, "list", "-f", "{{.Dir}}", sdkPath).Output()
	if err != nil {
		return nil, err
	}
	all, err := exportedTypes(strings.TrimSpace(string(sdkDir)))
	if err != nil {
		return nil, err
	}
	both := slices.DeleteFunc(slices.Clone(own), func(name string) bool { return !slices.Contains(all, name) })
	theirs, err := runReflect(sdk, reflectSource(both))
	if err != nil {
		return nil, err
	}
	ours, err := runReflect(replaced, reflectSource(own))
	if err != nil {
		return nil, err
	}
	if len(ours) < 50 {
		return nil, fmt.Errorf("reflection shows only %d types and methods", len(ours))
	}
	var differences []string
	for key, line := range ours {
		want, both := theirs[key]
		switch {
		case both && want != line:
			differences = append(differences, fmt.Sprintf("%s: %s, in the SDK %s", key, line, want))
		case !both && strings.HasPrefix(key, "type ") && line != sdkPath && line != sdkPath+"/types":
			differences = append(differences, fmt.Sprintf("%s: of %q, which the SDK does not have", key, line))
		}
	}
	slices.Sort(differences)
	return differences, nil
}

// runReflect runs the program in a directory of its own inside of the module.
func runReflect(dir string, source []byte) (map[string]string, error) {
	place := filepath.Join(dir, "zz_reflect")
	if err := os.Mkdir(place, 0o777); err != nil {
		return nil, err
	}
	defer os.RemoveAll(place)
	if err := os.WriteFile(filepath.Join(place, "main.go"), source, 0o666); err != nil {
		return nil, err
	}
	var stderr bytes.Buffer
	cmd := exec.Command("go", "run", "./zz_reflect")
	cmd.Dir, cmd.Stderr = dir, &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go run ./zz_reflect: %w\n%s", err, stderr.Bytes())
	}
	lines := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		key, value, _ := strings.Cut(line, "\t")
		lines[key] = value
	}
	return lines, nil
}

// reflectSource is a program that prints a line for every named type that can be
// reached from some types, with the path of its package, and one for every method of
// those that are the SDK's, with its signature.
func reflectSource(names []string) []byte {
	var list strings.Builder
	for _, name := range names {
		fmt.Fprintf(&list, "\treflect.TypeOf((*%s)(nil)).Elem(),\n", name)
	}
	return fmt.Appendf(nil, reflectProgram, sdkPath, sdkPath, list.String(), sdkPath)
}

// exportedTypes are the types of both packages that are not generic: ec2.Client,
// types.Tag.
func exportedTypes(dir string) (names []string, err error) {
	for _, sub := range []string{"ec2", "types"} {
		place := filepath.Join(dir, strings.TrimPrefix(sub, "ec2"))
		packages, err := parser.ParseDir(token.NewFileSet(), place, func(info fs.FileInfo) bool {
			return !strings.HasSuffix(info.Name(), "_test.go")
		}, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			for _, f := range p.Files {
				names = append(names, typesOf(f, sub)...)
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

func typesOf(f *ast.File, pkg string) (names []string) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range g.Specs {
			if t, ok := s.(*ast.TypeSpec); ok && t.Name.IsExported() && t.TypeParams == nil {
				names = append(names, pkg+"."+t.Name.Name)
			}
		}
	}
	return names
}

const reflectProgram = `package main

import (
	"fmt"
	"reflect"
	"strings"

	"%s"
	"%s/types"
)

var _ types.Tag
var _ ec2.Options

var roots = []reflect.Type{
%s}

var seen = map[reflect.Type]bool{}

func main() {
	for _, t := range roots {
		walk(t)
	}
}

// walk prints a type, and goes on to what its methods, fields and elements are.
func walk(t reflect.Type) {
	if seen[t] {
		return
	}
	seen[t] = true
	if t.PkgPath() != "" {
		fmt.Printf("type %%s\t%%s\n", t, t.PkgPath())
	}
	if own := strings.HasPrefix(t.PkgPath(), "%s"); own || t.PkgPath() == "" {
		parts(t)
	}
}

func parts(t reflect.Type) {
	with := t
	if t.Kind() != reflect.Interface && t.Kind() != reflect.Pointer && t.Name() != "" {
		with = reflect.PointerTo(t)
	}
	for i := 0; i < with.NumMethod() && t.Name() != ""; i++ {
		m := with.Method(i)
		fmt.Printf("method %%s.%%s\t%%s\n", t, m.Name, m.Type)
		walk(m.Type)
	}
	switch t.Kind() {
	case reflect.Func:
		for i := 0; i < t.NumIn(); i++ {
			walk(t.In(i))
		}
		for i := 0; i < t.NumOut(); i++ {
			walk(t.Out(i))
		}
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			if t.Field(i).IsExported() {
				walk(t.Field(i).Type)
			}
		}
	case reflect.Map:
		walk(t.Key())
		walk(t.Elem())
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		walk(t.Elem())
	}
}
`
