package main

// This file reads ec2gen.yaml. Each key has one setter in a table; whatever is
// wrong is collected and reported with its place, all at once.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"
)

// A target is one package to generate.
type target struct {
	Model      string   // folder or file; "": the embedded AMI model
	Operations []string // nil: all
	Out        string   // directory; "": "ec2"
	Package    string   // "": the last element of Out
	ImportPath string   // "": by the go.mod around Out
	Module     string   // "": no go.mod is written
	UsedBy     []string // packages of the program that the module is for; nil: it is for none
	Replace    bool     // put the module into the program's go.mod
	ModFile    string   // write a go.mod with the module there; "": none
	Server     bool     // the server's half as well
}

// configNames are looked for in this order where -config names no file.
var configNames = []string{"ec2gen.yaml", ".ec2gen.yaml"}

// readConfig returns the packages that the configuration file describes: path,
// or without one the first of configNames that exists. No file at all is no
// packages. Paths come back relative to the working directory.
func readConfig(path string) ([]target, error) {
	names := []string{path}
	if path == "" {
		names = configNames
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) && path == "" {
			continue
		} else if err != nil {
			return nil, err
		}
		targets, err := decodeConfig(name, data)
		for i := range targets {
			targets[i].rebase(filepath.Dir(name))
		}
		return targets, err
	}
	return nil, nil
}

// rebase makes paths that are relative to dir relative to the working directory.
func (t *target) rebase(dir string) {
	for _, p := range []*string{&t.Model, &t.Out, &t.ModFile} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(dir, *p)
		}
	}
}

// configDecoder collects what is wrong with one file.
type configDecoder struct {
	file string
	errs []error
}

// targetKeys are the keys of a package, and what each sets.
var targetKeys = map[string]func(d *configDecoder, t *target, n *yaml.Node){
	"model":      func(d *configDecoder, t *target, n *yaml.Node) { t.Model = d.text(n) },
	"operations": func(d *configDecoder, t *target, n *yaml.Node) { t.Operations = d.names(n) },
	"out":        func(d *configDecoder, t *target, n *yaml.Node) { t.Out = d.text(n) },
	"package":    func(d *configDecoder, t *target, n *yaml.Node) { t.Package = d.text(n) },
	"importpath": func(d *configDecoder, t *target, n *yaml.Node) { t.ImportPath = d.text(n) },
	"module":     func(d *configDecoder, t *target, n *yaml.Node) { t.Module = d.text(n) },
	"server":     func(d *configDecoder, t *target, n *yaml.Node) { t.Server = d.flag(n) },

	"usedby":       func(d *configDecoder, t *target, n *yaml.Node) { t.UsedBy = d.names(n) },
	"writereplace": func(d *configDecoder, t *target, n *yaml.Node) { t.Replace = d.flag(n) },
	"writemodfile": func(d *configDecoder, t *target, n *yaml.Node) { t.ModFile = d.text(n) },
}

func decodeConfig(file string, data []byte) ([]target, error) {
	d := &configDecoder{file: file}
	var doc yaml.Node
	switch err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); {
	case errors.Is(err, io.EOF):
		return []target{{}}, nil // an empty file asks for the defaults
	case err != nil:
		return nil, fmt.Errorf("%s:1:1: not YAML: %s; ec2gen -h shows the keys", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	targets := d.root(doc.Content[0])
	return targets, errors.Join(d.errs...)
}

// root reads either one package's keys, or the key packages alone.
func (d *configDecoder) root(n *yaml.Node) []target {
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Value == "packages" {
		list := n.Content[1]
		if list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
			d.errorf(list, "packages must be a list with at least one mapping")
			return nil
		}
		var targets []target
		for _, item := range list.Content {
			targets = append(targets, d.target(item))
		}
		return targets
	}
	return []target{d.target(n)}
}

func (d *configDecoder) target(n *yaml.Node) (t target) {
	if n.Kind != yaml.MappingNode {
		d.errorf(n, "expected a mapping with the keys %s", keyList())
		return t
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		set, known := targetKeys[key.Value]
		switch {
		case key.Value == "packages":
			d.errorf(key, "packages stands alone; move the other keys into its list")
		case !known:
			d.errorf(key, "unknown key %q; the keys are %s", key.Value, keyList())
		case seen[key.Value]:
			d.errorf(key, "key %q is given twice; keep one", key.Value)
		default:
			seen[key.Value] = true
			set(d, &t, value)
		}
	}
	return t
}

// text reads a scalar that says something.
func (d *configDecoder) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || strings.TrimSpace(n.Value) == "" {
		d.errorf(n, "expected some text; remove the key to have its default")
		return ""
	}
	return n.Value
}

// flag reads true or false.
func (d *configDecoder) flag(n *yaml.Node) (v bool) {
	if n.Tag != "!!bool" || n.Decode(&v) != nil {
		d.errorf(n, "expected true or false")
	}
	return v
}

// names reads a list of names, or one name alone.
func (d *configDecoder) names(n *yaml.Node) []string {
	if n.Kind != yaml.SequenceNode {
		return []string{d.text(n)}
	}
	if len(n.Content) == 0 {
		d.errorf(n, "an empty list would generate nothing; remove the key to have all operations")
	}
	var names []string
	for _, item := range n.Content {
		names = append(names, d.text(item))
	}
	return names
}

func (d *configDecoder) errorf(n *yaml.Node, format string, args ...any) {
	d.errs = append(d.errs, fmt.Errorf("%s:%d:%d: %s", d.file, n.Line, n.Column, fmt.Sprintf(format, args...)))
}

func keyList() string {
	var names []string
	for name := range targetKeys {
		names = append(names, name)
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}
