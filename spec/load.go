package spec

// This file finds the files of a model and loads them. A model is either a single
// file, or a directory with model.yaml, which a tool may write, and any number of
// hand-written overlay*.yaml, which are applied in the order of their names.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// Load reads the model at a path: a directory, or one YAML file. An error about the
// content is an Errors, whose positions have the path as given.
func Load(name string) (*Model, error) {
	fsys, base, shown, err := locate(name)
	if err != nil {
		return nil, err
	}
	return load(fsys, base, shown)
}

// locate returns a file system for a path, a name in it, and the function that
// names its files in messages.
func locate(name string) (fsys fs.FS, base string, shown func(string) string, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, "", nil, err
	}
	dir, base := filepath.Split(filepath.Clean(name))
	if info.IsDir() {
		dir, base = name, "."
	}
	if dir == "" {
		dir = "."
	}
	return os.DirFS(dir), base, func(file string) string { return filepath.ToSlash(filepath.Join(dir, file)) }, nil
}

// LoadFS reads the model at a slash-separated name in a file system.
func LoadFS(fsys fs.FS, name string) (*Model, error) {
	return load(fsys, name, func(file string) string { return file })
}

// load reads a model; shown names a file in messages.
func load(fsys fs.FS, name string, shown func(string) string) (*Model, error) {
	s, err := readStack(fsys, name, shown)
	if err != nil {
		return nil, err
	}
	m, _, err := s.Link()
	return m, err
}

// ReadStack reads the files of the model at a path, as Load does, without linking
// them.
func ReadStack(name string) (Stack, error) {
	if name == "" {
		return embeddedStack()
	}
	fsys, base, shown, err := locate(name)
	if err != nil {
		return Stack{}, err
	}
	return readStack(fsys, base, shown)
}

func readStack(fsys fs.FS, name string, shown func(string) string) (Stack, error) {
	names, err := modelFiles(fsys, name, shown)
	if err != nil {
		return Stack{}, err
	}
	var files []Source
	for _, n := range names {
		data, err := readFile(fsys, n)
		if err != nil {
			return Stack{}, err
		}
		files = append(files, Source{Name: shown(n), Data: data})
	}
	return Stack{Model: files[:1], Layers: []Layer{{Files: files[1:]}}}, nil
}

// LoadFiles reads a model from memory. The first file is the model, the others
// are overlays, applied in the given order.
func LoadFiles(files []Source) (*Model, error) {
	if len(files) == 0 {
		return nil, errors.New("the model has no files; add model.yaml")
	}
	m, _, err := Stack{Model: files[:1], Layers: []Layer{{Files: files[1:]}}}.Link()
	return m, err
}

// modelFiles lists the files of a model, model.yaml first. Any other YAML file is
// an error, since its name is probably misspelled.
func modelFiles(fsys fs.FS, name string, shown func(string) string) ([]string, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		if ext := path.Ext(name); ext == ".json" || ext == ".gz" {
			return nil, &Error{Pos: Pos{File: shown(name)}, Msg: "not a YAML model",
				Remedy: "convert AWS's model files with ec2gen import"}
		}
		return []string{name}, nil
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		return nil, err
	}
	const main = "model.yaml"
	found := false
	var overlays []string
	for _, e := range entries {
		switch file := e.Name(); {
		case e.IsDir():
		case file == main:
			found = true
		case isOverlay(file):
			overlays = append(overlays, path.Join(name, file))
		case path.Ext(file) == ".yaml" || path.Ext(file) == ".yml":
			return nil, &Error{Pos: Pos{File: shown(path.Join(name, file))}, Msg: "neither model.yaml nor overlay*.yaml",
				Remedy: "rename it, or move it out of the model's directory"}
		}
	}
	if !found {
		return nil, &Error{Pos: Pos{File: shown(name)}, Msg: "no model.yaml in this directory",
			Remedy: "give a directory or file of a model"}
	}
	sort.Strings(overlays)
	return append([]string{path.Join(name, main)}, overlays...), nil
}

// isOverlay reports whether a file is an overlay, by its name.
func isOverlay(file string) bool {
	base := path.Base(filepath.ToSlash(file))
	return strings.HasPrefix(base, "overlay") && strings.HasSuffix(base, ".yaml")
}

// sourceName returns a file's name for generated files: it must not depend on the
// model's location on disk, or on the working directory.
func sourceName(file string) string {
	file = filepath.ToSlash(file)
	if !path.IsAbs(file) && !filepath.IsAbs(filepath.FromSlash(file)) {
		for strings.HasPrefix(file, "../") {
			file = strings.TrimPrefix(file, "../")
		}
		return file
	}
	return path.Join(path.Base(path.Dir(file)), path.Base(file))
}

// readFile reads a file, up to the maximum size of a model file.
func readFile(fsys fs.FS, name string) (data []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err = io.ReadAll(io.LimitReader(f, yamlread.MaxBytes+1))
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return data, err
}

// parsed has a file's YAML nodes, or the error.
type parsed struct {
	name  string
	root  *yaml.Node
	fault *Error
}

// parseAll parses files in parallel: parsing is most of the work of loading.
func parseAll(files []Source) []parsed {
	out := make([]parsed, len(files))
	var wg sync.WaitGroup
	for i, src := range files {
		wg.Add(1)
		go func() {
			defer wg.Done()
			root, fault := yamlread.Parse(src)
			out[i] = parsed{name: src.Name, root: root, fault: fault}
		}()
	}
	wg.Wait()
	return out
}
