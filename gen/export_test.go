package gen

// This file finds the compiled form of packages for type-checking in tests.

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
)

// exportFiles returns the compiled packages that generated code may import, by
// import path, with one run of the go command.
var exportFiles = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "../runtime/...").
		Output()
	if err != nil {
		return nil, fmt.Errorf("go list -export: %w", err)
	}
	files := map[string]string{}
	for _, line := range strings.Split(string(out), "\n") {
		if name, file, ok := strings.Cut(line, " "); ok && file != "" {
			files[name] = file
		}
	}
	return files, nil
})

func lookupExport(importPath string) (io.ReadCloser, error) {
	files, err := exportFiles()
	if err != nil {
		return nil, err
	}
	file, ok := files[importPath]
	if !ok {
		return nil, fmt.Errorf("generated code imports %s, which the runtime does not", importPath)
	}
	return os.Open(file)
}
