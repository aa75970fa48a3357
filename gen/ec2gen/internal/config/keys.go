package config

// This file has the table of settings.

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/ec2gen/ec2gen/gen/plan"
)

// A Kind is the kind of target that a setting applies to.
type Kind int

// The kinds of settings.
const (
	Both    Kind = iota
	Package      // packages of the user's own
	DropIn
)

// A Key is one setting: a key of ec2gen.yaml, and a flag with the same name.
type Key struct {
	Name    string
	Kind    Kind
	Arg     string   // the placeholder for a value in help: "DIR"; "": true or false
	Doc     string   // begins in lower case, ends without a period
	Example string   // a value as YAML
	Words   []string // values to complete
	Path    bool     // values are paths
	NoFlag  bool     // set by arguments of the command
	Outside bool     // only affects files outside the output directory

	check func(text string) string // returns the problem of a value, or ""; nil: all values are valid
	field func(t *Target) any      // *string, *bool, *[]string or *[]Name
}

// Keys lists all settings, in a readable order for a file.
var Keys = []Key{
	{Name: "operations", Kind: Package, Arg: "NAMES", Example: "[RegisterImage, RunInstances]",
		Doc:   "operations to generate; required with the built-in model, unless all is true",
		field: func(t *Target) any { return &t.Operations }},
	{Name: "all", Kind: Package, Example: "true",
		Doc:   "generate all operations of the model: 800 for all of EC2",
		field: func(t *Target) any { return &t.All }},
	{Name: "dropin", Kind: DropIn, Arg: "PACKAGES", Example: "./...", NoFlag: true,
		Doc:   "generate a drop-in for these packages of a program",
		field: func(t *Target) any { return &t.DropIn }},
	{Name: "out", Kind: Both, Arg: "DIR", Example: "internal/ec2", Path: true,
		Doc:   "output directory; default: ec2, and third_party/ec2 for a drop-in",
		field: func(t *Target) any { return &t.Out }},
	{Name: "docs", Kind: Both, Arg: "SOURCE", Example: "sdk", Words: []string{"own", "sdk", "none"}, check: checkDocs,
		Doc: "documentation: own is ec2gen's; sdk adds the AWS SDK's if ec2gen has none, of the version that the " +
			"module requires or otherwise the newest, sdk@VERSION of another one; none; default: sdk, or own if " +
			"the SDK's sources cannot be read",
		field: func(t *Target) any { return &t.Docs }},
	{Name: "since", Kind: Both, Example: "false",
		Doc:   "add the dates of new operations, members and values to doc comments; default: true",
		field: func(t *Target) any { return &t.Since }},
	{Name: "model", Kind: Both, Arg: "PATH", Example: "service-2.json.gz", Path: true,
		Doc: "model to use: a directory with model YAML, a YAML file, an AWS model file (service-2.json, Smithy JSON; " +
			"plain or .gz), " +
			"or a directory with service-2.json, as in botocore; default: all of EC2, built in",
		field: func(t *Target) any { return &t.Model }},
	{Name: "overlay", Kind: Both, Arg: "PATHS", Example: "[ec2/overlay.yaml]", Path: true,
		Doc:   "files or directories with overlays: your own rules and documentation, applied to the model last",
		field: func(t *Target) any { return &t.Overlay }},
	{Name: "header", Kind: Both, Arg: "FILE", Example: "LICENSE-HEADER", Path: true,
		Doc:   "text to put above each generated file, such as a license header",
		field: func(t *Target) any { return &t.Header }},
	{Name: "package", Kind: Package, Arg: "NAME", Example: "ec2",
		Doc:   "package name; default: the last element of the import path",
		field: func(t *Target) any { return &t.Package }},
	{Name: "importpath", Kind: Package, Arg: "PATH", Example: "example.com/me/internal/ec2",
		Doc:   "import path of the package; default: according to the go.mod above out",
		field: func(t *Target) any { return &t.ImportPath }},
	{Name: "module", Kind: Package, Arg: "PATH", Example: "example.com/me/ec2",
		Doc:   "also write a go.mod, so that out is a module with this path",
		field: func(t *Target) any { return &t.Module }},
	{Name: "server", Kind: Package, Example: "true",
		Doc:   "also generate the server package, which serves what the client calls",
		field: func(t *Target) any { return &t.Server }},
	{Name: "cli", Kind: Package, Example: "true",
		Doc:   "also generate the command line, with the options of the AWS CLI",
		field: func(t *Target) any { return &t.CLI }},
	{Name: "pages", Kind: Package, Arg: "FORMATS", Example: "markdown", Words: plan.PageFormats, check: checkPages,
		Doc:   "also write reference pages of the operations to docs below out, in these formats: html, markdown, man",
		field: func(t *Target) any { return &t.Pages }},
	{Name: "replace", Kind: DropIn, Outside: true, Example: "false",
		Doc:   "add the replace line to the program's go.mod; default: true, unless modfile is set",
		field: func(t *Target) any { return &t.Replace }},
	{Name: "modfile", Kind: DropIn, Arg: "FILE", Example: "ec2.mod", Path: true, Outside: true, check: checkModFile,
		Doc:   "write the replace line to a copy of go.mod, for go build -modfile, instead of to go.mod",
		field: func(t *Target) any { return &t.ModFile }},
}

// Applies reports whether a target of a kind has the setting.
func (k *Key) Applies(kind Kind) bool { return k.Kind == Both || k.Kind == kind }

// IsBool reports whether values are true and false.
func (k *Key) IsBool() bool { return k.Arg == "" }

// Lookup returns the key with a name, or nil.
func Lookup(name string) *Key {
	for i := range Keys {
		if Keys[i].Name == name {
			return &Keys[i]
		}
	}
	return nil
}

// names returns the names of the keys of a kind.
func names(kind Kind) (list []string) {
	for _, k := range Keys {
		if kind == Both || k.Applies(kind) {
			list = append(list, k.Name)
		}
	}
	return list
}

// Set sets the target's value from a flag's text. Lists are comma-separated.
func (k *Key) Set(t *Target, text string) error {
	if k.check != nil {
		if wrong := k.check(text); wrong != "" {
			return errors.New(wrong)
		}
	}
	t.set[k.Name] = true
	switch v := k.field(t).(type) {
	case *string:
		*v = text
	case *bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("got %q; write true or false", text)
		}
		*v = b
	case *[]string:
		*v = Split(text)
	case *[]Name:
		*v = nil
		for _, name := range Split(text) {
			*v = append(*v, Name{Text: name})
		}
	}
	return nil
}

// SetList sets the target's value from arguments.
func (k *Key) SetList(t *Target, list []string) error {
	return k.Set(t, strings.Join(list, ","))
}

// Copy copies the value from another target.
func (k *Key) Copy(to, from *Target) {
	to.set[k.Name] = true
	switch v := k.field(to).(type) {
	case *string:
		*v = *k.field(from).(*string)
	case *bool:
		*v = *k.field(from).(*bool)
	case *[]string:
		*v = *k.field(from).(*[]string)
	case *[]Name:
		*v = *k.field(from).(*[]Name)
	}
}

// Text returns the target's value in the form of a flag.
func (k *Key) Text(t *Target) string {
	switch v := k.field(t).(type) {
	case *string:
		return *v
	case *bool:
		return fmt.Sprint(*v)
	case *[]string:
		return strings.Join(*v, ",")
	case *[]Name:
		return strings.Join(t.OperationNames(), ",")
	}
	return ""
}

// Split reads a comma-separated list. Spaces and empty entries are ignored.
func Split(list string) []string {
	fields := strings.Split(list, ",")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	return slices.DeleteFunc(fields, func(name string) bool { return name == "" })
}

func checkDocs(text string) string {
	source, version, pinned := strings.Cut(text, "@")
	switch {
	case source == "sdk" && pinned && version != "latest" && !semver.IsValid(version):
		return fmt.Sprintf("%q is not a version; write sdk@latest or sdk@v1.2.3", version)
	case source == "sdk", text == "own", text == "none":
		return ""
	}
	return fmt.Sprintf("unknown source of documentation %q; write own, sdk or none", text)
}

func checkPages(text string) string {
	for _, name := range Split(text) {
		if !slices.Contains(plan.PageFormats, name) {
			return fmt.Sprintf("unknown format of pages %q; write %s", name, strings.Join(plan.PageFormats, ", "))
		}
	}
	return ""
}

func checkModFile(text string) string {
	if !strings.HasSuffix(text, ".mod") {
		return fmt.Sprintf("%q does not end in .mod, as go build -modfile requires; write a name that ends in .mod", text)
	}
	return ""
}
