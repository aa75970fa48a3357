package uses

// This file runs the go command for the program. If a drop-in already replaces the
// SDK, it downloads the SDK's sources; if go.mod names a drop-in that does not
// exist yet, it uses a copy of go.mod without it.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/gotool"
)

// A program is a module with the options of the go command for it.
type program struct {
	dir   string // where the go command runs
	mod   string // its go.mod
	file  *modfile.File
	flags []string

	work     string // go.work; "": there is none
	users    []workspaceUser
	env      []string
	temp     string // a directory with a copy of go.mod; ""
	workTemp string // one with a copy of go.work; ""

	unloaded []unloaded
	vendor   string    // the command that fills the vendor directory; "": there is none
	stale    bool      // the vendor directory does not match go.mod's drop-in
	progress io.Writer // receives messages about downloads; if nil, there are none
}

// open finds the module. The caller must call close.
func open(o Options) (*program, error) {
	p := &program{dir: o.Dir, progress: o.Progress}
	out, err := p.goCommand("env", "-json", "GOMOD", "GOWORK")
	if err != nil {
		return nil, err
	}
	var env struct{ GOMOD, GOWORK string }
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	if env.GOMOD == "" || env.GOMOD == os.DevNull {
		return nil, errors.New("no go.mod here; run this in the module of the program")
	}
	p.mod = env.GOMOD
	if err := errors.Join(p.readWorkspace(env.GOWORK), p.withoutDropIn()); err != nil {
		p.close()
		return nil, err
	}
	if p.temp == "" && p.workTemp == "" {
		p.withoutVendor()
	}
	return p, nil
}

// withoutVendor makes the go command ignore the vendor directory if it does not
// have go.mod's drop-in: it would report inconsistent vendoring until go mod vendor
// has run.
func (p *program) withoutVendor() {
	root, command := p.mod, "go mod vendor"
	if p.work != "" {
		root, command = p.work, "go work vendor"
	}
	listed, err := os.ReadFile(filepath.Join(filepath.Dir(root), "vendor", "modules.txt"))
	if err != nil {
		return
	}
	p.vendor = command
	replaced, vendored := "", ""
	for _, r := range p.file.Replace {
		if r.Old.Path == Module && r.New.Version == "" {
			replaced = FromFile(p.mod, r.New.Path)
		}
	}
	for _, line := range strings.Split(string(listed), "\n") {
		if _, folder, ok := strings.Cut(line, " => "); ok && strings.HasPrefix(line, "# "+Module+" ") {
			vendored = FromFile(root, strings.TrimSpace(folder))
		}
	}
	if replaced != vendored {
		p.stale, p.flags = true, []string{"-mod=readonly"}
	}
}

// withoutDropIn uses a copy of go.mod instead of go.mod if that names a missing
// directory, because the go command would fail.
func (p *program) withoutDropIn() error {
	data, err := os.ReadFile(p.mod)
	if err != nil {
		return err
	}
	file, err := modfile.Parse(p.mod, data, nil)
	if err != nil {
		return err
	}
	p.file = file
	for _, r := range file.Replace {
		if r.Old.Path != Module || r.New.Version != "" {
			continue
		}
		if _, err := os.Stat(FromFile(p.mod, r.New.Path)); !errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := file.DropReplace(r.Old.Path, r.Old.Version); err != nil {
			return err
		}
		return p.useCopy(file)
	}
	return nil
}

// sources returns the directory of the SDK's package: the one that the go command
// uses or, if that is a drop-in, the one in the module cache with the version in
// go.mod.
func (p *program) sources(packages []*pkg) (string, error) {
	dir, version, why := "", "", "; run go mod download"
	for _, p := range packages {
		if p.Error != nil && (p.ImportPath == Module || p.ImportPath == typesPath) {
			why = ": " + strings.TrimSpace(p.Error.Err)
		}
		switch {
		case p.ImportPath == Module:
			dir = p.Dir
		case p.ImportPath == typesPath && p.Dir != "":
			dir = filepath.Dir(p.Dir)
		}
		if p.Module != nil && p.Module.Path == Module {
			version = p.Module.Version
		}
	}
	if dir != "" && !isGenerated(dir) {
		return dir, nil
	}
	if version == "" {
		return "", fmt.Errorf("missing sources of %s%s", Module, why)
	}
	m, err := gotool.Download(Module, version, p.progress)
	if err != nil {
		return "", err
	}
	return m.Dir, nil
}

// useCopy writes the copy, with go.sum next to it.
func (p *program) useCopy(file *modfile.File) error {
	file.Cleanup()
	data, err := file.Format()
	if err != nil {
		return err
	}
	if p.temp, err = os.MkdirTemp("", "ec2gen-"); err != nil {
		return err
	}
	copied := filepath.Join(p.temp, "go.mod")
	sums, err := os.ReadFile(strings.TrimSuffix(p.mod, ".mod") + ".sum")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// Requirements of the SDK's own go.mod may be missing in go.mod, so the copy
	// may change.
	p.flags, p.env = []string{"-modfile=" + copied, "-mod=mod"}, []string{"GOWORK=off"}
	return errors.Join(os.WriteFile(copied, data, 0o666), os.WriteFile(filepath.Join(p.temp, "go.sum"), sums, 0o666))
}

func (p *program) close() {
	for _, dir := range []string{p.temp, p.workTemp} {
		if dir != "" {
			os.RemoveAll(dir)
		}
	}
}

// IsDropIn reports whether a directory is a drop-in or does not exist.
func IsDropIn(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if errors.Is(err, os.ErrNotExist) {
		_, err := os.Stat(dir)
		return errors.Is(err, os.ErrNotExist)
	}
	return err == nil && files.IsOwn(data)
}

// isGenerated reports whether the package in a directory is ours: a vendored
// drop-in has no go.mod that says so, and may only have package types.
func isGenerated(dir string) bool {
	for _, pattern := range []string{"*_gen.go", "types/*_gen.go"} {
		found, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern))) // the patterns are well-formed
		for _, file := range found {
			if data, err := os.ReadFile(file); err == nil && files.IsOwn(data) {
				return true
			}
		}
	}
	return false
}

// goCommand runs the go command and returns its output.
func (p *program) goCommand(args ...string) ([]byte, error) {
	return gotool.Command{Dir: p.dir, Env: p.env, Progress: p.progress}.Run(args...)
}
