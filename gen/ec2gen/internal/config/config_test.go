package config

// This file tests every setting from the file and from a flag, and every error of
// the file with its position. testdata has files with the resulting targets or
// errors.

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestGoldens(t *testing.T) {
	spectest.Goldens(t, "testdata/*.txtar", func(t *testing.T, c *txtar.Archive) []txtar.File {
		file := c.Files[0]
		path := filepath.Join(t.TempDir(), file.Name)
		require.NoError(t, os.WriteFile(path, file.Data, 0o666))
		t.Chdir(filepath.Dir(path))
		read, err := Read(file.Name)
		if err != nil {
			return []txtar.File{file, {Name: "errors", Data: []byte(err.Error() + "\n")}}
		}
		var b strings.Builder
		for _, target := range read.Targets {
			writeTarget(&b, target)
		}
		return []txtar.File{file, {Name: "targets", Data: []byte(b.String())}}
	})
}

// writeTarget writes the values that are set.
func writeTarget(b *strings.Builder, t *Target) {
	fmt.Fprintf(b, "%s drop-in=%v\n", t.Pos, t.IsDropIn())
	for i := range Keys {
		if k := &Keys[i]; t.IsSet(k.Name) {
			fmt.Fprintf(b, "  %s = %s\n", k.Name, filepath.ToSlash(k.Text(t)))
		}
	}
	for _, n := range t.Operations {
		fmt.Fprintf(b, "  %s: %s\n", n.Pos, n.Text)
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
	require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
}

// flags has a value for each flag; lists have spaces and gaps.
var flags = map[string]string{
	"operations": " RegisterImage ,, RunInstances,", "all": "true", "dropin": "./a,./b/...", "out": "a b/c",
	"docs":  "sdk@v1.2.3",
	"since": "false", "model": "m.yaml", "overlay": "a.yaml, b", "header": "LICENSE", "package": "ec2x",
	"importpath": "example.com/x",
	"module":     "example.com/y", "server": "1", "cli": "T", "pages": "html,man", "replace": "f", "modfile": "x.mod",
}

// Each setting of the file that init writes equals the flag.
func TestKeysFromFlagAndFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range Keys {
		k := &Keys[i]
		value, ok := flags[k.Name]
		require.True(t, ok, "add a value of %s to this test", k.Name)
		target := New()
		if k.Kind == DropIn && k.Name != "dropin" {
			require.NoError(t, Lookup("dropin").Set(target, "./..."))
		}
		require.False(t, target.IsSet(k.Name))
		require.NoError(t, k.Set(target, value), k.Name)
		assert.True(t, target.IsSet(k.Name))

		var b bytes.Buffer
		WriteTemplate(&b, target)
		writeFile(t, "ec2gen.yaml", b.String())
		read, err := Read("ec2gen.yaml")
		require.NoError(t, err, b.String())
		require.Len(t, read.Targets, 1)
		assert.Equal(t, filepath.FromSlash(k.Text(target)), filepath.FromSlash(k.Text(read.Targets[0])), k.Name)

		copied := New()
		k.Copy(copied, target)
		assert.Equal(t, k.Text(target), k.Text(copied), k.Name)
		assert.True(t, copied.IsSet(k.Name))
		if !k.IsBool() {
			require.NoError(t, k.SetList(copied, Split(value)), k.Name)
			assert.Equal(t, strings.Join(Split(k.Text(target)), ","), k.Text(copied), k.Name)
		}
	}
}

// Every example in the documentation is a valid value in the file.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range Keys {
		k := &Keys[i]
		text := k.Name + ": " + k.Example + "\n"
		if k.Kind == DropIn && k.Name != "dropin" {
			text += "dropin: ./...\n"
		}
		writeFile(t, "ec2gen.yaml", text)
		_, err := Read("ec2gen.yaml")
		assert.NoError(t, err, text)
		for _, word := range k.Words {
			assert.NoError(t, k.Set(New(), word), k.Name)
		}
	}
}

// A template without values is a file without keys; with its comments removed, it
// is a file with all keys.
func TestTemplate(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dropIn := range []bool{false, true} {
		target := New()
		if dropIn {
			require.NoError(t, Lookup("dropin").Set(target, "./..."))
		}
		var b bytes.Buffer
		WriteTemplate(&b, target)
		var all strings.Builder
		for line := range strings.Lines(b.String()) {
			if key, _, found := strings.Cut(strings.TrimPrefix(line, "# "), ":"); found && Lookup(key) != nil {
				line = strings.TrimPrefix(line, "# ")
			}
			all.WriteString(line)
		}
		writeFile(t, "ec2gen.yaml", all.String())
		read, err := Read("ec2gen.yaml")
		require.NoError(t, err, all.String())
		kind := Package
		if dropIn {
			kind = DropIn
		}
		for _, name := range names(Both) {
			assert.Equal(t, Lookup(name).Applies(kind), read.Targets[0].IsSet(name), name)
		}
		for line := range strings.Lines(b.String()) {
			assert.LessOrEqual(t, len(line), 121, line)
		}
	}
}

// For any text of a flag, the template can be read and has the same text.
func TestTemplateQuotes(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, text := range []string{
		"ec2", "a b", "it's", `"quoted"`, "# no comment", "a: b", "- a", "-", "{x}", "[x]", "*x", "&x", "!x", "%x", "@x",
		"`x`", "|", ">", "?",
		"true", "No", "null", "~", "1", "1e5", "0x1F", "1_000", ".5", ".inf", "2016-11-15", "é", "日本", `C:\x`, "a,b", "x#y",
		"x: ", "=", "<<",
	} {
		target := New()
		require.NoError(t, Lookup("package").Set(target, text))
		target.Overlay, target.set["overlay"] = []string{text, "second"}, true
		var b bytes.Buffer
		WriteTemplate(&b, target)
		writeFile(t, "ec2gen.yaml", b.String())
		read, err := Read("ec2gen.yaml")
		if !assert.NoError(t, err, text) {
			continue
		}
		assert.Equal(t, strings.TrimSpace(text), read.Targets[0].Package)
		assert.Equal(t, filepath.Join(strings.TrimSpace(text)), read.Targets[0].Overlay[0])
	}
	long := New()
	for i := range 30 {
		long.Operations = append(long.Operations, Name{Text: fmt.Sprint("Operation", i)})
	}
	long.set["operations"] = true
	var b bytes.Buffer
	WriteTemplate(&b, long)
	assert.Contains(t, b.String(), "\noperations: \n  - Operation0\n  - Operation1\n")
}

func TestBadFlags(t *testing.T) {
	for _, c := range []struct{ key, value, want string }{
		{"all", "yes", `got "yes"; write true or false`},
		{"replace", "", `got ""; write true or false`},
		{"docs", "aws", `unknown source of documentation "aws"; write own, sdk or none`},
		{"docs", "sdk@1.2.3", `"1.2.3" is not a version; write sdk@latest or sdk@v1.2.3`},
		{"docs", "sdk@", `"" is not a version; write sdk@latest or sdk@v1.2.3`},
		{"docs", "own@v1.2.3", `unknown source of documentation "own@v1.2.3"; write own, sdk or none`},
		{"pages", "html,pdf", `unknown format of pages "pdf"; write html, markdown, man`},
		{"modfile", "go.sum", `"go.sum" does not end in .mod, as go build -modfile requires; write a name that ends in .mod`},
	} {
		assert.EqualError(t, Lookup(c.key).Set(New(), c.value), c.want)
	}
	for _, value := range []string{"own", "none", "sdk", "sdk@latest", "sdk@v1.2.3-0.2024"} {
		assert.NoError(t, Lookup("docs").Set(New(), value))
	}
	assert.Nil(t, Lookup("nothing"))
	assert.NotEmpty(t, plan.PageFormats)
}

// Paths in the file are relative to it; in the result they are relative to the
// working directory.
func TestRebase(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	absolute := filepath.Join(here, "abs")
	writeFile(t, "conf/ec2gen.yaml", "out: x\nmodel: ../m\noverlay: [a, '"+absolute+"']\npackage: ec2\n")
	file, err := Read(filepath.Join("conf", "ec2gen.yaml"))
	require.NoError(t, err)
	target := file.Targets[0]
	assert.Equal(t, "conf", target.Dir)
	assert.Equal(t, filepath.Join("conf", "x"), target.Out)
	assert.Equal(t, "m", target.Model)
	assert.Equal(t, []string{filepath.Join("conf", "a"), absolute}, target.Overlay)
	assert.Equal(t, "ec2", target.Package)
	assert.Empty(t, target.Header)
	assert.Equal(t, spec.Pos{File: "conf/ec2gen.yaml", Line: 1, Col: 1}, target.Pos)
	_, err = Read("gone.yaml")
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// The nearest file counts, up to the module's root.
func TestFind(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	writeFile(t, filepath.Join(root, "ec2gen.yaml"), "")
	writeFile(t, filepath.Join(root, "m", "go.mod"), "module m\n")
	writeFile(t, filepath.Join(root, "m", "a", "b", "x"), "")
	writeFile(t, filepath.Join(root, "m", "go", "go.mod", "x"), "") // a directory
	for _, c := range []struct{ dir, add, want string }{
		{"m/a/b", "", ""},
		{"m/a/b", "m/.ec2gen.yaml", "../../.ec2gen.yaml"},
		{"m/a/b", "m/ec2gen.yaml", "../../ec2gen.yaml"},
		{"m/a/b", "m/a/.ec2gen.yaml", "../.ec2gen.yaml"},
		{"m/a/b", "m/a/b/ec2gen.yaml", "ec2gen.yaml"},
		{"m/go", "", "../ec2gen.yaml"},
		{".", "", "ec2gen.yaml"},
	} {
		if c.add != "" {
			writeFile(t, filepath.Join(root, filepath.FromSlash(c.add)), "")
		}
		t.Chdir(filepath.Join(root, filepath.FromSlash(c.dir)))
		got, err := Find()
		require.NoError(t, err)
		assert.Equal(t, filepath.FromSlash(c.want), got, "%s in %s", c.add, c.dir)
	}

	// Outside a module only the working directory counts.
	outside := filepath.Join(root, "outside")
	require.NoError(t, os.Mkdir(outside, 0o777))
	t.Chdir(outside)
	if ModuleRoot(outside) == "" {
		got, err := Find()
		require.NoError(t, err)
		assert.Empty(t, got)
	}
	if runtime.GOOS != "windows" {
		require.NoError(t, os.Symlink("ec2gen.yaml", filepath.Join(outside, "ec2gen.yaml"))) // a link to itself
		_, err = Find()
		assert.Error(t, err)
	}
	assert.Equal(t, filepath.Join(root, "m"), ModuleRoot(filepath.Join(root, "m", "a", "b")))
}

func TestDescribe(t *testing.T) {
	var b bytes.Buffer
	Describe(&b)
	for _, k := range Keys {
		assert.Contains(t, b.String(), "\n  "+k.Name, "every key is described")
		assert.Contains(t, b.String(), "          "+k.Name+": "+k.Example+"\n")
	}
	for line := range strings.Lines(b.String()) {
		assert.LessOrEqual(t, len([]rune(line)), 121, line)
	}
}
