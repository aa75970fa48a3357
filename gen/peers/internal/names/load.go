// Package names lists everything that a package exports, with its exact Go type, and
// compares two such lists: the SDK's EC2
// package, with the package generated from AWS's model.
package names

import (
	"bytes"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

// Load returns the type-checked packages of the paths. It reads the compiler's
// export data (go list -export), because type-checking the SDK's package from
// source takes longer than all comparisons together; a package that is not in the
// build cache is compiled first. The go command runs in the current directory.
func Load(paths ...string) ([]*types.Package, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}"},
		paths...)...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go list -export: %w\n%s", err, stderr.String())
	}
	files := map[string]string{}
	for _, line := range strings.Split(stdout.String(), "\n") {
		if path, file, ok := strings.Cut(line, "="); ok {
			files[path] = file
		}
	}
	open := func(path string) (io.ReadCloser, error) {
		if files[path] == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return os.Open(files[path])
	}
	imports := importer.ForCompiler(token.NewFileSet(), "gc", open)
	var loaded []*types.Package
	for _, path := range paths {
		pkg, err := imports.Import(path)
		if err != nil {
			return nil, err
		}
		loaded = append(loaded, pkg)
	}
	return loaded, nil
}
