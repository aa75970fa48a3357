package config

// This file reads the file. All errors are reported at once, each with its position.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// A File is a configuration file.
type File struct {
	Path    string
	Targets []*Target
}

// Read reads a file. Its paths are relative to its directory; paths in the result
// are relative to the working directory.
func Read(path string) (*File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	d := &decoder{file: filepath.ToSlash(path)}
	targets := d.document(data)
	if err := d.errs.Err(); err != nil {
		return nil, err
	}
	for _, t := range targets {
		t.rebase(filepath.Dir(path))
	}
	return &File{Path: path, Targets: targets}, nil
}

// A decoder collects the errors of one file.
type decoder struct {
	file string
	errs yamlread.Collector
}

func (d *decoder) document(data []byte) []*Target {
	root, fault := yamlread.Parse(yamlread.Source{Name: d.file, Data: data})
	if fault != nil {
		d.errs.Add(fault)
		return nil
	}
	return d.root(root)
}

// root reads either the keys of one target, or only the key packages.
func (d *decoder) root(n *yaml.Node) []*Target {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 || n.Content[0].Value != "packages" {
		return []*Target{d.target(n)}
	}
	list := n.Content[1]
	if list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		d.add(list, "write a list with one mapping for each package", "packages must be a list with at least one mapping")
		return nil
	}
	var targets []*Target
	for _, item := range list.Content {
		targets = append(targets, d.target(item))
	}
	return targets
}

// target reads the keys of one target.
func (d *decoder) target(n *yaml.Node) *Target {
	t := New()
	t.Pos = d.pos(n)
	if n.Kind != yaml.MappingNode {
		d.add(n, "write KEY: VALUE lines; ec2gen help config lists the keys", "expected a mapping")
		return t
	}
	kind := Package
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "dropin" {
			kind = DropIn
		}
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		d.entry(t, kind, seen, n.Content[i], n.Content[i+1])
	}
	return t
}

// entry reads one key and its value.
func (d *decoder) entry(t *Target, kind Kind, seen map[string]*yaml.Node, key, value *yaml.Node) {
	k := Lookup(key.Value)
	switch first := seen[key.Value]; {
	case key.Value == "packages":
		d.add(key, "move the other keys into its list", "packages must be the only key")
	case k == nil:
		d.add(key, suggest(key.Value, names(kind)), "unknown key %q", key.Value)
	case first != nil:
		d.add(key, "keep one", "duplicate key %q, first in line %d", key.Value, first.Line)
	case kind == Package && !k.Applies(kind):
		d.add(key, "add the key dropin, or remove this one", "key %q only applies to drop-ins", key.Value)
	case !k.Applies(kind):
		d.add(key, "remove it, or dropin", "key %q conflicts with dropin", key.Value)
	default:
		seen[key.Value] = key
		t.set[key.Value] = true
		d.value(k, t, value)
	}
}

// value reads the value of a key.
func (d *decoder) value(k *Key, t *Target, n *yaml.Node) {
	switch v := k.field(t).(type) {
	case *bool:
		if *v = n.Value == "true"; n.Kind != yaml.ScalarNode || n.Style != 0 || !*v && n.Value != "false" {
			d.add(n, "write true or false", "key %q: got %q", k.Name, n.Value)
		}
	case *string:
		*v = d.text(k, n).Text
	case *[]Name:
		*v = d.list(k, n)
	case *[]string:
		for _, name := range d.list(k, n) {
			*v = append(*v, name.Text)
		}
	}
}

// text reads one value that is not empty.
func (d *decoder) text(k *Key, n *yaml.Node) Name {
	name := Name{strings.TrimSpace(n.Value), d.pos(n)}
	switch {
	case n.Kind != yaml.ScalarNode || yamlread.IsNull(n) || name.Text == "":
		d.add(n, "remove the key for its default", "key %q: expected text", k.Name)
	case k.check != nil:
		if wrong := k.check(name.Text); wrong != "" {
			problem, remedy, _ := strings.Cut(wrong, "; ")
			d.add(n, remedy, "key %q: %s", k.Name, problem)
		}
	}
	return name
}

// list reads a list of texts, or a single text.
func (d *decoder) list(k *Key, n *yaml.Node) (names []Name) {
	switch {
	case n.Kind != yaml.SequenceNode:
		return []Name{d.text(k, n)}
	case len(n.Content) == 0:
		d.add(n, "name at least one, or remove the key", "key %q: empty list", k.Name)
	}
	for _, item := range n.Content {
		names = append(names, d.text(k, item))
	}
	return names
}

// suggest returns the remedy for an unknown name.
func suggest(name string, known []string) string {
	if near := spec.Nearest(name, known); near != "" {
		return fmt.Sprintf("did you mean %q? ec2gen help config lists the keys", near)
	}
	return "the keys are " + strings.Join(known, ", ") + "; see ec2gen help config"
}

func (d *decoder) pos(n *yaml.Node) spec.Pos {
	return yamlread.PosOf(d.file, n)
}

func (d *decoder) add(n *yaml.Node, remedy, format string, args ...any) {
	d.errs.Add(&spec.Error{Pos: d.pos(n), Msg: fmt.Sprintf(format, args...), Remedy: remedy})
}
