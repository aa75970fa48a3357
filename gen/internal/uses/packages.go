package uses

// This file asks the go command which packages a program has, and picks those
// that can reach the SDK's.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
)

// A pkg is what the go command says of one.
type pkg struct {
	ImportPath     string
	Dir            string
	Standard       bool
	DepOnly        bool // not named by the patterns
	ForTest        string
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string // for other systems or tags: the program has them too
	TestGoFiles    []string
	XTestGoFiles   []string
	Imports        []string
	TestImports    []string
	XTestImports   []string
	Module         *struct{ Path, Version, Dir string }
	Error          *struct{ Err string }
}

// list lists the packages and all that they depend on, tests included.
func list(o Options) ([]*pkg, error) {
	patterns := o.Patterns
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	args := []string{"list", "-e", "-deps", "-json=ImportPath,Dir,Standard,DepOnly,ForTest,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,Imports,TestImports,XTestImports,Module,Error"}
	if !o.NoTests {
		args = append(args, "-test")
	}
	out, err := goCommand(o.Dir, append(append(args, "--"), patterns...)...)
	if err != nil {
		return nil, err
	}
	var packages []*pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &pkg{}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Error != nil && !p.DepOnly {
			return nil, fmt.Errorf("%s: %s", p.ImportPath, strings.TrimSpace(p.Error.Err))
		}
		if p.ForTest == "" && !strings.HasSuffix(p.ImportPath, ".test") {
			packages = append(packages, p)
		}
	}
	for _, p := range packages {
		if p.ImportPath == Module || p.ImportPath == typesPath {
			return packages, nil
		}
	}
	return nil, notUsed(patterns)
}

// goCommand runs the go command and returns what it prints.
func goCommand(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	var out, complaint bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &complaint
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the go command is needed; install Go")
	case err != nil:
		return nil, fmt.Errorf("go %s: %s", args[0], strings.TrimSpace(complaint.String()))
	}
	return out.Bytes(), nil
}

// near are the packages that import the SDK's, or depend on one that does: an
// interface may be declared in one package and called in another.
func near(packages []*pkg) []*pkg {
	reaches := map[string]bool{Module: true, typesPath: true}
	for grown := true; grown; {
		grown = false
		for _, p := range packages {
			if p.Standard || reaches[p.ImportPath] {
				continue
			}
			for _, imports := range [][]string{p.Imports, p.TestImports, p.XTestImports} {
				for _, i := range imports {
					grown = grown || reaches[i]
					reaches[p.ImportPath] = reaches[p.ImportPath] || reaches[i]
				}
			}
		}
	}
	var list []*pkg
	for _, p := range packages {
		if reaches[p.ImportPath] && p.ImportPath != Module && !strings.HasPrefix(p.ImportPath, Module+"/") {
			list = append(list, p)
		}
	}
	return list
}

// sdkFolder is where the sources of the SDK's package are.
func sdkFolder(packages []*pkg, dir string) (string, error) {
	for _, p := range packages {
		if p.ImportPath == Module && p.Dir != "" {
			return p.Dir, nil
		}
		if p.ImportPath == typesPath && p.Dir != "" {
			return filepath.Dir(p.Dir), nil
		}
	}
	return "", fmt.Errorf("the sources of %s are not here; run go mod download", Module)
}

// requirements are the go line of the program's go.mod, and the versions of the
// modules that a slice must live with.
func requirements(dir string) (goLine string, versions []string, err error) {
	out, err := goCommand(dir, "list", "-m", "-f", "{{.Path}} {{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}} {{.Main}} {{.GoVersion}}", "all")
	if err != nil {
		return "", nil, err
	}
	for _, line := range strings.Split(string(out), "\n") {
		words := strings.Split(line, " ")
		if len(words) < 4 {
			continue
		}
		switch words[0] {
		case Module, "github.com/aws/aws-sdk-go-v2", "github.com/aws/smithy-go":
			versions = append(versions, strings.TrimSpace(words[0]+" "+words[1]))
		}
		if words[2] == "true" && goLine == "" {
			goLine = words[3]
		}
	}
	return goLine, versions, nil
}
