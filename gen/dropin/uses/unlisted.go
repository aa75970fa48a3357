package uses

// This file finds packages that the go command does not list because all their
// files are for other systems or tags.

import (
	"errors"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// unlisted returns the directories that match patterns such as ./... and have Go
// files, but none for this system. It excludes the same directories as ./...
func unlisted(o Options, packages []*pkg) (more []*pkg) {
	for _, pattern := range o.Patterns {
		root, all := strings.CutSuffix(pattern, "...")
		root, err := filepath.Abs(filepath.Join(o.Dir, root))
		if all && err == nil && strings.HasPrefix(pattern, ".") {
			more = append(more, unlistedBelow(root, packages)...)
		}
	}
	return more
}

func unlistedBelow(root string, packages []*pkg) (more []*pkg) {
	known := map[string]bool{}
	for _, listed := range packages {
		known[listed.Dir] = true
	}
	// A directory that cannot be read has no package to build.
	_ = filepath.WalkDir(root, func(dir string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return nil
		case dir != root && skipped(dir):
			return fs.SkipDir
		case known[dir]:
			return nil
		}
		var none *build.NoGoError
		if _, err := build.ImportDir(dir, 0); !errors.As(err, &none) {
			return nil // it has files for this system: the patterns decide
		}
		files, _ := filepath.Glob(filepath.Join(dir, "*.go")) // the pattern is well-formed except for unusual directory names
		found := &pkg{ImportPath: filepath.ToSlash(dir), Dir: dir}
		for _, file := range files {
			found.IgnoredGoFiles = append(found.IgnoredGoFiles, filepath.Base(file))
		}
		if len(files) > 0 {
			found.importIgnored()
			more = append(more, found)
		}
		return nil
	})
	return more
}

// skipped reports whether ./... excludes a directory.
func skipped(dir string) bool {
	name := filepath.Base(dir)
	if name == "vendor" || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}
