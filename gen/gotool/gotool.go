// Package gotool runs the go command.
package gotool

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/mod/module"
)

// A Command has the options of running the go command.
type Command struct {
	Dir      string    // "": the working directory
	Env      []string  // in addition to the environment
	Progress io.Writer // receives messages while the go command runs, such as downloads; if nil, there are none
}

// Run runs the go command and returns its standard output. The error contains the
// command's standard error.
func (c Command) Run(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	var out, complaint bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = c.Dir, &out, &complaint
	if c.Progress != nil {
		cmd.Stderr = io.MultiWriter(&complaint, &downloads{to: c.Progress})
	}
	if c.Env != nil {
		cmd.Env = append(os.Environ(), c.Env...)
	}
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the go command is missing; install Go")
	case err != nil:
		return out.Bytes(), fmt.Errorf("go %s: %s", args[0], strings.TrimSpace(complaint.String()))
	}
	return out.Bytes(), nil
}

// downloads passes on lines about downloads.
type downloads struct {
	to   io.Writer
	rest []byte
}

func (d *downloads) Write(p []byte) (int, error) {
	d.rest = append(d.rest, p...)
	for {
		line, rest, whole := bytes.Cut(d.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		if bytes.HasPrefix(line, []byte("go: downloading ")) {
			fmt.Fprintf(d.to, "%s\n", line)
		}
		d.rest = rest
	}
}

// A Module is a module in the module cache.
type Module struct {
	Path, Version string
	Dir           string
	Error         string
}

// Download returns a module in the module cache. The go command downloads it if it
// is missing. The version may be a query such as latest. No go.mod is changed.
func Download(path, version string, progress io.Writer) (*Module, error) {
	if m := cached(path, version); m != nil {
		return m, nil
	}
	temp, err := os.MkdirTemp("", "ec2gen-") // a directory whose go.mod replaces nothing
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	c := Command{Dir: temp, Env: []string{"GOWORK=off", "GOFLAGS=-mod=mod"}, Progress: progress}
	out, err := c.Run("mod", "download", "-json", path+"@"+version)
	m := &Module{}
	if json.Unmarshal(out, m) == nil && m.Error != "" {
		return nil, fmt.Errorf("%s@%s: %s", path, version, m.Error)
	}
	return m, err
}

// cached finds a module in the cache without the go command, which takes a while to
// start. It returns nil if it is unsure.
func cached(path, version string) *Module {
	root := os.Getenv("GOMODCACHE")
	if root == "" {
		gopath := os.Getenv("GOPATH")
		if gopath == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return nil
			}
			gopath = filepath.Join(home, "go")
		}
		root = filepath.Join(filepath.SplitList(gopath)[0], "pkg", "mod")
	}
	escaped, err1 := module.EscapePath(path)
	name, err2 := module.EscapeVersion(version)
	if err1 != nil || err2 != nil {
		return nil
	}
	// While the go command extracts a module, there is a .partial file.
	dir := filepath.Join(root, filepath.FromSlash(escaped)+"@"+name)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	if _, err := os.Stat(filepath.Join(root, "cache", "download", filepath.FromSlash(escaped), "@v",
		name+".partial")); err == nil {
		return nil
	}
	return &Module{Path: path, Version: version, Dir: dir}
}
