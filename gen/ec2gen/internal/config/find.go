package config

// This file finds the configuration of a directory.

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// FileNames has the names of the file, in the order of preference.
var FileNames = []string{"ec2gen.yaml", ".ec2gen.yaml"}

// Find returns the configuration file for the working directory: the nearest one
// there or above, up to the root of the module. Outside a module only the working
// directory counts. It returns "" if there is none.
func Find() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	root := ModuleRoot(here)
	for dir := here; ; dir = filepath.Dir(dir) {
		for _, name := range FileNames {
			path := filepath.Join(dir, name)
			if _, err := os.Stat(path); err == nil {
				return relative(here, path), nil
			} else if !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
		if dir == root || root == "" || dir == filepath.Dir(dir) {
			return "", nil
		}
	}
}

// ModuleRoot returns the directory at or above dir with a go.mod, or "" outside a
// module.
func ModuleRoot(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !info.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// relative returns path relative to dir, or path itself on another drive.
func relative(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		return rel
	}
	return path
}
