package main

// This file derives targets from flags and configuration, for gen, dropin, diff,
// init, check, why and uses, so that all use the same configuration.

import (
	"errors"
	"flag"
	"fmt"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/dropin/link"
	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
	"github.com/ec2gen/ec2gen/spec"
)

// targetFlags has the flags of a kind of target: one for each of its keys.
type targetFlags struct {
	kind   config.Kind
	target *config.Target // the values of the flags
	config string         // the file; "": the default
}

func newTargetFlags(kind config.Kind) *targetFlags {
	return &targetFlags{kind: kind, target: config.New()}
}

func (f *targetFlags) define(fs *flag.FlagSet) {
	for i := range config.Keys {
		if k := &config.Keys[i]; k.Applies(f.kind) && !k.NoFlag {
			fs.Var(&keyValue{k, f.target}, k.Name, k.Doc)
		}
	}
	fs.StringVar(&f.config, "config", "",
		"configuration `FILE` (default: the nearest ec2gen.yaml or .ec2gen.yaml here or above, up to the root of the module)")
}

// A keyValue is the flag of a key.
type keyValue struct {
	key    *config.Key
	target *config.Target
}

func (v *keyValue) String() string        { return "" }
func (v *keyValue) Set(text string) error { return v.key.Set(v.target, text) }
func (v *keyValue) IsBoolFlag() bool      { return v.key.IsBool() }

// given returns the keys that flags and arguments set, in the order of the table.
func (f *targetFlags) given() (keys []*config.Key) {
	for i := range config.Keys {
		if k := &config.Keys[i]; f.target.IsSet(k.Name) {
			keys = append(keys, k)
		}
	}
	return keys
}

// readConfig reads the configuration, or returns a file without targets if there is
// none.
func readConfig(path string) (*config.File, error) {
	if path == "" {
		found, err := config.Find()
		if err != nil || found == "" {
			return &config.File{}, err
		}
		path = found
	}
	return config.Read(path)
}

// A job is a target with the data to record in its output.
type job struct {
	*config.Target
	file     string         // the configuration; "": none
	command  string         // the command that repeats it
	recorded string         // command without the flags that do not change the output
	flags    *config.Target // the values of the flags
}

// fromFlags reports whether a flag sets the key.
func (j *job) fromFlags(key string) bool { return j.flags != nil && j.flags.IsSet(key) }

// jobs returns the targets to generate: those of the configuration, changed by the
// flags. Flags apply to one target: the only one of their kind, or the one with
// that -out, or otherwise a new one.
func (f *targetFlags) jobs(c *call, all bool) ([]*job, error) {
	file, err := readConfig(f.config)
	if err != nil {
		return nil, err
	}
	targets, err := f.choose(c, file, all)
	if err != nil {
		return nil, err
	}
	var jobs []*job
	var errs []error
	for _, t := range targets {
		j := &job{Target: t, file: file.Path, command: f.commandLine(t, true), recorded: f.commandLine(t, false),
			flags: f.target}
		for _, k := range f.given() {
			k.Copy(t, f.target)
		}
		errs = append(errs, j.complete())
		jobs = append(jobs, j)
	}
	return jobs, errors.Join(errs...)
}

// choose selects the targets.
func (f *targetFlags) choose(c *call, file *config.File, all bool) ([]*config.Target, error) {
	given := len(f.given()) > 0
	var own []*config.Target
	for _, t := range file.Targets {
		if t.IsDropIn() == (f.kind == config.DropIn) {
			own = append(own, t)
		}
	}
	switch {
	case all && !given && len(file.Targets) > 0:
		return file.Targets, nil
	case all && !given:
		return linkedDropIn()
	case !given && len(own) > 0:
		return own, nil
	case len(own) == 1:
		return own, nil
	case len(own) > 1 && f.target.Out == "":
		return nil, c.usagef("%s has %d targets; select one with -out", file.Path, len(own))
	}
	for _, t := range own {
		if sameDir(t.Out, f.target.Out) {
			return []*config.Target{t}, nil
		}
	}
	return []*config.Target{f.fresh()}, nil
}

// fresh returns a target with only the values of flags.
func (f *targetFlags) fresh() *config.Target {
	t := config.New()
	if f.kind == config.DropIn {
		t.DropIn = []string{}
	}
	return t
}

// sameDir reports whether two directories have the same path.
func sameDir(a, b string) bool {
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && x == y
}

// noOperations is the error of gen without operations and configuration.
const noOperations = `no operations and no ec2gen.yaml; use -operations or -all, or write ec2gen.yaml:

  # ec2gen.yaml
  operations: [DescribeInstances, RunInstances]
  out: internal/ec2
`

// linkedDropIn is the drop-in that the module has: ec2gen dropin without flags needs no
// configuration, and gen and diff repeat it.
func linkedDropIn() ([]*config.Target, error) {
	root := moduleRoot()
	if root == "" {
		return nil, errors.New(noOperations)
	}
	found, err := findDropIn(root)
	if err != nil {
		return nil, err
	} else if found.Dir == "" {
		return nil, errors.New(noOperations)
	}
	return []*config.Target{newTargetFlags(config.DropIn).fresh()}, nil
}

// findDropIn finds the drop-in of the module in a directory.
func findDropIn(root string) (link.Link, error) {
	return link.Find(filepath.Join(root, "go.mod"), link.Workspace(root))
}

// moduleRoot returns the root of the module relative to the working directory, or
// "".
func moduleRoot() string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	if root := config.ModuleRoot(here); root != "" {
		return fromHere(root)
	}
	return ""
}

// fromHere returns an absolute path relative to the working directory.
func fromHere(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil {
		return rel
	}
	return path
}

// fromHereIf is fromHere, and "" for "".
func fromHereIf(path string) string {
	if path == "" {
		return ""
	}
	return fromHere(path)
}

// commandLine returns the command that generates a target again. If all, it has the
// flags about files outside the output directory.
func (f *targetFlags) commandLine(t *config.Target, all bool) string {
	words := []string{"ec2gen", "gen"}
	if t.Pos.File == "" && t.IsDropIn() {
		words[1] = "dropin"
	}
	if f.config != "" {
		words = append(words, "-config", f.config)
	}
	var patterns []string
	for _, k := range f.given() {
		switch text := k.Text(f.target); {
		case k.Outside && !all:
		case k.NoFlag:
			patterns = f.target.DropIn
		case k.IsBool() && text == "true":
			words = append(words, "-"+k.Name)
		case k.IsBool():
			words = append(words, "-"+k.Name+"="+text)
		default:
			words = append(words, "-"+k.Name, text)
		}
	}
	return strings.Join(append(words, patterns...), " ")
}

// complete checks a target and sets the defaults that depend on other values.
func (j *job) complete() error {
	if j.IsDropIn() {
		return j.completeDropIn()
	}
	if err := j.checkOperations(); err != nil {
		return err
	}
	if j.Out == "" {
		j.Out = filepath.Join(j.Dir, "ec2")
	}
	if j.ImportPath == "" {
		j.ImportPath = j.Module
	}
	if j.ImportPath == "" {
		p, err := importPathOf(j.Out)
		if err != nil {
			return err
		}
		j.ImportPath = p
	}
	if j.Package == "" {
		j.Package = path.Base(j.ImportPath)
	}
	if !token.IsIdentifier(j.Package) || j.Package == "_" {
		return j.errorf("choose one with package", "invalid package name %q", j.Package)
	}
	return nil
}

// checkOperations rejects a target without operations.
func (j *job) checkOperations() error {
	switch {
	case j.All && j.Operations != nil:
		return j.errorf("remove one of them", "all conflicts with operations")
	case j.All || j.Operations != nil || j.Model != "":
		return nil
	case j.Pos.File != "":
		return j.errorf("list them, or write all: true", "missing operations")
	default:
		return errors.New(noOperations)
	}
}

// completeDropIn is like complete, for a drop-in.
func (j *job) completeDropIn() error {
	if j.ModFile != "" && j.Replace && j.IsSet("replace") {
		return j.errorf("remove one of them", "replace conflicts with modfile: it changes go.mod, modfile does not")
	}
	root := j.Dir
	if root == "" {
		root = moduleRoot()
	}
	if len(j.DropIn) == 0 {
		j.DropIn, j.Dir = []string{"./..."}, root
	}
	found, err := findDropIn(root)
	if err != nil { // the go command will say so, with more context
		found = link.Link{}
	}
	if !j.IsSet("replace") && !j.IsSet("modfile") {
		j.ModFile, j.Replace = fromHereIf(found.ModFile), found.Work == ""
	}
	j.Replace = j.Replace && j.ModFile == ""
	switch {
	case j.Out != "":
	case found.Dir != "":
		j.Out = fromHere(found.Dir)
	default:
		j.Out = filepath.Join(root, "third_party", "ec2")
	}
	return nil
}

// errorf returns an error about the target, at its position if it has one.
func (j *job) errorf(remedy, format string, args ...any) error {
	if j.Pos.File == "" {
		return fmt.Errorf("%s; %s", fmt.Sprintf(format, args...), remedy)
	}
	return &spec.Error{Pos: j.Pos, Msg: fmt.Sprintf(format, args...), Remedy: remedy}
}

// importPathOf returns a directory's import path according to the go.mod above it.
func importPathOf(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	root := config.ModuleRoot(abs)
	if root == "" {
		return "", fmt.Errorf("no go.mod at or above %s, so the package has no import path; name one with -importpath, or "+
			"write a module with -module", dir)
	}
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	module := modfile.ModulePath(data)
	if module == "" {
		return "", fmt.Errorf("%s: no module line; fix it, or name the package with -importpath",
			filepath.Join(root, "go.mod"))
	}
	rel, err := filepath.Rel(root, abs)
	return path.Join(module, filepath.ToSlash(rel)), err
}

// splitNames reads a comma-separated list. Spaces and empty entries are ignored.
func splitNames(list string) []string { return config.Split(list) }
