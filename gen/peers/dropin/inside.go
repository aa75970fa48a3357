package main

// This file runs the go command inside a drop-in, which is a module like any other.

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ec2gen/ec2gen/gen/peers/internal/command"
)

// inside runs the commands that people and tools run in every module of a
// repository, and returns the changed files.
func inside(dir string) (changed []string, err error) {
	before, err := contents(dir)
	if err != nil {
		return nil, err
	}
	for _, args := range [][]string{{"mod", "tidy"}, {"mod", "verify"}, {"build", "./..."}, {"vet", "./..."},
		{"test", "./..."}} {
		if err := command.Run(dir, "go", args...); err != nil {
			return nil, err
		}
	}
	after, err := contents(dir)
	if err != nil {
		return nil, err
	}
	for name, data := range after {
		if old, ok := before[name]; !ok || !bytes.Equal(old, data) {
			changed = append(changed, fmt.Sprintf("go mod tidy, build, vet and test inside change %s", name))
		}
	}
	if len(before) > len(after) {
		changed = append(changed, "go mod tidy, build, vet and test inside remove files")
	}
	return changed, nil
}

func contents(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = os.ReadFile(name)
		return err
	})
	return files, err
}
